import LeitmotifModel

/// The numbers and texts of a Praat file, one after another, with everything else passed over.
struct TextGridTokens {
  private let bytes: [UInt8]
  private let path: String
  private var offset = 0
  private var line = 1

  init(_ bytes: [UInt8], path: String) {
    self.bytes = bytes
    self.path = path
  }

  /// The next text in quotes, in which two of them stand for one.
  ///
  /// - Throws: `Diagnostics` when a number comes instead, or nothing.
  mutating func string(_ what: String) throws(Diagnostics) -> [UInt8] {
    guard case .text(let text)? = try next() else { throw error("\(what) is missing") }
    return text
  }

  /// The next number.
  ///
  /// - Throws: `Diagnostics` when a text comes instead, or nothing.
  mutating func number(_ what: String) throws(Diagnostics) -> Double {
    guard case .number(let number)? = try next() else { throw error("\(what) is missing") }
    return number
  }

  /// An error at the line that has been reached.
  func error(_ message: String) -> Diagnostics {
    Diagnostics(
      .error(
        "textgrid-syntax", message,
        help: "the file may have been cut off: save it again in Praat",
        at: SourceLocation(path: path, line: line)))
  }

  private enum Token {
    case text([UInt8])
    case number(Double)
  }

  private mutating func next() throws(Diagnostics) -> Token? {
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: "\n"):
        line += 1
        offset += 1
      case 0...0x20: offset += 1
      case UInt8(ascii: "!"):
        while offset < bytes.count, bytes[offset] != UInt8(ascii: "\n") { offset += 1 }
      case UInt8(ascii: "\""): return .text(try text())
      default: if let number = word() { return .number(number) }
      }
    }
    return nil
  }

  private mutating func text() throws(Diagnostics) -> [UInt8] {
    var text: [UInt8] = []
    var place = offset + 1
    while place < bytes.count {
      if bytes[place] == UInt8(ascii: "\"") {
        guard place + 1 < bytes.count, bytes[place + 1] == UInt8(ascii: "\"") else {
          line += text.count { $0 == UInt8(ascii: "\n") }
          offset = place + 1
          return text
        }
        place += 1
      }
      text.append(bytes[place])
      place += 1
    }
    throw error("a text in quotes does not end")
  }

  /// A word up to the next blank, when it is a number that stands for itself: not `[1]:`.
  private mutating func word() -> Double? {
    let start = offset
    while offset < bytes.count, bytes[offset] > 0x20 { offset += 1 }
    guard bytes[start] <= UInt8(ascii: "9"), offset - start <= 32 else { return nil }
    let word = String(decoding: bytes[start..<offset], as: UTF8.self)
    guard let number = Double(word), number.isFinite else { return nil }
    return number
  }
}
