/// A part of a page that figures may lead to.
enum Section: String {
  case participants
  case themes
  case unsettled
  case agreement
  case why
}

/// Words in which a figure leads to the part of the page that shows what it counts.
struct FiguredText: ExpressibleByStringInterpolation {
  enum Piece {
    case words(String)
    case figure(String, Section)
  }

  private(set) var pieces: [Piece] = []

  init(stringLiteral value: String) {
    pieces = [.words(value)]
  }

  init(stringInterpolation: StringInterpolation) {
    pieces = stringInterpolation.pieces
  }

  static func += (lhs: inout FiguredText, rhs: FiguredText) { lhs.pieces += rhs.pieces }
  static func + (lhs: FiguredText, rhs: FiguredText) -> FiguredText { "\(lhs)\(rhs)" }

  /// The words alone, for formats without links.
  var text: String {
    pieces.map { piece in
      switch piece {
      case .words(let words), .figure(let words, _): words
      }
    }.joined()
  }

  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var pieces: [Piece] = []

    init(literalCapacity: Int, interpolationCount: Int) {}

    mutating func appendLiteral(_ literal: String) {
      if !literal.isEmpty { pieces.append(.words(literal)) }
    }
    mutating func appendInterpolation(_ words: String) { appendLiteral(words) }
    mutating func appendInterpolation(_ text: FiguredText) { pieces += text.pieces }
    mutating func appendInterpolation(_ figure: String, in section: Section) {
      pieces.append(.figure(figure, section))
    }
    mutating func appendInterpolation(_ figure: Int, in section: Section) {
      pieces.append(.figure("\(figure)", section))
    }
  }
}
