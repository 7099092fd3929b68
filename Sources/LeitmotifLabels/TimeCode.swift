/// A time as transcripts print it: two to four numbers with colons between.
struct TimeCode: Hashable {
  /// The numbers from left to right; zero where there are fewer than four.
  private let parts: SIMD4<Int32>
  /// How many numbers there are.
  let count: Int
  /// The fraction behind the last one, in thousandths.
  let thousandths: Int
  let isNegative: Bool

  /// The time in milliseconds; four numbers are days, hours, minutes and seconds.
  var milliseconds: Int {
    var seconds = 0
    for place in max(0, count - 3)..<count { seconds = seconds * 60 + part(place) }
    if count == 4 { seconds += part(0) * 86_400 }
    let time = seconds * 1000 + thousandths
    return isNegative ? -time : time
  }

  /// The time in milliseconds; four numbers are hours, minutes, seconds and frames of 1/25 second.
  var millisecondsWithFrames: Int {
    guard count == 4 else { return milliseconds }
    return ((part(0) * 60 + part(1)) * 60 + part(2)) * 1000 + part(3) * 40
  }

  private func part(_ place: Int) -> Int { Int(parts[place]) }

  /// Creates a time of some of the numbers.
  fileprivate init(_ parts: SIMD4<Int32>, count: Int, thousandths: Int, isNegative: Bool) {
    self.parts = parts
    self.count = count
    self.thousandths = thousandths
    self.isNegative = isNegative
  }
}

extension LineCursor {
  /// What a time begins with, in brackets or not.
  static let timeBeginnings = Array("0123456789-([\\<".utf8)

  /// Whether the line's last byte may end a time.
  var mayEndWithTime: Bool {
    guard !isAtEnd else { return false }
    switch bytes[end - 1] {
    case 0x30...0x39, UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: ">"): return true
    default: return false
    }
  }

  /// Takes a time: `1:02`, `00:01:02`, `00:01:02.500`, `-00:01:57:00`.
  mutating func takeTime() -> TimeCode? {
    var ahead = self
    let isNegative = ahead.take("-")
    var parts = SIMD4<Int32>()
    var count = 0
    while let (number, digits) = ahead.takeNumber(atMost: 3) {
      guard count == 0 || digits == 2 else { return nil }
      parts[count] = Int32(number)
      count += 1
      guard count < 4, let next = ahead.byte(1), ahead.peek == UInt8(ascii: ":"),
        (0x30...0x39).contains(next)
      else { break }
      ahead.offset += 1
    }
    guard count >= 2, (max(1, count - 2)..<count).allSatisfy({ parts[$0] < 60 }) else {
      return nil
    }
    var thousandths = 0
    if let mark = ahead.peek, mark == UInt8(ascii: ".") || mark == UInt8(ascii: ","),
      let digit = ahead.byte(1), (0x30...0x39).contains(digit)
    {
      ahead.offset += 1
      guard let (number, digits) = ahead.takeNumber(atMost: 3) else { return nil }
      thousandths = number * [1, 100, 10, 1][digits]
    }
    if let byte = ahead.peek, (0x30...0x39).contains(byte) { return nil }
    self = ahead
    return TimeCode(parts, count: count, thousandths: thousandths, isNegative: isNegative)
  }

  /// Takes a time in brackets: `(1:02)`, `[1:02]`, `\[1:02\]`, `<1:02>`.
  mutating func takeBracketedTime() -> TimeCode? {
    var ahead = self
    let opener = ahead.peek
    guard ahead.take("(") || ahead.take("[") || ahead.take("\\[") || ahead.take("<") else {
      return nil
    }
    ahead.skipBlanks()
    guard let time = ahead.takeTime() else { return nil }
    ahead.skipBlanks()
    let isClosed =
      switch opener {
      case UInt8(ascii: "("): ahead.take(")")
      case UInt8(ascii: "["): ahead.take("]")
      case UInt8(ascii: "<"): ahead.take(">")
      default: ahead.take("\\]")
      }
    guard isClosed else { return nil }
    self = ahead
    return time
  }

  /// Takes a time with or without brackets.
  mutating func takeAnyTime() -> TimeCode? {
    takeBracketedTime() ?? takeTime()
  }

  private mutating func takeNumber(atMost limit: Int) -> (number: Int, digits: Int)? {
    var number = 0
    var digits = 0
    while digits < limit, let byte = peek, (0x30...0x39).contains(byte) {
      number = number * 10 + Int(byte - 0x30)
      digits += 1
      offset += 1
    }
    return digits > 0 ? (number, digits) : nil
  }
}
