import ArgumentParser
import Foundation
import LeitmotifCodebook
import LeitmotifCodebookFormats
import LeitmotifModel
import LeitmotifPipeline
import LeitmotifYAML

/// `leitmotif codebook export`: writes a codebook in another program's format.
struct CodebookExport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Writes a codebook in another program's format.",
    discussion: """
      What the format cannot hold is said on standard error, a line a kind with how many there are.
      """)

  @Argument(help: "The codebook.", completion: .file())
  var codebook: String

  @Option(help: "The format: \(CodebookFormat.names). Without it the ending of --to tells.")
  var format: CodebookFormat?

  @Option(help: "The file to write, instead of standard output.", completion: .file())
  var to: String?

  @Flag(help: "With --to, print one JSON object that says what was written and what was lost.")
  var json = false

  func validate() throws {
    guard format != nil || to.flatMap(CodebookFormat.init(ofFile:)) != nil else {
      throw ValidationError("Say the format: --format \(CodebookFormat.names)")
    }
    guard to != nil || !json else { throw ValidationError("--json needs --to.") }
  }

  func run() throws {
    guard let format = format ?? to.flatMap(CodebookFormat.init(ofFile:)) else { return }
    let read = try readCodebook(codebook).codebook
    if format == .qdc, read.codes.isEmpty {
      throw Diagnostics(
        .error(
          "empty-codebook", "the codebook has no codes, and a .qdc has at least one",
          help: "add a code first", at: SourceLocation(path: codebook)))
    }
    let (bytes, losses) = format.write(read, path: codebook)
    guard let to else {
      writeOutput(bytes)
      return printWarnings(losses)
    }
    try Self.refuseAuthored(to)
    try writeWhole(bytes, to: to)
    if json {
      printJSON([
        "file": .string(to), "format": .string(format.rawValue),
        "losses": .list(losses.map(CodebookCheck.json)),
      ])
    } else {
      printWarnings(losses)
      print("\(to): written as \(format.rawValue)")
    }
  }

  /// Refuses to write over what people write by hand: an export holds less than a codebook or a pipeline does.
  private static func refuseAuthored(_ path: String) throws {
    guard let bytes = FileManager.default.contents(atPath: path).map(Array.init),
      let root = try? YAMLReader.read(bytes, path: path), root["leitmotif"] != nil
    else { return }
    throw Diagnostics(
      .error(
        "file-exists", "the file is a codebook or a pipeline of Leitmotif; nothing was written",
        help: "name another file", at: SourceLocation(path: path)))
  }
}
