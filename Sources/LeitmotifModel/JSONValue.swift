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
    var text = text
    let escaped = text.withUTF8 { bytes -> String? in
      // Nearly every text stands as it is.
      guard var place = bytes.firstIndex(where: needsEscape) else { return nil }
      var result = [UInt8(ascii: "\"")]
      result.reserveCapacity(bytes.count + bytes.count / 8)
      var plain = 0
      while place < bytes.count {
        if needsEscape(bytes[place]) {
          result.append(contentsOf: bytes[plain..<place])
          result.append(contentsOf: escape(of: bytes[place]).utf8)
          plain = place + 1
        }
        place += 1
      }
      result.append(contentsOf: bytes[plain...])
      result.append(UInt8(ascii: "\""))
      return String(decoding: result, as: UTF8.self)
    }
    return escaped ?? "\"\(text)\""
  }

  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private static func escape(of byte: UInt8) -> String {
    switch byte {
    case UInt8(ascii: "\""): return "\\\""
    case UInt8(ascii: "\\"): return "\\\\"
    case 0x0A: return "\\n"
    case 0x0D: return "\\r"
    case 0x09: return "\\t"
    default: return (byte < 0x10 ? "\\u000" : "\\u00") + String(byte, radix: 16)
    }
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
