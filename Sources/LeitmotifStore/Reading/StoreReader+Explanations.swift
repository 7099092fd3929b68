import GRDB
public import LeitmotifModel

/// Where a coding comes from, for `explain`.
public struct CodingOrigin: Hashable, Sendable {
  /// The coding: a proposal, or what the merge made of some.
  public var coding: Coding
  /// Why it is final; `nil` for a proposal that the merge did not take as it is.
  public var final: FinalCoding?
  /// The final codings that rest on it, itself left out.
  public var restingOnIt: [FinalCoding]
  /// The rule that found it, as its author wrote it; `nil` for a coding of a person.
  public var rule: Rule?
  /// The name of the codebook that the run used.
  public var codebookName: String
  /// The version that the codebook's authors gave it; empty when none.
  public var codebookVersion: String
  /// The run that first had it as it is now.
  public var firstRun: Int
}

extension StoreReader {
  /// A coding by its id, with where it comes from.
  ///
  /// - Returns: `nil` when the run has no coding of that id, neither proposed nor final.
  /// - Throws: `StoreError`.
  public func origin(of id: CodingID) throws -> CodingOrigin? {
    guard let place = try place(of: id) else { return nil }
    let finals = try finalCodings(of: place.transcript)
    let proposal = try codings(of: place.transcript).first { CodingID($0) == id }
    let own = finals.first { CodingID($0.coding) == id }
    guard let coding = own?.coding ?? proposal else { return nil }
    let codebook = try codebook
    return CodingOrigin(
      coding: coding, final: own,
      restingOnIt: finals.filter { $0.sources.contains(id) && $0 != own },
      rule: coding.rule.flatMap { rule in codebook.rules.first { $0.id == rule } },
      codebookName: codebook.name, codebookVersion: codebook.version, firstRun: place.firstRun)
  }

  /// A proposal by its id.
  ///
  /// - Returns: `nil` when nobody proposed a coding of that id in the run.
  /// - Throws: `StoreError`.
  public func coding(_ id: CodingID) throws -> Coding? {
    guard let place = try place(of: id) else { return nil }
    return try codings(of: place.transcript).first { CodingID($0) == id }
  }

  /// The proposals of some numbers, sorted.
  ///
  /// - Throws: `StoreError`.
  public func codings(_ ids: Set<CodingID>) throws -> [Coding] {
    var left = ids
    var found: [Coding] = []
    // Those that are asked for together mostly stand in one transcript.
    for id in ids.sorted() where left.contains(id) {
      guard let place = try place(of: id) else { continue }
      for coding in try codings(of: place.transcript) where left.contains(CodingID(coding)) {
        left.remove(CodingID(coding))
        found.append(coding)
      }
    }
    return found.sorted()
  }

  /// The final codings that are of a number, or rest on the proposal of that number, sorted.
  ///
  /// - Throws: `StoreError`.
  public func finalCodings(restingOn id: CodingID) throws -> [FinalCoding] {
    guard let place = try place(of: id) else { return [] }
    return try finalCodings(of: place.transcript).filter {
      CodingID($0.coding) == id || $0.sources.contains(id)
    }
  }

  /// Where a key stands: one look-up a transcript, which for a single coding is cheaper than an index of all.
  private func place(
    of id: CodingID
  ) throws -> (transcript: Identifier<Transcript>, firstRun: Int)? {
    try store.read { db in
      let rows = try PreparedStatement(
        db,
        """
        SELECT t.name, c.first_run FROM transcript t
        CROSS JOIN coding c ON c.transcript_id = t.id AND c.key = ?1 WHERE \(holds("c"))
        UNION ALL
        SELECT t.name, f.first_run FROM final_coding f JOIN transcript t ON t.id = f.transcript_id
        WHERE f.key = ?1 AND \(holds("f"))
        """)
      var result: (transcript: Identifier<Transcript>, firstRun: Int)?
      try rows.forEachRow([.integer(id.rawValue)]) {
        if result == nil { result = (Identifier(rows.text(0)), Int(rows.integer(1))) }
      }
      return result
    }
  }

  /// A decision by its id.
  ///
  /// - Returns: `nil` when the run replayed none of that id.
  /// - Throws: `StoreError`.
  public func decision(_ id: Identifier<Decision>) throws -> Decision? {
    try store.read { db in
      try DecisionRows.all(
        where: "name = ? AND \(holds("decision"))", [.text(id.rawValue)], db
      ).first
    }
  }
}
