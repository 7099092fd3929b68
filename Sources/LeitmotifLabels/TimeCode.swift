/// A time as transcripts print it: two to four numbers with colons between.
struct TimeCode: Hashable {
  /// How many numbers there are.
  let numberCount: Int
  /// The time in milliseconds; four numbers are days, hours, minutes and seconds.
  let milliseconds: Int
  /// The time in milliseconds; four numbers are hours, minutes, seconds and frames of 1/25 second.
  let millisecondsWithFrames: Int

  /// Puts a time together.
  ///
  /// - Parameters:
  ///   - numbers: The numbers from left to right.
  ///   - thousandths: The fraction behind the last one.
  ///   - isNegative: Whether a minus stands in front.
  init(_ numbers: [Int], thousandths: Int, isNegative: Bool) {
    let sign = isNegative ? -1 : 1
    let clock = { (numbers: ArraySlice<Int>) in numbers.reduce(0) { $0 * 60 + $1 } * 1000 }
    let days = numbers.count == 4 ? numbers[0] * 86_400_000 : 0
    numberCount = numbers.count
    milliseconds = sign * (days + clock(numbers.suffix(3)) + thousandths)
    millisecondsWithFrames =
      numbers.count == 4 ? sign * (clock(numbers.prefix(3)) + numbers[3] * 40) : milliseconds
  }
}

extension LineCursor {
  /// Takes a time: `1:02`, `00:01:02`, `00:01:02.500`, `-00:01:57:00`.
  mutating func takeTime() -> TimeCode? {
    var ahead = self
    let isNegative = ahead.take("-")
    var parts: [Int] = []
    while let (number, digits) = ahead.takeNumber(atMost: 3) {
      guard parts.isEmpty || digits == 2 else { return nil }
      parts.append(number)
      guard parts.count < 4, let next = ahead.byte(1), ahead.peek == UInt8(ascii: ":"),
        (0x30...0x39).contains(next)
      else { break }
      ahead.offset += 1
    }
    guard parts.count >= 2, parts.dropFirst().suffix(2).allSatisfy({ $0 < 60 }) else { return nil }
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
    return TimeCode(parts, thousandths: thousandths, isNegative: isNegative)
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
