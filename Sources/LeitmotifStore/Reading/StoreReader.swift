import GRDB
import LeitmotifDigest
public import LeitmotifModel

/// A study as one finished run left it.
///
/// It holds no transaction open and needs none: rows of a finished run never change, whatever later runs do.
public struct StoreReader: StudyReader, Sendable {
  /// The run that is read.
  public let run: Run

  let store: Store
  let names: NamesByNumber

  init(_ store: Store, run: Run, ofCodings: Bool = true) throws {
    self.store = store
    self.run = run
    names = try store.read { try NamesByNumber($0, ofCodings: ofCodings) }
  }

  /// A reader on another connection to the same store: numbers stand for the same names there.
  init(_ store: Store, run: Run, names: NamesByNumber) {
    self.store = store
    self.run = run
    self.names = names
  }

  /// Whether a row of a table holds as of the run.
  func holds(_ row: String) -> String {
    """
    (\(row).first_run <= \(run.id)
    AND (\(row).retracted_run IS NULL OR \(row).retracted_run > \(run.id)))
    """
  }

  /// The codebook of the run.
  ///
  /// Codes are complete but for their rules, of which the store keeps id, code, kind, the author's words and the
  /// place: the body of each is empty. Lists and cues are not kept apart from the source.
  public var codebook: Codebook {
    get throws {
      try store.read { db in
        let id = try PreparedStatement(db, "SELECT codebook_id FROM run WHERE id = ?")
          .firstInteger([.integer(run.id)])
        guard let id, let codebook = try CodebookRows.codebook(id, db) else {
          throw StoreError.damaged(store.path)
        }
        return codebook
      }
    }
  }

  /// The codebook's file as the run read it.
  public var codebookSource: String {
    get throws { try text("SELECT b.source FROM run r JOIN codebook b ON b.id = r.codebook_id") }
  }

  /// The pipeline of the run, with every default filled in.
  public var pipelineText: String {
    get throws { try text("SELECT p.text FROM run r JOIN pipeline p ON p.id = r.pipeline_id") }
  }

  private func text(_ sql: String) throws -> String {
    try store.read { db in
      try String.fetchOne(db, sql: sql + " WHERE r.id = ?", arguments: [run.id]) ?? ""
    }
  }

  /// The files that the run read, transcripts among them, by path.
  public var inputs: [InputFile] {
    get throws {
      try store.read { db in
        let rows = try PreparedStatement(
          db,
          """
          SELECT path, sha256, bytes FROM input i WHERE \(holds("i"))
          UNION SELECT path, sha256, bytes FROM source s WHERE \(holds("s")) ORDER BY path, sha256
          """)
        var result: [InputFile] = []
        try rows.forEachRow([]) {
          guard let digest = Digest(bytes: rows.bytes(1)) else {
            throw StoreError.damaged(store.path)
          }
          result.append(
            InputFile(path: rows.text(0), digest: digest, size: Int(rows.integer(2))))
        }
        return result
      }
    }
  }

  /// Every participant of the participants' table, by id.
  public var participants: [Participant] {
    get throws {
      try store.read { db in
        let rows = try PreparedStatement(
          db,
          """
          SELECT participant_id, attributes FROM participant_attributes a WHERE \(holds("a"))
          """)
        var result: [Participant] = []
        try rows.forEachRow([]) {
          result.append(
            Participant(
              id: names.participant[rows.integer(0)] ?? "",
              attributes: try StoredJSON.pairs(rows.text(1))))
        }
        return result.sorted { $0.id < $1.id }
      }
    }
  }

  /// Every coder who took part in the run, by id.
  public var coders: [Coder] {
    get throws {
      try store.read { db in
        let rows = try PreparedStatement(
          db, "SELECT coder_id, kind FROM run_coder WHERE run_id = ?")
        var result: [Coder] = []
        try rows.forEachRow([.integer(run.id)]) {
          result.append(
            Coder(
              id: names.coder[rows.integer(0)] ?? "",
              kind: Coder.Kind(rawValue: rows.text(1)) ?? .person))
        }
        return result.sorted { $0.id < $1.id }
      }
    }
  }

  /// What each coder has finished, sorted by coder, transcript and code.
  public var coverage: [Coverage] {
    get throws {
      try store.read { db in
        let rows = try PreparedStatement(
          db,
          """
          SELECT v.coder_id, t.name, l.name FROM coverage v
          JOIN transcript t ON t.id = v.transcript_id JOIN code_list l ON l.id = v.code_list_id
          WHERE \(holds("v"))
          """)
        var lists: [String: [Identifier<Code>?]] = [:]
        var result: [Coverage] = []
        try rows.forEachRow([]) {
          let text = rows.text(2)
          let codes =
            try lists[text]
            ?? StoredJSON.value([String?].self, text).map { $0.map { Identifier($0) } }
          lists[text] = codes
          let coder = names.coder[rows.integer(0)] ?? ""
          let transcript = Identifier<Transcript>(rows.text(1))
          result += codes.map { Coverage(coder: coder, transcript: transcript, code: $0) }
        }
        return result.sorted {
          if $0.coder != $1.coder { return $0.coder < $1.coder }
          if $0.transcript != $1.transcript { return $0.transcript < $1.transcript }
          return ($0.code ?? "") < ($1.code ?? "")
        }
      }
    }
  }

  /// The names of the decisions that the run replayed, in the order in which the store first saw them.
  public var decisionNames: [Identifier<Decision>] {
    get throws {
      try store.read { db in
        let rows = try PreparedStatement(
          db, "SELECT name FROM decision WHERE \(holds("decision")) ORDER BY rowid")
        var result: [Identifier<Decision>] = []
        try rows.forEachRow([]) { result.append(Identifier(rows.text(0))) }
        return result
      }
    }
  }

  /// The decisions that the run replayed, in the order in which the store first saw them.
  public var decisions: [Decision] {
    get throws { try store.read { try DecisionRows.all(where: holds("decision"), [], $0) } }
  }
}

extension StoreReader {
  /// The study as the newest run before this one left it that had another result; `nil` when there is none, or it was
  /// forgotten.
  ///
  /// - Throws: `StoreError`.
  public var previous: (any StudyReader)? {
    get throws {
      let earlier = try store.rememberedRuns().last {
        $0.id < run.id && $0.result != run.result
      }
      return try earlier.map { try StoreReader(store, run: $0) }
    }
  }
}

extension Store {
  /// The runs that succeeded and whose results are still there, in order.
  ///
  /// - Throws: `StoreError`.
  public func rememberedRuns() throws -> [Run] {
    let forgotten = try forgottenRuns()
    return try runs().filter { $0.status == .succeeded && !forgotten.contains($0.id) }
  }

  /// The study as the newest run that succeeded left it.
  ///
  /// - Throws: `StoreError`: `no-finished-run` when there is none.
  public func reader() throws -> StoreReader {
    guard let newest = try runs().last(where: { $0.status == .succeeded }) else {
      throw StoreError.noFinishedRun(path)
    }
    return try StoreReader(self, run: newest)
  }

  /// The study as an older run left it.
  ///
  /// - Throws: `StoreError`: `unknown-run` when no run of that number has succeeded.
  public func reader(ofRun number: Int) throws -> StoreReader {
    let finished = try rememberedRuns()
    guard let run = finished.first(where: { $0.id == number }) else {
      throw StoreError.unknownRun(number, known: finished.map(\.id), path: path)
    }
    return try StoreReader(self, run: run)
  }
}
