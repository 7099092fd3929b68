public import LeitmotifModel
public import LeitmotifYAML

/// The type of a setting, for messages, the reference page and the JSON Schema.
public indirect enum SettingType: Hashable, Sendable {
  /// Any text.
  case text
  /// A file's path, relative to the file that names it.
  case file
  /// A whole number.
  case integer
  /// A number.
  case number
  /// `true` or `false`.
  case boolean
  /// One of some names.
  case choice([String])
  /// A list of such values.
  case list(SettingType)
  /// A value for each name that the user chooses.
  case map(SettingType)
  /// Settings of its own.
  case settings([SettingDescription])

  /// The type in words.
  public var description: String {
    switch self {
    case .text: "text"
    case .file: "a file"
    case .integer: "a whole number"
    case .number: "a number"
    case .boolean: "true or false"
    case .choice(let names): "one of " + names.joined(separator: ", ")
    case .list(let element): "a list of " + element.pluralDescription
    case .map(let value): "a map from names to " + value.pluralDescription
    case .settings: "a mapping"
    }
  }

  private var pluralDescription: String {
    switch self {
    case .text: "texts"
    case .file: "files"
    case .integer: "whole numbers"
    case .number: "numbers"
    case .settings: "mappings"
    default: description
    }
  }
}

/// A type that a setting can have.
public protocol SettingValue: Sendable {
  /// The type, for messages and documents.
  static var settingType: SettingType { get }

  /// Reads a value; what is wrong with it is reported.
  ///
  /// - Returns: `nil` after something was reported.
  static func read(_ node: YAMLNode, reporting collector: DiagnosticCollector) -> Self?

  /// The value as data.
  var value: JSONValue { get }
}

extension SettingValue {
  /// Reports a node of the wrong type.
  static func refuse(_ node: YAMLNode, _ collector: DiagnosticCollector) -> Self? {
    let found = node.scalar.map { "'\($0)'" } ?? node.kind
    collector.report(
      node.error(
        "wrong-type", "expected \(settingType.description), not \(node.isEmpty ? "nothing" : found)"
      ))
    return nil
  }
}

extension String: SettingValue {
  public static var settingType: SettingType { .text }
  public static func read(_ node: YAMLNode, reporting collector: DiagnosticCollector) -> String? {
    node.scalar ?? refuse(node, collector)
  }
  public var value: JSONValue { .string(self) }
}

extension Int: SettingValue {
  public static var settingType: SettingType { .integer }
  public static func read(_ node: YAMLNode, reporting collector: DiagnosticCollector) -> Int? {
    node.scalar.flatMap { Int($0) } ?? refuse(node, collector)
  }
  public var value: JSONValue { .integer(self) }
}

extension Double: SettingValue {
  public static var settingType: SettingType { .number }
  public static func read(_ node: YAMLNode, reporting collector: DiagnosticCollector) -> Double? {
    guard let number = node.scalar.flatMap({ Double($0) }), number.isFinite else {
      return refuse(node, collector)
    }
    return number
  }
  public var value: JSONValue { .number(self) }
}

extension Bool: SettingValue {
  public static var settingType: SettingType { .boolean }
  public static func read(_ node: YAMLNode, reporting collector: DiagnosticCollector) -> Bool? {
    switch node.scalar {
    case "true": true
    case "false": false
    default: refuse(node, collector)
    }
  }
  public var value: JSONValue { .boolean(self) }
}

extension Array: SettingValue where Element: SettingValue {
  public static var settingType: SettingType { .list(Element.settingType) }

  /// Reads a list; a single value stands for a list of one.
  public static func read(_ node: YAMLNode, reporting collector: DiagnosticCollector) -> [Element]?
  {
    if let list = node.list {
      return list.compactMap { Element.read($0, reporting: collector) }
    }
    guard node.scalar != nil, !node.isEmpty else { return refuse(node, collector) }
    return Element.read(node, reporting: collector).map { [$0] }
  }
  public var value: JSONValue { .list(map(\.value)) }
}

extension Dictionary: SettingValue where Key == String, Value: SettingValue {
  public static var settingType: SettingType { .map(Value.settingType) }
  public static func read(
    _ node: YAMLNode, reporting collector: DiagnosticCollector
  ) -> [String: Value]? {
    guard let entries = node.mapping else { return refuse(node, collector) }
    var result: [String: Value] = [:]
    for entry in entries { result[entry.name] = Value.read(entry.value, reporting: collector) }
    return result
  }
  public var value: JSONValue { .object(mapValues(\.value)) }
}

/// A setting that is one of some names: an enumeration gets it by declaring this conformance.
public protocol SettingChoice: SettingValue, RawRepresentable, CaseIterable
where RawValue == String {}

extension SettingChoice {
  public static var settingType: SettingType { .choice(allCases.map(\.rawValue)) }
  public static func read(_ node: YAMLNode, reporting collector: DiagnosticCollector) -> Self? {
    guard let text = node.scalar, !text.isEmpty else { return refuse(node, collector) }
    if let value = Self(rawValue: text) { return value }
    collector.report(
      node.error(
        "unknown-value", "'\(text)' is not known here",
        help: helpForUnknown(text, known: allCases.map(\.rawValue), called: "values")))
    return nil
  }
  public var value: JSONValue { .string(rawValue) }
}

/// A file that a setting names.
public struct FileReference: SettingValue, Hashable {
  /// The path as it was written, relative to the file that names it; empty for no file.
  public let written: String

  /// The path from here.
  public let resolved: String

  /// No file.
  public static let none = FileReference(written: "", resolved: "")

  /// Creates a reference.
  public init(written: String, resolved: String) {
    self.written = written
    self.resolved = resolved
  }

  public static var settingType: SettingType { .file }
  public static func read(
    _ node: YAMLNode, reporting collector: DiagnosticCollector
  ) -> FileReference? {
    guard let written = node.scalar, !written.isEmpty else { return refuse(node, collector) }
    return FileReference(
      written: written, resolved: resolvedPath(written, besideFile: node.source.path))
  }
  public var value: JSONValue { .string(written) }
}

/// The path from here of a file that another file names relative to itself.
public func resolvedPath(_ written: String, besideFile path: String) -> String {
  guard !written.hasPrefix("/"), let slash = path.lastIndex(of: "/") else { return written }
  return String(path[...slash]) + written
}
