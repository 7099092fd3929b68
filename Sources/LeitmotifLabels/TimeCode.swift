/// A time as transcripts print it: two to four numbers with colons between.
struct TimeCode: Hashable {
  /// The numbers, zeros in front of them; none has more than three digits.
  private let numbers: Numbers
  /// The fraction behind the last one, in thousandths.
  fileprivate(set) var thousandths: UInt16
  /// How many numbers there are.
  let numberCount: Int8
  private let isNegative: Bool

  /// Four numbers, aligned as each of them is, so that a time takes twelve bytes.
  private struct Numbers: Hashable {
    var first: UInt16
    var second: UInt16
    var third: UInt16
    var fourth: UInt16
  }

  /// Puts a time together.
  ///
  /// - Parameters:
  ///   - numbers: The numbers from left to right.
  ///   - count: How many there are: two to four.
  ///   - thousandths: The fraction behind the last one.
  ///   - isNegative: Whether a minus stands in front.
  init(_ numbers: SIMD4<UInt16>, count: Int, thousandths: Int, isNegative: Bool) {
    var aligned = SIMD4<UInt16>()
    for place in 0..<count { aligned[4 - count + place] = numbers[place] }
    self.numbers = Numbers(
      first: aligned[0], second: aligned[1], third: aligned[2], fourth: aligned[3])
    numberCount = Int8(count)
    self.thousandths = UInt16(thousandths)
    self.isNegative = isNegative
  }

  /// The time in milliseconds; four numbers are days, hours, minutes and seconds.
  var milliseconds: Int {
    signed(self[0] * 86_400_000 + clock(from: 1) + Int(thousandths))
  }

  /// The time in milliseconds; four numbers are hours, minutes, seconds and frames of 1/25 second.
  var millisecondsWithFrames: Int {
    numberCount == 4 ? signed(clock(from: 0) + self[3] * 40) : milliseconds
  }

  private subscript(place: Int) -> Int {
    switch place {
    case 0: Int(numbers.first)
    case 1: Int(numbers.second)
    case 2: Int(numbers.third)
    default: Int(numbers.fourth)
    }
  }

  /// The milliseconds of the three numbers from a place on: hours, minutes, seconds.
  private func clock(from place: Int) -> Int {
    ((self[place] * 60 + self[place + 1]) * 60 + self[place + 2]) * 1000
  }

  private func signed(_ time: Int) -> Int { isNegative ? -time : time }
}

extension Beginnings {
  /// What a time begins with, in brackets or not.
  static let ofTimes = Beginnings("0123456789-([\\<#")
}

extension LineCursor {
  /// Whether the line's last byte may end a time.
  var mayEndWithTime: Bool {
    guard !isAtEnd else { return false }
    switch bytes[end - 1] {
    case 0x30...0x39, UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: ">"), UInt8(ascii: "#"):
      return true
    default: return false
    }
  }

  /// Takes a time: `1:02`, `00:01:02`, `00:01:02.500`, `-00:01:57:00`.
  ///
  /// - Parameter isLoose: Whether minutes and seconds may have one digit: `0:0:3.57`.
  /// - Returns: `nil` when none stands here.
  mutating func takeTime(isLoose: Bool = false) -> TimeCode? {
    var ahead = self
    let isNegative = ahead.take("-")
    var numbers = SIMD4<UInt16>()
    var count = 0
    while let (number, digits) = ahead.takeNumber(atMost: 3) {
      guard count == 0 || digits == 2 || isLoose && digits == 1 else { return nil }
      numbers[count] = UInt16(number)
      count += 1
      guard count < 4, let next = ahead.byte(1), ahead.peek == UInt8(ascii: ":"),
        (0x30...0x39).contains(next)
      else { break }
      ahead.offset += 1
    }
    // The last two are minutes and seconds, but for a first number, which may be anything.
    guard count >= 2, (max(1, count - 2)..<count).allSatisfy({ numbers[$0] < 60 }) else {
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
    return TimeCode(numbers, count: count, thousandths: thousandths, isNegative: isNegative)
  }

  /// Takes two times with an arrow between: `00:01.000 --> 00:02.500`, `0:0:3.57 --> 0:0:6.11`.
  mutating func takeRange() -> (start: TimeCode, end: TimeCode)? {
    var ahead = self
    guard let start = ahead.takeTime(isLoose: true) else { return nil }
    ahead.skipBlanks()
    guard ahead.take("-->") else { return nil }
    ahead.skipBlanks()
    guard let end = ahead.takeTime(isLoose: true) else { return nil }
    self = ahead
    return (start, end)
  }

  /// Takes a time in brackets: `(1:02)`, `[1:02]`, `\[1:02\]`, `<1:02>`, and `#00:01:02-5#` as f4 and MAXQDA have it.
  mutating func takeBracketedTime() -> TimeCode? {
    takeBracketedTimes()?.start
  }

  /// Takes a time in brackets, or two with a dash between: `(1:02 - 1:09)`.
  mutating func takeBracketedTimes() -> (start: TimeCode, end: TimeCode?)? {
    let opener = peek
    switch opener {
    case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "\\"), UInt8(ascii: "<"),
      UInt8(ascii: "#"):
      break
    default: return nil
    }
    var ahead = self
    guard
      ahead.take("(") || ahead.take("[") || ahead.take("\\[") || ahead.take("<")
        || ahead.take("#")
    else { return nil }
    ahead.skipBlanks()
    guard var time = ahead.takeTime() else { return nil }
    if opener == UInt8(ascii: "#"), ahead.take("-") {
      guard let (tenths, _) = ahead.takeNumber(atMost: 1) else { return nil }
      time.thousandths = UInt16(tenths * 100)
    }
    ahead.skipBlanks()
    var end: TimeCode?
    if ahead.take("-->") || ahead.take("-") || ahead.take("–") {
      ahead.skipBlanks()
      guard let time = ahead.takeTime() else { return nil }
      end = time
      ahead.skipBlanks()
    }
    let isClosed =
      switch opener {
      case UInt8(ascii: "("): ahead.take(")")
      case UInt8(ascii: "["): ahead.take("]")
      case UInt8(ascii: "<"): ahead.take(">")
      case UInt8(ascii: "#"): ahead.take("#")
      default: ahead.take("\\]")
      }
    guard isClosed else { return nil }
    self = ahead
    return (time, end)
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
