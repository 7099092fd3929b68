/// A list or mapping in brackets, taken apart into its parts as they are written.
///
/// It reads only what it has to: where quotations, comments and inner brackets begin and end. What the parts say,
/// whoever writes them elsewhere reads again.
struct BracketedText {
  /// One part: an item of a list, or a key with its value.
  struct Part {
    /// The comments in lines of their own above it.
    var above: [[UInt8]] = []
    /// Its text, without blanks around it.
    var lines: [[UInt8]] = []
    /// The comment behind it in its last line.
    var behind: [UInt8] = []
  }

  /// The parts in order.
  private(set) var parts: [Part] = []
  /// The comments in lines of their own behind the last part.
  private(set) var below: [[UInt8]] = []
  /// One past the closing bracket.
  private(set) var end = 0

  private let bytes: [UInt8]
  private var current = Part()
  /// What was read of the part: from its first to behind its last character.
  private var range: Range<Int>?
  /// Comments behind what was read of the part: they are inside it if it goes on.
  private var waiting: [(text: [UInt8], isAlone: Bool)] = []

  /// Takes a text apart; `nil` when the bracket is never closed.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - start: The opening bracket.
  init?(_ bytes: [UInt8], from start: Int) {
    self.bytes = bytes
    var place = start + 1
    var depth = 1
    // A quotation begins only where a value does: `don't` holds none.
    var isAtStart = true
    while place < bytes.count {
      let from = place
      place += 1
      switch bytes[from] {
      case 0x09, 0x0A, 0x0D, 0x20: continue
      case UInt8(ascii: "#") where Self.isBlank(bytes[from - 1]):
        place = bytes[from...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
        if depth == 1 { add(comment: from..<place) }
        continue
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        if isAtStart { place = Self.endOfQuotation(in: bytes, from: from) }
        isAtStart = false
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        depth += 1
        isAtStart = true
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        depth -= 1
        isAtStart = false
        if depth == 0 {
          finishPart()
          below = current.above
          end = place
          return
        }
      case UInt8(ascii: ","):
        isAtStart = true
        if depth == 1 {
          finishPart()
          continue
        }
      case UInt8(ascii: ":"):
        isAtStart = place < bytes.count && Self.isBlank(bytes[place])
      default:
        isAtStart = false
      }
      range = (range?.lowerBound ?? from)..<place
      waiting = []
    }
    return nil
  }

  private mutating func add(comment place: Range<Int>) {
    let comment = Array(bytes[place])
    let isAlone =
      bytes[..<place.lowerBound].reversed().first { $0 != 0x20 && $0 != 0x09 }
      .map { $0 == 0x0A || $0 == 0x0D } ?? true
    if range != nil {
      waiting.append((comment, isAlone))
    } else if !isAlone, parts.last?.behind.isEmpty == true {
      parts[parts.count - 1].behind = comment
    } else {
      current.above.append(comment)
    }
  }

  private mutating func finishPart() {
    guard let range else { return }
    current.lines = bytes[range].split(omittingEmptySubsequences: false) { $0 == 0x0A }.map {
      line in
      var line = line.drop(while: Self.isBlank)
      while let last = line.last, Self.isBlank(last) { line.removeLast() }
      return Array(line)
    }
    current.behind = waiting.first { !$0.isAlone }?.text ?? []
    parts.append(current)
    current = Part(above: waiting.filter(\.isAlone).map(\.text))
    waiting = []
    self.range = nil
  }

  /// One past the sign that ends a quotation.
  static func endOfQuotation(in bytes: [UInt8], from start: Int) -> Int {
    let sign = bytes[start]
    var place = start + 1
    while place < bytes.count {
      if bytes[place] == UInt8(ascii: "\\"), sign == UInt8(ascii: "\"") {
        place += 1
      } else if bytes[place] == sign {
        guard sign == UInt8(ascii: "'"), place + 1 < bytes.count, bytes[place + 1] == sign else {
          return place + 1
        }
        place += 1
      }
      place += 1
    }
    return bytes.count
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }
}
