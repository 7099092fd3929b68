public import LeitmotifModel
import LeitmotifWorkbook

extension CodingExport {
  /// Writes the codings as an Excel workbook: the columns of the CSV, numbers as numbers.
  ///
  /// What one sheet has no room for goes on in the next.
  ///
  /// - Parameters:
  ///   - study: The study.
  ///   - selection: Whose codings are written.
  ///   - body: Is handed the pieces of the file.
  /// - Throws: What the study or the body throws; `Diagnostics` when there is no room for the workbook.
  public static func writeWorkbook(
    of study: any StudyReader, _ selection: Selection, to body: ([UInt8]) throws -> Void
  ) throws {
    let codings = try CodingExport(of: study, as: .csv)
    var rows = codings
    let title = try study.run.pipeline
    try makeWorkbook(titled: title, to: body) { workbook in
      let columns = codings.columns.map { ($0, $0 == "text" || $0 == "memo" ? 60.0 : 14.0) }
      var sheet = try workbook.addSheet(named: "Codings", columns: columns)
      try codings.forEachCoding(selection) { coding in
        guard let cells = try rows.cells(of: coding) else { return }
        if !sheet.hasRoom { sheet = try workbook.addSheet(named: "Codings", columns: columns) }
        try sheet.append(
          cells.enumerated().map { place, text in
            if Self.numbers.contains(place), let number = Double(text) { return .number(number) }
            return text.isEmpty ? .empty : .text(text)
          })
      }
    }
  }
}
