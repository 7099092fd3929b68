import LeitmotifDigest
import LeitmotifModel
import LeitmotifStore
import LeitmotifYAML

/// What the rules of a run's codebook say by themselves, and what its lists and cues hold: quotes, comments, order and
/// line breaks of the file aside.
struct RuleForms {
  private let rules: [Identifier<Rule>: JSONValue]
  /// The lists as rules call them (`@money`) and the cues, with what they hold.
  private let words: [String: JSONValue]
  /// The hashes of the files that the run read.
  private let files: [String: Digest]

  init(of reader: StoreReader, _ book: Codebook, _ names: SideNames) throws {
    rules = Dictionary(
      book.rules.map { (names.name(of: $0.id), Self.form(of: $0.source)) }
    ) { first, _ in first }
    let root = Self.root(of: try reader.codebookSource)
    words = Dictionary(
      (root?["lists"]?.mapping ?? []).map { ("@\($0.name)", $0.value.form) }
        + (root?["cues"]?.mapping ?? []).map { ($0.name, $0.value.form) }
    ) { first, _ in first }
    files = Dictionary(try reader.inputs.map { ($0.path, $0.digest) }) { first, _ in first }
  }

  /// Whether a rule says the same by itself in both codebooks.
  func saysTheSame(_ rule: Identifier<Rule>, as other: RuleForms) -> Bool {
    rules[rule] == other.rules[rule]
  }

  /// The lists and cues that hold other words, in themselves, in a file of theirs or in a list that they name.
  func changedWords(since other: RuleForms) -> Set<String> {
    let edited = files.keys.filter { files[$0] != other.files[$0] }
      .map { String($0.split(separator: "/").last ?? "") }
    var changed = Set(
      words.keys.filter { name in
        words[name] != other.words[name]
          || edited.contains { words[name]?.canonicalText.contains($0) == true }
      })
    while true {
      let more = words.filter { !changed.contains($0.key) && Self.names($0.value, any: changed) }
      if more.isEmpty { return changed }
      changed.formUnion(more.keys)
    }
  }

  /// Whether a rule uses any of some lists and cues.
  func uses(_ names: Set<String>, in rule: Identifier<Rule>) -> Bool {
    rules[rule].map { Self.names($0, any: names) } ?? false
  }

  private static func names(_ form: JSONValue, any names: Set<String>) -> Bool {
    let text = form.canonicalText
    return names.contains { text.contains($0) }
  }

  private static func form(of source: String) -> JSONValue {
    root(of: source)?.form ?? .string(source)
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
