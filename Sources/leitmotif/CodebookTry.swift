public import ArgumentParser
import LeitmotifCodebook
public import LeitmotifModel
import LeitmotifPlugin
import LeitmotifText

/// `leitmotif codebook try`: shows what a codebook finds in a text.
struct CodebookTry: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "try",
    abstract: "Shows what a codebook finds in a text.",
    discussion: """
      The text is read as what one person says, a turn a paragraph; no speakers' labels are read \
      from it.
      """)

  @Argument(help: "The codebook.")
  var codebook: String

  @Option(help: "The text.")
  var text: String?

  @Option(help: "A file with the text.")
  var file: String?

  @Option(help: "Who says it: interviewer, participant, moderator or other.")
  var role = Role.participant

  @Flag(help: "Print one JSON object instead; places in code points.")
  var json = false

  func validate() throws {
    guard (text == nil) != (file == nil) else {
      throw ValidationError("Give the text with '--text', or a file with '--file'.")
    }
  }

  func run() throws {
    let compiled = try CompiledCodebook(try readCodebook(codebook).codebook)
    let text = try readText()
    let found = codings(in: text, role: role, by: compiled) { printError($0.description) }
    let offsets = CodePointOffsets(text)
    if json {
      printJSON(["codings": .list(found.map { Self.json($0, offsets) })])
    } else {
      print(found.isEmpty ? "nothing is found" : MarkedLines(text: text, found: found).description)
    }
  }

  private func readText() throws -> CanonicalText {
    guard let file else { return CanonicalText(text ?? "") }
    return try decode(try readFile(file).bytes, path: file).text
  }

  private static func json(_ coding: FoundCoding, _ offsets: CodePointOffsets) -> JSONValue {
    let range = offsets.codePoints(of: coding.span)
    return [
      "code": .string(coding.code.rawValue), "rule": .string(coding.rule.rawValue),
      "start": range.map { .integer($0.lowerBound) } ?? .null,
      "end": range.map { .integer($0.upperBound) } ?? .null, "attributes": coding.attributes.json,
    ]
  }
}

extension Role: ExpressibleByArgument {}
