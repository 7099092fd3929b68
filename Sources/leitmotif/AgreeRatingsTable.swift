import LeitmotifAgreement
import LeitmotifModel
import LeitmotifTable

/// Tables of ratings: a row for each unit, a column for each coder; several tables are joined by their units.
///
/// Files are read a piece at a time and once: of ten million rows a number for each cell stays, and each text once.
struct RatingsTable {
  /// What a coefficient asks of its categories.
  enum Scale: Hashable {
    /// Names.
    case names
    /// An order: numbers, or names that were declared in it.
    case order
    /// Numbers.
    case numbers
    /// Sets of names.
    case sets
  }

  let coders: [String]
  /// The first table's file.
  let path: String
  /// What the cells hold, each text once.
  let texts: [String]
  /// For each unit, for each coder, the text's number, or `Ratings.missing`.
  let cells: [Int32]

  /// Reads tables.
  ///
  /// - Parameters:
  ///   - paths: The files, at least one.
  ///   - chosen: The coders; every column but the units' when there are none.
  ///   - check: What is asked of the cells.
  /// - Throws: `Diagnostics` with everything that is wrong.
  init(_ paths: [String], coders chosen: [String]?, check: CellCheck) throws {
    let tables = try Self.open(paths)
    let columns = try RatingColumns(of: tables.map(\.head), coders: chosen)
    coders = columns.coders
    path = paths[0]
    var reader = RatingsReader(columns, check, firstPath: path)
    for (number, table) in tables.enumerated() { try reader.read(table, number: number) }
    try reader.diagnostics.throwIfErrors()
    texts = reader.categoryTexts
    cells = reader.cells
  }

  /// Opens all tables and reports what is wrong in any.
  private static func open(_ paths: [String]) throws -> [TablePieces] {
    var diagnostics = Diagnostics()
    var tables: [TablePieces] = []
    for path in paths {
      do {
        tables.append(try openTable(path))
      } catch let errors as Diagnostics {
        diagnostics.append(contentsOf: errors)
      }
    }
    try diagnostics.throwIfErrors()
    return tables
  }
}

/// Which columns of which tables are the coders'.
struct RatingColumns {
  /// A coder's column.
  struct Place {
    let coder: Int
    let column: Int
  }

  let coders: [String]
  /// For each table, where coders stand in it.
  let places: [[Place]]

  /// Looks through the heads of tables.
  ///
  /// - Parameters:
  ///   - tables: The tables, at least one.
  ///   - chosen: The coders; every column but the units' when there are none.
  /// - Throws: `Diagnostics` with everything that is wrong.
  init(of tables: [Table], coders chosen: [String]?) throws(Diagnostics) {
    var diagnostics = Diagnostics()
    for table in tables { Self.checkHead(of: table, &diagnostics) }
    var found: [(name: String, table: Int, column: Int)] = []
    for (number, table) in tables.enumerated() {
      for (column, name) in table.columns.enumerated().dropFirst() {
        if tables.count > 1, chosen?.contains(name) == false { continue }
        if let other = found.first(where: { $0.name == name }) {
          diagnostics.append(
            .error(
              "duplicate-column", "'\(name)' has a column in \(tables[other.table].path) too",
              help: "name the coders with --coders, or rename one column",
              at: table.location(ofColumn: column)))
        } else {
          found.append((name, number, column))
        }
      }
    }
    let known = found.map(\.name)
    for name in chosen ?? [] where !known.contains(name) {
      diagnostics.append(
        .error(
          "coder-without-column", "no column is called '\(name)'",
          help: helpForUnknown(
            name, known: tables.flatMap { $0.columns.dropFirst() }, called: "coders"),
          at: SourceLocation(path: tables[0].path, line: 1)))
    }
    try diagnostics.throwIfErrors()
    let coders = chosen ?? known
    self.coders = coders
    places = tables.indices.map { number in
      coders.enumerated().compactMap { coder, name in
        found.first { $0.name == name && $0.table == number }
          .map { Place(coder: coder, column: $0.column) }
      }
    }
  }

  private static func checkHead(of table: Table, _ diagnostics: inout Diagnostics) {
    if table.columns[0] != "unit" {
      diagnostics.append(
        .error(
          "ratings-without-unit", "the first column is called '\(table.columns[0])', not 'unit'",
          help: "put a column 'unit' first, with a name or number for each row",
          at: table.location(ofColumn: 0)))
    }
    if table.columns.count < 2 {
      diagnostics.append(
        .error(
          "ratings-without-coders", "no column is a coder's",
          help: "the first row is 'unit', then a column for each coder",
          at: table.location(ofColumn: 0)))
    }
  }
}
