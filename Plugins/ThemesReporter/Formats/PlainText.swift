import LeitmotifModel

/// Sets plain text in a column of fixed width.
enum PlainText {
  /// The width of a report.
  ///
  /// - Unit: characters.
  static let width = 100

  /// The lines of some words, none longer than the width, the first behind `first`, the others behind `rest`.
  static func wrap(_ words: String, first: String = "", rest: String = "") -> [String] {
    var lines: [String] = []
    var line = first
    var length = first.count
    var isEmpty = true
    for word in words.unicodeScalars.split(whereSeparator: isBlank).map(Substring.init) {
      let count = word.count
      if !isEmpty, length + 1 + count > width {
        lines.append(line)
        (line, length, isEmpty) = (rest, rest.count, true)
      }
      if !isEmpty { line += " " }
      line += word
      length += count + (isEmpty ? 0 : 1)
      isEmpty = false
    }
    return lines + [line]
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.isASCII else { return scalar.properties.isWhitespace }
    return scalar == " " || (0x09...0x0D).contains(scalar.value)
  }

  /// Words with blanks behind them up to a width.
  static func pad(_ words: String, to width: Int) -> String {
    words + String(repeating: " ", count: max(0, width - words.count))
  }

  /// Words of an interview for a terminal: without line ends and control characters, and isolated where they
  /// run from right to left, so that they cannot reorder what stands around them.
  static func showing(_ words: String) -> String {
    var result = ""
    var needsIsolation = false
    for scalar in words.unicodeScalars {
      needsIsolation = needsIsolation || isDirectional(scalar)
      result.unicodeScalars.append(
        scalar == "\n" || scalar == "\t" ? " " : scalar.isHidden ? "\u{FFFD}" : scalar)
    }
    return needsIsolation ? "\u{2068}\(result)\u{2069}" : result
  }

  static func isDirectional(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFF, 0x10800...0x10FFF, 0x1E800...0x1EFFF:
      true
    case 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// A time as people read it: `1:02:03`.
  static func clock(_ milliseconds: Int) -> String {
    let seconds = milliseconds / 1000
    let two = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
    return "\(seconds / 3600):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
  }
}

/// A count with its noun.
func counted(_ number: Int, _ noun: String) -> String {
  "\(number) \(noun)" + (number == 1 ? "" : "s")
}
