import ArgumentParser
import Foundation
import LeitmotifCodebook
import LeitmotifModel
import LeitmotifPlugin

/// `leitmotif codebook fmt`: gives every code an identity that outlives renaming.
struct CodebookFmt: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt",
    abstract: "Writes a uid for every code that has none.",
    discussion: """
      Comments, order and spacing stay as they are. A code with a uid can be renamed, moved or merged later, and \
      what people coded goes with it.
      """)

  @Argument(help: "The codebooks.", completion: .file())
  var files: [String]

  @Flag(help: "Write nothing; exit with 1 when a code has no uid.")
  var check = false

  @Flag(help: "Print one JSON object instead.")
  var json = false

  func run() throws {
    var problems = Diagnostics()
    var results: [JSONValue] = []
    var missing = 0
    for file in files {
      do {
        let added = try format(file)
        missing += added
        results.append(["file": .string(file), "added": .integer(added)])
        if !json {
          let verb = check ? "without a uid" : "given a uid"
          print(
            "\(file): \(added == 0 ? "every code has a uid" : "\(counted(added, "code")) \(verb)")")
        }
      } catch let error as Diagnostics {
        problems.append(contentsOf: error)
      }
    }
    if json { printJSON(["files": .list(results)]) }
    try problems.throwIfErrors()
    if check, missing > 0 { throw ExitCode(ExitStatus.checkFailed) }
  }

  private func format(_ file: String) throws -> Int {
    let bytes = try readFile(file).bytes
    var edit = try CodebookEdit(bytes, path: file) { try readFile($0).bytes }
    let added = try edit.addUIDs { UUID().uuidString.lowercased() }
    if added > 0, !check { try rewrite(file, from: bytes, to: edit.bytes) }
    return added
  }
}
