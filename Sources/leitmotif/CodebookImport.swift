public import ArgumentParser
import Foundation
import LeitmotifCodebook
public import LeitmotifCodebookFormats
public import LeitmotifModel
import LeitmotifPipeline
import LeitmotifPlugin

/// `leitmotif codebook import`: makes a codebook of another program's dictionary or codebook.
struct CodebookImport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Makes a codebook of another program's dictionary or codebook.",
    discussion: """
      Reads dictionaries of LIWC (.dic), WordStat (.cat), Lexicoder (.lc3) and quanteda (.yml), tables \
      (.csv), and REFI-QDA codebooks (.qdc). Each key becomes a code; what the file holds and a codebook \
      cannot is said. Words are compared as the dictionary's own program does, without regard to case and with \
      regard to accents: 'fold' at the top of the new file says so.
      """)

  @Argument(help: "The dictionary or codebook.", completion: .file())
  var file: String

  @Option(help: "The codebook to write.", completion: .file())
  var to: String

  @Option(help: "The file's format, where its ending does not tell: \(CodebookFormat.names).")
  var format: CodebookFormat?

  @Option(
    help: """
      Which hits stay where some overlap: the longest of a code (longest), the longest over all codes \
      (codebook; quanteda calls it nested_scope "dictionary"), or all.
      """)
  var overlap = Rule.Overlap.longest

  @Option(help: "The language of the words: en, de, …")
  var language: String?

  @Flag(help: "Write over a file that is there.")
  var force = false

  @Flag(help: "Print one JSON object instead.")
  var json = false

  func run() throws {
    guard let format = format ?? CodebookFormat(ofFile: file) else {
      throw Diagnostics(
        .error(
          "unknown-ending", "the file's ending does not tell its format",
          help: "say it: --format \(CodebookFormat.names)", at: SourceLocation(path: file)))
    }
    if !force, FileManager.default.fileExists(atPath: to) {
      throw Diagnostics(
        .error(
          "file-exists", "there is a file of that name; nothing was written",
          help: "name another one, or add --force", at: SourceLocation(path: to)))
    }
    let source = try readFile(file)
    var (codebook, losses) = try transfer(source.bytes, format)
    if let language { codebook.language = language }
    for code in codebook.codes.indices {
      for rule in codebook.codes[code].rules.indices {
        codebook.codes[code].rules[rule].overlap = overlap
      }
    }
    let name = file.split(separator: "/").last.map(String.init) ?? file
    let bytes = Array(CodebookWriter.text(of: codebook, comment: ["Imported from \(name)."]).utf8)
    // What does not read is not written: the file's own words may ask for too much.
    _ = try CodebookFile.read(bytes, path: to) { _ in [] }
    try writeWhole(bytes, to: to)
    report(codebook, losses)
  }

  private func transfer(
    _ bytes: [UInt8], _ format: CodebookFormat
  ) throws -> (Codebook, [Diagnostic]) {
    let result = try format.read(bytes, path: file)
    return (result.codebook, result.losses)
  }

  private func report(_ codebook: Codebook, _ losses: [Diagnostic]) {
    if json {
      printJSON([
        "file": .string(to), "codes": .integer(codebook.codes.count),
        "rules": .integer(codebook.rules.count), "losses": .list(losses.map(CodebookCheck.json)),
      ])
      return
    }
    printWarnings(losses)
    print(
      "\(to): \(counted(codebook.codes.count, "code")), \(counted(codebook.rules.count, "rule"))")
  }
}

extension CodebookFormat: ExpressibleByArgument {
  /// The names of all formats, for help.
  static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }
}

extension Rule.Overlap: ExpressibleByArgument {}
