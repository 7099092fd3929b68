import LeitmotifModel
import LeitmotifPlugin
import LeitmotifSpreadsheet
import LeitmotifTable

/// A table of any of the kinds that are read, as cells of text.
struct Sheet {
  /// The columns' names, without blanks around them.
  let columns: [String]
  private let table: Table

  init(_ source: Source) throws(Diagnostics) {
    let isWorkbook = source.bytes.starts(with: [0x50, 0x4B, 3, 4])
    let bytes =
      isWorkbook ? try Workbook(source.bytes, path: source.path).sheet(0).csv : source.bytes
    table = try Table(reading: bytes, path: source.path, mayRepeatNames: true)
    columns = table.columns
  }

  var rowCount: Int { table.rowCount }

  /// Refuses columns that are used and whose names others have too.
  func refuseRepeats(of used: [Int]) throws(Diagnostics) {
    try table.refuseRepeats(of: used)
  }

  /// A cell without blanks around it.
  subscript(row: Int, column: Int) -> String {
    var text = TableWriter.withoutApostrophe(table[row, column])[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }

  /// The line in which a row begins, from 1.
  func line(ofRow row: Int) -> Int { table.line(ofRow: row) }

  /// The place of the column that somebody named, or of the first of some usual names.
  ///
  /// - Parameters:
  ///   - name: The name that the settings give; empty for none.
  ///   - usual: Names that such a column usually has, in lower case.
  ///   - path: The file's name, for messages.
  /// - Returns: `nil` when no name was given and none of the usual ones is there.
  /// - Throws: `Diagnostics` when the given name is not there, or two columns have it.
  func column(_ name: String, usual: [String], in path: String) throws(Diagnostics) -> Int? {
    if name.isEmpty {
      let place = usual.lazy.compactMap { each in
        columns.firstIndex { $0.lowercased() == each }
      }.first
      if let place { try refuseRepeats(of: [place]) }
      return place
    }
    if let place = columns.firstIndex(of: name) {
      try refuseRepeats(of: [place])
      return place
    }
    throw Diagnostics(
      .error(
        "missing-column", "there is no column '\(name)'",
        help: helpForUnknown(name, known: columns.filter { $0.utf8.count < 48 }, called: "columns"),
        at: SourceLocation(path: path, line: 1)))
  }

  /// Whether a file may be a table at all, by its name and first bytes.
  static func mayBe(_ source: Source) -> Bool {
    ["csv", "tsv", "tab", "xlsx"].contains(source.fileExtension)
  }
}
