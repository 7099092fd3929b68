import LeitmotifModel
import LeitmotifYAML

/// The lines of one code in a file: those of its item in the list, with the comments right above it.
struct CodeLines {
  /// The first and one past the last line, from 1.
  let range: Range<Int>
  /// How many blanks stand before the item's dash.
  let margin: Int

  /// Finds the lines.
  ///
  /// - Throws: `Diagnostics` when the code does not have lines of its own.
  init(of item: CodeItem, in text: EditedText) throws(Diagnostics) {
    guard item.style == .lines, let line = item.node.location.line,
      let column = item.node.location.column
    else { throw Self.refusal(of: item) }
    let before = text.text(line: line, column: 1, length: column - 1)
    let dash = before.prefix { $0 == " " }.count
    guard before.dropFirst(dash).first == "-", before.dropFirst(dash + 1).allSatisfy({ $0 == " " })
    else { throw Self.refusal(of: item) }
    margin = dash
    var end = line + 1
    var next = line + 1
    // What is indented as deep as its keys belongs to it; blank lines behind it do not. A comment may stand anywhere.
    while next <= text.lines.count {
      let line = text.lines[next - 1]
      if let indentation = line.indentation, !(line.isComment && indentation < column - 1) {
        guard indentation >= column - 1 else { break }
        end = next + 1
      }
      next += 1
    }
    var start = line
    while start > 1, text.lines[start - 2].isComment, text.lines[start - 2].indentation == dash {
      start -= 1
    }
    range = start..<end
  }

  private static func refusal(of item: CodeItem) -> Diagnostics {
    Diagnostics(
      item.shown.error(
        "code-in-brackets", "the code '\(item.id)' has no lines of its own",
        help: "write it without brackets, a key a line: '- code: …'"))
  }
}

extension EditedText {
  /// The content of some lines, moved to the right or to the left.
  func content(ofLines range: Range<Int>, shiftedBy shift: Int) -> [[UInt8]] {
    lines[(range.lowerBound - 1)..<(range.upperBound - 1)].map { line in
      guard line.indentation != nil else { return line.content }
      if shift >= 0 { return [UInt8](repeating: 0x20, count: shift) + line.content }
      return Array(line.content.dropFirst(min(-shift, line.indentation ?? 0)))
    }
  }

  /// Takes lines out.
  mutating func remove(_ range: Range<Int>) {
    lines.removeSubrange((range.lowerBound - 1)..<(range.upperBound - 1))
  }
}
