import LeitmotifCodebook
import LeitmotifModel

/// A text for people, line by line, with what was found in each underlined below it.
///
/// ```
/// The cost was not a problem.
///     ^^^^ access.cost/words (stance: no_barrier)
/// ```
struct MarkedLines: CustomStringConvertible {
  let text: CanonicalText
  /// What was found, sorted by span.
  let found: [FoundCoding]

  /// The lines that hold something found; the others are left out.
  var description: String {
    var lines: [String] = []
    var rest = found[...]
    for line in text.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      let inLine = rest.prefix { $0.span.start < line.endIndex || $0.span.isEmpty }
      guard !inLine.isEmpty else { continue }
      rest = rest.dropFirst(inLine.count)
      lines.append(Self.shown(line))
      lines += inLine.map { Self.caret(below: $0, in: line) }
    }
    return lines.joined(separator: "\n")
  }

  /// The evidence underlined, cut at the line's end, with what it was coded as.
  private static func caret(below coding: FoundCoding, in line: ArraySlice<UInt8>) -> String {
    let start = min(max(coding.span.start, line.startIndex), line.endIndex)
    let end = min(max(coding.span.end, start), line.endIndex)
    let margin = width(line[line.startIndex..<start])
    let carets = max(1, width(line[start..<end]))
    let values = coding.attributes.pairs.map { "\($0.name): \($0.value)" }
    // What runs over the line's end goes on in the next one.
    let isCut = coding.span.end > line.endIndex
    return String(repeating: " ", count: margin) + String(repeating: "^", count: carets)
      + (isCut ? "…" : "")
      + printable(
        " \(coding.rule)" + (values.isEmpty ? "" : " (\(values.joined(separator: ", ")))"))
  }

  /// How many columns bytes take: one for a character, two for a sign of Chinese and its kin and for an emoji.
  private static func width(_ bytes: ArraySlice<UInt8>) -> Int {
    shown(bytes).reduce(0) { $0 + ($1.unicodeScalars.first.map(isWide) == true ? 2 : 1) }
  }

  /// - Source: Unicode Standard Annex #11, "East Asian Width", by blocks.
  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x1F1E6...0x1F1FF, 0x1F300...0x1F64F,
      0x1F680...0x1F6FF, 0x1F900...0x1FAFF, 0x2705, 0x2B50,
      0x20000...0x3FFFD:
      true
    default: false
    }
  }

  /// Bytes of a line as the terminal shows them: a tab takes one column, so that marks stand below their words.
  private static func shown(_ bytes: ArraySlice<UInt8>) -> String {
    printable(String(decoding: bytes.map { $0 == 0x09 ? 0x20 : $0 }, as: UTF8.self))
  }
}
