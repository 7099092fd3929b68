/// One sheet of a workbook: rows of texts, as far as cells are filled; one with only blanks is not.
public struct Sheet: Sendable {
  /// A row with at least one filled cell.
  public struct Row: Hashable, Sendable {
    /// The row's number as spreadsheet programs show it, from 1.
    public let number: Int

    /// The filled cells by their column, from 0.
    let cells: [Int: String]

    /// The text of a cell; empty for one that nobody filled.
    public subscript(column: Int) -> String { cells[column] ?? "" }
  }

  /// The sheet's name.
  public let name: String

  /// The rows, those without a filled cell left out.
  public let rows: [Row]

  /// The columns with a filled cell, from the left: a note far to the right brings no empty ones along.
  public let columns: [Int]

  init(name: String, rows: [Row]) {
    self.name = name
    self.rows = rows
    columns = Set(rows.lazy.flatMap(\.cells.keys)).sorted()
  }

  /// The sheet's `columns` as CSV, in UTF-8 with commas: the first filled row has their names.
  ///
  /// Rows in between that nobody filled are empty lines, so that line and row numbers agree as long as no cell holds
  /// a line end. Nothing is neutralised: this is for reading, not for a spreadsheet program.
  public var csv: [UInt8] {
    var text: [UInt8] = []
    var number = 1
    for row in rows {
      // Far-off rows would be a file of empty lines.
      if row.number - number < 10_000 {
        while number < row.number {
          text.append(0x0A)
          number += 1
        }
      }
      for (place, column) in columns.enumerated() {
        if place > 0 { text.append(UInt8(ascii: ",")) }
        Self.write(row[column], to: &text)
      }
      text.append(0x0A)
      number = row.number + 1
    }
    return text
  }

  private static func write(_ cell: String, to text: inout [UInt8]) {
    guard cell.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else {
      text.append(contentsOf: cell.utf8)
      return
    }
    text.append(0x22)
    for byte in cell.utf8 {
      if byte == 0x22 { text.append(0x22) }
      text.append(byte)
    }
    text.append(0x22)
  }
}
