import LeitmotifModel

/// Decodes a dictionary's file: Unicode, or Windows-1252 as older programs write it.
///
/// - Returns: The lines, without the blanks at their ends, each with its number.
/// - Throws: `Diagnostics` when the file is no text.
func dictionaryLines(
  _ bytes: [UInt8], path: String, losses: inout LossReport
) throws(Diagnostics) -> [(number: Int, text: Substring)] {
  let text = try dictionaryText(bytes, path: path, losses: &losses)
  var lines: [(number: Int, text: Substring)] = []
  for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
    var line = line
    while let last = line.unicodeScalars.last, last.properties.isWhitespace {
      line.unicodeScalars.removeLast()
    }
    if !line.isEmpty { lines.append((index + 1, line)) }
  }
  return lines
}

extension Substring {
  /// The text without blanks around it.
  var trimmed: String {
    var scalars = unicodeScalars
    while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
    while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
    return String(scalars)
  }
}
