/// One sheet of a workbook: rows of texts, as far as cells are filled.
public struct Sheet: Sendable {
  /// A row with at least one filled cell.
  public struct Row: Hashable, Sendable {
    /// The row's number as spreadsheet programs show it, from 1.
    public let number: Int

    /// The filled cells by their column, from 0.
    let cells: [Int: String]

    /// The text of a cell; empty for one that nobody filled.
    public subscript(column: Int) -> String { cells[column] ?? "" }

    /// The number of columns up to the last filled cell.
    public var width: Int { (cells.keys.max() ?? -1) + 1 }
  }

  /// The sheet's name.
  public let name: String

  /// The rows, those without a filled cell left out.
  public let rows: [Row]

  /// The number of columns up to the last filled cell of any row.
  public var width: Int { rows.lazy.map(\.width).max() ?? 0 }

  /// The sheet as CSV, in UTF-8 with commas: the first filled row has the columns' names.
  ///
  /// Rows in between that nobody filled are empty lines, so that line and row numbers agree as long as no cell holds
  /// a line end. Nothing is neutralised: this is for reading, not for a spreadsheet program.
  public var csv: [UInt8] {
    var text: [UInt8] = []
    let width = width
    var number = 1
    for row in rows {
      // Far-off rows would be a file of empty lines.
      if row.number - number < 10_000 {
        while number < row.number {
          text.append(0x0A)
          number += 1
        }
      }
      for column in 0..<width {
        if column > 0 { text.append(UInt8(ascii: ",")) }
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
