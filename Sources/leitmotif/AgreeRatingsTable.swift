import LeitmotifAgreement
import LeitmotifModel
import LeitmotifPlugin
import LeitmotifTable

/// A table of ratings: a row for each unit, a column for each coder after the first.
struct RatingsTable {
  /// What a coefficient asks of its categories.
  enum Scale {
    /// Names.
    case names
    /// An order: numbers, or names that were declared in it.
    case order
    /// Numbers.
    case numbers
  }

  private let table: Table
  /// The coders' columns, and their names.
  private let columns: [Int]
  private let coders: [String]
  /// Units that stand twice, to be reported with what is wrong in cells.
  private let repeatedUnits: Diagnostics

  /// Reads the table.
  ///
  /// - Throws: `Diagnostics` with everything that is wrong.
  init(_ source: Source, coders chosen: [String]?) throws(Diagnostics) {
    let table = try Table(reading: source.bytes, path: source.path)
    self.table = table
    var diagnostics = Diagnostics()
    if table.columns[0] != "unit" {
      diagnostics.append(
        .error(
          "ratings-without-unit", "the first column is called '\(table.columns[0])', not 'unit'",
          help: "put a column 'unit' first, with a name or number for each row",
          at: table.location(ofColumn: 0)))
    }
    let known = table.columns.dropFirst()
    if known.isEmpty {
      diagnostics.append(
        .error(
          "ratings-without-coders", "no column is a coder's",
          help: "the first row is 'unit', then a column for each coder",
          at: table.location(ofColumn: 0)))
    }
    var columns: [Int] = []
    for name in chosen ?? Array(known) {
      if let column = known.firstIndex(of: name) {
        columns.append(column)
      } else {
        diagnostics.append(
          .error(
            "coder-without-column", "no column is called '\(name)'",
            help: helpForUnknown(name, known: Array(known), called: "coders"),
            at: SourceLocation(path: source.path, line: 1)))
      }
    }
    let repeatedUnits = Self.repeatedUnits(in: table)
    if diagnostics.hasErrors {
      diagnostics.append(contentsOf: repeatedUnits)
      throw diagnostics
    }
    self.repeatedUnits = repeatedUnits
    self.columns = columns
    coders = columns.map { table.columns[$0] }
  }

  private static func repeatedUnits(in table: Table) -> Diagnostics {
    var diagnostics = Diagnostics()
    var lines: [String: Int] = [:]
    for row in 0..<table.rowCount where !table.isBlank(row, 0) {
      let line = table.line(ofRow: row)
      if let first = lines.updateValue(line, forKey: table[row, 0]) {
        diagnostics.append(
          .error(
            "duplicate-unit", "the unit of line \(first) stands here again",
            help: "give each unit one row; several codes of one coder are 'a;b' in one cell",
            at: table.location(ofRow: row, column: 0)))
      }
    }
    return diagnostics
  }

  /// The ratings, one category in a cell.
  ///
  /// - Parameters:
  ///   - declared: The categories in order; those that occur when there are none.
  ///   - scale: What the categories must be.
  /// - Returns: The ratings, a unit for each row.
  /// - Throws: `Diagnostics` with every cell that holds something else.
  func ratings(categories declared: [String]?, scale: Scale) throws(Diagnostics) -> Ratings {
    var diagnostics = repeatedUnits
    var spellings: [Double: String] = [:]
    var cells: [String?] = []
    cells.reserveCapacity(table.rowCount * columns.count)
    for row in 0..<table.rowCount {
      for column in columns {
        guard !table.isBlank(row, column) else {
          cells.append(nil)
          continue
        }
        var name = trimmed(table[row, column])
        if name.contains(";") {
          diagnostics.append(
            .error(
              "several-codes", "the cell holds several codes, and the coefficient takes one",
              help: "use mv-alpha, or krippendorff-alpha with --distance masi or jaccard",
              at: table.location(ofRow: row, column: column)))
        } else if scale == .numbers {
          // 2 and 2.0 are one number.
          if let number = Double(name), number.isFinite {
            name = spellings[number] ?? name
            spellings[number] = name
          } else {
            diagnostics.append(
              .error(
                "not-a-number", "'\(name)' is no number, and the distance is between numbers",
                help: "use --distance nominal, or ordinal with --categories in order",
                at: table.location(ofRow: row, column: column)))
          }
        }
        cells.append(name)
      }
    }
    try diagnostics.throwIfErrors()
    let categories = declared ?? Ratings.sortedCategories(of: cells)
    if scale == .order, declared == nil, categories.contains(where: { Double($0) == nil }) {
      throw Diagnostics(
        .error(
          "unordered-categories", "the categories are names, and nobody said their order",
          help: "say it: --categories \(categories.joined(separator: ","))",
          at: SourceLocation(path: table.path)))
    }
    let indices = Self.indices(of: categories)
    var found: [Int32] = []
    found.reserveCapacity(cells.count)
    for (place, cell) in cells.enumerated() {
      if let cell, indices[cell] == nil {
        diagnostics.append(undeclared(cell, categories, place))
      }
      found.append(cell.flatMap { indices[$0] } ?? Ratings.missing)
    }
    try diagnostics.throwIfErrors()
    return try build { () throws(RatingsError) in
      try Ratings(coders: coders, categories: categories, cells: found)
    }
  }

  /// The ratings by sets of codes.
  ///
  /// - Throws: `Diagnostics` with every code that was not declared.
  func sets(codes declared: [String]?) throws(Diagnostics) -> SetRatings {
    var diagnostics = repeatedUnits
    let known = declared.map(Set.init)
    let rows = (0..<table.rowCount).map { row in
      columns.enumerated().map { index, column -> [String]? in
        guard !table.isBlank(row, column) else { return nil }
        let text = trimmed(table[row, column])
        if text == "{}" { return [] }
        let codes = text.split(separator: ";").map { trimmed(String($0)) }.filter { !$0.isEmpty }
        for code in codes where known?.contains(code) == false {
          diagnostics.append(undeclared(code, declared ?? [], row * columns.count + index))
        }
        return codes
      }
    }
    try diagnostics.throwIfErrors()
    return try build { () throws(RatingsError) in
      try SetRatings(rows: rows, coders: coders, codes: declared)
    }
  }

  private func undeclared(_ name: String, _ declared: [String], _ place: Int) -> Diagnostic {
    .error(
      "undeclared-category", "'\(name)' is not among the declared categories",
      help: helpForUnknown(name, known: declared, called: "categories"),
      at: table.location(ofRow: place / columns.count, column: columns[place % columns.count]))
  }

  /// What the checks above leave to go wrong is nothing; should they miss something, it is still
  /// said.
  private func build<Value>(
    _ make: () throws(RatingsError) -> Value
  ) throws(Diagnostics) -> Value {
    do throws(RatingsError) {
      return try make()
    } catch {
      throw Diagnostics(
        .error(
          "undeclared-category", "a rating is not among the declared categories",
          at: SourceLocation(path: table.path)))
    }
  }

  private static func indices(of categories: [String]) -> [String: Int32] {
    Dictionary(
      zip(categories, categories.indices.map { Int32($0) }), uniquingKeysWith: { first, _ in first }
    )
  }
}

/// The text without blanks around it.
func trimmed(_ text: String) -> String {
  var text = text[...]
  while let first = text.first, first.isWhitespace { text.removeFirst() }
  while let last = text.last, last.isWhitespace { text.removeLast() }
  return String(text)
}
