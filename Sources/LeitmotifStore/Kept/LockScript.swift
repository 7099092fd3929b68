/// How a text of lines comes from another: which of its lines stay, and what is new between them.
///
/// Locks of one study differ in a few lines, and every run keeps one.
enum LockScript {
  /// The script that makes one text of another; it is as exact whatever order the lines have, and short when
  /// both are sorted.
  ///
  /// - Returns: Lines: `=FIRST COUNT` takes lines of the base, `+LINE` is a line as it stands behind the sign.
  static func script(from base: [UInt8], to text: [UInt8]) -> [UInt8] {
    let (before, now) = (lines(of: base), lines(of: text))
    var script: [UInt8] = []
    var (one, other) = (0, 0)
    while other < now.count {
      let first = one
      while one < before.count, other < now.count,
        base[before[one]].elementsEqual(text[now[other]])
      {
        one += 1
        other += 1
      }
      if one > first {
        script.append(contentsOf: "=\(first) \(one - first)\n".utf8)
      } else if one < before.count,
        base[before[one]].lexicographicallyPrecedes(text[now[other]])
      {
        one += 1
      } else {
        script.append(UInt8(ascii: "+"))
        script.append(contentsOf: text[now[other]])
        script.append(newline)
        other += 1
      }
    }
    return script
  }

  /// The text that a script makes of another.
  ///
  /// - Returns: `nil` when it is no script for that text.
  static func text(by script: [UInt8], from base: [UInt8]) -> [UInt8]? {
    let before = lines(of: base)
    var text: [[UInt8]] = []
    for line in lines(of: script).dropLast() {
      let content = script[line].dropFirst()
      switch script[line].first {
      case UInt8(ascii: "+"): text.append(Array(content))
      case UInt8(ascii: "="):
        let numbers = content.split(separator: UInt8(ascii: " ")).compactMap {
          Int(String(decoding: $0, as: UTF8.self))
        }
        guard numbers.count == 2, (0...before.count).contains(numbers[0]),
          (0...before.count - numbers[0]).contains(numbers[1])
        else { return nil }
        for line in before[numbers[0]..<numbers[0] + numbers[1]] { text.append(Array(base[line])) }
      default: return nil
      }
    }
    return Array(text.joined(separator: [newline]))
  }

  private static let newline = UInt8(ascii: "\n")

  /// Where the lines lie; behind the last line end there is one more, which is mostly empty.
  private static func lines(of text: [UInt8]) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    for (place, byte) in text.enumerated() where byte == newline {
      lines.append(start..<place)
      start = place + 1
    }
    lines.append(start..<text.count)
    return lines
  }
}
