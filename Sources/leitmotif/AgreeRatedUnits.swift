import LeitmotifModel
import LeitmotifTable

/// The units of one table or several: which stand twice, and which row of one table is that of another.
struct RatedUnits {
  /// For each table, for each unit of the first, its row, −1 for none; `nil` for the first table.
  private(set) var rows: [[Int]?] = [nil]
  /// Units that stand twice in a table.
  private(set) var repeated = Diagnostics()

  /// Looks through the first columns.
  ///
  /// - Parameters:
  ///   - tables: The tables, at least one.
  ///   - diagnostics: Gets each unit that the first table does not have.
  init(_ tables: [Table], reporting diagnostics: inout Diagnostics) {
    for table in tables { findRepeated(in: table) }
    guard tables.count > 1 else { return }
    var places: [String: Int] = [:]
    for row in 0..<tables[0].rowCount { places[tables[0][row, 0]] = row }
    for table in tables.dropFirst() {
      var rows = Array(repeating: -1, count: tables[0].rowCount)
      for row in 0..<table.rowCount where !table.isBlank(row, 0) {
        if let place = places[table[row, 0]] {
          rows[place] = row
        } else {
          diagnostics.append(
            .error(
              "unit-without-counterpart", "\(tables[0].path) has no such unit",
              help:
                "tables that are joined have the same units; a coder who skipped one leaves it blank",
              at: table.location(ofRow: row, column: 0)))
        }
      }
      self.rows.append(rows)
    }
  }

  /// Finds units that stand twice without keeping all their names: ten million would not fit.
  private mutating func findRepeated(in table: Table) {
    var hashes: [(hash: Int, row: UInt32)] = []
    hashes.reserveCapacity(table.rowCount)
    for row in 0..<table.rowCount where !table.isBlank(row, 0) {
      hashes.append((table[row, 0].hashValue, UInt32(row)))
    }
    hashes.sort { ($0.hash, $0.row) < ($1.hash, $1.row) }
    var twice: [(row: Int, first: Int)] = []
    var start = 0
    while start < hashes.count {
      var end = start + 1
      while end < hashes.count, hashes[end].hash == hashes[start].hash { end += 1 }
      if end - start > 1 {
        var lines: [String: Int] = [:]
        for (_, row) in hashes[start..<end] {
          let line = table.line(ofRow: Int(row))
          if let first = lines.updateValue(line, forKey: table[Int(row), 0]) {
            twice.append((Int(row), first))
          }
        }
      }
      start = end
    }
    for (row, first) in twice.sorted(by: { $0.row < $1.row }) {
      repeated.append(
        .error(
          "duplicate-unit", "the unit of line \(first) stands here again",
          help: "give each unit one row; several codes of one coder are 'a;b' in one cell",
          at: table.location(ofRow: row, column: 0)))
    }
  }
}
