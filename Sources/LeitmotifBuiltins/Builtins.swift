import AdjudicateMerger
import Captions
import CodedTables
import CodingsImporter
import DatabaseProjects
import KeywordClassifier
public import LeitmotifPlugin
import MarkupProjects
import OfficeFiles
import PlainTextIngester
import RecogniserJSON
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
  StageFactory(BratImporter.self),
  StageFactory(CaptionsIngester.self),
  StageFactory(CodingsImporter.self),
  StageFactory(DoccanoImporter.self),
  StageFactory(InceptionImporter.self),
  StageFactory(KeywordClassifier.self),
  StageFactory(LabelStudioImporter.self),
  StageFactory(OfficeIngester.self),
  StageFactory(PlainTextIngester.self),
  StageFactory(QualCoderImporter.self),
  StageFactory(QuotesImporter.self),
  StageFactory(RQDAImporter.self),
  StageFactory(RecogniserJSONIngester.self),
  StageFactory(RefiImporter.self),
  StageFactory(RuleClassifier.self),
  StageFactory(SentenceSegmenter.self),
  StageFactory(SpokenIngester.self),
  StageFactory(SurveyIngester.self),
  StageFactory(TEIIngester.self),
  StageFactory(TaguetteImporter.self),
  StageFactory(ThemesReporter.self),
  StageFactory(TurnSegmenter.self),
  StageFactory(UnitsImporter.self),
  StageFactory(XMLIngester.self),
]
