import LeitmotifModel

/// A piece of a page.
///
/// What is put into it by interpolation is escaped, unless it is a piece itself.
struct HTML: ExpressibleByStringInterpolation, Sendable {
  private(set) var text: String

  init(stringLiteral value: String) {
    text = value
  }

  init(stringInterpolation: StringInterpolation) {
    text = stringInterpolation.text
  }

  init(_ pieces: some Sequence<HTML>) {
    text = pieces.map(\.text).joined()
  }

  static func + (lhs: HTML, rhs: HTML) -> HTML { "\(lhs)\(rhs)" }
  static func += (lhs: inout HTML, rhs: HTML) { lhs.text += rhs.text }

  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var text = ""

    init(literalCapacity: Int, interpolationCount: Int) {
      text.reserveCapacity(literalCapacity * 2)
    }

    mutating func appendLiteral(_ literal: String) { text += literal }
    mutating func appendInterpolation(_ piece: HTML) { text += piece.text }
    mutating func appendInterpolation(_ pieces: [HTML]) {
      for piece in pieces { text += piece.text }
    }
    mutating func appendInterpolation(_ number: Int) { text += String(number) }
    mutating func appendInterpolation<S>(_ id: Identifier<S>) { appendInterpolation(id.rawValue) }

    mutating func appendInterpolation(raw text: String) { self.text += text }

    mutating func appendInterpolation(_ words: String) { text += escapedForMarkup(words) }
  }
}
