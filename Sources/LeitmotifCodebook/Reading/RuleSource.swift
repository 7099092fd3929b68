import LeitmotifModel
import LeitmotifYAML

extension SourceCursor {
  /// The YAML of a mapping as written: its lines, without the indentation that they share.
  func text(ofMapping node: YAMLNode) -> String {
    let first = rest(at: node.location)
    guard let line = node.location.line, let column = node.location.column else { return "" }
    return first.first == "{" ? flow(first, line: line) : block(first, line: line, column: column)
  }

  /// The text of a mapping in braces.
  private func flow(_ first: Substring.UnicodeScalarView, line: Int) -> String {
    var line = line
    var rest = first
    var depth = 0
    var quote: Unicode.Scalar?
    var previous: Unicode.Scalar = " "
    var result = String.UnicodeScalarView()
    while true {
      guard let next = rest.popFirst() else {
        line += 1
        guard let text = source.line(line) else { return String(result) }
        result.append("\n")
        rest = text[...].unicodeScalars.drop { $0 == " " }
        continue
      }
      result.append(next)
      if let open = quote {
        if open == "\"", next == "\\", let escaped = rest.popFirst() {
          result.append(escaped)
        } else if next == open {
          quote = nil
        }
      } else {
        switch next {
        // A quote inside a word is an apostrophe.
        case "'", "\"": if "{[,: ".unicodeScalars.contains(previous) { quote = next }
        case "{", "[": depth += 1
        case "}", "]":
          depth -= 1
          if depth == 0 { return String(result) }
        case "#" where previous == " ":
          result.append(contentsOf: rest)
          rest.removeAll()
        default: break
        }
      }
      previous = next
    }
  }

  /// The text of a mapping by indentation.
  private func block(_ first: Substring.UnicodeScalarView, line: Int, column: Int) -> String {
    var lines = [String(first)]
    var number = line + 1
    while let text = source.line(number) {
      let scalars = text.unicodeScalars
      let indentation = scalars.prefix { $0 == " " }.count
      if indentation < column - 1, hasContent(text) { break }
      lines.append(String(scalars.dropFirst(min(indentation, column - 1))))
      number += 1
    }
    // Blank lines and comments behind the mapping belong to what follows.
    while let last = lines.last, lines.count > 1, !hasContent(last) { lines.removeLast() }
    return lines.joined(separator: "\n")
  }

  private func hasContent(_ line: String) -> Bool {
    guard let first = line.unicodeScalars.first(where: { $0 != " " }) else { return false }
    return first != "#"
  }
}
