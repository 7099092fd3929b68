public import LeitmotifModel

/// One value of a YAML file with its place.
///
/// A scalar is the text as written: whoever reads it knows what type it is to have, and YAML's own guesses
/// (`no` is a boolean) never come in between.
public struct YAMLNode: Sendable {
  /// What a node holds.
  public enum Content: Sendable {
    /// Text; `isPlain` when it stands without quotes.
    case scalar(String, isPlain: Bool)
    /// Values in order.
    case list([YAMLNode])
    /// Values by key, in the file's order; each key once.
    case mapping([Entry])
  }

  /// One key with its value.
  public struct Entry: Sendable {
    /// The key's text.
    public let name: String
    /// The key, for its place.
    public let key: YAMLNode
    /// The value.
    public let value: YAMLNode
  }

  /// What the node holds.
  public let content: Content

  /// Where it stands.
  public let location: SourceLocation

  /// The file it stands in.
  public let source: YAMLSource

  /// The text of a scalar; `nil` for a list or a mapping.
  public var scalar: String? {
    if case .scalar(let text, _) = content { text } else { nil }
  }

  /// The values of a list; `nil` for anything else.
  public var list: [YAMLNode]? {
    if case .list(let values) = content { values } else { nil }
  }

  /// The entries of a mapping; `nil` for anything else.
  public var mapping: [Entry]? {
    if case .mapping(let entries) = content { entries } else { nil }
  }

  /// The value of a key; `nil` when it is not there, or the node is no mapping.
  public subscript(key: String) -> YAMLNode? {
    mapping?.first { $0.name == key }?.value
  }

  /// The node without some of its keys.
  public func without(_ names: Set<String>) -> YAMLNode {
    guard let mapping else { return self }
    return YAMLNode(
      content: .mapping(mapping.filter { !names.contains($0.name) }), location: location,
      source: source)
  }

  /// Whether nothing is written where a value could stand (`key:`).
  public var isEmpty: Bool {
    if case .scalar(let text, isPlain: true) = content {
      text.isEmpty || text == "~" || text == "null"
    } else {
      false
    }
  }

  /// What the node is, for messages: "a list", "a mapping", "'text'".
  public var kind: String {
    switch content {
    case .scalar: isEmpty ? "nothing" : "text"
    case .list: "a list"
    case .mapping: "a mapping"
    }
  }

  /// An error at this node.
  public func error(_ id: String, _ message: String, help: String = "") -> Diagnostic {
    .error(id, message, help: help, at: location, excerpt: location.line.flatMap(source.excerpt))
  }

  /// A warning at this node.
  public func warning(_ id: String, _ message: String, help: String = "") -> Diagnostic {
    .warning(id, message, help: help, at: location, excerpt: location.line.flatMap(source.excerpt))
  }
}
