public import LeitmotifModel

/// Finds the codes of a study that a foreign project's codes are.
public struct CodeMatcher {
  /// How a code is recognised that has a namesake's name and not its definition.
  public static let otherDefinition = "with the same name and another definition"

  private let settings: [String: String]
  private let byID: [String: Code]
  private let byUID: [String: Code]
  private let byPath: [[String]: Code]

  /// Creates a matcher.
  ///
  /// - Parameters:
  ///   - codebook: The study's codebook.
  ///   - settings: What the user says: ids by foreign names.
  public init(_ codebook: Codebook, settings: [String: String]) {
    self.settings = settings
    byID = Dictionary(codebook.codes.map { ($0.id.rawValue, $0) }) { first, _ in first }
    byUID = Dictionary(
      codebook.codes.compactMap { code in code.uid.map { (normalizedGUID($0), code) } }
    ) { first, _ in first }
    var paths: [Identifier<Code>: [String]] = [:]
    var byPath: [[String]: Code] = [:]
    for code in codebook.codes {
      let path = (code.parent.flatMap { paths[$0] } ?? []) + [code.name]
      paths[code.id] = path
      if byPath[path] == nil { byPath[path] = code }
    }
    self.byPath = byPath
  }

  /// The study's code that a foreign one is, and how it was recognised.
  ///
  /// - Returns: `nil` when the study does not have it.
  public func match(_ code: Int, of project: ForeignProject) -> (code: Code, how: String)? {
    let foreign = project.codes[code]
    let path = project.path(ofCode: code)
    let id = path.map(codeKey).joined(separator: ".")
    for name in [foreign.name, path.joined(separator: "/"), id] {
      if let own = settings[name].flatMap({ byID[$0] }) { return (own, "as the settings say") }
    }
    let guid = normalizedGUID(foreign.guid)
    if !guid.isEmpty, let own = byUID[guid] { return (own, "with the same identity") }
    guard let own = byPath[path] ?? byID[id] ?? byID[foreign.name] else { return nil }
    return differ(own.definition, foreign.definition)
      ? (own, Self.otherDefinition) : (own, "with the same name")
  }

  /// Whether two definitions say different things; one that is not there says nothing.
  public func differ(_ one: String, _ other: String) -> Bool {
    let one = Words(quoted: one)
    let other = Words(quoted: other)
    return !one.bytes.isEmpty && !other.bytes.isEmpty && one != other
  }
}
