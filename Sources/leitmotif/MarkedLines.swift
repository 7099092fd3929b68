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
    return String(repeating: " ", count: margin) + String(repeating: "^", count: carets)
      + printable(
        " \(coding.rule)" + (values.isEmpty ? "" : " (\(values.joined(separator: ", ")))"))
  }

  /// How many columns bytes take: characters, which is right but for wide letters and emoji.
  private static func width(_ bytes: ArraySlice<UInt8>) -> Int { shown(bytes).count }

  /// Bytes of a line as the terminal shows them: a tab takes one column, so that marks stand below their words.
  private static func shown(_ bytes: ArraySlice<UInt8>) -> String {
    printable(String(decoding: bytes.map { $0 == 0x09 ? 0x20 : $0 }, as: UTF8.self))
  }
}
