public import LeitmotifModel
public import LeitmotifPlugin

/// Brings a placed project and a study together: texts to transcripts, codes to codes, coders to coders.
public struct ProjectMeeting {
  /// The project.
  public let placed: PlacedProject
  /// What became of everything.
  public private(set) var report: ImportReport
  /// The transcript of each source, by the source's place.
  public private(set) var transcripts: [Int: TranscriptFinder.Finding] = [:]
  /// The code of each foreign code, by its place.
  public private(set) var codes: [Int: Code] = [:]
  /// When codings were made, as the file says it.
  public private(set) var times: [(coding: CodingID, time: String)] = []

  private let source: Source
  private let settings: ExchangeSettings
  /// What became of the codings that were taken over and not verified.
  private var unverified: [CodingID: Outcome] = [:]

  /// Begins a meeting.
  ///
  /// - Parameters:
  ///   - placed: The project.
  ///   - source: The file that it came from.
  ///   - settings: What the user says of it.
  public init(_ placed: PlacedProject, from source: Source, settings: ExchangeSettings) {
    self.placed = placed
    self.source = source
    self.settings = settings
    report = ImportReport(on: placed, file: source.path)
  }

  /// The sources on which somebody coded or finished something.
  public var usedSources: [Int] {
    Set(placed.codings.lazy.map { placed.project.codings[$0.coding].source })
      .union((placed.project.coverage ?? []).lazy.map(\.source)).sorted()
  }

  /// The codes that some coding has.
  public var usedCodes: [Int] {
    Set(placed.codings.lazy.compactMap { placed.project.codings[$0.coding].code })
      .union((placed.project.coverage ?? []).compactMap(\.code)).sorted()
  }

  /// Says which transcript a source is.
  public mutating func meet(source: Int, _ finding: TranscriptFinder.Finding) {
    transcripts[source] = finding
    report.transcripts.append(
      ImportReport.Naming(
        foreign: placed.project.sources[source].name, own: finding.transcript.key.rawValue,
        how: finding.how))
  }

  /// Says which code a foreign one is, and how that was found out.
  public mutating func meet(code: Int, _ own: Code, _ how: String) {
    codes[code] = own
    report.codes.append(
      ImportReport.Naming(
        foreign: placed.project.path(ofCode: code).joined(separator: "/"), own: own.id.rawValue,
        how: how))
  }

  /// Leaves codings out that the study has already.
  public mutating func leaveOut(known: [CodingID]) {
    guard !known.isEmpty else { return }
    for id in known { report.counts[unverified[id] ?? .verified, default: 0] -= 1 }
    report.counts[.dropped, default: 0] += known.count
    report.known += known.count
    report.losses.append(
      Loss(what: "codings", reason: "the study has them already", count: known.count))
  }

  /// The codings and coverage in the study's terms; codings of codes that met none are left out and counted.
  public mutating func codings() -> ImportedCodings {
    let project = placed.project
    // Once for all codings: a whole code or transcript is dear to hand about.
    let own = project.codes.indices.map { place in
      codes[place].map { (id: $0.id, attributes: $0.defaultAttributes) }
    }
    let findings = project.sources.indices.map { transcripts[$0] }
    let keys = findings.map(\.?.transcript.key)
    var result = ImportedCodings()
    result.codings.reserveCapacity(placed.codings.count)
    var seen = Set<CodingID>(minimumCapacity: placed.codings.count)
    var numbers: [String: Int] = [:]
    var coders: [Identifier<Coder>] = []
    var work = WorkDone()
    for each in placed.codings {
      let place = each.coding
      let foreignSource = project.codings[place].source
      let foreignCode = project.codings[place].code
      guard let foreignCode, let (code, attributes) = own[foreignCode] else {
        report.drop(
          place, from: each.outcome, of: project,
          foreignCode == nil ? "nobody gave it a code" : "the codebook does not have its code")
        continue
      }
      guard let key = keys[foreignSource],
        let span = findings[foreignSource]?.span(of: each.span)
      else {
        report.drop(place, from: each.outcome, of: project, "the study does not have its text")
        continue
      }
      let name = project.codings[place].coder
      let coder = numbers[name] ?? coders.count
      if coder == coders.count {
        numbers[name] = coder
        coders.append(settings.coder(called: name, in: source))
      }
      let coding = Coding(
        transcript: key, code: code, coder: coders[coder], span: span, attributes: attributes,
        memo: project.codings[place].memo)
      let id = CodingID(coding)
      guard seen.insert(id).inserted else {
        report.drop(
          place, from: each.outcome, of: project, "the same coder gave the same place the same code"
        )
        continue
      }
      if each.outcome != .verified { unverified[id] = each.outcome }
      let time = project.codings[place].time
      if !time.isEmpty { times.append((id, time)) }
      work.note(coder, on: foreignSource)
      result.codings.append(coding)
    }
    result.coverage = coverage(of: work, coders)
    report.coders = Set(numbers.keys).union((project.coverage ?? []).map(\.coder)).sorted().map {
      let own = settings.coder(called: $0, in: source)
      let how =
        $0.isEmpty ? "not named in the file" : own.rawValue == $0 ? "as in the file" : "renamed"
      return ImportReport.Naming(foreign: $0, own: own.rawValue, how: how)
    }
    result.report = report.json
    return result
  }

  private mutating func coverage(
    of work: WorkDone, _ coders: [Identifier<Coder>]
  ) -> [Coverage] {
    var seen: Set<Coverage> = []
    if let known = placed.project.coverage {
      report.coverage = "as the file says it"
      return known.compactMap { each in
        guard let finding = transcripts[each.source] else { return nil }
        if let code = each.code, codes[code] == nil { return nil }
        let coverage = Coverage(
          coder: settings.coder(called: each.coder, in: source), transcript: finding.transcript.key,
          code: each.code.flatMap { codes[$0]?.id })
        return seen.insert(coverage).inserted ? coverage : nil
      }
    }
    if Set(coders).count == 1, let coder = coders.first {
      report.coverage = "the file has one coder, who counts as having finished every text in it"
      return transcripts.values.map { $0.transcript.key }.sorted()
        .map { Coverage(coder: coder, transcript: $0) }.filter { seen.insert($0).inserted }
    }
    report.coverage = "the format does not say it: whoever coded anything in a text finished it"
    return work.places.compactMap { place in
      guard let finding = transcripts[place.source] else { return nil }
      let coverage = Coverage(coder: coders[place.coder], transcript: finding.transcript.key)
      return seen.insert(coverage).inserted ? coverage : nil
    }
  }
}

/// Who coded something in which source, in numbers: a hundred thousand codings are the work of a few.
private struct WorkDone {
  struct Place: Hashable {
    let coder: Int
    let source: Int
  }

  /// In the order in which they were first noted.
  private(set) var places: [Place] = []
  private var known: Set<Place> = []

  mutating func note(_ coder: Int, on source: Int) {
    let place = Place(coder: coder, source: source)
    if known.insert(place).inserted { places.append(place) }
  }
}
