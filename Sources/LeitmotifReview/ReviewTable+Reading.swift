public import LeitmotifModel
import LeitmotifTable

extension ReviewTable {
  /// What came of reading a table.
  public struct Reading: Hashable, Sendable {
    /// How many decisions were written.
    public var written = 0
    /// How many rows say what the files already say.
    public var known = 0
    /// How many rows were left without a decision.
    public var open = 0

    /// Creates figures.
    public init(written: Int = 0, known: Int = 0, open: Int = 0) {
      self.written = written
      self.known = known
      self.open = open
    }
  }

  /// Writes the decisions of a table that was filled in; all of them, or none when anything is wrong.
  ///
  /// - Parameters:
  ///   - bytes: The file's content.
  ///   - path: The file's name, for messages.
  ///   - reviewer: Who filled it in.
  ///   - time: When: ISO 8601.
  /// - Returns: What came of it.
  /// - Throws: `Diagnostics` that name every row that is wrong; what the study throws.
  public func read(
    _ bytes: [UInt8], path: String, by reviewer: Identifier<Coder>, at time: String
  ) throws -> Reading {
    let table = try Table(reading: bytes, path: path)
    let columns = try Columns(of: table)
    let standing = try session.standing()
    let seen = session.seen
    var problems = Diagnostics()
    var reading = Reading()
    var lines: [DecisionLine] = []
    for row in 0..<table.rowCount {
      guard !table.isBlank(row, columns.decision) else {
        reading.open += 1
        continue
      }
      do {
        let line = try line(ofRow: row, in: table, columns, by: reviewer, at: time)
        guard let earlier = standing[Self.name(table[row, columns.item], "q")],
          earlier.verdict != .defer
        else {
          lines.append(line)
          continue
        }
        guard earlier.says(sameAs: line) else {
          throw Diagnostics(
            .error(
              "already-decided", "\(earlier.reviewer) decided on it since: \(earlier.verdict)",
              help: "empty the cell 'decision' to keep theirs, or decide on the review page",
              at: table.location(ofRow: row, column: columns.decision)))
        }
        reading.known += 1
      } catch let error as Diagnostics {
        problems.append(contentsOf: error)
      }
    }
    try problems.throwIfErrors()
    for line in lines {
      if case .taken(let other) = try session.decide(line, seen: seen) {
        throw Diagnostics(
          .error(
            "already-decided", "\(other.reviewer) decided on '\(line.code)' just now",
            help: "\(reading.written) rows are written; read the table again for the rest",
            at: SourceLocation(path: path)))
      }
      reading.written += 1
    }
    return reading
  }

  private struct Columns {
    let item: Int
    let decision: Int
    let code: Int?
    let attributes: Int?
    let reason: Int?
    let proposals: Int

    init(of table: Table) throws(Diagnostics) {
      guard let item = table.column("item"), let decision = table.column("decision"),
        let proposals = table.column("proposals")
      else {
        throw Diagnostics(
          .error(
            "missing-column", "the columns 'item', 'decision' and 'proposals' are needed",
            help: "fill in the table that 'leitmotif review export' wrote",
            at: SourceLocation(path: table.path, line: 1)))
      }
      (self.item, self.decision, self.proposals) = (item, decision, proposals)
      code = table.column("to_code")
      attributes = table.column("to_attributes")
      reason = table.column("reason")
    }
  }

  private func line(
    ofRow row: Int, in table: Table, _ columns: Columns, by reviewer: Identifier<Coder>,
    at time: String
  ) throws -> DecisionLine {
    func refuse(_ id: String, _ message: String, help: String, _ column: Int) -> Diagnostics {
      Diagnostics(
        .error(id, message, help: help, at: table.location(ofRow: row, column: column)))
    }
    func cell(_ column: Int?) -> String { column.map { table[row, $0] } ?? "" }
    guard let place = try session.place(Self.name(table[row, columns.item], "q")) else {
      throw refuse(
        "unknown-item", "nothing of that name waits",
        help: "the last run settled it; export the queue again", columns.item)
    }
    guard place.proposalHash == Self.name(table[row, columns.proposals], "p") else {
      throw refuse(
        "stale-row", "what was proposed there has changed since the table was made",
        help: "export the queue again and look at the new proposals", columns.item)
    }
    let word = table[row, columns.decision]
    let words = place.verdicts.map { $0 == .memo ? "close" : $0.rawValue }
    guard let verdict = words.firstIndex(of: word).map({ place.verdicts[$0] }) else {
      throw refuse(
        "unknown-value", "'\(word.prefix(24))' is no decision on it",
        help: helpForUnknown(word, known: words, called: "decisions"), columns.decision)
    }
    var line = place.decision(
      verdict, by: reviewer, at: time,
      knowing: Set(session.history(of: place).map(\.reviewer)))
    line.reason = cell(columns.reason)
    let change = DecisionLine.Change(
      code: cell(columns.code).isEmpty ? nil : Identifier(cell(columns.code)),
      attributes: Attributes(attributes: cell(columns.attributes)))
    let isChange = change != DecisionLine.Change()
    guard isChange == (verdict == .modify) else {
      throw refuse(
        isChange ? "misplaced-key" : "missing-key",
        isChange ? "to_code and to_attributes belong to 'modify'" : "'modify' does not say to what",
        help: "fill in to_code, or to_attributes as in stance=hopeful", columns.decision)
    }
    if isChange {
      if let problem = session.check(change, of: place.item.place.code) {
        throw refuse(problem.id, problem.message, help: problem.help, columns.decision)
      }
      line.change = change
    }
    return line
  }
}

extension DecisionLine {
  /// Whether two lines decide alike.
  fileprivate func says(sameAs other: DecisionLine) -> Bool {
    verdict == other.verdict && change == other.change && attributes == other.attributes
  }
}

extension Attributes {
  /// Reads `name=value` pairs, separated by `;`.
  fileprivate init(attributes text: String) {
    let pairs = text.split(separator: ";").compactMap { pair -> (String, String)? in
      let parts = pair.split(separator: "=", maxSplits: 1)
      guard parts.count == 2 else { return nil }
      return (
        String(parts[0].trimmingPrefix(while: \.isWhitespace)),
        String(parts[1])
      )
    }
    self.init(Dictionary(pairs) { $1 })
  }
}
