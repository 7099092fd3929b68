import LeitmotifModel
import LeitmotifPlugin
import LeitmotifSpreadsheet
import LeitmotifTable
import LeitmotifText

/// A table of answers, whichever program saved it.
struct SurveyRows {
  /// One row below the names.
  struct Row {
    /// The row's number as spreadsheet programs show it, or its line in a text file.
    var number: Int
    /// The cells, as many as there are columns.
    var cells: [String]
  }

  /// `xlsx`, `csv` or `tsv`.
  let format: String
  /// The file's encoding.
  let encoding: String
  /// The columns' names.
  let columns: [String]
  /// The rows.
  let rows: [Row]
  /// What was odd.
  let warnings: [Diagnostic]

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - source: The file.
  ///   - sheet: The sheet of a workbook; empty for the first one.
  /// - Throws: `Diagnostics` when it cannot be read.
  init(_ source: Source, sheet: String) throws(Diagnostics) {
    if isWorkbook(source) {
      let found = try Workbook(source.bytes, path: source.path).sheet(named: sheet)
      format = "xlsx"
      encoding = "utf-8"
      warnings = []
      let head = found.rows.first
      columns = found.columns.map { column in
        head.map { collapsed($0[column]) } ?? ""
      }
      rows = found.rows.dropFirst().map { row in
        Row(number: row.number, cells: found.columns.map { row[$0] })
      }
    } else {
      let decoded = try InterviewText(decoding: source.bytes, path: source.path)
      let table = try Table(reading: decoded.text.bytes, path: source.path)
      format = source.fileExtension == "tsv" ? "tsv" : "csv"
      encoding = decoded.encoding
      warnings = decoded.warnings
      columns = table.columns
      rows = (0..<table.rowCount).map { row in
        Row(
          number: table.line(ofRow: row), cells: table.columns.indices.map { table[row, $0] })
      }
    }
  }

  /// Whether a column holds times of a recording, and nothing else.
  func areTimes(_ column: Int) -> Bool {
    let filled = rows.prefix(1000).map { collapsed($0.cells[column]) }.filter { !$0.isEmpty }
    return !filled.isEmpty && filled.allSatisfy { milliseconds(ofTime: $0) != nil }
  }

  /// How many words the filled cells of a column have on average.
  func meanWords(_ column: Int) -> Double {
    var words = 0
    var filled = 0
    for row in rows.prefix(1000) {
      let count = row.cells[column].split { $0.isWhitespace }.count
      words += count
      filled += count > 0 ? 1 : 0
    }
    return filled == 0 ? 0 : Double(words) / Double(filled)
  }
}
