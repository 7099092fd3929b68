import Foundation
import LeitmotifModel
import LeitmotifWorkbook

/// The report as a workbook: a sheet for each table, one of all themes and one of all quotations.
struct WorkbookReport {
  private let content: ReportContent
  private let study: any StudyReader

  init(_ content: ReportContent, study: any StudyReader) {
    self.content = content
    self.study = study
  }

  /// Writes the workbook piece by piece.
  ///
  /// - Parameter body: Is handed the pieces.
  /// - Throws: What the study or the body throws; `Diagnostics` when there is no room for it.
  func write(to body: ([UInt8]) throws -> Void) throws {
    // The library writes files; this one lives in a folder that nobody else can read, and not for long.
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "leitmotif-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "report.xlsx")
    try fill(file.path)
    let handle = try FileHandle(forReadingFrom: file)
    defer { try? handle.close() }
    while let piece = try handle.read(upToCount: 1 << 18), !piece.isEmpty { try body(Array(piece)) }
  }

  private func fill(_ path: String) throws {
    let workbook = try Workbook(path: path, title: content.title)
    for part in content.parts {
      guard let grid = part.grid else {
        if case .paragraphs(let texts) = part.content { try add(texts, part.title, to: workbook) }
        continue
      }
      try add(grid, part.title, to: workbook)
    }
    try addThemes(to: workbook)
    try addQuotations(to: workbook)
    try workbook.close()
  }

  private func add(_ texts: [String], _ title: String, to workbook: Workbook) throws {
    let sheet = try workbook.addSheet(named: title, columns: [(title, 100)])
    for text in texts { try sheet.append([.text(text)]) }
  }

  private func add(_ grid: Grid, _ title: String, to workbook: Workbook) throws {
    let sheet = try workbook.addSheet(
      named: title,
      columns: [(grid.head, 34)] + grid.columns.map { ($0.name, $0.isNumber ? 12 : 16) })
    for row in grid.rows {
      let head = String(repeating: "  ", count: row.depth) + row.head
      try sheet.append([.text(head)] + row.cells.map(cell))
    }
    for note in grid.notes { try sheet.append([.text(note)]) }
  }

  private func cell(_ cell: Grid.Cell) -> WorkbookCell {
    // "3 of 5 (60 %)" says more than 3.
    if let number = cell.number, Double(cell.text) != nil { return .number(number) }
    return cell.text.isEmpty ? .empty : .text(cell.text)
  }

  private func addThemes(to workbook: Workbook) throws {
    let table = content.table
    let sheet = try workbook.addSheet(
      named: "Themes",
      columns: [
        ("code", 30), ("name", 30), ("k", 8), ("n", 8), ("classifiers alone", 12), ("codings", 10),
        ("participants", 40),
      ])
    let count = { (count: Int) -> WorkbookCell in
      table.privacy.shows(count) ? .number(Double(count)) : .text(table.privacy.text(count))
    }
    for theme in table.themes {
      try sheet.append([
        .text(theme.code.id.rawValue), .text(theme.code.name), count(theme.participants.count),
        .number(Double(table.n)), count(theme.byMachine.count),
        table.shows(theme) ? .number(Double(theme.codingCount)) : .empty,
        .text(table.named(theme).map(\.rawValue).joined(separator: " ")),
      ])
    }
  }

  private func addQuotations(to workbook: Workbook) throws {
    let codebook = try study.codebook
    let rows = QuotationRows(codebook: codebook, table: content.table)
    let numbers: Set<Int> = [6, 7, 9, 10]
    let names = QuotationRows.columns + codebook.attributeNames + ["memo"]
    let sheet = try workbook.addSheet(
      named: "Quotations", columns: names.map { ($0, $0 == "text" ? 80 : 14) })
    var left = 0
    try study.forEachQuotation(
      privacy: content.table.privacy, hiding: content.table.hiddenCodes
    ) { quotation in
      // The last row says what did not find room.
      guard sheet.rowCount < Workbook.Limit.rows - 1 else {
        left += 1
        return
      }
      try sheet.append(
        rows.cells(of: quotation).enumerated().map { place, text in
          if numbers.contains(place), let number = Double(text) { return .number(number) }
          return text.isEmpty ? .empty : .text(text)
        })
    }
    if left > 0 {
      try sheet.append([
        .text("\(left) more quotations: a sheet has no room for them; see quotations.csv")
      ])
    }
  }
}
