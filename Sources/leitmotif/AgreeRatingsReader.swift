import LeitmotifAgreement
import LeitmotifModel
import LeitmotifTable

/// Reads tables of ratings row by row into numbers, and reports what is wrong in cells.
struct RatingsReader {
  /// For each unit, for each coder, the number of a text, or `Ratings.missing`.
  private(set) var cells: [Int32] = []
  private(set) var diagnostics = Diagnostics()

  private let columns: RatingColumns
  private let check: CellCheck
  private var categories = DistinctTexts()
  /// For each text of a cell, what is wrong with it.
  private var wrong: [[Diagnostic]] = []
  private var units = DistinctTexts()
  /// The rows of the first table's units, when others are joined to it.
  private var rowOfUnit: [Int] = []

  /// A file with so many errors has one cause, as a rule.
  private static let errorLimit = 1_000

  /// The first table's file.
  private let firstPath: String

  /// Prepares the reading.
  ///
  /// - Parameters:
  ///   - columns: Which columns are the coders'.
  ///   - check: What is asked of the cells.
  ///   - firstPath: The file whose units are those of all.
  init(_ columns: RatingColumns, _ check: CellCheck, firstPath: String) {
    self.firstPath = firstPath
    self.columns = columns
    self.check = check
  }

  /// What the cells hold, each text once.
  var categoryTexts: [String] { (0..<categories.count).map { categories[$0] } }

  /// Reads a table to its end.
  ///
  /// - Parameters:
  ///   - table: The table.
  ///   - number: Which it is; the others' units are those of the first, 0.
  /// - Throws: What the reading throws; what is wrong in rows is among `diagnostics`.
  mutating func read(_ table: TablePieces, number: Int) throws {
    var table = table
    // For each unit the line of this table in which it stood, 0 for none.
    var lines: [UInt32] = Array(repeating: 0, count: units.count)
    while diagnostics.all.count < Self.errorLimit {
      do {
        guard let piece = try table.next() else { return }
        for row in 0..<piece.rowCount where diagnostics.all.count < Self.errorLimit {
          if let place = place(ofRow: row, in: piece, isFirst: number == 0, &lines) {
            readCells(ofRow: row, in: piece, columns.places[number], to: place)
          }
        }
      } catch let errors as Diagnostics {
        diagnostics.append(contentsOf: errors)
      }
    }
    diagnostics.append(
      .error(
        "too-many-errors", "the rest of the table was not read, after so many errors",
        help: "mend the first ones and try again: one cause often makes many",
        at: SourceLocation(
          path: table.path, line: (diagnostics.all.last?.location?.line ?? 0) + 1)))
  }

  /// Where the cells of a row go; `nil` for a row without a place.
  private mutating func place(
    ofRow row: Int, in table: Table, isFirst: Bool, _ lines: inout [UInt32]
  ) -> Int? {
    guard isFirst else { return placeOfKnownUnit(ofRow: row, in: table, &lines) }
    let place = cells.count
    cells.append(contentsOf: repeatElement(Ratings.missing, count: columns.coders.count))
    guard let unit = table.insert(row, 0, into: &units) else { return place }
    if unit < lines.count {
      reportRepeated(row, in: table, since: lines[unit])
    } else {
      lines.append(UInt32(clamping: table.line(ofRow: row)))
      if columns.places.count > 1 { rowOfUnit.append(place) }
    }
    return place
  }

  private mutating func placeOfKnownUnit(
    ofRow row: Int, in table: Table, _ lines: inout [UInt32]
  ) -> Int? {
    if table.isBlank(row, 0) { return nil }
    guard let unit = table.number(row, 0, in: units) else {
      diagnostics.append(
        .error(
          "unit-without-counterpart", "\(firstPath) has no such unit",
          help:
            "tables that are joined have the same units; a coder who skipped one leaves it blank",
          at: table.location(ofRow: row, column: 0)))
      return nil
    }
    guard lines[unit] == 0 else {
      reportRepeated(row, in: table, since: lines[unit])
      return nil
    }
    lines[unit] = UInt32(clamping: table.line(ofRow: row))
    return rowOfUnit[unit]
  }

  private mutating func reportRepeated(_ row: Int, in table: Table, since line: UInt32) {
    diagnostics.append(
      .error(
        "duplicate-unit", "the unit of line \(line) stands here again",
        help: "give each unit one row; several codes of one coder are 'a;b' in one cell",
        at: table.location(ofRow: row, column: 0)))
  }

  private mutating func readCells(
    ofRow row: Int, in table: Table, _ places: [RatingColumns.Place], to first: Int
  ) {
    for place in places {
      guard let text = table.insert(row, place.column, into: &categories) else { continue }
      cells[first + place.coder] = Int32(text)
      if text == wrong.count { wrong.append(check.problems(in: trimmed(categories[text]))) }
      for var problem in wrong[text] {
        problem.location = table.location(ofRow: row, column: place.column)
        diagnostics.append(problem)
      }
    }
  }
}
