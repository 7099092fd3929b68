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
    try makeWorkbook(titled: content.title, to: body, fill: fill)
  }

  private func fill(_ workbook: Workbook) throws {
    for part in content.parts {
      guard let grid = part.grid else {
        if case .paragraphs(let texts) = part.content {
          try add(texts.map(\.text), part.title, to: workbook)
        }
        continue
      }
      try add(grid, part.title, to: workbook)
    }
    try addThemes(to: workbook)
    try addQuotations(to: workbook)
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
    let cells = QuotationCells(codebook: try study.codebook, table: content.table)
    let sheet = try workbook.addSheet(
      named: "Quotations", columns: cells.columns.map { ($0, $0 == "text" ? 80 : 14) })
    var left = 0
    try study.forEachQuotation(of: content.table) { quotation in
      // The last row says what did not find room.
      guard sheet.rowCount < Workbook.Limit.rows - 1 else {
        left += 1
        return
      }
      var row: [WorkbookCell] = []
      cells.forEach(of: quotation) { cell in
        switch cell {
        case .text(let text): row.append(text.isEmpty ? .empty : .text(text))
        case .number(let number): row.append(.number(Double(number)))
        }
      }
      try sheet.append(row)
    }
    if left > 0 {
      try sheet.append([
        .text("\(left) more quotations: a sheet has no room for them; see quotations.csv")
      ])
    }
  }
}
