import LeitmotifModel

/// The turns and segments of a transcript as JSON: packed for the store, and still to be read by people.
///
/// As rows they would outnumber codings and cost more than everything else. Offsets are bytes of the text.
enum SpanLists {
  /// Turns as `[[speaker or null, start, end], …]`, with times in milliseconds behind where one is known.
  static func text(_ turns: [Turn]) -> String {
    var list = NumberList()
    list.nested {
      for turn in turns {
        $0.nested {
          $0.append(turn.speaker)
          $0.append(turn.span.start)
          $0.append(turn.span.end)
          guard turn.start != nil || turn.end != nil else { return }
          $0.append(turn.start)
          $0.append(turn.end)
        }
      }
    }
    return list.text
  }

  /// Segments as `[[[start, bytes], …], …]`, a list for each turn up to the last that has a segment.
  ///
  /// - Returns: `nil` when each turn is one segment.
  static func text(_ segments: [Segment], turns: [Turn]) -> String? {
    if segments == turns.enumerated().map({ Segment(span: $1.span, turn: $0) }) { return nil }
    var list = NumberList()
    list.nested {
      var rest = segments[...]
      var turn = 0
      while !rest.isEmpty {
        $0.nested {
          while let segment = rest.first, segment.turn <= turn {
            $0.nested {
              $0.append(segment.span.start)
              $0.append(segment.span.count)
            }
            rest.removeFirst()
          }
        }
        turn += 1
      }
    }
    return list.text
  }

  /// Reads what was written of turns.
  ///
  /// - Returns: `nil` when the text is no such list, or a turn has a speaker whom the transcript lacks.
  static func turns(_ text: [UInt8], speakers: Int) -> [Turn]? {
    var scanner = NumberScanner(text)
    var turns: [Turn] = []
    let isRead = scanner.list { scanner in
      var numbers: [Int?] = []
      guard scanner.list({ $0.number(into: &numbers) }), numbers.count == 3 || numbers.count == 5,
        let start = numbers[1], let end = numbers[2], 0 <= start, start <= end,
        numbers[0].map({ (0..<speakers).contains($0) }) ?? true
      else { return false }
      turns.append(
        Turn(
          speaker: numbers[0], span: TextSpan(start: start, end: end),
          start: numbers.count == 5 ? numbers[3] : nil, end: numbers.count == 5 ? numbers[4] : nil))
      return true
    }
    return isRead && scanner.isAtEnd ? turns : nil
  }

  /// Reads what was written of segments.
  ///
  /// - Returns: `nil` when the text is no such list.
  static func segments(_ text: [UInt8]) -> [Segment]? {
    var scanner = NumberScanner(text)
    var segments: [Segment] = []
    var turn = 0
    let isRead = scanner.list { scanner in
      let isTurnRead = scanner.list { scanner in
        var numbers: [Int?] = []
        guard scanner.list({ $0.number(into: &numbers) }), numbers.count == 2,
          let start = numbers[0], let count = numbers[1], start >= 0, count >= 0
        else { return false }
        segments.append(Segment(span: TextSpan(start: start, end: start + count), turn: turn))
        return true
      }
      turn += 1
      return isTurnRead
    }
    return isRead && scanner.isAtEnd ? segments : nil
  }
}

/// Writes nested lists of numbers as JSON.
struct NumberList {
  private var bytes: [UInt8] = []

  var text: String { String(decoding: bytes, as: UTF8.self) }

  mutating func nested(_ body: (inout NumberList) -> Void) {
    separate()
    bytes.append(UInt8(ascii: "["))
    body(&self)
    bytes.append(UInt8(ascii: "]"))
  }

  mutating func append(_ number: Int?) {
    separate()
    guard let number else { return bytes.append(contentsOf: [0x6E, 0x75, 0x6C, 0x6C]) }
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    let first = bytes.endIndex
    var rest = number.magnitude
    repeat {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    bytes[first...].reverse()
  }

  private mutating func separate() {
    if let last = bytes.last, last != UInt8(ascii: "[") { bytes.append(UInt8(ascii: ",")) }
  }
}

/// Reads nested lists of numbers.
struct NumberScanner {
  private let bytes: [UInt8]
  private var next = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  var isAtEnd: Bool { next == bytes.endIndex }

  /// Reads a list whose items a function reads; false when there is none, or an item cannot be read.
  mutating func list(_ item: (inout NumberScanner) -> Bool) -> Bool {
    guard skip("[") else { return false }
    if skip("]") { return true }
    repeat {
      guard item(&self) else { return false }
    } while skip(",")
    return skip("]")
  }

  /// Reads a number or `null`.
  mutating func number(into numbers: inout [Int?]) -> Bool {
    if bytes[next...].starts(with: [0x6E, 0x75, 0x6C, 0x6C]) {
      next += 4
      numbers.append(nil)
      return true
    }
    let isNegative = skip("-")
    let first = next
    var number = 0
    while next < bytes.endIndex, (0x30...0x39).contains(bytes[next]), next - first < 18 {
      number = number * 10 + Int(bytes[next] - 0x30)
      next += 1
    }
    numbers.append(isNegative ? -number : number)
    return next > first
  }

  private mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard next < bytes.endIndex, bytes[next] == UInt8(ascii: character) else { return false }
    next += 1
    return true
  }
}
