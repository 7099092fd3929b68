/// Reads JSON (RFC 8259), with the line and column of what is wrong.
///
/// A name that an object has twice keeps its last value, as most programs read it. What some programs write beside the
/// standard is read, too: control characters within texts, numbers such as `.5` and `01`, and `NaN`, which is null.
public struct JSONReader {
  /// How deep lists and objects may be nested.
  public static let maximumDepth = 128

  private let bytes: [UInt8]
  private let path: String
  private let firstLine: Int
  private var offset: Int
  private let end: Int
  private var depth = 0

  private init(_ bytes: [UInt8], in range: Range<Int>, path: String, firstLine: Int) {
    self.bytes = bytes
    self.path = path
    self.firstLine = firstLine
    offset = range.lowerBound
    end = range.upperBound
  }

  /// Reads one value that takes up all of a file; a byte order mark in front is passed over.
  ///
  /// - Parameters:
  ///   - bytes: The file, UTF-8.
  ///   - path: Its name, for messages.
  /// - Returns: The value.
  /// - Throws: `Diagnostics` with `json-syntax`, never with words of the file.
  public static func read(_ bytes: [UInt8], path: String) throws(Diagnostics) -> JSONValue {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var reader = JSONReader(bytes, in: start..<bytes.count, path: path, firstLine: 1)
    return try reader.whole()
  }

  /// Reads a file of values, one a line; empty lines are passed over.
  ///
  /// - Parameters:
  ///   - bytes: The file, UTF-8.
  ///   - path: Its name, for messages.
  ///   - body: Takes a value and its line.
  /// - Throws: `Diagnostics` with `json-syntax`, and what the body throws.
  public static func readLines(
    _ bytes: [UInt8], path: String, _ body: (JSONValue, Int) throws(Diagnostics) -> Void
  ) throws(Diagnostics) {
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var line = 1
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      if bytes[start..<end].contains(where: { !isSpace($0) }) {
        var reader = JSONReader(bytes, in: start..<end, path: path, firstLine: line)
        try body(try reader.whole(), line)
      }
      start = end + 1
      line += 1
    }
  }

  private mutating func whole() throws(Diagnostics) -> JSONValue {
    skipSpace()
    let value = try value()
    skipSpace()
    guard offset == end else { throw wrong("something follows the end of the value") }
    return value
  }

  private mutating func value() throws(Diagnostics) -> JSONValue {
    guard offset < end else { throw wrong("the file ends too early") }
    switch bytes[offset] {
    case UInt8(ascii: "{"): return try object()
    case UInt8(ascii: "["): return try list()
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .boolean(true))
    case UInt8(ascii: "f"): return try word("false", .boolean(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "N"): return try word("NaN", .null)  // as Python writes it
    default: return try number()
    }
  }

  private mutating func object() throws(Diagnostics) -> JSONValue {
    try goDown()
    var values: [String: JSONValue] = [:]
    skipSpace()
    if !take(UInt8(ascii: "}")) {
      repeat {
        skipSpace()
        guard offset < end, bytes[offset] == UInt8(ascii: "\"") else {
          throw wrong("a name in quotes is missing here")
        }
        let name = try string()
        skipSpace()
        guard take(UInt8(ascii: ":")) else { throw wrong("a colon is missing here") }
        skipSpace()
        values[name] = try value()
        skipSpace()
      } while take(UInt8(ascii: ","))
      guard take(UInt8(ascii: "}")) else { throw wrong("a comma or } is missing here") }
    }
    depth -= 1
    return .object(values)
  }

  private mutating func list() throws(Diagnostics) -> JSONValue {
    try goDown()
    var values: [JSONValue] = []
    skipSpace()
    if !take(UInt8(ascii: "]")) {
      repeat {
        skipSpace()
        values.append(try value())
        skipSpace()
      } while take(UInt8(ascii: ","))
      guard take(UInt8(ascii: "]")) else { throw wrong("a comma or ] is missing here") }
    }
    depth -= 1
    return .list(values)
  }

  private mutating func goDown() throws(Diagnostics) {
    depth += 1
    guard depth <= Self.maximumDepth else {
      throw wrong("lists and objects are nested more than \(Self.maximumDepth) deep")
    }
    offset += 1
  }

  private mutating func word(
    _ word: StaticString, _ value: JSONValue
  ) throws(Diagnostics) -> JSONValue {
    let count = word.utf8CodeUnitCount
    guard end - offset >= count,
      (0..<count).allSatisfy({ bytes[offset + $0] == word.utf8Start[$0] })
    else { throw wrong("no value begins like this") }
    offset += count
    return value
  }

  private mutating func number() throws(Diagnostics) -> JSONValue {
    let start = offset
    var isWhole = true
    while offset < end {
      switch bytes[offset] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): break
      case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "+"):
        isWhole = false
      default:
        return try finishNumber(from: start, isWhole: isWhole)
      }
      offset += 1
    }
    return try finishNumber(from: start, isWhole: isWhole)
  }

  private mutating func finishNumber(
    from start: Int, isWhole: Bool
  ) throws(Diagnostics) -> JSONValue {
    let text = String(decoding: bytes[start..<offset], as: UTF8.self)
    if isWhole, let number = Int(text) { return .integer(number) }
    if !text.isEmpty, let number = Double(text) { return .number(number) }
    offset = start
    throw wrong("no value begins like this")
  }

  private mutating func string() throws(Diagnostics) -> String {
    offset += 1
    let start = offset
    while offset < end, bytes[offset] != UInt8(ascii: "\""), bytes[offset] != UInt8(ascii: "\\") {
      offset += 1
    }
    guard offset < end else { throw wrong("a quote is not closed") }
    if bytes[offset] == UInt8(ascii: "\"") {
      defer { offset += 1 }
      return String(decoding: bytes[start..<offset], as: UTF8.self)
    }
    return try stringWithEscapes(from: start)
  }

  private mutating func stringWithEscapes(from start: Int) throws(Diagnostics) -> String {
    var text = Array(bytes[start..<offset])
    while offset < end {
      let byte = bytes[offset]
      offset += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): try escape(into: &text)
      default: text.append(byte)
      }
    }
    throw wrong("a quote is not closed")
  }

  private mutating func escape(into text: inout [UInt8]) throws(Diagnostics) {
    guard offset < end else { throw wrong("a quote is not closed") }
    let byte = bytes[offset]
    offset += 1
    switch byte {
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "u"):
      var unit = try hexadecimalUnit()
      if (0xD800..<0xDC00).contains(unit), offset + 1 < end, bytes[offset] == UInt8(ascii: "\\"),
        bytes[offset + 1] == UInt8(ascii: "u")
      {
        let behindFirst = offset
        offset += 2
        let low = try hexadecimalUnit()
        if (0xDC00..<0xE000).contains(low) {
          unit = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
        } else {
          // The second stands for itself.
          offset = behindFirst
        }
      }
      // Half of a character stands for none.
      text.append(contentsOf: String(Unicode.Scalar(unit) ?? "\u{FFFD}").utf8)
    default: throw wrong("no character is written so")
    }
  }

  private mutating func hexadecimalUnit() throws(Diagnostics) -> UInt32 {
    guard offset + 4 <= end, bytes[offset] != UInt8(ascii: "+"), bytes[offset] != UInt8(ascii: "-"),
      let unit = UInt32(String(decoding: bytes[offset..<offset + 4], as: UTF8.self), radix: 16)
    else { throw wrong("four hexadecimal digits are missing here") }
    offset += 4
    return unit
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard offset < end, bytes[offset] == byte else { return false }
    offset += 1
    return true
  }

  private mutating func skipSpace() {
    while offset < end, Self.isSpace(bytes[offset]) { offset += 1 }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  private func wrong(_ message: String) -> Diagnostics {
    let before = bytes[..<min(offset, bytes.count)]
    let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let line =
      firstLine == 1 ? before.count { $0 == 0x0A } + 1 : firstLine
    let column = before[lineStart...].count { $0 & 0xC0 != 0x80 } + 1
    return Diagnostics(
      .error(
        "json-syntax", message,
        help: "the file may have been cut off or edited by hand: export it again",
        at: SourceLocation(path: path, line: line, column: column)))
  }
}

extension JSONValue {
  /// The value under a name of an object; `nil` when there is none, or it is null.
  public subscript(name: String) -> JSONValue? {
    guard case .object(let values) = self, let value = values[name], value != .null else {
      return nil
    }
    return value
  }

  /// The values of a list; `nil` for anything else.
  public var elements: [JSONValue]? {
    if case .list(let values) = self { values } else { nil }
  }

  /// A text; `nil` for anything else.
  public var string: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// A whole number, also when written with a point; `nil` for anything else.
  public var integer: Int? {
    switch self {
    case .integer(let number): number
    case .number(let number): Int(exactly: number)
    default: nil
    }
  }

  /// A whole number, also when written as a text or with a point; `nil` for anything else.
  public var whole: Int? {
    if case .string(let text) = self { Int(text) } else { integer }
  }

  /// True or false; `nil` for anything else.
  public var truth: Bool? {
    if case .boolean(let truth) = self { truth } else { nil }
  }

  /// A text, or a number as text: what serves as a name.
  public var name: String? {
    switch self {
    case .string(let text): text
    case .integer(let number): String(number)
    default: nil
    }
  }
}
