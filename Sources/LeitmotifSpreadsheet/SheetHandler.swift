import LeitmotifModel
import LeitmotifXML

/// Hears a sheet: its rows and cells.
struct SheetHandler: XMLHandler {
  private(set) var rows: [Sheet.Row] = []

  /// The last row that spreadsheet programs know.
  private static let lastRow = 1_048_576

  private let strings: [String]
  private let styles: CellStyles
  private var around: [String] = []
  private var rowNumber = 0
  private var cells: [Int: String] = [:]
  private var column = -1
  private var type = ""
  private var style = 0
  private var value: [UInt8] = []

  init(strings: [String], styles: CellStyles) {
    self.strings = strings
    self.styles = styles
  }

  mutating func start(_ element: borrowing XMLElement) throws(Diagnostics) {
    around.append(element.name)
    switch element.name {
    case "row":
      let written = element["r"].flatMap { Int($0) } ?? 0
      rowNumber = written <= Self.lastRow ? max(written, rowNumber + 1) : rowNumber + 1
      cells = [:]
      column = -1
    case "c":
      column = element["r"].flatMap(Self.column) ?? column + 1
      type = element["t"] ?? "n"
      style = element["s"].flatMap { Int($0) } ?? 0
      value.removeAll(keepingCapacity: true)
    default: break
    }
  }

  mutating func end() throws(Diagnostics) {
    switch around.popLast() {
    case "c":
      let text = shown(String(decoding: value, as: UTF8.self))
      if text.contains(where: { !$0.isWhitespace }) { cells[column] = text }
    case "row" where !cells.isEmpty: rows.append(Sheet.Row(number: rowNumber, cells: cells))
    default: break
    }
  }

  mutating func text(_ piece: Span<UInt8>) throws(Diagnostics) {
    // A value, or the text of a cell that keeps its own; not the formula.
    guard around.last == "v" || (around.last == "t" && !around.suffix(2).contains("rPh")) else {
      return
    }
    piece.withUnsafeBufferPointer { value.append(contentsOf: $0) }
  }

  private func shown(_ value: String) -> String {
    switch type {
    case "s":
      guard let number = Int(value), strings.indices.contains(number) else { return "" }
      return strings[number]
    case "b": return value == "1" ? "TRUE" : value == "0" ? "FALSE" : value
    case "n": return styles.shown(value, style: style)
    default: return value
    }
  }

  /// The column of a cell's name: 0 for `A7`, 26 for `AA7`.
  private static func column(_ name: String) -> Int? {
    var number = 0
    for byte in name.utf8 {
      guard (0x41...0x5A).contains(byte) else { break }
      number = number * 26 + Int(byte - 0x40)
      // The last column is XFD.
      guard number <= 16_384 else { return nil }
    }
    return number > 0 ? number - 1 : nil
  }
}
