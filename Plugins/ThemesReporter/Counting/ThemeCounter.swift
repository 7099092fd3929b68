public import LeitmotifModel

extension ThemeTable {
  /// Counts the themes of a study.
  ///
  /// The transcripts go by; what stays is who holds what, and some quotations of each theme.
  ///
  /// - Parameters:
  ///   - study: The study.
  ///   - quotationsPerTheme: How many quotations of a theme to keep, spread over the participants.
  ///   - pinned: Numbers of codings that are kept whatever their theme has.
  ///   - privacy: What is kept back.
  /// - Throws: What the study throws.
  public init(
    of study: any StudyReader, quotationsPerTheme: Int = .max, pinned: Set<String> = [],
    privacy: Privacy = Privacy()
  ) throws {
    var tallies = Tallies()
    try self.init(
      of: study, quotationsPerTheme: quotationsPerTheme, pinned: pinned, privacy: privacy,
      tallies: &tallies)
  }

  /// Counts the themes of a study, and lets others count along.
  ///
  /// - Parameters:
  ///   - study: The study.
  ///   - quotationsPerTheme: How many quotations of a theme to keep, spread over the participants.
  ///   - pinned: Numbers of codings that are kept whatever their theme has.
  ///   - privacy: What is kept back.
  ///   - tallies: Who else looks at each transcript.
  /// - Throws: What the study throws.
  init(
    of study: any StudyReader, quotationsPerTheme: Int, pinned: Set<String>, privacy: Privacy,
    tallies: inout Tallies
  ) throws {
    var counter = try ThemeCounter(
      study: study, limit: quotationsPerTheme, pinned: pinned, privacy: privacy)
    let tree = counter.tree
    try study.forEachCodedTranscript(
      finals: nil, making: { PlacedTranscript($0, in: tree) }
    ) { placed in
      counter.read(placed)
      tallies.add(placed, tree: tree)
    }
    try counter.quote()
    self = try counter.table()
  }
}

/// Counts the themes of one study.
private struct ThemeCounter {
  let tree: CodeTree
  private let study: any StudyReader
  private let codebook: Codebook
  private let limit: Int
  /// How many candidates of a theme are too many: choosing seldom is cheap, and they are small.
  private let pruningSize: Int
  private let pinned: Set<CodingID>
  private let discretion: Discretion
  private let machines: Set<Identifier<Coder>>
  private var cases: [Identifier<Participant>: ThemeTable.Case] = [:]
  private var themes: [Theme]
  /// For each theme, what may be quoted.
  private var candidates: [[Candidate]]
  private var transcripts: [Identifier<Transcript>] = []
  private var codingCount = 0

  /// A final coding that may be quoted, before its words are looked up.
  private struct Candidate: Quotable {
    let coding: CodingID
    let participant: Identifier<Participant>?
    let evidenceLength: Int
    let isDecided: Bool
    let transcript: Int32
  }

  init(study: any StudyReader, limit: Int, pinned: Set<String>, privacy: Privacy) throws {
    self.study = study
    self.limit = limit
    self.pinned = Set(pinned.compactMap { CodingID($0) })
    codebook = try study.codebook
    let tree = CodeTree(codebook)
    machines = Set(try study.coders.filter { $0.kind == .machine }.map(\.id))
    let participants = try study.participants
    discretion = Discretion(privacy, participants: participants)
    for participant in participants {
      cases[participant.id] = ThemeTable.Case(participant: participant, transcripts: [])
    }
    themes = codebook.codes.enumerated().map { place, code in
      Theme(code: code, depth: tree.depths[place], below: tree.countBelow(place))
    }
    candidates = Array(repeating: [], count: themes.count)
    pruningSize = limit < .max / 8 ? limit * 8 : .max
    self.tree = tree
  }

  /// Counts one transcript.
  mutating func read(_ placed: PlacedTranscript) {
    let number = Int32(transcripts.count)
    transcripts.append(placed.transcript.key)
    for id in placed.participants {
      cases[id, default: ThemeTable.Case(participant: Participant(id: id), transcripts: [])]
        .transcripts.append(placed.transcript.key)
    }
    countProposals(of: placed)
    // Most codings say again what one before them in the transcript said.
    var said = Said(themes: themes.count, speakers: placed.transcript.speakers.count)
    for place in placed.places {
      themes[place.theme].codingCount += 1
      guard let participant = place.participant, let speaker = place.speaker,
        !place.final.coding.attributes.isEmpty || said.first(place.theme, by: speaker)
      else { continue }
      let holding = Theme.Holding(
        participant: participant, attributes: place.final.coding.attributes)
      // Whoever is known to hold it here is known to hold it above.
      for theme in tree.atOrAbove(place.theme)
      where !themes[theme].holdings.insert(holding).inserted { break }
    }
    codingCount += placed.coded.finals.count
    for place in discretion.quotable(placed) {
      candidates[place.theme].append(
        Candidate(
          coding: place.id, participant: place.participant, evidenceLength: place.span.count,
          isDecided: place.final.decision != nil, transcript: number))
      themes[place.theme].quotableCount += 1
      if candidates[place.theme].count > pruningSize { prune(place.theme) }
    }
  }

  /// Learns what classifiers alone would have found.
  private mutating func countProposals(of placed: PlacedTranscript) {
    let transcript = placed.transcript
    var said = Said(themes: themes.count, speakers: transcript.speakers.count)
    for coding in placed.coded.proposals where machines.contains(coding.coder) {
      guard let theme = tree.place[coding.code],
        let turn = transcript.turn(at: coding.span.start),
        let speaker = transcript.turns[turn].speaker,
        let participant = transcript.speakers[speaker].participant,
        said.first(theme, by: speaker)
      else { continue }
      for place in tree.atOrAbove(theme) { themes[place].byMachine.insert(participant) }
    }
  }

  /// Which themes were said by whom in one transcript.
  private struct Said {
    private let speakers: Int
    /// For each theme that anybody said something on, a flag for each speaker.
    private var flags: [[Bool]]

    init(themes: Int, speakers: Int) {
      self.speakers = speakers
      flags = Array(repeating: [], count: themes)
    }

    /// Whether it is the first time that a speaker says something on a theme.
    mutating func first(_ theme: Int, by speaker: Int) -> Bool {
      if flags[theme].isEmpty { flags[theme] = Array(repeating: false, count: speakers) }
      if flags[theme][speaker] { return false }
      flags[theme][speaker] = true
      return true
    }
  }

  /// Keeps as many candidates as were asked for, spread over the participants, in their order.
  private mutating func prune(_ theme: Int) {
    var choice = QuotationChoice()
    let chosen = choice.choose(from: candidates[theme], count: limit).chosen
    let kept = Set(chosen.map(\.coding))
    candidates[theme].removeAll { [pinned] in
      !kept.contains($0.coding) && !pinned.contains($0.coding)
    }
  }

  /// Looks up the words of the candidates that are left.
  mutating func quote() throws {
    for theme in themes.indices where candidates[theme].count > limit { prune(theme) }
    var wanted: [Identifier<Transcript>: Set<CodingID>] = [:]
    for candidate in candidates.joined() {
      wanted[transcripts[Int(candidate.transcript)], default: []].insert(candidate.coding)
    }
    let (tree, privacy) = (tree, discretion.privacy)
    try study.forEachCodedTranscript(
      finals: wanted,
      making: { coded in
        var quoter = Quoter(coded, privacy: privacy)
        return coded.finals.indices.compactMap { final in
          Place(final, of: coded, in: tree).map { ($0.theme, quoter.quotation(of: $0)) }
        }
      }
    ) { quotations in
      for (theme, quotation) in quotations { themes[theme].quotations.append(quotation) }
    }
  }

  func table() throws -> ThemeTable {
    let order = cases.values.sorted { naturally($0.participant.id, $1.participant.id) }
    let run = try study.run
    var themes = themes
    for theme in themes.indices {
      let holders = Set(themes[theme].holdings.map(\.participant))
      themes[theme].participants = order.map(\.participant.id).filter(holders.contains)
    }
    let open = try study.openPlaces
    return ThemeTable(
      study: run.pipeline,
      codebook: codebook.name + (codebook.version.isEmpty ? "" : " \(codebook.version)"),
      participants: order, transcripts: transcripts, codingCount: codingCount, themes: themes,
      conflicts: conflicts(at: open), queue: try waiting(open), privacy: discretion.privacy)
  }

  /// The conflicts over participants, in the codebook's order, then in that of the participants.
  private func conflicts(at open: [OpenPlace]) -> [ThemeTable.Conflict] {
    Set(open.flatMap(\.conflicts)).sorted {
      $0.parent == $1.parent
        ? naturally($0.participant, $1.participant)
        : (tree.place[$0.parent] ?? 0) < (tree.place[$1.parent] ?? 0)
    }
  }

  private func waiting(_ open: [OpenPlace]) throws -> [ThemeTable.Waiting] {
    var offsets: (key: Identifier<Transcript>, offsets: CodePointOffsets)?
    return try open.map { place in
      let item = place.item
      if offsets?.key != item.transcript {
        offsets = try study.transcript(item.transcript)
          .map { (item.transcript, CodePointOffsets($0.transcript.text)) }
      }
      return ThemeTable.Waiting(
        item: item, conflicts: place.conflicts,
        codePoints: offsets?.key == item.transcript
          ? offsets?.offsets.codePoints(of: item.span) : nil)
    }
  }
}
