import ArgumentParser
import LeitmotifModel
import LeitmotifPlugin
import LeitmotifReview
import LeitmotifSpreadsheet

/// `leitmotif review import`: a table that was filled in becomes decisions.
struct ReviewImport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract:
      "Reads a table of 'review export' that was filled in (CSV or XLSX), and writes its decisions.",
    discussion: """
      All rows are written, or none when one of them is wrong. Rows without a decision are left open, and rows \
      that were read before are not written twice.
      """)

  @OptionGroup var review: ReviewArguments

  @Argument(help: "The table; of a workbook the first sheet is read.", completion: .file())
  var table: String

  @Option(help: "Who filled it in: the name that the decisions carry.")
  var reviewer: String

  @Flag(help: "Print the figures as one JSON object, for other programs.")
  var json = false

  func validate() throws {
    guard !reviewer.isEmpty else { throw ValidationError("A reviewer has a name.") }
  }

  /// The table as CSV; a workbook is known by its first bytes, for it may be called anything.
  private func rows() throws -> [UInt8] {
    let bytes = try readFile(table).bytes
    guard bytes.starts(with: [0x50, 0x4B, 3, 4]) else { return bytes }
    return try Workbook(bytes, path: table).sheet(0).csv
  }

  func run() throws {
    let desk = try review.desk()
    let reading = try ReviewTable(of: desk.session()).read(
      rows(), path: table, by: Identifier(reviewer), at: now())
    if json {
      return printJSON([
        "written": .integer(reading.written), "known": .integer(reading.known),
        "open": .integer(reading.open), "settled": .integer(reading.settled),
      ])
    }
    print(
      "\(counted(reading.written, "decision")) written, \(reading.known) known already, "
        + "\(reading.open) left open.")
    if reading.settled > 0 {
      print(
        "\(counted(reading.settled, "row")) left aside: a run has settled since what they are about. "
          + "If they say otherwise, decide on the review page.")
    }
    if reading.written > 0 { print("Run the pipeline again to apply them.") }
  }
}
