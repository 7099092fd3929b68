import AdjudicateMerger
import Captions
import CodedTables
import CodingsImporter
import DatabaseProjects
import KeywordClassifier
public import LeitmotifPlugin
import OfficeFiles
import PlainTextIngester
import RecogniserJSON
import MarkupProjects
import RefiProjects
import RuleClassifier
import SentenceSegmenter
import SpokenXML
import SurveyTable
import ThemesReporter
import TurnSegmenter

/// Every stage compiled into Leitmotif, one line for each folder of `Plugins`, in order of name.
public let builtinStages: [StageFactory] = [
  StageFactory(AdjudicateMerger.self),
  StageFactory(CaptionsIngester.self),
  StageFactory(BratImporter.self),
  StageFactory(CodingsImporter.self),
  StageFactory(DoccanoImporter.self),
  StageFactory(InceptionImporter.self),
  StageFactory(KeywordClassifier.self),
  StageFactory(OfficeIngester.self),
  StageFactory(PlainTextIngester.self),
  StageFactory(RecogniserJSONIngester.self),
  StageFactory(LabelStudioImporter.self),
  StageFactory(QualCoderImporter.self),
  StageFactory(QuotesImporter.self),
  StageFactory(RQDAImporter.self),
  StageFactory(RefiImporter.self),
  StageFactory(RuleClassifier.self),
  StageFactory(SentenceSegmenter.self),
  StageFactory(SpokenIngester.self),
  StageFactory(SurveyIngester.self),
  StageFactory(TEIIngester.self),
  StageFactory(XMLIngester.self),
  StageFactory(TaguetteImporter.self),
  StageFactory(ThemesReporter.self),
  StageFactory(TurnSegmenter.self),
  StageFactory(UnitsImporter.self),
]
