public import LeitmotifModel

extension ThemeTable {
  /// Counts the themes of a study.
  ///
  /// The codings go by one by one; what stays is who holds what, and some quotations of each theme.
  ///
  /// - Parameters:
  ///   - study: The study.
  ///   - quotationsPerTheme: How many quotations of a theme to keep, spread over the participants.
  ///   - body: Is handed every quotation, in the order of the final codings.
  /// - Throws: What the study or the body throws.
  public init(
    of study: any StudyReader, quotationsPerTheme: Int = .max,
    forEach body: (Quotation) throws -> Void = { _ in }
  ) throws {
    var counter = try ThemeCounter(study: study, limit: quotationsPerTheme)
    try counter.readTranscripts()
    try counter.readProposals()
    try counter.readFinalCodings(body)
    self = try counter.table()
  }
}

/// Counts the themes of one study.
private struct ThemeCounter {
  private let study: any StudyReader
  private let codebook: Codebook
  private let limit: Int
  private var cases: [Identifier<Participant>: ThemeTable.Case] = [:]
  private var themes: [Theme]
  private var place: [Identifier<Code>: Int]
  private var parents: [Int?]
  private var indexes: [Identifier<Transcript>: SpeakerIndex] = [:]
  private var coderOf: [CodingID: Int] = [:]
  private var coders: [Coder]
  private var codingCount = 0

  init(study: any StudyReader, limit: Int) throws {
    self.study = study
    self.limit = limit
    codebook = try study.codebook
    coders = try study.coders
    for participant in try study.participants {
      cases[participant.id] = ThemeTable.Case(participant: participant, transcripts: [])
    }
    let codes = codebook.codes
    let place = Dictionary(codes.enumerated().map { ($1.id, $0) }) { first, _ in first }
    var parents: [Int?] = []
    var depths: [Int] = []
    for code in codes {
      let parent = code.parent.flatMap { place[$0] }
      parents.append(parent)
      depths.append(parent.map { $0 < depths.count ? depths[$0] + 1 : 0 } ?? 0)
    }
    (self.place, self.parents) = (place, parents)
    themes = zip(codes.indices, codes).map { [depths] index, code in
      let below = depths[(index + 1)...].prefix { $0 > depths[index] }.count
      return Theme(code: code, depth: depths[index], below: below)
    }
  }

  /// Learns who speaks where, and whose transcripts there are.
  mutating func readTranscripts() throws {
    for key in try study.transcripts {
      guard let transcript = try study.transcript(key)?.transcript else { continue }
      indexes[key] = SpeakerIndex(transcript)
      for id in Set(transcript.speakers.compactMap(\.participant)) {
        cases[id, default: ThemeTable.Case(participant: Participant(id: id), transcripts: [])]
          .transcripts.append(key)
      }
    }
  }

  /// Learns who proposed each coding, and what classifiers alone would have found.
  mutating func readProposals() throws {
    let names = Dictionary(coders.enumerated().map { ($1.id, $0) }) { first, _ in first }
    try study.forEachCoding { coding in
      guard let coder = names[coding.coder] else { return }
      coderOf[CodingID(coding)] = coder
      guard coders[coder].kind == .machine,
        let participant = indexes[coding.transcript]?.participant(at: coding.span.start)
      else { return }
      forTheme(of: coding.code) { $0.byMachine.insert(participant) }
    }
  }

  mutating func readFinalCodings(_ body: (Quotation) throws -> Void) throws {
    var quoter: Quoter?
    try study.forEachFinalCoding { final in
      codingCount += 1
      if quoter?.key != final.coding.transcript {
        quoter = try study.transcript(final.coding.transcript).map { Quoter($0) }
      }
      guard let theme = place[final.coding.code], var current = quoter else { return }
      let proposers = Set(final.sources.compactMap { coderOf[$0] }).sorted().map { coders[$0].id }
      let quotation = current.quotation(of: final, coders: proposers)
      quoter = current
      if let participant = quotation.participant {
        let holding = Theme.Holding(
          participant: participant, attributes: final.coding.attributes)
        forTheme(of: final.coding.code) { $0.holdings.insert(holding) }
      }
      themes[theme].codingCount += 1
      themes[theme].quotations.append(quotation)
      if limit < .max / 2, themes[theme].quotations.count > 2 * limit { prune(theme) }
      try body(quotation)
    }
    for theme in themes.indices where themes[theme].quotations.count > limit { prune(theme) }
  }

  mutating func table() throws -> ThemeTable {
    let run = try study.run
    let order = cases.values.sorted { naturally($0.participant.id, $1.participant.id) }
    for theme in themes.indices {
      let holders = Set(themes[theme].holdings.map(\.participant))
      themes[theme].participants = order.map(\.participant.id).filter(holders.contains)
    }
    return ThemeTable(
      study: run.pipeline,
      codebook: codebook.name + (codebook.version.isEmpty ? "" : " \(codebook.version)"),
      participants: order,
      transcriptCount: indexes.count, codingCount: codingCount, themes: themes,
      conflicts: conflicts(), queue: try waiting())
  }

  /// Does something to a code's theme and to those above it.
  private mutating func forTheme(of code: Identifier<Code>, _ change: (inout Theme) -> Void) {
    var next = place[code]
    while let current = next {
      change(&themes[current])
      next = parents[current]
    }
  }

  /// Keeps as many quotations as were asked for, spread over the participants, in their order.
  private mutating func prune(_ theme: Int) {
    var choice = QuotationChoice()
    let chosen = choice.choose(from: themes[theme].quotations, count: limit).chosen
    let kept = Set(chosen.map(\.coding))
    themes[theme].quotations.removeAll { !kept.contains($0.coding) }
  }

  private func conflicts() -> [ThemeTable.Conflict] {
    codebook.codes.indices.filter { codebook.codes[$0].exclusive == .participant }
      .flatMap { parent in
        let children = themes.indices.filter { parents[$0] == parent }
        return themes[parent].participants.compactMap { participant in
          let held = children.filter { child in
            themes[child].holdings.contains { $0.participant == participant }
          }
          guard held.count > 1 else { return nil as ThemeTable.Conflict? }
          return ThemeTable.Conflict(
            parent: codebook.codes[parent].id, participant: participant,
            codes: held.map { codebook.codes[$0].id })
        }
      }
  }

  private func waiting() throws -> [ThemeTable.Waiting] {
    var offsets: (key: Identifier<Transcript>, offsets: CodePointOffsets)?
    return try study.queue.map { item in
      if offsets?.key != item.transcript {
        offsets = try study.transcript(item.transcript)
          .map { (item.transcript, CodePointOffsets($0.transcript.text)) }
      }
      return ThemeTable.Waiting(
        item: item,
        codePoints: offsets?.key == item.transcript
          ? offsets?.offsets.codePoints(of: item.span) : nil)
    }
  }
}

/// Who speaks where in one transcript.
private struct SpeakerIndex {
  private let ends: [Int]
  private let starts: [Int]
  private let participants: [Identifier<Participant>?]

  init(_ transcript: Transcript) {
    starts = transcript.turns.map(\.span.start)
    ends = transcript.turns.map(\.span.end)
    participants = transcript.turns.map { transcript.speaker(of: $0)?.participant }
  }

  func participant(at offset: Int) -> Identifier<Participant>? {
    var low = 0
    var high = ends.count
    while low < high {
      let middle = (low + high) / 2
      if ends[middle] <= offset { low = middle + 1 } else { high = middle }
    }
    return low < ends.count && starts[low] <= offset ? participants[low] : nil
  }
}
