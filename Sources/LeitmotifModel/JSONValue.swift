/// A value of JSON: what `--json` prints, and what a stage's settings are as data.
public enum JSONValue: Hashable, Sendable {
  /// Nothing.
  case null
  /// A text.
  case string(String)
  /// A whole number.
  case integer(Int)
  /// A number; JSON has no infinite ones, they are written as null.
  case number(Double)
  /// True or false.
  case boolean(Bool)
  /// Values in order.
  case list([JSONValue])
  /// Values by name.
  case object([String: JSONValue])

  /// The value as JSON with sorted names and no blanks: equal values have equal text.
  public var canonicalText: String {
    switch self {
    case .null: "null"
    case .string(let text): Self.quoted(text)
    case .integer(let number): String(number)
    case .number(let number): number.isFinite ? "\(number)" : "null"
    case .boolean(let truth): truth ? "true" : "false"
    case .list(let values): "[" + values.map(\.canonicalText).joined(separator: ",") + "]"
    case .object(let values):
      "{"
        + values.keys.sorted { $0.precedesBytewise($1) }
        .map { "\(Self.quoted($0)):\(values[$0]?.canonicalText ?? "null")" }
        .joined(separator: ",") + "}"
    }
  }

  private static func quoted(_ text: String) -> String {
    // Nearly every text stands as it is.
    guard text.utf8.contains(where: mayNeedEscape) else { return "\"\(text)\"" }
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  private static func mayNeedEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  public init(stringLiteral value: String) { self = .string(value) }
  public init(integerLiteral value: Int) { self = .integer(value) }
  public init(booleanLiteral value: Bool) { self = .boolean(value) }
  public init(arrayLiteral elements: JSONValue...) { self = .list(elements) }
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(Dictionary(elements) { $1 })
  }
}

extension JSONValue {
  /// A text, or null when there is none.
  public static func optional(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
  /// A number, or null when there is none.
  public static func optional(_ number: Double?) -> JSONValue {
    number.map { .number($0) } ?? .null
  }
}
