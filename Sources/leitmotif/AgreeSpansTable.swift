import LeitmotifAgreement
import LeitmotifModel
import LeitmotifPlugin
import LeitmotifTable

/// A table of spans: columns coder, start, end, category.
struct SpansTable {
  private let table: Table
  private let columns: [Int]

  /// Reads the table.
  ///
  /// - Throws: `Diagnostics` with everything that is wrong.
  init(_ source: Source) throws(Diagnostics) {
    table = try Table(reading: source.bytes, path: source.path)
    columns = try table.columns(named: ["coder", "start", "end", "category"])
  }

  /// The spans of a text.
  ///
  /// A row with a coder alone says that he marked nothing.
  ///
  /// - Parameters:
  ///   - begin: The text's first code point.
  ///   - length: How many code points it has.
  ///   - chosen: The coders; all when there are none.
  ///   - declared: The categories; those that occur when there are none.
  /// - Returns: The text with its spans.
  /// - Throws: `Diagnostics` with every row that is no span of the text.
  func continuum(
    begin: Int, length: Int, coders chosen: [String]?, categories declared: [String]?
  ) throws(Diagnostics) -> Continuum {
    var diagnostics = Diagnostics()
    var rows: [(coder: String, start: Int, end: Int, category: String)] = []
    var coders = chosen ?? []
    var inTable: Set<String> = []
    for row in 0..<table.rowCount {
      let coder = trimmed(table[row, columns[0]])
      inTable.insert(coder)
      guard chosen?.contains(coder) != false else { continue }
      if chosen == nil, !coders.contains(coder) { coders.append(coder) }
      let category = trimmed(table[row, columns[3]])
      if category.isEmpty, table.isBlank(row, columns[1]), table.isBlank(row, columns[2]) {
        continue
      }
      guard let start = table.number(row, columns[1], &diagnostics),
        let end = table.number(row, columns[2], &diagnostics)
      else { continue }
      if start >= end {
        diagnostics.append(
          .error(
            "empty-span", "the span from \(start) to \(end) holds nothing",
            help: "'end' is one past the last code point",
            at: table.location(ofRow: row, column: columns[1])))
      } else if start < begin || end > begin + length {
        diagnostics.append(
          .error(
            "span-beyond-text",
            "the span from \(start) to \(end) leaves the text from \(begin) to \(begin + length)",
            help: "look at --length and --begin",
            at: table.location(ofRow: row, column: columns[1])))
      } else if let declared, !declared.contains(category) {
        diagnostics.append(
          .error(
            "undeclared-category", "'\(category)' is not among the declared categories",
            help: helpForUnknown(category, known: declared, called: "categories"),
            at: table.location(ofRow: row, column: columns[3])))
      }
      rows.append((coder, start, end, category))
    }
    try diagnostics.throwIfErrors()
    table.warn(ofCoders: coders, notAmong: inTable)
    let categories = declared ?? Ratings.sortedCategories(of: rows.map(\.category))
    let spans = rows.compactMap { row -> Continuum.Span? in
      guard let coder = coders.firstIndex(of: row.coder),
        let category = categories.firstIndex(of: row.category)
      else { return nil }
      return Continuum.Span(coder: coder, start: row.start, end: row.end, category: category)
    }
    do throws(ContinuumError) {
      return try Continuum(
        begin: begin, length: length, coders: coders, categories: categories, spans: spans)
    } catch {
      throw Diagnostics(
        .error(
          "span-beyond-text", "a span leaves the text", help: "look at --length and --begin",
          at: SourceLocation(path: table.path)))
    }
  }
}

extension Table {
  /// Says which coders have no row: they marked nothing, or were misspelt.
  func warn(ofCoders coders: [String], notAmong known: Set<String>) {
    for coder in coders where !known.contains(coder) {
      printError(
        Diagnostic.warning(
          "coder-without-rows", "no row is by '\(coder)', who is taken to have marked nothing",
          help: helpForUnknown(coder, known: known.sorted(), called: "coders in the table"),
          at: SourceLocation(path: path)
        ).description)
    }
  }

  /// The places of columns that must be there.
  ///
  /// - Throws: `Diagnostics` that name every one that is not.
  func columns(named names: [String]) throws(Diagnostics) -> [Int] {
    let missing = names.filter { column($0) == nil }
    guard missing.isEmpty else {
      throw Diagnostics(
        missing.map { name in
          .error(
            "table-without-column", "there is no column '\(name)'",
            help: "the first row is '\(names.joined(separator: ","))'",
            at: SourceLocation(path: path, line: 1))
        })
    }
    return names.compactMap { column($0) }
  }

  /// The whole number in a cell.
  func number(_ row: Int, _ column: Int, _ diagnostics: inout Diagnostics) -> Int? {
    let text = trimmed(self[row, column])
    if let number = Int(text), number.magnitude < 1 << 50 { return number }
    diagnostics.append(
      .error(
        "not-a-number", "'\(text)' is no whole number",
        at: location(ofRow: row, column: column)))
    return nil
  }
}
