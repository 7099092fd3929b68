import ArgumentParser
import LeitmotifModel
import LeitmotifPlugin
import LeitmotifReview

/// `leitmotif review import`: a table that was filled in becomes decisions.
struct ReviewImport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Reads a table of 'review export' that was filled in, and writes its decisions.",
    discussion: """
      All rows are written, or none when one of them is wrong. Rows without a decision are left open, and rows \
      that were read before are not written twice.
      """)

  @OptionGroup var review: ReviewArguments

  @Argument(help: "The table.", completion: .file())
  var table: String

  @Option(help: "Who filled it in: the name that the decisions carry.")
  var reviewer: String

  @Flag(help: "Print the figures as one JSON object, for other programs.")
  var json = false

  func validate() throws {
    guard !reviewer.isEmpty else { throw ValidationError("A reviewer has a name.") }
  }

  func run() throws {
    let desk = try review.desk()
    let reading = try ReviewTable(of: desk.session()).read(
      readFile(table).bytes, path: table, by: Identifier(reviewer), at: now())
    if json {
      return printJSON([
        "written": .integer(reading.written), "known": .integer(reading.known),
        "open": .integer(reading.open),
      ])
    }
    print(
      "\(count(reading.written, "decision")) written, \(reading.known) known already, "
        + "\(reading.open) left open.")
    if reading.written > 0 { print("Run the pipeline again to apply them.") }
  }
}
