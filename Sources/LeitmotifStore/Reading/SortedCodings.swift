/// Codings of one transcript on their way out: sorted as numbers, for moving names about costs more.
struct SortedCodings {
  /// One coding in numbers.
  struct Row {
    let place: Int
    let key: Int64
    let code: Int64
    let coder: Int64
    /// 0 for none.
    let rule: Int64
    let attributes: Int64
    /// 0 for none.
    let origin: Int64
    let start: Int
    let end: Int
    fileprivate let ranks: (code: Int32, coder: Int32, rule: Int32, attributes: Int32)
  }

  /// The columns that `append` reads.
  static let columns =
    "key, code_id, coder_id, rule_id, attribute_set_id, origin_id, start_byte, end_byte, memo"

  private let names: NamesByNumber
  private var rows: [Row] = []

  /// The memos that are not empty, by place.
  private(set) var memos: [Int: String] = [:]

  init(names: NamesByNumber) {
    self.names = names
  }

  /// How many there are.
  var count: Int { rows.count }

  /// Adds a row; its place is the count before.
  mutating func append(_ row: PreparedStatement) {
    let (code, coder) = (row.integer(1), row.integer(2))
    let (rule, attributes) = (row.integer(3), row.integer(4))
    if !row.isNull(8) { memos[count] = row.text(8) }
    rows.append(
      Row(
        place: count, key: row.integer(0), code: code, coder: coder, rule: rule,
        attributes: attributes, origin: row.integer(5), start: Int(row.integer(6)),
        end: Int(row.integer(7)),
        ranks: (
          names.code.rank(code), names.coder.rank(coder), names.rule.rank(rule),
          names.attributes.rank(attributes)
        )))
  }

  /// The rows in the order of every output: by span, code, coder, rule and attributes.
  func inOrder() -> [Row] {
    rows.sorted { lhs, rhs in
      if lhs.start != rhs.start { return lhs.start < rhs.start }
      if lhs.end != rhs.end { return lhs.end < rhs.end }
      return (lhs.ranks.code, lhs.ranks.coder, lhs.ranks.rule, lhs.ranks.attributes, lhs.key)
        < (rhs.ranks.code, rhs.ranks.coder, rhs.ranks.rule, rhs.ranks.attributes, rhs.key)
    }
  }
}
