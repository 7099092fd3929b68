import GRDB
import LeitmotifModel

/// The decisions as rows.
enum DecisionRows {
  static let live = LiveRows(
    table: "decision",
    columns: [
      "name", "transcript", "code", "start_byte", "end_byte", "verdict", "to_code", "to_start_byte",
      "to_end_byte", "to_attributes", "attributes", "quotation", "reviewer", "time", "reason",
      "proposals",
    ])

  static func values(_ decision: Decision) -> [SQLValue] {
    let (verdict, to) = split(decision.verdict)
    return [
      .text(decision.id.rawValue), .text(decision.transcript.rawValue),
      .text(decision.code.rawValue), .integer(decision.span.start), .integer(decision.span.end),
      .text(verdict), .optional(to?.code?.rawValue), .optional(to?.span.map { Int64($0.start) }),
      .optional(to?.span.map { Int64($0.end) }),
      .optional(to.map { StoredJSON.text($0.attributes) }),
      .text(StoredJSON.text(decision.attributes)), .text(decision.quotation),
      .text(decision.reviewer.rawValue), .text(decision.time), .text(decision.reason),
      .text(decision.proposals),
    ]
  }

  private static func split(
    _ verdict: Decision.Verdict
  ) -> (name: String, to: Decision.Replacement?) {
    switch verdict {
    case .accept: ("accept", nil)
    case .reject: ("reject", nil)
    case .modify(let to): ("modify", to)
    case .add: ("add", nil)
    case .defer: ("defer", nil)
    case .memo: ("memo", nil)
    }
  }

  /// The decisions of a run that fulfil a condition, in the order in which they were written.
  static func all(
    where condition: String, _ values: [SQLValue], _ db: Database
  ) throws -> [Decision] {
    let rows = try PreparedStatement(
      db,
      """
      SELECT \(live.columns.joined(separator: ", ")) FROM decision WHERE \(condition) ORDER BY rowid
      """)
    var result: [Decision] = []
    try rows.forEachRow(values) {
      result.append(
        Decision(
          id: Identifier(rows.text(0)), transcript: Identifier(rows.text(1)),
          code: Identifier(rows.text(2)), span: try rows.span(3), verdict: try verdict(rows),
          attributes: try StoredJSON.attributes(rows.text(10)), quotation: rows.text(11),
          reviewer: Identifier(rows.text(12)), time: rows.text(13), reason: rows.text(14),
          proposals: rows.text(15)))
    }
    return result
  }

  private static func verdict(_ rows: PreparedStatement) throws -> Decision.Verdict {
    switch rows.text(5) {
    case "accept": .accept
    case "reject": .reject
    case "modify":
      .modify(
        Decision.Replacement(
          code: rows.optionalText(6).map { Identifier($0) },
          span: rows.isNull(7) ? nil : try rows.span(7),
          attributes: try StoredJSON.attributes(rows.text(9))))
    case "add": .add
    case "defer": .defer
    default: .memo
    }
  }
}

extension PreparedStatement {
  /// The span between two offsets that stand in neighbouring columns.
  func span(_ column: Int32) throws -> TextSpan {
    let start = Int(integer(column))
    let end = Int(integer(column + 1))
    guard 0 <= start, start <= end else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
    return TextSpan(start: start, end: end)
  }
}
