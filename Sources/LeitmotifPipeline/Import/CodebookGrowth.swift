import LeitmotifDigest
import LeitmotifExchange
import LeitmotifModel

/// A study's codebook that takes in the codes of foreign projects.
struct CodebookGrowth {
  private(set) var codebook: Codebook
  /// The colours of codes, which a codebook has no place for, by id.
  private(set) var colors: [String: String] = [:]
  private var ids: Set<String>
  /// Codes that so far only the names of others speak of.
  private var implied: Set<Identifier<Code>> = []

  init(_ codebook: Codebook) {
    self.codebook = codebook
    ids = Set(codebook.codes.map(\.id.rawValue))
  }

  /// Brings all codes of a project into the codebook, the known ones by identity, or by name and definition.
  mutating func take(in meeting: inout ProjectMeeting, settings: ExchangeSettings) {
    let project = meeting.placed.project
    let matcher = CodeMatcher(codebook, settings: settings.codes)
    var own: [Int: Code] = [:]
    implied = []
    for place in project.codes.indices {
      let foreign = project.codes[place]
      let match = matcher.match(place, of: project)
      if let match, match.how != CodeMatcher.otherDefinition {
        own[place] = match.code
        meeting.meet(code: place, match.code, match.how)
        continue
      }
      let path = project.path(ofCode: place)
      // Codes above it that only its own name speaks of (`a.b`, `A::b`) come first.
      var parent = foreign.parent.flatMap { own[$0]?.id }
      for name in path.dropLast().dropFirst(parent == nil ? 0 : path.count - 1) {
        parent = addOrFind(name, below: parent)
      }
      let name = path.last ?? foreign.name
      let known = implied.first { codebook[$0]?.parent == parent && codebook[$0]?.name == name }
      let code = Code(
        id: known ?? freeID(name, below: parent), uid: foreign.guid.isEmpty ? nil : foreign.guid,
        parent: parent, name: name, definition: foreign.definition, memo: foreign.memo)
      if let known, let position = codebook.codes.firstIndex(where: { $0.id == known }) {
        codebook.codes[position] = code
        implied.remove(known)
      } else {
        add(code)
      }
      own[place] = code
      if !foreign.color.isEmpty { colors[code.id.rawValue] = foreign.color }
      meeting.meet(
        code: place, code, match == nil ? "new" : "new, for its namesake has another definition")
    }
  }

  private mutating func addOrFind(
    _ name: String, below parent: Identifier<Code>?
  ) -> Identifier<Code> {
    if let known = codebook.codes.first(where: { $0.parent == parent && $0.name == name }) {
      return known.id
    }
    let code = Code(id: freeID(name, below: parent), parent: parent, name: name)
    add(code)
    implied.insert(code.id)
    return code.id
  }

  private func freeID(_ name: String, below parent: Identifier<Code>?) -> Identifier<Code> {
    let base = (parent.map { "\($0)." } ?? "") + codeKey(of: name)
    var id = base
    var number = 2
    while ids.contains(id) {
      id = "\(base)-\(number)"
      number += 1
    }
    return Identifier(id)
  }

  /// Adds a code behind the last one below its parent, so that parents stay before their children.
  private mutating func add(_ code: Code) {
    ids.insert(code.id.rawValue)
    guard let parent = code.parent else { return codebook.codes.append(code) }
    let last = codebook.codes.lastIndex { $0.id.isWithin(parent) }
    codebook.codes.insert(code, at: last.map { $0 + 1 } ?? codebook.codes.count)
  }
}

/// A codebook as a file that `leitmotif codebook check` reads.
func codebookText(_ codebook: Codebook) -> String {
  var lines = ["leitmotif: codebook/1", "codebook: \(quoted(codebook.name))"]
  if codebook.language != "und" { lines.append("language: \(codebook.language)") }
  lines.append("codes:")
  func write(_ parent: Identifier<Code>?, _ indent: String) {
    for code in codebook.codes where code.parent == parent {
      let key = code.id.rawValue.split(separator: ".").last.map(String.init) ?? code.id.rawValue
      lines.append("\(indent)- code: \(quoted(key))")
      if let uid = code.uid { lines.append("\(indent)  uid: \(quoted(uid))") }
      lines.append("\(indent)  name: \(quoted(code.name))")
      for (field, text) in [
        ("definition", code.definition), ("include", code.include), ("exclude", code.exclude),
        ("memo", code.memo),
      ] where !text.isEmpty { lines.append("\(indent)  \(field): \(quoted(text))") }
      if codebook.codes.contains(where: { $0.parent == code.id }) {
        lines.append("\(indent)  codes:")
        write(code.id, indent + "    ")
      }
    }
  }
  write(nil, "  ")
  return lines.joined(separator: "\n") + "\n"
}

/// A text in YAML's double quotes, which take the escapes of JSON.
private func quoted(_ text: String) -> String {
  JSONValue.string(text).canonicalText
}
