import LeitmotifModel

extension Query {
  /// The query as a codebook writes it.
  package var written: String { text(within: .or) }

  /// How tightly parts hold together: looser ones stand in brackets inside tighter ones.
  private enum Tightness: Int {
    case or, and, near, part
  }

  private var tightness: Tightness {
    switch self {
    case .pattern, .regex: .part
    case .or: .or
    case .and, .not: .and
    case .near, .before: .near
    }
  }

  private func text(within outer: Tightness) -> String {
    let inner =
      switch self {
      case .pattern(let pattern): Self.text(of: pattern)
      case .regex(let expression): "/\(expression.replacing("/", with: "\\/"))/"
      case .or(let parts): parts.map { $0.text(within: .and) }.joined(separator: " OR ")
      case .and(let parts): parts.map { $0.text(within: .near) }.joined(separator: " AND ")
      case .not(let part): "NOT \(part.text(within: .near))"
      case .near(let left, let right, let words):
        "\(left.text(within: .near)) NEAR/\(words) \(right.text(within: .part))"
      case .before(let left, let right, let words):
        "\(left.text(within: .near)) BEFORE/\(words) \(right.text(within: .part))"
      }
    // Only AND holds a NOT, and it needs no brackets there.
    if case .not = self { return inner }
    return tightness.rawValue < outer.rawValue ? "(\(inner))" : inner
  }

  private static func text(of pattern: Pattern) -> String {
    let text = pattern.written
    let isOpen = text.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || $0.properties.numericType != nil
        || "*?@_-'=~".unicodeScalars.contains($0)
    }
    let isOperator = ["AND", "OR", "NOT", "NEAR", "BEFORE"].contains(text.uppercased())
    if isOpen && !isOperator { return text }
    return text.contains("\"") ? "“\(text)”" : "\"\(text)\""
  }
}
