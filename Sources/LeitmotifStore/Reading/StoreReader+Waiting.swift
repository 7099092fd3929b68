import GRDB
public import LeitmotifModel

extension StoreReader {
  /// What waits for a reviewer with who has a say in it, by transcript, span and code.
  ///
  /// Nothing but the rows that are asked about is read: no text, and no transcript's other codings.
  public var waiting: [WaitingPlace] {
    get throws {
      let items = try queue
      guard !items.isEmpty else { return [] }
      return try store.read { db in
        let voices = try Voices(of: self, db)
        let finishers = try finishers(db)
        let coding = try PreparedStatement(
          db,
          """
          SELECT coder_id, start_byte, speaker FROM coding c
          WHERE transcript_id = ? AND key = ? AND \(holds("c"))
          """)
        var finder: TurnFinder?
        return try items.map { item in
          let number = voices.numbers[item.transcript] ?? 0
          var proposers: Set<Identifier<Coder>> = []
          // Who speaks where a proposal begins is kept with it; elsewhere the turns have to be read.
          var speaker: Int64??
          for id in item.proposals {
            try coding.forEachRow([.integer(number), .integer(id.rawValue)]) {
              if let coder = names.coder[coding.integer(0)] { proposers.insert(coder) }
              if Int(coding.integer(1)) == item.span.start {
                speaker = .some(coding.optionalInteger(2))
              }
            }
          }
          if speaker == nil {
            if finder?.transcript != number { finder = try TurnFinder(number, of: self, db) }
            speaker = .some(finder?.speaker(at: item.span.start))
          }
          return WaitingPlace(
            item: item, proposers: proposers, finishers: finishers[number] ?? 0,
            participant: (speaker ?? nil).flatMap { voices.participant(number, speaker: $0) }
              .flatMap { names.participant[$0] })
        }
      }
    }
  }

  /// For each transcript how many coders finished every code in it.
  private func finishers(_ db: Database) throws -> [Int64: Int] {
    let rows = try PreparedStatement(
      db,
      """
      SELECT transcript_id, code_list_id FROM coverage v WHERE \(holds("v"))
      """)
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

  /// The participants who have a final coding of each code or of one below it; codes without any are left out.
  ///
  /// - Throws: `StoreError`.
  public func holders(
    ofEach codes: Set<Identifier<Code>>
  ) throws -> [Identifier<Code>: Set<Identifier<Participant>>] {
    let tree = CodeTree(try codebook)
    return try store.read { db in
      let voices = try Voices(of: self, db)
      let sayings = try sayings(voices, db)
      var found: [Identifier<Code>: Set<Identifier<Participant>>] = [:]
      for (code, participants) in sayings {
        let people = participants.compactMap { names.participant[$0] }
        for code in names.code[code].map(tree.atOrAbove) ?? [] where codes.contains(code) {
          found[code, default: []].formUnion(people)
        }
      }
      return found
    }
  }

  /// Which participants have a final coding of each code itself, in the store's numbers.
  private func sayings(_ voices: Voices, _ db: Database) throws -> [Int64: Set<Int64>] {
    var found: [Int64: Set<Int64>] = [:]
    for table in ["coding", "final_coding"] {
      let isFinal = table == "coding" ? "origin_id IS NOT NULL AND " : ""
      let rows = try PreparedStatement(
        db, "SELECT transcript_id, code_id, speaker FROM \(table) c WHERE \(isFinal)\(holds("c"))")
      // A million rows say what some thousand say: each code and speaker of a transcript once.
      var (transcript, speakers, seen) = (Int64(0), 0, [Bool]())
      try rows.forEachRow([]) {
        if rows.integer(0) != transcript {
          transcript = rows.integer(0)
          speakers = voices.speakerCount(of: transcript)
          for place in seen.indices { seen[place] = false }
        }
        let (code, speaker) = (rows.integer(1), rows.integer(2))
        let place = Int(code) * speakers + Int(speaker)
        if place >= seen.count {
          seen += repeatElement(false, count: place + speakers + 1 - seen.count)
        }
        guard !seen[place] else { return }
        seen[place] = true
        if !rows.isNull(2), let participant = voices.participant(transcript, speaker: speaker) {
          found[code, default: []].insert(participant)
        } else if rows.isNull(2) {
          // It was read as the first speaker, who may still say it.
          seen[place] = false
        }
      }
    }
    return found
  }
}

/// Who speaks in each transcript, in the store's numbers.
private struct Voices {
  /// A code in a speaker's words.
  struct Saying: Hashable {
    let code: Int64
    let speaker: Int64
  }

  private(set) var numbers: [Identifier<Transcript>: Int64] = [:]
  private var participants: [Int64: [Int64?]] = [:]

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
      participants[last, default: []].append(rows.optionalInteger(2))
    }
  }

  func speakerCount(of transcript: Int64) -> Int { participants[transcript]?.count ?? 0 }

  func participant(_ transcript: Int64, speaker: Int64) -> Int64? {
    guard let own = participants[transcript], own.indices.contains(Int(speaker)) else { return nil }
    return own[Int(speaker)]
  }
}

/// The turns of one transcript, without their words.
private struct TurnFinder {
  let transcript: Int64
  private let turns: [Turn]

  init(_ transcript: Int64, of reader: StoreReader, _ db: Database) throws {
    self.transcript = transcript
    let rows = try PreparedStatement(
      db, "SELECT turns FROM reading d WHERE transcript_id = ? AND \(reader.holds("d"))")
    var found: [Turn]?
    try rows.forEachRow([.integer(transcript)]) {
      found = SpanLists.turns(rows.bytes(0), speakers: .max)
    }
    turns = found ?? []
  }

  func speaker(at offset: Int) -> Int64? {
    let later = turns.firstIndex { $0.span.end > offset }
    return later.flatMap {
      turns[$0].span.start <= offset ? turns[$0].speaker.map(Int64.init) : nil
    }
  }
}
