import LeitmotifAgreement
import LeitmotifModel
import LeitmotifPlugin
import LeitmotifTable

/// Tables of ratings: a row for each unit, a column for each coder; several tables are joined by their units.
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

  /// A coder's column.
  struct Column {
    /// The table that it is in.
    let table: Table
    let place: Int
    /// The row of each unit of the first table, −1 where there is none; `nil` for the first table itself.
    let rows: [Int]?

    /// A unit's row; `nil` where the table does not have it.
    func row(_ unit: Int) -> Int? {
      guard let rows else { return unit }
      return rows[unit] < 0 ? nil : rows[unit]
    }

    func location(_ unit: Int) -> SourceLocation {
      table.location(ofRow: row(unit) ?? 0, column: place)
    }
  }

  let coders: [String]
  let columns: [Column]
  let unitCount: Int
  /// Units that stand twice, to be reported with what is wrong in cells.
  let repeatedUnits: Diagnostics
  /// The first table's file.
  let path: String

  /// Reads tables.
  ///
  /// - Parameters:
  ///   - sources: The files, at least one.
  ///   - chosen: The coders; every column but the units' when there are none.
  /// - Throws: `Diagnostics` with everything that is wrong.
  init(_ sources: [Source], coders chosen: [String]?) throws(Diagnostics) {
    var diagnostics = Diagnostics()
    var tables: [Table] = []
    for source in sources {
      do throws(Diagnostics) {
        tables.append(try Table(reading: source.bytes, path: source.path))
      } catch {
        diagnostics.append(contentsOf: error)
      }
    }
    try diagnostics.throwIfErrors()
    for table in tables { Self.checkHead(of: table, &diagnostics) }
    let units = RatedUnits(tables, reporting: &diagnostics)
    var places: [(name: String, table: Int, column: Int)] = []
    for (number, table) in tables.enumerated() {
      for (column, name) in table.columns.enumerated().dropFirst() {
        if tables.count > 1, chosen?.contains(name) == false { continue }
        if let other = places.first(where: { $0.name == name }) {
          diagnostics.append(
            .error(
              "duplicate-column", "'\(name)' has a column in \(tables[other.table].path) too",
              help: "name the coders with --coders, or rename one column",
              at: table.location(ofColumn: column)))
        } else {
          places.append((name, number, column))
        }
      }
    }
    let known = places.map(\.name)
    for name in chosen ?? [] where !known.contains(name) {
      diagnostics.append(
        .error(
          "coder-without-column", "no column is called '\(name)'",
          help: helpForUnknown(
            name, known: tables.flatMap { $0.columns.dropFirst() }, called: "coders"),
          at: SourceLocation(path: tables[0].path, line: 1)))
    }
    if diagnostics.hasErrors {
      diagnostics.append(contentsOf: units.repeated)
      throw diagnostics
    }
    coders = chosen ?? known
    columns = coders.compactMap { name in
      places.first { $0.name == name }.map {
        Column(table: tables[$0.table], place: $0.column, rows: units.rows[$0.table])
      }
    }
    unitCount = tables[0].rowCount
    repeatedUnits = units.repeated
    path = tables[0].path
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
