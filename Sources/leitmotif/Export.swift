public import ArgumentParser
import Foundation
import LeitmotifPipeline
import LeitmotifStore
public import ThemesReporter

/// `leitmotif export`: a study's work for other programs.
struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Writes the codings of a study as a table for other programs.",
    discussion: """
      One row a coding, with transcript, participant, speaker, code, coder, rule, place and words. Places count \
      the characters of the transcript (Unicode code points) from 0.
      """)

  @Argument(help: "The study's store, such as airnd.sqlite.", completion: .file())
  var store: String

  @Flag(help: "Export the codings.")
  var codings = false

  @Flag(help: "Export what the merge made final, instead of what the coders proposed.")
  var final = false

  @Option(help: "csv, or jsonl for one JSON object a line.")
  var format = CodingExport.Format.csv

  @Option(help: "The file to write, instead of standard output.", completion: .file())
  var out: String?

  func validate() throws {
    guard codings else { throw ValidationError("Say what to export: --codings") }
  }

  func run() throws {
    let study = try Store(at: store, access: .read).reader()
    var export = try CodingExport(of: study, as: format)
    let selection: CodingExport.Selection = final ? .final : .proposals
    guard let out else {
      return try export.write(selection) { FileHandle.standardOutput.write(Data($0)) }
    }
    var bytes: [UInt8] = []
    try export.write(selection) { bytes += $0 }
    try writeWhole(bytes, to: out)
  }
}

extension CodingExport.Format: ExpressibleByArgument {}
