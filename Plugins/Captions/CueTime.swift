/// Times as caption files write them.
enum CueTime {
  /// The time at the beginning of some bytes: `01:02.5`, `00:01:02,500`, `1:02:03.45`.
  ///
  /// - Returns: The time in milliseconds and where it ends; `nil` when none stands there.
  static func read(
    _ bytes: ArraySlice<UInt8>
  ) -> (milliseconds: Int, end: ArraySlice<UInt8>.Index)? {
    var place = bytes.startIndex
    var parts: [Int] = []
    while let (number, end) = number(bytes[place...], most: 9) {
      parts.append(number)
      place = end
      guard parts.count < 3, place < bytes.endIndex, bytes[place] == UInt8(ascii: ":") else {
        break
      }
      place += 1
    }
    guard parts.count >= 2, let seconds = parts.last, seconds < 60,
      parts[parts.count - 2] < 60 || parts.count == 2
    else { return nil }
    var milliseconds = parts.reduce(0) { $0 * 60 + $1 } * 1000
    if place < bytes.endIndex,
      bytes[place] == UInt8(ascii: ".") || bytes[place] == UInt8(ascii: ","),
      let (_, end) = number(bytes[(place + 1)...], most: 9)
    {
      var scale = 100
      for byte in bytes[(place + 1)..<end] {
        milliseconds += Int(byte - 0x30) * scale
        scale /= 10
      }
      place = end
    }
    return (milliseconds, place)
  }

  /// The two times of `00:01.000 --> 00:02.500 …`.
  static func range(_ line: ArraySlice<UInt8>) -> (start: Int, end: Int)? {
    guard let start = read(line.drop(while: isBlank)) else { return nil }
    let arrow = line[start.end...].drop(while: isBlank)
    guard arrow.starts(with: "-->".utf8), let end = read(arrow.dropFirst(3).drop(while: isBlank))
    else { return nil }
    return (start.milliseconds, end.milliseconds)
  }

  /// A whole number of at most so many digits.
  static func number(
    _ bytes: ArraySlice<UInt8>, most: Int
  ) -> (value: Int, end: ArraySlice<UInt8>.Index)? {
    let digits = bytes.prefix { (0x30...0x39).contains($0) }
    guard (1...most).contains(digits.count) else { return nil }
    return (digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }, digits.endIndex)
  }
}

func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
