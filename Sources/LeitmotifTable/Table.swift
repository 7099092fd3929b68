public import LeitmotifModel

/// A table as a spreadsheet program saves it: a row of column names, and rows of cells below.
///
/// Cells stay bytes of the file until somebody asks for one, and every cell knows its line and column.
///
/// - Invariant: each row has as many cells as there are columns; each column's name is its own.
/// - Source: RFC 4180, with `;` and tabs besides commas as spreadsheets write them.
public struct Table: Sendable {
  /// The file, for messages.
  public let path: String

  /// The columns' names from left to right, without blanks around them.
  public let columns: [String]

  /// The number of rows, without that of the names.
  public var rowCount: Int { rows.count - headRows }

  let bytes: [UInt8]
  private let cells: [RawCell]
  private let rows: [RawRow]
  /// 1, or 0 in a later piece of a table, which has no row of names.
  private let headRows: Int

  /// Reads a table.
  ///
  /// The separator is the one of `,` `;` and tab that the first line has most of. Lines may end in LF or CRLF,
  /// empty ones are passed over, and a byte order mark in front is dropped.
  ///
  /// - Parameters:
  ///   - bytes: The file's content, UTF-8.
  ///   - path: The file's name, for messages.
  ///   - mayRepeatNames: Whether several columns may have one name, as in tables of others of which only some
  ///     columns are used; `refuseRepeats(of:)` looks at those.
  /// - Throws: `Diagnostics` with everything that is wrong: a row with too few or too many cells, a quote that
  ///   nothing closes, a name that two columns have, an empty file, bytes that are no UTF-8.
  public init(
    reading bytes: [UInt8], path: String, mayRepeatNames: Bool = false
  ) throws(Diagnostics) {
    try Self.refuseWhatIsNoText(bytes[...], path: path)
    try self.init(
      CellScanner(bytes, path: path), of: bytes, path: path, mayRepeatNames: mayRepeatNames)
  }

  /// Takes the head and the rows that a scanner found.
  ///
  /// - Throws: `Diagnostics` with everything that is wrong.
  init(
    _ scanner: CellScanner, of bytes: [UInt8], path: String, mayRepeatNames: Bool = false
  ) throws(Diagnostics) {
    guard !scanner.rows.isEmpty else {
      throw Diagnostics(
        .error(
          "empty-file", "there is nothing in the file",
          help: "a table begins with a row of its columns' names", at: SourceLocation(path: path)))
    }
    self.path = path
    self.bytes = bytes
    cells = scanner.cells
    rows = scanner.rows
    headRows = 1
    columns = cells[..<scanner.width(ofRow: 0)].map { trimmed($0.text(in: bytes)) }
    var diagnostics = scanner.diagnostics
    if !mayRepeatNames { checkNames(of: columns.indices, reporting: &diagnostics) }
    checkWidths(reporting: &diagnostics)
    try diagnostics.throwIfErrors()
  }

  /// Takes the rows of a later piece.
  ///
  /// - Throws: `Diagnostics` with everything that is wrong.
  init(
    _ scanner: CellScanner, of bytes: [UInt8], columns: [String], path: String
  ) throws(Diagnostics) {
    self.path = path
    self.columns = columns
    self.bytes = bytes
    cells = scanner.cells
    rows = scanner.rows
    headRows = 0
    var diagnostics = scanner.diagnostics
    checkWidths(reporting: &diagnostics)
    try diagnostics.throwIfErrors()
  }

  /// The place of a column, from 0; `nil` when the table has none of that name.
  public func column(_ name: String) -> Int? {
    columns.firstIndex(of: name)
  }

  /// The text of a cell as the file has it, without the quotes around it.
  ///
  /// - Precondition: `row < rowCount` and `column < columns.count`, both from 0.
  public subscript(row: Int, column: Int) -> String {
    cell(row, column).text(in: bytes)
  }

  /// Whether a cell holds nothing but blanks.
  public func isBlank(_ row: Int, _ column: Int) -> Bool {
    bytes[cell(row, column).range].allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }

  /// The line in which a row begins, from 1.
  public func line(ofRow row: Int) -> Int {
    rows[row + headRows].line
  }

  /// Where a cell begins.
  public func location(ofRow row: Int, column: Int) -> SourceLocation {
    location(of: cell(row, column), in: rows[row + headRows])
  }

  /// Where a column's name stands.
  public func location(ofColumn column: Int) -> SourceLocation {
    location(of: cells[column], in: rows[0])
  }

  func cell(_ row: Int, _ column: Int) -> RawCell {
    cells[rows[row + headRows].firstCell + column]
  }

  private func location(of cell: RawCell, in row: RawRow) -> SourceLocation {
    // Cells before it may hold line ends of their own.
    let before = bytes[row.start..<Int(cell.start)]
    let line = before.split(separator: 0x0A, omittingEmptySubsequences: false)
    let column = (line.last ?? []).count { $0 & 0xC0 != 0x80 } + 1
    return SourceLocation(path: path, line: row.line + line.count - 1, column: column)
  }

  /// Refuses columns whose names others have too: which is meant cannot be known.
  ///
  /// - Parameter used: The columns that are used, from 0.
  /// - Throws: `Diagnostics` at the first column of each name that stands before; of the first 20 names.
  public func refuseRepeats(of used: [Int]) throws(Diagnostics) {
    let names = Set(used.map { columns[$0] })
    var diagnostics = Diagnostics()
    checkNames(
      of: columns.indices.filter { names.contains(columns[$0]) }, reporting: &diagnostics)
    try diagnostics.throwIfErrors()
  }

  private func checkNames(of places: some Sequence<Int>, reporting diagnostics: inout Diagnostics) {
    var seen: [String: Int] = [:]
    // Nobody reads the hundredth, and to find where each stands takes long in a row without end.
    var left = 20
    for column in places where left > 0 && !columns[column].isEmpty {
      let name = columns[column]
      seen[name, default: 0] += 1
      guard seen[name] == 2 else { continue }
      left -= 1
      diagnostics.append(
        .error(
          "duplicate-column", "two columns are called '\(name)'", help: "rename one of them",
          at: location(ofColumn: column)))
    }
  }

  private func checkWidths(reporting diagnostics: inout Diagnostics) {
    for (place, row) in rows.enumerated() {
      let end = place + 1 < rows.count ? rows[place + 1].firstCell : cells.count
      let width = end - row.firstCell
      guard width != columns.count else { continue }
      diagnostics.append(
        .error(
          "ragged-row",
          "the row has \(counted(width, "cell")), and the table \(counted(columns.count, "column"))",
          help: "look for a missing or doubled separator; text that holds one stands in quotes",
          at: SourceLocation(path: path, line: row.line)))
    }
  }
}

extension Table {
  static func refuseWhatIsNoText(_ bytes: ArraySlice<UInt8>, path: String) throws(Diagnostics) {
    let location = SourceLocation(path: path)
    let help = "in your spreadsheet program, save it as \"CSV UTF-8\""
    if bytes.contains(0) {
      throw Diagnostics(.error("binary-file", "the file is no text", help: help, at: location))
    }
    if !isValidUTF8(bytes) {
      throw Diagnostics(.error("invalid-utf8", "the file is not UTF-8", help: help, at: location))
    }
    if bytes.count > Int(UInt32.max) {
      throw Diagnostics(
        .error(
          "file-too-large", "the table has more than 4 GB", help: "split it into several",
          at: location))
    }
  }

  private static func isValidUTF8(_ bytes: ArraySlice<UInt8>) -> Bool {
    (try? UTF8Span(validating: bytes.span)) != nil
  }
}

/// The text without blanks around it.
private func trimmed(_ text: String) -> String {
  var scalars = text.unicodeScalars[...]
  while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
  while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
  return String(scalars)
}

private func counted(_ count: Int, _ noun: String) -> String {
  count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
}
