import AdjudicateMerger
import Captions
import CodingsImporter
import KeywordClassifier
public import LeitmotifPlugin
import PlainTextIngester
import RecogniserJSON
import RuleClassifier
import SentenceSegmenter
import TEIIngester
import ThemesReporter
import TurnSegmenter

/// Every stage compiled into Leitmotif, one line for each folder of `Plugins`, in order of name.
public let builtinStages: [StageFactory] = [
  StageFactory(AdjudicateMerger.self),
  StageFactory(CaptionsIngester.self),
  StageFactory(CodingsImporter.self),
  StageFactory(KeywordClassifier.self),
  StageFactory(PlainTextIngester.self),
  StageFactory(RecogniserJSONIngester.self),
  StageFactory(RuleClassifier.self),
  StageFactory(SentenceSegmenter.self),
  StageFactory(TEIIngester.self),
  StageFactory(ThemesReporter.self),
  StageFactory(TurnSegmenter.self),
]
