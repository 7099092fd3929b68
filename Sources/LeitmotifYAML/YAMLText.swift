/// Writes text as YAML that reads back as the same text.
public enum YAMLText {
  /// A text as one scalar: plain where that is safe, else in quotes.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - inBrackets: Whether it stands between `[` and `]` or `{` and `}`, where commas and brackets part values.
  ///   - forOthers: Whether programs are to read it that know YAML 1.1, in which `no` and `1.0` are no texts.
  /// - Returns: The scalar, on one line.
  public static func scalar(
    _ text: String, inBrackets: Bool = true, forOthers: Bool = false
  ) -> String {
    if isPlain(text, inBrackets: inBrackets), !(forOthers && isNoTextForOthers(text)) {
      return text
    }
    let isSimple = text.unicodeScalars.allSatisfy { !needsEscape($0) }
    if isSimple, text.contains("\"") || text.contains("\\") {
      return "'" + text.replacing("'", with: "''") + "'"
    }
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case _ where needsEscape(scalar):
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let (sign, width) =
          scalar.value > 0xFFFF ? ("U", 8) : scalar.value > 0xFF ? ("u", 4) : ("x", 2)
        result += "\\\(sign)" + String(repeating: "0", count: width - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// A list in brackets, over as many lines as it needs.
  ///
  /// - Parameters:
  ///   - items: The values, each as `scalar(_:inBrackets:)` wrote it.
  ///   - indentation: How many blanks the lines behind the first one begin with.
  ///   - column: How many characters stand before the list in its first line.
  /// - Returns: The list, from `[` to `]`.
  public static func list(_ items: [String], indentation: Int, column: Int) -> String {
    let oneLine = "[\(items.joined(separator: ", "))]"
    guard column + oneLine.count > widest else { return oneLine }
    let margin = "\n" + String(repeating: " ", count: indentation)
    var result = "["
    var width = widest
    for (index, item) in items.enumerated() {
      let piece = index == items.count - 1 ? "\(item)]" : "\(item),"
      if width + 1 + piece.count > widest {
        result += margin
        width = indentation
      } else {
        result += " "
        width += 1
      }
      result += piece
      width += piece.count
    }
    return result
  }

  private static let widest = 100

  /// Whether a reader takes the text, without quotes, for itself.
  private static func isPlain(_ text: String, inBrackets: Bool) -> Bool {
    guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last,
      first.properties.isAlphabetic || first.properties.numericType != nil, last != ":",
      last != " ",
      // Other readers take a question mark before a comma or a bracket for the mark of a key.
      last != "?" || !inBrackets,
      !["null", "Null", "NULL"].contains(text)
    else { return false }
    var previous = first
    for scalar in text.unicodeScalars.dropFirst() {
      switch scalar {
      case ",", "[", "]", "{", "}": if inBrackets { return false }
      case "#": if previous == " " { return false }
      case " ": if previous == ":" { return false }
      case ":": if inBrackets { return false }
      default: if needsEscape(scalar) { return false }
      }
      previous = scalar
    }
    return true
  }

  /// Whether YAML 1.1 takes the text, without quotes, for a truth value, a number, a date, or a key without a value.
  private static func isNoTextForOthers(_ text: String) -> Bool {
    let words: Set = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"]
    return words.contains(text.lowercased()) || text.contains("?")
      || text.unicodeScalars.first.map { ("0"..."9").contains($0) } ?? false
  }

  /// Whether a character cannot stand in a line of YAML as itself.
  private static func needsEscape(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: true
    default: false
    }
  }
}
