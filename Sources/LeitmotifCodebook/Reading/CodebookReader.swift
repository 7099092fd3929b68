import LeitmotifModel
import LeitmotifYAML

/// Reads one codebook by its schema: each extension reads one part of the language.
///
/// What is wrong goes to the collector and reading goes on, so that one reading finds everything.
final class CodebookReader {
  static let format = "codebook/1"

  let collector = DiagnosticCollector()
  let readFile: (String) throws -> [UInt8]
  let cursor: SourceCursor

  var listFiles: [CodebookFile.Input] = []
  var outline = Outline()
  var names = Names()
  var defaults = RuleDefaults()
  var codes: [Code] = []
  var codeLines: [Identifier<Code>: Int] = [:]
  var uidLines: [String: Int] = [:]
  var followers: [(code: Int, node: YAMLNode)] = []
  var steps: [(step: CodeStep, node: YAMLNode)] = []
  private var suggestions = 0

  /// The names that rules may use, known before any rule is read.
  struct Names {
    var lists: [String] = []
    var cues: [String] = []
    var knownLists: Set<String> = []
    var knownCues: Set<String> = []
  }

  init(source: YAMLSource, readFile: @escaping (String) throws -> [UInt8]) {
    self.readFile = readFile
    cursor = SourceCursor(source)
  }

  func readCodebook(_ root: YAMLNode) -> Codebook {
    let reader = MappingReader(root, of: "a codebook", reporting: collector)
    guard readFormat(reader) else { return Codebook(name: "") }
    let lists = reader.node("lists")
    let cues = reader.node("cues")
    names.lists = (lists?.mapping ?? []).map(\.name)
    names.cues = (cues?.mapping ?? []).map(\.name)
    names.knownLists = Set(names.lists)
    names.knownCues = Set(names.cues)

    var codebook = Codebook(
      name: reader.required("codebook", help: "give the codebook a name: 'codebook: my-study'")?
        .scalar ?? "")
    codebook.version = reader.string("version") ?? ""
    codebook.language = readLanguage(reader)
    if let node = reader.node("defaults") { defaults = readDefaults(node) }
    codebook.lists = lists.map(readLists) ?? []
    codebook.cues = cues.map(readCues) ?? []
    readCodes(reader.nodes("codes") ?? [], below: nil)
    resolveFollowers()
    codebook.codes = codes
    codebook.steps = readSteps(reader.nodes("migrations") ?? [])
    checkSteps(of: codebook)
    reader.refuseOthers()
    return codebook
  }

  private func readFormat(_ reader: MappingReader) -> Bool {
    let help = "the first line of a codebook is 'leitmotif: \(Self.format)'"
    guard let node = reader.required("leitmotif", help: help) else { return false }
    guard node.scalar != Self.format else { return true }
    collector.report(
      node.error(
        "unknown-format", "'\(node.scalar ?? node.kind)' is no codebook that can be read",
        help: help
      ))
    return false
  }

  private func readLanguage(_ reader: MappingReader) -> String {
    guard let text = reader.string("language"), let node = reader.node("language") else {
      return "und"
    }
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    let isCode = parts.enumerated().allSatisfy { index, part in
      (index == 0 ? 2...8 : 1...8).contains(part.count)
        && part.allSatisfy { Unicode.Scalar($0).properties.isAlphabetic || (48...57).contains($0) }
    }
    if !isCode {
      collector.report(
        node.error(
          "unknown-language", "'\(text)' is no language code",
          help: "write the code of the transcripts' language: en, de, pt-BR, …"))
    }
    return text
  }

  /// The help for an unknown name.
  ///
  /// In a file that is wrong throughout the later ones go without: looking for the nearest of many names is
  /// slow, and nobody reads the hundredth.
  func help(for name: String, known: [String], called plural: String) -> String {
    suggestions += 1
    return suggestions > 50 ? "" : helpForUnknown(name, known: known, called: plural)
  }

  /// Whether a name can be a key: of a rule, an attribute or a list.
  static func isKey(_ text: String) -> Bool {
    !text.isEmpty && text.unicodeScalars.allSatisfy(isOfKey)
  }
}

/// Whether a character can stand in the key of a code.
///
/// Dictionaries have categories such as `+STATE+` and `=STATE=`, which nothing else tells apart.
package func isOfCodeKey(_ scalar: Unicode.Scalar) -> Bool {
  "+=&%".unicodeScalars.contains(scalar) || isOfKey(scalar)
}

private func isOfKey(_ scalar: Unicode.Scalar) -> Bool {
  scalar == "_" || scalar == "-" || scalar.properties.isAlphabetic
    || scalar.properties.numericType != nil
    || scalar.properties.generalCategory == .nonspacingMark
    || scalar.properties.generalCategory == .spacingMark
}
