import LeitmotifModel

/// The content of one cell: a range of the file's bytes, without the quotes around it.
struct RawCell {
  let start: UInt32
  let end: UInt32

  init(_ range: Range<Int>) {
    start = UInt32(range.lowerBound)
    end = UInt32(range.upperBound)
  }

  var range: Range<Int> { Int(start)..<Int(end) }

  /// The cell's text, in which `""` of a quoted cell stands for one quote.
  func text(in bytes: [UInt8]) -> String {
    let content = bytes[range]
    guard start > 0, bytes[Int(start) - 1] == quote, content.contains(quote) else {
      return String(decoding: content, as: UTF8.self)
    }
    var kept: [UInt8] = []
    var isSecond = false
    for byte in content {
      isSecond = byte == quote && !isSecond
      if byte != quote || isSecond { kept.append(byte) }
    }
    return String(decoding: kept, as: UTF8.self)
  }
}

/// Where a row begins.
struct RawRow {
  /// The row's first byte in the file.
  let start: Int
  /// Its line, from 1.
  let line: Int
  /// Its first cell's place among all.
  let firstCell: Int
}

/// Cuts the bytes of a table into cells.
struct CellScanner {
  /// The cells of all rows.
  private(set) var cells: [RawCell] = []
  /// The rows with something in them.
  private(set) var rows: [RawRow] = []
  /// What is wrong with the quotes.
  private(set) var diagnostics = Diagnostics()

  /// What stands between cells.
  let separator: UInt8
  /// Where the bytes end that were cut into rows.
  private(set) var offset: Int
  /// The line there, from 1.
  private(set) var line: Int

  let path: String
  private let bytes: [UInt8]

  /// Cuts a table, or a piece of one.
  ///
  /// - Parameters:
  ///   - bytes: The bytes.
  ///   - path: The file, for messages.
  ///   - line: The line in which the bytes begin.
  ///   - separator: What stands between cells; that of the first line when not given.
  ///   - isLast: Whether the file ends with the bytes. Otherwise a row that nothing follows may go on, and is
  ///     left for the next piece.
  init(
    _ bytes: [UInt8], path: String, line: Int = 1, separator: UInt8? = nil, isLast: Bool = true
  ) {
    self.bytes = bytes
    self.path = path
    self.line = line
    offset = line == 1 && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    self.separator = separator ?? Self.separator(ofFirstLineIn: bytes[offset...])
    while offset < bytes.count {
      let (start, startLine, rowsBefore, cellsBefore) = (offset, self.line, rows.count, cells.count)
      let diagnosticsBefore = diagnostics
      scanRow()
      guard !isLast, offset == bytes.count else { continue }
      (offset, self.line, diagnostics) = (start, startLine, diagnosticsBefore)
      rows.removeSubrange(rowsBefore...)
      cells.removeSubrange(cellsBefore...)
      break
    }
  }

  /// The number of cells in a row.
  func width(ofRow row: Int) -> Int {
    (row + 1 < rows.count ? rows[row + 1].firstCell : cells.count) - rows[row].firstCell
  }

  private var peek: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  /// Whether the cell ends here: at a separator, LF, CRLF, or the lone CR of old spreadsheets.
  private var isCellEnd: Bool {
    guard let peek else { return true }
    return peek == separator || peek == lineFeed || peek == carriageReturn
  }

  private mutating func scanRow() {
    let row = RawRow(start: offset, line: line, firstCell: cells.count)
    scanCell()
    while peek == separator {
      offset += 1
      scanCell()
    }
    if peek == carriageReturn { offset += 1 }
    if peek == lineFeed { offset += 1 }
    line += 1
    if cells.count == row.firstCell + 1, cells[row.firstCell].range.isEmpty {
      cells.removeLast()
    } else {
      rows.append(row)
    }
  }

  private mutating func scanCell() {
    guard peek == quote else {
      let start = offset
      while !isCellEnd { offset += 1 }
      cells.append(RawCell(start..<offset))
      return
    }
    let opening = SourceLocation(path: path, line: line, column: nil)
    offset += 1
    let start = offset
    while let byte = peek {
      if byte == quote {
        guard offset + 1 < bytes.count, bytes[offset + 1] == quote else { break }
        offset += 1
      } else if byte == lineFeed {
        line += 1
      }
      offset += 1
    }
    cells.append(RawCell(start..<offset))
    guard peek == quote else {
      report("no quote closes a cell", help: "put a \" where the cell ends", at: opening)
      return
    }
    offset += 1
    // Blanks between the quote and the separator harm nobody.
    while peek == 0x20 { offset += 1 }
    guard !isCellEnd else { return }
    report(
      "text follows the quote that closes a cell",
      help: "write a quote inside a quoted cell twice: \"\"", at: opening)
    while !isCellEnd { offset += 1 }
  }

  private mutating func report(_ message: String, help: String, at location: SourceLocation) {
    diagnostics.append(.error("csv-quote", message, help: help, at: location))
  }

  /// The separator that the first line has most of outside quotes, a comma when it has none.
  private static func separator(ofFirstLineIn bytes: ArraySlice<UInt8>) -> UInt8 {
    let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09]
    var counts = [0, 0, 0]
    var isQuoted = false
    for byte in bytes.drop(while: { $0 == lineFeed || $0 == carriageReturn }) {
      if byte == quote { isQuoted.toggle() }
      guard !isQuoted else { continue }
      if byte == lineFeed || byte == carriageReturn { break }
      if let index = candidates.firstIndex(of: byte) { counts[index] += 1 }
    }
    let best = counts.indices.max { (counts[$0], -$0) < (counts[$1], -$1) } ?? 0
    return candidates[best]
  }
}

private let quote = UInt8(ascii: "\"")
private let lineFeed: UInt8 = 0x0A
private let carriageReturn: UInt8 = 0x0D
