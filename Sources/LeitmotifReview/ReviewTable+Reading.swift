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
    /// How many rows are about what a run has settled since the table was made; they change nothing.
    public var settled = 0

    /// Creates figures.
    public init(written: Int = 0, known: Int = 0, open: Int = 0, settled: Int = 0) {
      self.written = written
      self.known = known
      self.open = open
      self.settled = settled
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
    let seen = try session.look()
    let standing = try session.standing()
    var problems = Diagnostics()
    var reading = Reading()
    var lines: [DecisionLine] = []
    var rows: [String: Int] = [:]
    for row in 0..<table.rowCount {
      guard !table.isBlank(row, columns.decision) else {
        reading.open += 1
        continue
      }
      let item = Self.name(table[row, columns.item], "q")
      if try session.place(item) == nil, try wasItem(item, inRow: row, of: table) {
        reading.settled += 1
        continue
      }
      do {
        if let first = rows.updateValue(row, forKey: item) {
          throw Diagnostics(
            .error(
              "already-decided",
              "line \(table.location(ofRow: first, column: 0).line ?? 0) decides on it, too",
              help: "empty the cell 'decision' of one of the two",
              at: table.location(ofRow: row, column: columns.decision)))
        }
        let line = try line(ofRow: row, in: table, columns, by: reviewer, at: time)
        guard let earlier = standing[item],
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
    if case .taken(let other) = try session.write(lines, by: reviewer, seen: seen) {
      throw Diagnostics(
        .error(
          "already-decided", "\(other.reviewer) decided on '\(other.code)' just now",
          help: "nothing is written; read the table again", at: SourceLocation(path: path)))
    }
    reading.written = lines.count
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

  /// Whether a name is that of the place that its row tells of: the last run has settled it then.
  ///
  /// What an orphan is called does not follow from its row.
  private func wasItem(_ name: String, inRow row: Int, of table: Table) throws -> Bool {
    func cell(_ column: String) -> String { table.column(column).map { table[row, $0] } ?? "" }
    if cell("waits") == QueueItem.Reason.orphaned.rawValue { return CodingID(name) != nil }
    guard let start = Int(cell("start")), let end = Int(cell("end")), start >= 0, end >= start,
      let transcript = try session.study.transcript(Identifier(cell("transcript")))?.transcript,
      let span = CodePointOffsets(transcript.text).span(ofCodePoints: start, end)
    else { return false }
    let place = QueueItem(
      transcript: transcript.key, code: Identifier(cell("code")), span: span,
      reason: .disagreement, proposals: [])
    return ReviewItem.name(of: place) == name
  }

  /// Whether the cells that say what a row is about are as they were written; missing columns are not looked at, nor are
  /// names that a spreadsheet program takes for numbers or dates.
  private static func isUnchanged(_ row: Int, of table: Table, about place: ReviewedPlace) -> Bool {
    let written = [
      "code": place.item.place.code.rawValue,
      "start": String(place.about.codePoints.lowerBound),
      "end": String(place.about.codePoints.upperBound),
    ]
    return written.allSatisfy { name, value in
      table.column(name).map { TableWriter.withoutApostrophe(table[row, $0]) == value } ?? true
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
        "unknown-item", "'\(table[row, columns.item].prefix(24))' names nothing that waits",
        help: "leave the column 'item' as 'leitmotif review export' wrote it", columns.item)
    }
    guard place.proposalHash == Self.name(table[row, columns.proposals], "p") else {
      throw refuse(
        "stale-row", "what was proposed there has changed since the table was made",
        help: "export the queue again and look at the new proposals", columns.item)
    }
    guard Self.isUnchanged(row, of: table, about: place) else {
      throw refuse(
        "stale-row", "the row tells of another place than its item is about",
        help:
          "leave those cells as they were; another code is written into 'to_code', with 'modify'",
        columns.item)
    }
    let word = table[row, columns.decision].lowercased().trimmed
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
    guard let attributes = Attributes(written: cell(columns.attributes)) else {
      throw refuse(
        "unknown-value", "'\(cell(columns.attributes).prefix(40))' names no attributes",
        help: "write name=value, and ';' between two of them: stance=hopeful",
        columns.attributes ?? columns.decision)
    }
    let change = DecisionLine.Change(
      code: cell(columns.code).isEmpty ? nil : Identifier(cell(columns.code)),
      attributes: attributes)
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

extension String {
  fileprivate var trimmed: String {
    let rest = trimmingPrefix(while: \.isWhitespace)
    return String(rest.reversed().trimmingPrefix(while: \.isWhitespace).reversed())
  }
}

extension DecisionLine {
  /// Whether two lines decide alike.
  fileprivate func says(sameAs other: DecisionLine) -> Bool {
    verdict == other.verdict && change == other.change && attributes == other.attributes
  }
}

extension Attributes {
  /// Reads `name=value` pairs, separated by `;`; `nil` when something is none.
  fileprivate init?(written text: String) {
    var values: [String: String] = [:]
    for pair in text.split(separator: ";") where !pair.allSatisfy(\.isWhitespace) {
      let parts = pair.split(separator: "=", maxSplits: 1)
      guard parts.count == 2 else { return nil }
      let earlier = values.updateValue(String(parts[1]).trimmed, forKey: String(parts[0]).trimmed)
      guard earlier == nil else { return nil }
    }
    self.init(values)
  }
}
