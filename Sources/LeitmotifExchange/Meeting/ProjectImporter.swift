public import LeitmotifModel
public import LeitmotifPlugin

/// An importer of another program's projects.
///
/// A conforming type reads its format; placing, checking and matching are the same for all.
public protocol ProjectImporter: Importer {
  /// What the user says of the project.
  var exchange: ExchangeSettings { get }

  /// Reads a project as its file says it.
  ///
  /// - Throws: `Diagnostics` when the file cannot be used.
  func project(from source: Source) throws -> ForeignProject
}

extension ProjectImporter {
  public func codings(
    from source: Source, study: any StudyOutline, in context: StageContext
  ) throws -> ImportedCodings {
    var project = try project(from: source)
    var finder = TranscriptFinder(study.transcripts) { try study.transcript($0) }
    for place in project.sources.indices where project.sources[place].text == nil {
      project.sources[place].text =
        try finder.transcript(called: project.sources[place].name)?.text.bytes
    }
    let placed = try CodingPlacer.place(project, path: source.path, reading: exchange.reading)
    var meeting = ProjectMeeting(placed, from: source, settings: exchange)
    var diagnostics = Diagnostics()
    var met: Set<Identifier<Transcript>> = []
    for place in meeting.usedSources {
      guard let text = placed.texts[place] else { continue }
      let name = project.sources[place].name
      if let finding = try finder.find(text, called: name, besides: met) {
        met.insert(finding.transcript.key)
        meeting.meet(source: place, finding)
      } else if !study.isSetAside(Identifier(transcriptName(of: name))) {
        diagnostics.append(.unknownText(name, in: source.path))
      }
    }
    let matcher = CodeMatcher(study.codebook, settings: exchange.codes)
    for place in meeting.usedCodes {
      if let (code, how) = matcher.match(place, of: project) {
        meeting.meet(code: place, code, how)
      } else if exchange.unknownCodes == .refuse {
        diagnostics.append(
          .unknownCode(
            project.path(ofCode: place).joined(separator: "/"), study.codebook, in: source.path))
      }
    }
    try diagnostics.throwIfErrors()
    let imported = meeting.codings()
    if let warning = Diagnostic.leftOut(meeting.report, in: source.path) { context.report(warning) }
    return imported
  }
}

extension Diagnostic {
  static func unknownText(_ name: String, in path: String) -> Diagnostic {
    .error(
      "unknown-transcript", "no transcript of the study has the text of '\(name)'",
      help:
        "texts are recognised by their words: give the study the text that was coded, or import the project into a store of its own with 'leitmotif import'",
      at: SourceLocation(path: path))
  }

  /// A code of a foreign project that the codebook does not have.
  public static func unknownCode(
    _ name: String, _ codebook: Codebook, in path: String
  ) -> Diagnostic {
    let known = codebook.codes.map(\.id.rawValue)
    let nearest = helpForUnknown(name, known: known, called: "codes")
    return .error(
      "unknown-code", "the codebook has no code '\(name)'",
      help:
        "\(nearest); say with the setting 'codes' which code it is, or 'unknownCodes: leave-out'",
      at: SourceLocation(path: path))
  }

  /// What to say of codings that are not taken over; `nil` when all are.
  static func leftOut(_ report: ImportReport, in path: String) -> Diagnostic? {
    let left = [Outcome.ambiguous, .failed, .dropped].filter { report.counts[$0, default: 0] > 0 }
    guard !left.isEmpty else { return nil }
    let counts = left.map { "\(report.counts[$0, default: 0]) \($0.rawValue)" }
    return .warning(
      "codings-left-out", "not every coding was taken over: \(counts.joined(separator: ", "))",
      help: "'leitmotif doctor' with the file lists them, with reasons",
      at: SourceLocation(path: path))
  }
}
