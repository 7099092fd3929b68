import ArgumentParser
import LeitmotifCodebook
import LeitmotifModel

/// `leitmotif codebook tree`: shows the codes of a codebook.
struct CodebookTree: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tree", abstract: "Shows the codes of a codebook.")

  @Argument(help: "The codebook.")
  var codebook: String

  @Flag(help: "Print one JSON object instead.")
  var json = false

  func run() throws {
    let codebook = try readCodebook(codebook).codebook
    if json {
      printJSON([
        "codebook": .string(codebook.name), "version": .string(codebook.version),
        "codes": .list(codebook.codes.map(Self.json)),
      ])
    } else {
      print(([codebook.name] + codebook.codes.map(Self.line)).joined(separator: "\n"))
    }
  }

  private static func line(_ code: Code) -> String {
    let keys = code.id.rawValue.split(separator: ".")
    let indentation = String(repeating: "  ", count: keys.count)
    let counts = [(code.rules.count, "rule"), (code.examples.count, "example")]
      .filter { $0.0 > 0 }.map { counted($0.0, $0.1) }
    let suffix = counts.isEmpty ? "" : " (\(counts.joined(separator: ", ")))"
    return "\(indentation)\(keys.last ?? ""): \(code.name)\(suffix)"
  }

  private static func json(_ code: Code) -> JSONValue {
    [
      "code": .string(code.id.rawValue), "parent": .optional(code.parent?.rawValue),
      "name": .string(code.name), "definition": .string(code.definition),
      "attributes": .list(code.attributes.map { .string($0.name) }),
      "rules": .integer(code.rules.count), "examples": .integer(code.examples.count),
    ]
  }
}
