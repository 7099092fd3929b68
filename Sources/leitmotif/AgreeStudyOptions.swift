public import ArgumentParser
import LeitmotifAgreement
public import LeitmotifReliability

extension Agree {
  /// What of a study is compared, and what is made of it.
  struct StudyOptions: ParsableArguments {
    @Option(help: "The pieces in which coders are compared.")
    var unit: AgreementUnit?

    @Option(
      parsing: .unconditional,
      help: "The codes, separated by commas; * stands for any letters, as in 'limitation.*'.")
    var codes: String?

    @Option(help: "The run, by its number; the newest finished one unless given.")
    var run: Int?

    @Option(
      help: "Compare the runs of the store, or its versions of the codebook, with each other.")
    var by: Versions?

    @Option(help: "What a bootstrap draws: single units, or transcripts with all their units.")
    var over: Drawn?

    @Flag(help: "Compare every rule with the people.")
    var rules = false

    @Option(help: "Also write the ratings as a table for --ratings and other programs.")
    var ratingsOut: String?

    @Option(
      help: "Also write how reliable each coder was, for  when: weighted  of merge: adjudicate.")
    var reliabilityOut: String?

    @Flag(help: "List where coders differ, what costs the most agreement first.")
    var disagreements = false

    @Option(
      help: "With --disagreements: ask reviewers about them, in the decisions file of the merge.",
      completion: .file(extensions: ["jsonl"]))
    var queue: String?

    @Option(
      help: "Write a page with pictures (FILE.html); of disagreements also a table (FILE.csv).",
      completion: .file())
    var to: String?
  }

  /// What is compared over time.
  enum Versions: String, CaseIterable, ExpressibleByArgument {
    case run, codebook
  }

  /// What a bootstrap draws.
  enum Drawn: String, CaseIterable, ExpressibleByArgument {
    case units, transcripts
  }
}

extension Agree.StudyOptions {
  /// Refuses what only a study can answer.
  func refuseAll() throws {
    let given = [
      ("unit", unit != nil), ("codes", codes != nil), ("run", run != nil), ("by", by != nil),
      ("over", over != nil), ("rules", rules), ("ratings-out", ratingsOut != nil),
      ("reliability-out", reliabilityOut != nil),
      ("disagreements", disagreements), ("queue", queue != nil), ("to", to != nil),
    ]
    if let (name, _) = given.first(where: \.1) {
      throw ValidationError("--\(name) is for a study: give its store, such as airnd.sqlite")
    }
  }
}

extension Agree {
  /// Refuses what a study has no use for.
  func validateStudy() throws {
    let ofTables = [
      ("categories", selection.categories != nil), ("category", selection.category != nil),
      ("length", selection.length != nil), ("distance", comparison.distance != nil),
      ("weights", comparison.weights != nil), ("window", comparison.window != nil),
      ("averaging", comparison.averaging == .rating),
    ]
    if let (name, _) = ofTables.first(where: \.1) {
      throw ValidationError(
        "--\(name) is for tables: in a study, each code is given or not given"
          + "\nhelp: --ratings-out FILE writes the study's ratings as a table")
    }
    for name in coefficient where CodedCoefficient(name) == nil {
      throw ValidationError(
        "'\(name)' cannot be worked out from a study"
          + "\nhelp: coefficients: \(CodedCoefficient.names.joined(separator: ", ")); each also with "
          + CodedCoefficient.codedOnlySuffix)
    }
    guard certainty.interval.method != nil else {
      throw ValidationError(
        "--interval \(certainty.interval.rawValue) is for tables: write one with --ratings-out")
    }
    if study.over == .transcripts, certainty.interval != .bootstrap {
      throw ValidationError("--over transcripts is for --interval bootstrap")
    }
    try refuseRepetition("--coders", selection.coders)
    if study.reliabilityOut != nil, study.by != nil {
      throw ValidationError("--reliability-out is of one run: give --run instead of --by")
    }
    if study.queue != nil, !study.disagreements {
      throw ValidationError("--queue is about disagreements: give --disagreements, too")
    }
    if study.disagreements, study.by != nil {
      throw ValidationError("--disagreements is of one run: give --run instead of --by")
    }
    if let to = study.to, !to.hasSuffix(".html"), !(study.disagreements && to.hasSuffix(".csv")) {
      throw ValidationError(
        study.disagreements
          ? "--to names a page or a table: FILE.html or FILE.csv" : "--to names a page: FILE.html")
    }
  }
}

extension AgreementUnit: ExpressibleByArgument {}
