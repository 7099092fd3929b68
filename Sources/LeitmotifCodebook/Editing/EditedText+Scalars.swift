import LeitmotifModel
import LeitmotifYAML

extension EditedText {
  /// Whether a text stands in lines below its key, behind `|` or `>`.
  func isBlock(_ node: YAMLNode) -> Bool {
    guard let line = node.location.line, let column = node.location.column else { return false }
    return ["|", ">"].contains(text(line: line, column: column, length: 1))
  }

  /// The lines of a block below its key.
  ///
  /// - Parameters:
  ///   - node: The block.
  ///   - margin: The blanks in front of its key, or of its dash: what belongs to it has more.
  /// - Returns: Their numbers, from 1, without those below it that hold nothing or a comment.
  func blockLines(of node: YAMLNode, margin: Int) -> Range<Int> {
    let start = (node.location.line ?? 0) + 1
    let written = blockSign(of: node).compactMap(\.wholeNumberValue).first.map { margin + $0 }
    var indentation = written
    var end = start
    for number in start..<max(start, lines.count + 1) {
      guard let blanks = lines[number - 1].indentation else { continue }
      // The first line says how deep the others stand; less deep stands a comment, or what follows.
      let least = indentation ?? max(blanks, margin + 1)
      guard blanks >= least else { break }
      indentation = least
      end = number + 1
    }
    return start..<end
  }

  /// What a block begins with: `|`, `>-`, `|2+`, ….
  func blockSign(of node: YAMLNode) -> String {
    guard let line = node.location.line, let column = node.location.column else { return "" }
    return String(
      text(line: line, column: column, length: 3).prefix { "|>+-123456789".contains($0) })
  }
}

/// Where texts and comments stand among a file's bytes.
struct ScalarRanges {
  private let text: EditedText
  private let bytes: [UInt8]
  /// Where each line begins, and where the last one ends.
  private let starts: [Int]

  /// Looks once where all lines begin: a file may have a million of them.
  init(_ text: EditedText) {
    self.text = text
    bytes = text.bytes
    var starts = [text.offset(line: 1, column: 1)]
    for line in text.lines {
      starts.append((starts.last ?? 0) + line.content.count + line.end.count)
    }
    self.starts = starts
  }

  /// The bytes of a text as it is written; of a block (`|`, `>`) those below its first line.
  ///
  /// - Parameters:
  ///   - node: The text.
  ///   - margin: The blanks in front of its key, or of its dash: what belongs to it has more.
  /// - Returns: `nil` when it stands nowhere.
  func range(of node: YAMLNode, margin: Int) -> Range<Int>? {
    guard let line = node.location.line, let column = node.location.column,
      text.lines.indices.contains(line - 1)
    else { return nil }
    if text.isBlock(node) {
      let lines = text.blockLines(of: node, margin: margin)
      return starts[lines.lowerBound - 1]..<starts[lines.upperBound - 1]
    }
    let start = starts[line - 1] + text.text(line: line, column: 1, length: column - 1).utf8.count
    guard bytes.indices.contains(start) else { return nil }
    if bytes[start] == UInt8(ascii: "\"") || bytes[start] == UInt8(ascii: "'") {
      return start..<BracketedText.endOfQuotation(in: bytes, from: start)
    }
    var last = line
    for number in line..<text.lines.count {
      guard let indentation = text.lines[number].indentation else { continue }
      guard indentation > margin, !text.lines[number].isComment else { break }
      last = number + 1
    }
    // A comment ends a text without quotes.
    let end = starts[last - 1] + text.lines[last - 1].content.count
    let comment = (start..<end).dropFirst().first {
      bytes[$0] == UInt8(ascii: "#") && isBlank(bytes[$0 - 1])
    }
    var stop = comment ?? end
    while stop > start, isBlank(bytes[stop - 1]) { stop -= 1 }
    return start..<stop
  }

  /// Where `#` may mean nothing within a node.
  ///
  /// - Parameters:
  ///   - node: The node.
  ///   - margin: The blanks in front of its key.
  /// - Returns: The bytes of each text in quotes and of each block; another text holds no comment's sign.
  func texts(in node: YAMLNode, margin: Int) -> [Range<Int>] {
    if let list = node.list {
      return list.flatMap { texts(in: $0, margin: dash(of: $0) ?? margin) }
    }
    if let mapping = node.mapping {
      return mapping.flatMap {
        texts(in: $0.value, margin: ($0.key.location.column ?? 1) - 1)
      }
    }
    guard node.scalar != nil, let line = node.location.line, let column = node.location.column,
      ["\"", "'", "|", ">"].contains(text.text(line: line, column: column, length: 1))
    else { return [] }
    return range(of: node, margin: margin).map { [$0] } ?? []
  }

  /// How many bytes stand before the dash of an item; `nil` in brackets.
  private func dash(of item: YAMLNode) -> Int? {
    guard let line = item.location.line, let column = item.location.column else { return nil }
    let before = Array(text.text(line: line, column: 1, length: column - 1).utf8)
    return before.lastIndex { $0 != 0x20 }.flatMap { before[$0] == UInt8(ascii: "-") ? $0 : nil }
  }

  /// The comments in some lines.
  ///
  /// - Parameters:
  ///   - range: The lines, from 1.
  ///   - texts: Bytes of the file in which `#` means nothing.
  /// - Returns: Each from its sign on.
  func comments(inLines range: Range<Int>, outside texts: [Range<Int>]) -> [[UInt8]] {
    range.compactMap { line in
      let content = text.lines[line - 1].content
      let sign = content.indices.first { place in
        content[place] == UInt8(ascii: "#") && (place == 0 || isBlank(content[place - 1]))
          && !texts.contains { $0.contains(starts[line - 1] + place) }
      }
      return sign.map { Array(content[$0...]) }
    }
  }
}

private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
