import LeitmotifModel
import LeitmotifYAML

/// Where each character of a YAML text stands in the file.
///
/// The text as written differs from the text that is meant: quotes are doubled or escaped, lines are folded.
/// So the two are walked side by side.
struct ScalarPlaces {
  private let node: YAMLNode
  private var places: [(line: Int, column: Int)] = []

  /// Walks a text.
  ///
  /// - Precondition: the node is a scalar.
  init(of node: YAMLNode, cursor: SourceCursor) {
    self.node = node
    guard let text = node.scalar, let line = node.location.line, let column = node.location.column
    else { return }
    var walk = Walk(
      line: line, column: column, rest: cursor.rest(at: node.location), source: cursor.source)
    walk.open()
    places = text.unicodeScalars.map { walk.place(of: $0) }
  }

  /// The place of some of the text's characters, counted in code points.
  ///
  /// A range that runs over a line's end is cut there.
  func place(of range: Range<Int>) -> Place {
    guard !places.isEmpty else { return node.place }
    let first = places[min(range.lowerBound, places.count - 1)]
    var end = first.column + 1
    for index in range where index < places.count && places[index].line == first.line {
      end = places[index].column + 1
    }
    // Behind the last character: what is missing at the end.
    let behind = range.lowerBound >= places.count ? 1 : 0
    return Place(
      location: SourceLocation(
        path: node.location.path, line: first.line, column: first.column + behind,
        length: end - first.column),
      excerpt: node.source.excerpt(first.line))
  }
}

/// A walk over the characters of a YAML text as written.
private struct Walk {
  enum Style { case plain, single, double }

  var line: Int
  var column: Int
  var rest: Substring.UnicodeScalarView
  let source: YAMLSource
  var style = Style.plain

  /// Steps over what stands before the text itself.
  mutating func open() {
    switch rest.first {
    case "'":
      style = .single
      step()
    case "\"":
      style = .double
      step()
    case "|", ">": nextLine()
    default: break
    }
  }

  /// The place of the next character that is meant, and steps behind it.
  mutating func place(of meant: Unicode.Scalar) -> (line: Int, column: Int) {
    // Blanks are folded, and may stand for line ends: they take the place behind the word before them.
    guard !meant.properties.isWhitespace else { return (line, column) }
    skipBlanks()
    let place = (line, column)
    switch (style, rest.first) {
    case (.single, "'"): step(2)
    case (.double, "\\"): step(lengthOfEscape)
    default: step()
    }
    return place
  }

  private mutating func skipBlanks() {
    while true {
      guard let next = rest.first else {
        guard source.line(line + 1) != nil else { return }
        nextLine()
        continue
      }
      if next.properties.isWhitespace {
        step()
      } else if style == .double, next == "\\", standsForBlank {
        step(lengthOfEscape)
      } else {
        return
      }
    }
  }

  private var escaped: Unicode.Scalar? { rest.dropFirst().first }

  private var standsForBlank: Bool {
    escaped.map { "nrtvf_NLP \t".unicodeScalars.contains($0) } ?? true
  }

  private var lengthOfEscape: Int {
    switch escaped {
    case "x": 4
    case "u": 6
    case "U": 10
    default: 2
    }
  }

  private mutating func step(_ count: Int = 1) {
    let count = min(count, rest.prefix(count).count)
    rest.removeFirst(count)
    column += count
  }

  private mutating func nextLine() {
    line += 1
    column = 1
    rest = (source.line(line) ?? "")[...].unicodeScalars
  }
}
