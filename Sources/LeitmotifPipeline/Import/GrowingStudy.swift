import LeitmotifDigest
import LeitmotifExchange
import LeitmotifModel
import LeitmotifPlugin
import LeitmotifStore

/// A study while projects are brought into it: what the store has, and what they add.
struct GrowingStudy {
  let stages: StudyImport.Stages
  let reader: StoreReader?
  let isPipelines: Bool
  private(set) var growth: CodebookGrowth
  private(set) var added: [Identifier<Transcript>: SegmentedTranscript] = [:]
  private(set) var addedSources: [Identifier<Transcript>: InputFile] = [:]
  private(set) var keys: [Identifier<Transcript>]
  private(set) var codings: [Identifier<Transcript>: [Coding]] = [:]
  private(set) var coverage: [Identifier<Transcript>: Set<Coverage>] = [:]
  private(set) var participants: [Identifier<Participant>: Participant]
  private(set) var reports: [ImportReport] = []
  private(set) var inputs: [InputFile]
  private(set) var notes: [ForeignNote] = []
  private(set) var times: [(coding: CodingID, time: String)] = []
  /// What was coded in transcripts that were met more than once.
  private var seen: [Identifier<Transcript>: Set<CodingID>] = [:]

  init(_ store: Store?, stages: StudyImport.Stages) throws {
    self.stages = stages
    if let store, let last = try store.runs().last, last.status != .succeeded {
      throw Diagnostics(
        .error(
          "unfinished-run", "the last run of the store did not come to its end",
          help: "run the study's pipeline with 'leitmotif run' first",
          at: SourceLocation(path: store.path)))
    }
    reader = try store?.reader()
    isPipelines = reader.map { $0.run.pipeline != StudyImport.pipelineName } ?? false
    growth = CodebookGrowth(try reader?.codebook ?? Codebook(name: ""))
    keys = try reader?.transcripts ?? []
    participants = Dictionary(
      uniqueKeysWithValues: try (reader?.participants ?? []).map { ($0.id, $0) })
    inputs = try reader?.inputs ?? []
  }

  /// Brings one project in.
  ///
  /// - Throws: `Diagnostics` when it cannot be used.
  mutating func take(_ project: StudyImport.Project) throws {
    let settings = project.importer.exchange
    let path = project.source.path
    var foreign = try project.importer.project(from: project.source)
    var finder = finder()
    for place in foreign.sources.indices where foreign.sources[place].text == nil {
      foreign.sources[place].text =
        try finder.transcript(called: foreign.sources[place].name)?.text.bytes
    }
    let placed = try CodingPlacer.place(foreign, path: path, reading: settings.reading)
    var meeting = ProjectMeeting(placed, from: project.source, settings: settings)
    try meetTexts(of: &meeting, &finder, path: path)
    if isPipelines {
      try meetCodes(of: &meeting, settings, path: path)
    } else {
      if growth.codebook.name.isEmpty, growth.codebook.codes.isEmpty {
        let name = foreign.name.isEmpty ? project.source.stem : foreign.name
        growth = CodebookGrowth(Codebook(name: name))
      }
      growth.take(in: &meeting, settings: settings)
    }
    let imported = meeting.codings()
    try add(imported, to: &meeting)
    inputs.append(
      InputFile(
        path: path, digest: Digest(of: project.source.bytes), size: project.source.bytes.count))
    notes += foreign.allNotes
    times += meeting.times
    reports.append(meeting.report)
  }

  private func finder() -> TranscriptFinder {
    let (reader, added) = (reader, added)
    return TranscriptFinder(keys) { key in
      try added[key]?.transcript ?? reader?.transcript(key)?.transcript
    }
  }

  private mutating func meetTexts(
    of meeting: inout ProjectMeeting, _ finder: inout TranscriptFinder, path: String
  ) throws {
    var diagnostics = Diagnostics()
    let project = meeting.placed.project
    let places = isPipelines ? meeting.usedSources : Array(project.sources.indices)
    var taken = Set(keys)
    var met: Set<Identifier<Transcript>> = []
    let owners = CaseOwners(of: project)
    for place in places {
      guard let text = meeting.placed.texts[place], text.count > 0 else { continue }
      let name = project.sources[place].name
      if let finding = try finder.find(text, called: name, besides: met) {
        met.insert(finding.transcript.key)
        meeting.meet(source: place, finding)
      } else if isPipelines {
        diagnostics.append(
          .error(
            "unknown-transcript", "no transcript of the study has the text of '\(name)'",
            help: "add the text to the study's pipeline, or import into a store of its own",
            at: SourceLocation(path: path)))
      } else {
        let key = freeKey(name, taken: taken)
        taken.insert(key)
        met.insert(key)
        let segmented = try NewTranscript(stages).read(
          text, key: key, case: owners.cases[place].map { project.cases[$0] },
          parts: meeting.placed.partsOfCases(inSource: place), path: path)
        added[key] = segmented
        addedSources[key] = InputFile(
          path: "\(path)/\(name)", digest: Digest(of: text.bytes), size: text.count)
        keys.append(key)
        meeting.meet(source: place, .init(new: segmented.transcript))
      }
    }
    try diagnostics.throwIfErrors()
    for (place, each) in project.cases.enumerated() where !owners.gathering.contains(place) {
      let id = Identifier<Participant>(each.name)
      var own = participants[id] ?? Participant(id: id)
      own.attributes.merge(each.attributes) { known, _ in known }
      if !isPipelines { participants[id] = own }
    }
  }

  private func freeKey(
    _ name: String, taken: Set<Identifier<Transcript>>
  ) -> Identifier<Transcript> {
    let own = transcriptName(of: name)
    let base = own.isEmpty ? "text" : own
    var key = base
    var number = 2
    while taken.contains(Identifier(key)) {
      key = "\(base)-\(number)"
      number += 1
    }
    return Identifier(key)
  }

  private func meetCodes(
    of meeting: inout ProjectMeeting, _ settings: ExchangeSettings, path: String
  ) throws {
    let matcher = CodeMatcher(growth.codebook, settings: settings.codes)
    var diagnostics = Diagnostics()
    for place in meeting.usedCodes {
      if let (code, how) = matcher.match(place, of: meeting.placed.project) {
        meeting.meet(code: place, code, how)
      } else if settings.unknownCodes == .refuse {
        let name = meeting.placed.project.path(ofCode: place).joined(separator: "/")
        diagnostics.append(.unknownCode(name, growth.codebook, in: path))
      }
    }
    try diagnostics.throwIfErrors()
  }

  private mutating func add(_ imported: ImportedCodings, to meeting: inout ProjectMeeting) throws {
    var known: [CodingID] = []
    for (key, new) in byTranscript(imported.codings) {
      if codings[key] == nil { codings[key] = try reader?.codings(of: key) ?? [] }
      // `ProjectMeeting.codings()` leaves repetitions out: only what was there before can be met again.
      guard let old = codings[key], !old.isEmpty else {
        codings[key] = new
        continue
      }
      var ids = seen.removeValue(forKey: key) ?? Set(old.lazy.map { CodingID($0) })
      for coding in new {
        let id = CodingID(coding)
        if ids.insert(id).inserted {
          codings[key, default: []].append(coding)
        } else {
          known.append(id)
        }
      }
      seen[key] = ids
    }
    meeting.leaveOut(known: known)
    for covered in imported.coverage { coverage[covered.transcript, default: []].insert(covered) }
  }

  /// The codings by transcript.
  ///
  /// Those of one mostly stand together: its list is looked up once for all of them.
  private func byTranscript(_ codings: [Coding]) -> [Identifier<Transcript>: [Coding]] {
    var result: [Identifier<Transcript>: [Coding]] = [:]
    var rest = codings[...]
    while let key = rest.first?.transcript {
      let next = rest.prefix { $0.transcript == key }
      result[key, default: []] += next
      rest = rest.dropFirst(next.count)
    }
    return result
  }
}
