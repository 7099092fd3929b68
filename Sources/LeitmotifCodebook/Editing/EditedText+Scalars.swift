import LeitmotifModel
import LeitmotifYAML

extension EditedText {
  /// The bytes of a text as it is written; of a block (`|`, `>`) those below its first line.
  ///
  /// - Parameters:
  ///   - node: The text.
  ///   - margin: The blanks in front of its key: what belongs to it has more.
  /// - Returns: `nil` when it stands nowhere.
  func range(of node: YAMLNode, margin: Int) -> Range<Int>? {
    guard let line = node.location.line, let column = node.location.column,
      lines.indices.contains(line - 1)
    else { return nil }
    let bytes = self.bytes
    let start = offset(line: line, column: column)
    guard bytes.indices.contains(start) else { return nil }
    if bytes[start] == UInt8(ascii: "\"") || bytes[start] == UInt8(ascii: "'") {
      return start..<BracketedText.endOfQuotation(in: bytes, from: start)
    }
    let isBlock = self.isBlock(node)
    var last = line
    for number in line..<lines.count {
      guard let indentation = lines[number].indentation else { continue }
      guard indentation > margin, isBlock || !lines[number].isComment else { break }
      last = number + 1
    }
    func endOfLine(_ line: Int) -> Int {
      offset(line: line, column: 1) + lines[line - 1].content.count
    }
    if isBlock { return endOfLine(line)..<endOfLine(last) }
    let written = max(start, offset(line: last, column: 1))..<endOfLine(last)
    let comment = written.dropFirst().first {
      bytes[$0] == UInt8(ascii: "#") && isBlank(bytes[$0 - 1])
    }
    var stop = comment ?? written.upperBound
    while stop > start, isBlank(bytes[stop - 1]) { stop -= 1 }
    return start..<stop
  }

  /// Whether a text stands in lines below its key, behind `|` or `>`.
  func isBlock(_ node: YAMLNode) -> Bool {
    guard let line = node.location.line, let column = node.location.column else { return false }
    return ["|", ">"].contains(text(line: line, column: column, length: 1))
  }

  /// The comments in some lines.
  ///
  /// - Parameters:
  ///   - range: The lines, from 1.
  ///   - texts: Bytes of the file in which `#` means nothing.
  /// - Returns: Each from its sign on.
  func comments(inLines range: Range<Int>, outside texts: [Range<Int>]) -> [[UInt8]] {
    range.compactMap { line in
      let content = lines[line - 1].content
      let start = offset(line: line, column: 1)
      let sign = content.indices.first { place in
        content[place] == UInt8(ascii: "#") && (place == 0 || isBlank(content[place - 1]))
          && !texts.contains { $0.contains(start + place) }
      }
      return sign.map { Array(content[$0...]) }
    }
  }
}

private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
