import CodingsImporter
public import LeitmotifPlugin
import PlainTextIngester
import SentenceSegmenter
import TEIIngester
import TurnSegmenter

/// Every stage compiled into Leitmotif, one line for each folder of `Plugins`, in order of name.
public let builtinStages: [StageFactory] = [
  StageFactory(CodingsImporter.self),
  StageFactory(PlainTextIngester.self),
  StageFactory(SentenceSegmenter.self),
  StageFactory(TEIIngester.self),
  StageFactory(TurnSegmenter.self),
]
