import LeitmotifDigest
import LeitmotifModel
import LeitmotifStore
import LeitmotifYAML

/// What the rules of a run's codebook say by themselves, and what its lists and cues hold.
struct RuleForms {
  /// The rules as they are written.
  private let rules: [Identifier<Rule>: String]
  /// The lists as rules call them (`@money`) and the cues, with what they hold.
  private let words: [String: String]
  /// The hashes of the files that the run read.
  private let files: [String: Digest]

  init(of reader: StoreReader, _ book: Codebook, _ names: SideNames) throws {
    rules = Dictionary(book.rules.map { (names.name(of: $0.id), $0.source) }) { first, _ in first }
    let root = Self.root(of: try reader.codebookSource)
    words = Dictionary(
      (root?["lists"]?.mapping ?? []).map { ("@\($0.name)", $0.value.form.canonicalText) }
        + (root?["cues"]?.mapping ?? []).map { ($0.name, $0.value.form.canonicalText) }
    ) { first, _ in first }
    files = Dictionary(try reader.inputs.map { ($0.path, $0.digest) }) { first, _ in first }
  }

  /// Whether a rule says the same by itself in both codebooks, quotes, comments and order of its keys aside.
  func saysTheSame(_ rule: Identifier<Rule>, as other: RuleForms) -> Bool {
    let (one, another) = (rules[rule], other.rules[rule])
    if one == another { return true }
    guard let one, let another, let form = Self.root(of: one)?.form else { return false }
    return form == Self.root(of: another)?.form
  }

  /// The lists and cues that hold other words, in themselves, in a file of theirs or in a list that they name.
  func changedWords(since other: RuleForms) -> Set<String> {
    let edited = Set(
      files.keys.filter { files[$0] != other.files[$0] }
        .map { String($0.split(separator: "/").last ?? "") })
    var changed = Set(
      words.filter { name, text in
        text != other.words[name] || Self.names(edited, in: text)
      }.keys)
    while true {
      let more = words.filter { !changed.contains($0.key) && Self.names(changed, in: $0.value) }
      if more.isEmpty { return changed }
      changed.formUnion(more.keys)
    }
  }

  /// Whether a rule uses any of some lists and cues.
  func uses(_ names: Set<String>, in rule: Identifier<Rule>) -> Bool {
    rules[rule].map { Self.names(names, in: $0) } ?? false
  }

  /// Whether a text has any of some names, each as a whole.
  private static func names(_ names: Set<String>, in text: String) -> Bool {
    func isPart(_ character: Character) -> Bool {
      character.isLetter || character.isNumber || character == "_" || character == "-"
    }
    return names.contains { name in
      text.ranges(of: name).contains { range in
        !(text[..<range.lowerBound].last.map(isPart) ?? false)
          && !(text[range.upperBound...].first.map(isPart) ?? false)
      }
    }
  }

  private static func root(of source: String) -> YAMLNode? {
    // What a program of another version wrote may be no YAML of this one.
    try? YAMLReader.read(Array(source.utf8), path: "codebook.yaml")
  }
}

extension YAMLNode {
  /// The node as data.
  fileprivate var form: JSONValue {
    switch content {
    case .scalar(let text, _): .string(text)
    case .list(let values): .list(values.map(\.form))
    case .mapping(let entries):
      .object(Dictionary(entries.map { ($0.name, $0.value.form) }) { first, _ in first })
    }
  }
}
