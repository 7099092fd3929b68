import ArgumentParser
import Foundation
import LeitmotifModel
import LeitmotifPipeline
import LeitmotifReview
import LeitmotifWorkbook

/// `leitmotif review export`: the queue as a table to be filled in, CSV or an Excel workbook.
struct ReviewExport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Writes what waits as a table (CSV or XLSX) to be filled in in a spreadsheet.",
    discussion: """
      A row for each place that nobody has decided on, what settles most first. Fill in the column 'decision' \
      (accept, reject, modify or defer; for a decision whose words are gone close or defer), with 'modify' also \
      to_code or to_attributes (as in stance=hopeful), and a reason where there is one; then read the file with \
      'leitmotif review import'.
      """)

  @OptionGroup var review: ReviewArguments

  @Flag(help: "Hide who proposed what.")
  var blind = false

  @Option(
    help: """
      The file to write, instead of standard output: an Excel workbook where its name ends with .xlsx, else CSV.
      """, completion: .file())
  var out: String?

  @Flag(help: "With --out, print one JSON object that says what was written.")
  var json = false

  func validate() throws {
    guard out != nil || !json else { throw ValidationError("--json needs --out.") }
  }

  func run() throws {
    let table = ReviewTable(of: try review.desk().session())
    guard let out else {
      return writeOutput(try table.csv(isBlind: blind))
    }
    let isWorkbook = out.lowercased().hasSuffix(".xlsx")
    try writeWhole(isWorkbook ? workbook(of: table) : table.csv(isBlind: blind), to: out)
    guard json else { return }
    var rows = 0
    try table.forEachRow(isBlind: blind) { _ in rows += 1 }
    printJSON([
      "file": .string(out), "format": .string(isWorkbook ? "xlsx" : "csv"), "rows": .integer(rows),
    ])
  }

  private func workbook(of table: ReviewTable) throws -> [UInt8] {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    // Interviews are nobody else's to read.
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "queue.xlsx")
    let workbook = try Workbook(path: file.path, title: "Review queue")
    let wide: Set<String> = ["text", "context", "proposed", "earlier", "reason"]
    let sheet = try workbook.addSheet(
      named: "queue", columns: ReviewTable.columns.map { ($0, wide.contains($0) ? 50 : 16) })
    try table.forEachRow(isBlind: blind) { row in
      guard sheet.hasRoom else {
        throw Diagnostics(
          .error(
            "too-many-rows", "an Excel sheet has no more than \(Workbook.Limit.rows) rows",
            help: "write CSV instead: --out queue.csv"))
      }
      try sheet.append(row.map { $0.isEmpty ? .empty : .text($0) })
    }
    try workbook.close()
    return Array(try Data(contentsOf: file))
  }
}
