public import LeitmotifModel

/// Collects what is found wrong while files are read, so that all of it is reported at once.
public final class DiagnosticCollector {
  /// What was found so far.
  public var diagnostics = Diagnostics()

  /// Creates an empty collector.
  public init() {}

  /// Adds a diagnostic.
  public func report(_ diagnostic: Diagnostic) {
    diagnostics.append(diagnostic)
  }
}

/// Reads a mapping by its schema: each key that is asked for is known, and every other one is an error.
///
/// ```swift
/// let reader = MappingReader(node, of: "a stage", reporting: to)
/// let name = reader.string("name")
/// reader.refuseOthers()
/// ```
public final class MappingReader {
  private let node: YAMLNode
  private let what: String
  private let collector: DiagnosticCollector
  private var known: [String] = []

  /// Begins to read a node, which is reported when it is no mapping.
  ///
  /// - Parameters:
  ///   - node: The node.
  ///   - what: What the mapping describes, for messages: "a stage".
  ///   - collector: Is told what is wrong.
  public init(_ node: YAMLNode, of what: String, reporting collector: DiagnosticCollector) {
    self.node = node
    self.what = what
    self.collector = collector
    if node.mapping == nil {
      collector.report(
        node.error("wrong-type", "\(what) is a mapping (key: value), not \(node.kind)"))
    }
  }

  /// The keys as they stand in the file.
  public var keys: [YAMLNode.Entry] { node.mapping ?? [] }

  /// The value of a key; `nil` when it is missing or empty.
  public func node(_ key: String) -> YAMLNode? {
    if !known.contains(key) { known.append(key) }
    guard let value = node[key], !value.isEmpty else { return nil }
    return value
  }

  /// The value of a key that has to be there; its absence is reported, with an example where there is one.
  public func required(_ key: String, help: String = "") -> YAMLNode? {
    if let value = node(key) { return value }
    if node.mapping != nil {
      collector.report(
        node.error(
          "missing-key", "\(what) needs '\(key)'", help: help.isEmpty ? "add  \(key): …" : help))
    }
    return nil
  }

  /// The text of a key; another type is reported.
  public func string(_ key: String) -> String? {
    guard let value = node(key) else { return nil }
    guard let text = value.scalar else {
      collector.report(value.error("wrong-type", "'\(key)' is text, not \(value.kind)"))
      return nil
    }
    return text
  }

  /// The whole number of a key; another type is reported.
  public func integer(_ key: String) -> Int? {
    guard let value = node(key) else { return nil }
    guard let text = value.scalar, let number = Int(text) else {
      collector.report(
        value.error(
          "wrong-type",
          "'\(key)' is a whole number, not \(value.scalar.map { "'\($0)'" } ?? value.kind)"))
      return nil
    }
    return number
  }

  /// The truth value of a key (`true` or `false`); anything else is reported.
  public func boolean(_ key: String) -> Bool? {
    guard let value = node(key) else { return nil }
    switch value.scalar {
    case "true": return true
    case "false": return false
    default:
      collector.report(
        value.error(
          "wrong-type",
          "'\(key)' is true or false, not \(value.scalar.map { "'\($0)'" } ?? value.kind)"))
      return nil
    }
  }

  /// The texts of a key: a list, or a single text that stands for a list of one.
  public func strings(_ key: String) -> [String]? {
    nodes(key)?.compactMap { item in
      if item.scalar == nil {
        collector.report(
          item.error("wrong-type", "'\(key)' is a list of texts; here is \(item.kind)"))
      }
      return item.scalar
    }
  }

  /// The values of a key: a list, or a single text that stands for a list of one.
  public func nodes(_ key: String) -> [YAMLNode]? {
    guard let value = node(key) else { return nil }
    if let list = value.list { return list }
    if value.scalar != nil { return [value] }
    collector.report(value.error("wrong-type", "'\(key)' is a list, not \(value.kind)"))
    return nil
  }

  /// One of some names; any other is reported with the nearest.
  public func choice<Value: RawRepresentable & CaseIterable>(
    _ key: String, as type: Value.Type = Value.self
  ) -> Value? where Value.RawValue == String {
    guard let text = string(key) else { return nil }
    if let value = Value(rawValue: text) { return value }
    let names = Value.allCases.map(\.rawValue)
    collector.report(
      (node[key] ?? node).error(
        "unknown-value", "'\(text)' is no '\(key)'",
        help: helpForUnknown(text, known: names, called: "values")))
    return nil
  }

  /// Reports every key that nobody asked for.
  ///
  /// - Parameter id: The error's id.
  public func refuseOthers(id: String = "unknown-key") {
    for entry in keys where !known.contains(entry.name) {
      collector.report(
        entry.key.error(
          id, "\(what) has no '\(entry.name)'",
          help: helpForUnknown(entry.name, known: known, called: "keys")))
    }
  }
}
