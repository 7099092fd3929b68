import Foundation
import LeitmotifModel

/// How lists and maps stand in a column: as JSON with sorted names.
enum StoredJSON {
  /// A list, of which most are empty.
  static func text(_ list: [some Encodable]) throws -> String {
    list.isEmpty ? "[]" : try text(list as any Encodable)
  }

  private static func text(_ value: any Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  /// A place in a file, as `location(_:)` reads it; a codebook has hundreds.
  static func text(_ location: SourceLocation) -> String {
    var values: [String: JSONValue] = [
      "path": .string(location.path), "length": .integer(location.length),
    ]
    values["line"] = location.line.map { .integer($0) }
    values["column"] = location.column.map { .integer($0) }
    return JSONValue.object(values).canonicalText
  }

  static func value<Value: Decodable>(
    _ type: Value.Type = Value.self, _ text: String
  ) throws -> Value {
    try JSONDecoder().decode(type, from: Data(text.utf8))
  }

  /// Reads a list, which mostly is empty.
  static func list<Element: Decodable>(
    of type: Element.Type, _ text: String
  ) throws -> [Element] {
    text == "[]" ? [] : try value([Element].self, text)
  }

  /// Reads a place in a file, one of hundreds in a codebook.
  static func location(_ text: String) throws -> SourceLocation {
    guard let value = try? JSONReader.read(Array(text.utf8), path: ""),
      let path = value["path"]?.string, let length = value["length"]?.integer
    else { throw unreadable("a place") }
    return SourceLocation(
      path: path, line: value["line"]?.integer, column: value["column"]?.integer, length: length)
  }

  /// Names and values, the names sorted by their bytes.
  static func text(_ pairs: [String: String]) -> String {
    JSONValue.object(pairs.mapValues { .string($0) }).canonicalText
  }

  /// Reads such names and values, as each transcript has some.
  static func pairs(_ text: String) throws -> [String: String] {
    guard text != "{}" else { return [:] }
    guard case .object(let values)? = try? JSONReader.read(Array(text.utf8), path: "") else {
      throw unreadable("names and values")
    }
    return try values.mapValues { value in
      guard let value = value.string else { throw unreadable("names and values") }
      return value
    }
  }

  private static func unreadable(_ what: String) -> DecodingError {
    .dataCorrupted(.init(codingPath: [], debugDescription: "these are not \(what)"))
  }

  /// Attributes as their names and values: equal attributes have equal text.
  static func text(_ attributes: Attributes) -> String {
    let pairs = attributes.pairs.map {
      JSONValue.string($0.name).canonicalText + ":" + JSONValue.string($0.value).canonicalText
    }
    return "{" + pairs.joined(separator: ",") + "}"
  }

  static func attributes(_ text: String) throws -> Attributes {
    Attributes(try pairs(text))
  }

  /// Ids of codings as a list of their digits.
  static func text(_ codings: [CodingID]) -> String {
    var text = [UInt8(ascii: "[")]
    text.reserveCapacity(2 + 19 * codings.count)
    for (place, id) in codings.enumerated() {
      if place > 0 { text.append(UInt8(ascii: ",")) }
      text.append(UInt8(ascii: "\""))
      id.appendDigits(to: &text)
      text.append(UInt8(ascii: "\""))
    }
    text.append(UInt8(ascii: "]"))
    return String(decoding: text, as: UTF8.self)
  }

  /// Reads such a list, which may be one of thousands.
  static func codings(_ text: String) -> [CodingID] {
    text.utf8.split(separator: UInt8(ascii: "\"")).compactMap {
      $0.count == 16 ? CodingID(String(decoding: $0, as: UTF8.self)) : nil
    }
  }
}

/// A place in a file, as it stands in a warning or an example.
struct StoredLocation: Codable {
  var path: String
  var line: Int?
  var column: Int?
  var length: Int

  init(_ location: SourceLocation) {
    path = location.path
    line = location.line
    column = location.column
    length = location.length
  }

  var location: SourceLocation {
    SourceLocation(path: path, line: line, column: column, length: length)
  }
}

/// A warning about a transcript, as a column holds it.
struct StoredWarning: Codable {
  var isError: Bool?
  var id: String
  var message: String
  var help: String
  var location: StoredLocation?
  var excerpt: String?

  init(_ diagnostic: Diagnostic) {
    isError = diagnostic.severity == .error ? true : nil
    id = diagnostic.id
    message = diagnostic.message
    help = diagnostic.help
    location = diagnostic.location.map(StoredLocation.init)
    excerpt = diagnostic.excerpt
  }

  var diagnostic: Diagnostic {
    Diagnostic(
      isError == true ? .error : .warning, id, message, help: help, at: location?.location,
      excerpt: excerpt)
  }
}

/// An attribute that a code declares, as a column holds it.
struct StoredDeclaration: Codable {
  var name: String
  var values: [String]
  var defaultValue: String?

  init(_ declaration: Code.AttributeDeclaration) {
    name = declaration.name
    values = declaration.values
    defaultValue = declaration.defaultValue
  }

  var declaration: Code.AttributeDeclaration {
    Code.AttributeDeclaration(name: name, values: values, defaultValue: defaultValue)
  }
}

/// An example of a code, as a column holds it.
struct StoredExample: Codable {
  var text: String
  var expected: [String: String]?
  var evidence: String
  var rule: String
  var role: String
  var why: String
  var location: StoredLocation?

  init(_ example: Code.Example) {
    text = example.text
    expected = example.expected?.dictionary
    evidence = example.evidence
    rule = example.rule
    role = example.role.rawValue
    why = example.why
    location = example.location.map(StoredLocation.init)
  }

  var example: Code.Example {
    Code.Example(
      text: text, expected: expected.map { Attributes($0) }, evidence: evidence, rule: rule,
      role: Role(rawValue: role) ?? .other, why: why, location: location?.location)
  }
}
