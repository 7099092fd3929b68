import GRDB
public import LeitmotifModel

extension StoreReader {
  /// All that waits for a reviewer with what the queue's order is made of, by transcript, span and code.
  ///
  /// It reads the rows that are asked about: no text, and of other codings as many as it takes to know that a
  /// participant is counted already.
  public var waiting: [WaitingPlace] {
    get throws {
      let places = try openPlaces
      guard !places.isEmpty else { return [] }
      let items = places.map(\.item)
      let (voices, coders, found) = try store.read { db in
        let voices = try Voices(of: self, db)
        var proposals = try ProposalLookup(of: self, voices, db)
        let found = try items.map { try proposals.look(up: $0) }
        return (voices, try finishers(db), found)
      }
      let counted = try counted(zip(items, found).map { ($0.code, $1.participant) }, voices)
      return zip(places, found).map { place, found in
        let item = place.item
        return WaitingPlace(
          item: item, proposers: found.proposers,
          finishers: coders[voices.numbers[item.transcript] ?? 0] ?? 0,
          wouldCount: found.participant.map { counted[$0]?.contains(item.code) != true } ?? false,
          conflicts: place.conflicts)
      }
    }
  }

  /// Under which of the codes asked about each participant is counted.
  ///
  /// Two connections look through half of the participants each: somebody waits for the page.
  private func counted(
    _ questions: [(code: Identifier<Code>, participant: Int64?)], _ voices: Voices
  ) throws -> [Int64: Set<Identifier<Code>>] {
    var codes: [Int64: Set<Identifier<Code>>] = [:]
    for (code, participant) in questions {
      if let participant { codes[participant, default: []].insert(code) }
    }
    let tree = CodeTree(try codebook)
    let asked = codes.sorted { $0.key < $1.key }
    guard asked.count > 1, let second = moreReaders(1).first else {
      return try store.read { try CountedCodes(of: self, voices, tree, $0).codes(among: asked) }
    }
    let middle = asked.count / 2
    var answer: [Int64: Set<Identifier<Code>>] = [:]
    try inOrder(
      [asked[..<middle], asked[middle...]], by: [store, second.store],
      make: { store, asked in
        try store.read { try CountedCodes(of: self, voices, tree, $0).codes(among: asked) }
      }, { answer.merge($0) { $1 } })
    return answer
  }

  /// For each transcript how many coders finished every code in it.
  private func finishers(_ db: Database) throws -> [Int64: Int] {
    let rows = try PreparedStatement(
      db, "SELECT transcript_id, code_list_id FROM coverage v WHERE \(holds("v"))")
    let lists = try PreparedStatement(db, "SELECT id, name FROM code_list")
    var complete: Set<Int64> = []
    try lists.forEachRow([]) {
      let codes = try StoredJSON.value([String?].self, lists.text(1))
      if codes.contains(nil) { complete.insert(lists.integer(0)) }
    }
    var result: [Int64: Int] = [:]
    try rows.forEachRow([]) {
      if complete.contains(rows.integer(1)) { result[rows.integer(0), default: 0] += 1 }
    }
    return result
  }
}

/// Looks up who proposed what waits, and whose words it is.
private struct ProposalLookup {
  private let reader: StoreReader
  private let voices: Voices
  private let db: Database
  private let rows: PreparedStatement
  private var turns: (transcript: Int64, turns: [Turn]) = (0, [])

  init(of reader: StoreReader, _ voices: Voices, _ db: Database) throws {
    (self.reader, self.voices, self.db) = (reader, voices, db)
    rows = try PreparedStatement(
      db,
      """
      SELECT coder_id, start_byte, speaker FROM coding c
      WHERE transcript_id = ? AND key = ? AND \(reader.holds("c"))
      """)
  }

  mutating func look(up item: QueueItem) throws -> (proposers: Int, participant: Int64?) {
    let transcript = voices.numbers[item.transcript] ?? 0
    var proposers: [Int64] = []
    // Who speaks where a proposal begins is kept with it; elsewhere the turns have to be read.
    var speaker: Int64?
    var isKnown = false
    for id in item.proposals {
      try rows.forEachRow([.integer(transcript), .integer(id.rawValue)]) {
        if !proposers.contains(rows.integer(0)) { proposers.append(rows.integer(0)) }
        if Int(rows.integer(1)) == item.span.start {
          (speaker, isKnown) = (rows.optionalInteger(2), true)
        }
      }
    }
    if !isKnown { speaker = try self.speaker(at: item.span.start, in: transcript) }
    return (proposers.count, speaker.flatMap { voices.participant(transcript, speaker: $0) })
  }

  private mutating func speaker(at offset: Int, in transcript: Int64) throws -> Int64? {
    if turns.transcript != transcript {
      let rows = try PreparedStatement(
        db, "SELECT turns FROM reading d WHERE transcript_id = ? AND \(reader.holds("d"))")
      turns = (transcript, [])
      try rows.forEachRow([.integer(transcript)]) {
        turns.turns = SpanLists.turns(rows.bytes(0), speakers: .max) ?? []
      }
    }
    let here = turns.turns.first { $0.span.end > offset }
    return here.flatMap { $0.span.start <= offset ? $0.speaker.map(Int64.init) : nil }
  }
}

/// Finds out whether participants are counted under codes, and looks no further once they are.
private struct CountedCodes {
  private let reader: StoreReader
  private let voices: Voices
  private let tables: [PreparedStatement]
  /// For each code's number those at or above it.
  private var above: [Int64: [Identifier<Code>]] = [:]
  private let tree: CodeTree

  init(of reader: StoreReader, _ voices: Voices, _ tree: CodeTree, _ db: Database) throws {
    (self.reader, self.voices, self.tree) = (reader, voices, tree)
    tables = try ["coding c WHERE origin_id IS NOT NULL AND ", "final_coding c WHERE "].map {
      try PreparedStatement(
        db, "SELECT code_id, speaker FROM \($0) transcript_id = ? AND \(reader.holds("c"))")
    }
  }

  /// Under which of the codes asked about each participant is counted.
  func codes(
    among asked: some Sequence<(key: Int64, value: Set<Identifier<Code>>)>
  ) throws -> [Int64: Set<Identifier<Code>>] {
    var finder = self
    return try Dictionary(
      uniqueKeysWithValues: asked.map { participant, codes in
        (participant, try finder.codes(of: participant, among: codes))
      })
  }

  private mutating func codes(
    of participant: Int64, among asked: Set<Identifier<Code>>
  ) throws -> Set<Identifier<Code>> {
    var open = asked
    // Each code's answer is looked for once.
    var seen: Set<Int64> = []
    for (transcript, speaker) in voices.places(of: participant) {
      for rows in tables {
        try rows.readRows(
          [.integer(transcript)],
          while: {
            guard rows.integer(1) == speaker, !rows.isNull(1), seen.insert(rows.integer(0)).inserted
            else { return true }
            open.subtract(codes(atOrAbove: rows.integer(0)))
            return !open.isEmpty
          })
        if open.isEmpty { return asked }
      }
    }
    return asked.subtracting(open)
  }

  private mutating func codes(atOrAbove number: Int64) -> [Identifier<Code>] {
    if let known = above[number] { return known }
    let codes = reader.names.code[number].map(tree.atOrAbove) ?? []
    above[number] = codes
    return codes
  }
}

/// Who speaks in each transcript, in the store's numbers.
struct Voices {
  private(set) var numbers: [Identifier<Transcript>: Int64] = [:]
  private var participants: [Int64: [Int64?]] = [:]
  private var transcripts: [Int64: [(transcript: Int64, speaker: Int64)]] = [:]

  init(of reader: StoreReader, _ db: Database) throws {
    let rows = try PreparedStatement(
      db,
      """
      SELECT t.id, t.name, s.participant_id
      FROM reading d JOIN transcript t ON t.id = d.transcript_id
      LEFT JOIN speaker s ON s.reading_id = d.id
      WHERE \(reader.holds("d")) ORDER BY t.id, s.position
      """)
    var last: Int64 = 0
    try rows.forEachRow([]) {
      if rows.integer(0) != last {
        last = rows.integer(0)
        numbers[Identifier(rows.text(1))] = last
      }
      if let participant = rows.optionalInteger(2) {
        let speaker = Int64(participants[last]?.count ?? 0)
        transcripts[participant, default: []].append((last, speaker))
      }
      participants[last, default: []].append(rows.optionalInteger(2))
    }
  }

  /// The transcripts in which a participant speaks, and as which speaker.
  func places(of participant: Int64) -> [(transcript: Int64, speaker: Int64)] {
    transcripts[participant] ?? []
  }

  func participant(_ transcript: Int64, speaker: Int64) -> Int64? {
    guard let own = participants[transcript], own.indices.contains(Int(speaker)) else { return nil }
    return own[Int(speaker)]
  }
}
