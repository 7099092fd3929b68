public import LeitmotifModel

/// What an export writes: a study as its store has it, with what imports kept apart.
public struct StudyContent {
  /// The study.
  public let study: any StudyReader

  /// What names the study, for identities that stay the same in every export.
  public var name: String

  /// The codings that are written.
  public enum Selection: Sendable {
    /// What every coder proposed.
    case proposals
    /// What the merge made of it.
    case final
  }

  /// Which codings are written.
  public var selection: Selection

  /// The colours of codes, by id, as an import brought them.
  public var colors: [String: String]

  /// When codings were made, as an import brought it.
  public var times: [CodingID: String]

  /// Notes that belong to no coding, as an import brought them.
  public var notes: [ForeignNote]

  /// Creates the content of a study.
  ///
  /// - Parameters:
  ///   - study: The study.
  ///   - name: What names the study.
  ///   - selection: Which codings are written.
  ///   - pipelineText: The pipeline as the store keeps it, with what imports kept apart.
  public init(
    of study: any StudyReader, name: String, selection: Selection = .proposals,
    pipelineText: String = ""
  ) {
    self.study = study
    self.name = name
    self.selection = selection
    var colors: [String: String] = [:]
    var times: [CodingID: String] = [:]
    var notes: [ForeignNote] = []
    let pipeline = try? JSONReader.read(Array(pipelineText.utf8), path: "pipeline")
    for entry in pipeline?["imports"]?.elements ?? [] {
      if case .object(let values)? = entry["colors"] {
        colors.merge(values.compactMapValues(\.string)) { _, new in new }
      }
      times.merge(CodingTimes.times(of: entry["times"])) { _, new in new }
      for note in entry["notes"]?.elements ?? [] {
        notes.append(
          ForeignNote(
            subject: note["subject"]?.string ?? "", text: note["text"]?.string ?? "",
            author: note["author"]?.string ?? "", time: note["time"]?.string ?? ""))
      }
    }
    self.colors = colors
    self.times = times
    self.notes = notes
  }

  /// The codings of one transcript, in order.
  public func codings(of transcript: Identifier<Transcript>) throws -> [Coding] {
    switch selection {
    case .proposals: try study.codings(of: transcript)
    case .final: try study.finalCodings(of: transcript).map(\.coding)
    }
  }

  /// The name under which a coder is written: a classifier's with the version of the codebook behind it.
  public func names() throws -> [Identifier<Coder>: String] {
    let codebook = try study.codebook
    let version =
      codebook.version.isEmpty ? String(try study.run.codebook.prefix(8)) : codebook.version
    var names: [Identifier<Coder>: String] = [FinalCoding.coder: FinalCoding.coder.rawValue]
    for coder in try study.coders {
      let isBare = coder.kind == .machine && !coder.id.rawValue.contains("@")
      names[coder.id] = isBare ? "\(coder.id)@\(version)" : coder.id.rawValue
    }
    return names
  }
}

/// What an export wrote.
public struct ExportedFiles: Sendable {
  /// The files: one, or several with their folders.
  public var files: [(name: String, bytes: [UInt8])]
  /// How many codings were written.
  public var codings: Int
  /// What the format has no place for.
  public var losses: [Loss]

  /// Creates the result of an export.
  public init(files: [(name: String, bytes: [UInt8])], codings: Int, losses: [Loss]) {
    self.files = files
    self.codings = codings
    self.losses = losses
  }
}

/// Counts what a format has no place for, while a study is written.
public struct LossCount {
  private var counts: [Loss] = []
  private static let noPlace = "the format has no place for them"

  /// Creates a count of nothing.
  public init() {}

  /// Adds something that is lost.
  public mutating func add(_ what: String, _ reason: String, count: Int = 1) {
    guard count > 0 else { return }
    if let place = counts.firstIndex(where: { $0.what == what && $0.reason == reason }) {
      counts[place].count += count
    } else {
      counts.append(Loss(what: what, reason: reason, count: count))
    }
  }

  /// What is lost of codes, decisions, coverage and people in every format of other programs.
  ///
  /// - Parameters:
  ///   - content: What is written.
  ///   - isProject: Whether the format holds definitions and participants, as projects do, and not a text for each coder
  ///     who finished it.
  /// - Throws: What the study throws.
  public mutating func addStudy(_ content: StudyContent, isProject: Bool) throws {
    add(try content.study.codebook, keepsDefinitions: isProject)
    add(
      "entries of what coders have finished", Self.noPlace,
      count: try content.study.coverage.count {
        isProject || content.selection == .final || $0.code != nil
      })
    if !isProject {
      add(
        "participants with their attributes", Self.noPlace,
        count: try content.study.participants.count)
    }
    add("places that wait for a reviewer", Self.noPlace, count: try content.study.openPlaces.count)
  }

  /// What is lost of a codebook in every format of other programs.
  public mutating func add(_ codebook: Codebook, keepsDefinitions: Bool) {
    let (codes, reason) = (codebook.codes, Self.noPlace)
    if !keepsDefinitions {
      add("definitions of codes", reason, count: codes.count { !$0.definition.isEmpty })
    }
    add("rules", reason, count: codebook.rules.count)
    add("examples", reason, count: codes.reduce(0) { $0 + $1.examples.count })
    add("declared attributes", reason, count: codes.reduce(0) { $0 + $1.attributes.count })
    add(
      "groups of codes that exclude each other", reason, count: codes.count { $0.exclusive != nil })
    add("arrows between codes (leads_to)", reason, count: codes.reduce(0) { $0 + $1.leadsTo.count })
  }

  /// What is lost of one transcript in a format that holds its text alone: who speaks and when, where the file says it
  /// beside the text, as TEI and captions do.
  public mutating func add(_ transcript: Transcript) {
    var (unnamed, untimed, end) = (0, 0, 0)
    var last: Int?
    for turn in transcript.turns {
      let head = transcript.text.bytes[end..<turn.span.start]
      if let speaker = transcript.speaker(of: turn), turn.speaker != last,
        !head.contains(Array(speaker.label.utf8))
      {
        unnamed += 1
      }
      if turn.start != nil, !head.contains(where: (UInt8(ascii: "0")...UInt8(ascii: "9")).contains)
      {
        untimed += 1
      }
      (end, last) = (turn.span.end, turn.speaker)
    }
    let reason = "the file says it beside the text, and the text alone is written"
    add("turns' speakers", reason, count: unnamed)
    add("turns' times", reason, count: untimed)
  }

  /// What is lost of one coding in a format that holds code, place and coder.
  public mutating func add(_ coding: Coding, keepsMemo: Bool, keepsTime: Bool, time: String?) {
    let reason = Self.noPlace
    if coding.rule != nil { add("names of rules", reason) }
    if !coding.attributes.pairs.isEmpty { add("attributes of codings", reason) }
    if !keepsMemo, !coding.memo.isEmpty { add("memos of codings", reason) }
    if !keepsTime, time != nil { add("times of codings", reason) }
  }

  /// All of it.
  public var all: [Loss] { counts }
}
