import AdjudicateMerger
import ArgumentParser
import LeitmotifExchange
import LeitmotifModel
import LeitmotifPipeline
import LeitmotifPlugin
import PlainTextIngester
import SentenceSegmenter
import TurnSegmenter

/// `leitmotif import STORE FILE...`.
struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract:
      "Brings projects of other programs into a store, and says what became of each coding.",
    discussion: """
      Every coding is checked against the words that its file quotes; what cannot be placed for sure is listed, \
      never guessed. Several files may be given: the same text in several of them is recognised by its words. \
      A store that is not there is made. After it:

        leitmotif agree STORE            how far the coders agree
        leitmotif report STORE           the themes

      A store that a pipeline made takes codings on its own texts and codes until the pipeline runs again; \
      to keep them, add the file to the pipeline ('import: FORMAT').
      """)

  @Argument(help: "The store; made when it is not there.", completion: .file())
  var store: String

  @Argument(
    help: "The projects: files, folders of QualCoder, folders of brat.", completion: .file())
  var files: [String]

  @OptionGroup(title: "How they are read") var options: ProjectOptions

  @Flag(help: "Print one line of JSON.")
  var json = false

  @Option(help: "Write the codebook as a file of its own, for a pipeline.", completion: .file())
  var codebookTo: String?

  func run() throws {
    let projects = try options.projects(files)
    let setup = StageSetup()
    let stages = StudyImport.Stages(
      ingester: PlainTextIngester(configuration: .init(), setup: setup),
      segmenters: [
        TurnSegmenter(configuration: .init(), setup: setup),
        SentenceSegmenter(configuration: .init(), setup: setup),
      ],
      merger: try AdjudicateMerger(configuration: .init(), setup: setup))
    let progress = Progress(json ? .none : .auto)
    let outcome = try StudyImport(into: store, stages: stages).run(projects, progress: progress)
    progress.end()
    if let codebookTo { try writeWhole(Array(outcome.codebook.utf8), to: codebookTo) }
    if json {
      printJSON([
        "run": .integer(outcome.run), "transcripts": .integer(outcome.transcripts),
        "codes": .integer(outcome.codes), "codings": .integer(outcome.added),
        "withoutParticipant": .integer(outcome.withoutParticipant),
        "reports": .list(outcome.reports.map(\.json)),
      ])
      return try refuseNothing(of: outcome)
    }
    for report in outcome.reports { print(report.description) }
    print(
      "Run \(outcome.run): \(counted(outcome.added, "coding")) taken over; the study has "
        + "\(counted(outcome.transcripts, "transcript")) and \(counted(outcome.codes, "code"))."
    )
    print("Store:  \(displayPath(store))")
    if outcome.withoutParticipant > 0 {
      print(
        "In \(counted(outcome.withoutParticipant, "transcript")) no participant speaks: what is coded there "
          + "counts for nobody, and agreement has no units. Give the texts cases in your program, or "
          + "labels ('NAME: ') in front of what each person says.")
    }
    showHint(of: outcome, projects)
    try refuseNothing(of: outcome)
  }

  /// Says how a pipeline keeps what was brought into its store.
  private func showHint(of outcome: StudyImport.Outcome, _ projects: [StudyImport.Project]) {
    guard let pipeline = outcome.pipeline else { return }
    print(
      "The store belongs to the pipeline '\(pipeline)', which knows nothing of these files: its next run takes the codings out again unless it has a stage such as"
    )
    for (project, report) in zip(projects, outcome.reports) {
      print("  - import: \(report.format)\n    files: [\"\(project.source.path)\"]")
    }
  }

  /// Ends as done in part when there were codings that the study has not yet, and not one of them could be taken over.
  private func refuseNothing(of outcome: StudyImport.Outcome) throws {
    let lost = outcome.reports.contains { report in
      report.taken == 0 && report.counts.values.reduce(0, +) > report.known
    }
    if lost { throw ExitCode(ExitStatus.partlyDone) }
  }
}
