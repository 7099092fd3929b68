import ArgumentParser
import Foundation
import LeitmotifPipeline
import LeitmotifReview

/// `leitmotif review export`: the queue as a table to be filled in.
struct ReviewExport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Writes what waits as a table (CSV) to be filled in in a spreadsheet.",
    discussion: """
      A row for each place that nobody has decided on, what settles most first. Fill in the column 'decision' \
      (accept, reject, modify or defer), with 'modify' also to_code or to_attributes (as in stance=hopeful), and \
      a reason where there is one; then read the file with 'leitmotif review import'.
      """)

  @OptionGroup var review: ReviewArguments

  @Flag(help: "Hide who proposed what.")
  var blind = false

  @Option(help: "The file to write, instead of standard output.", completion: .file())
  var out: String?

  func run() throws {
    let table = try ReviewTable(of: review.desk().session()).csv(isBlind: blind)
    guard let out else { return FileHandle.standardOutput.write(Data(table)) }
    try writeWhole(table, to: out)
  }
}
