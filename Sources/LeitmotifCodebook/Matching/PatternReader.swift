import LeitmotifModel

/// Reads the patterns and queries that a rule's meaning holds (`RuleMeaning` writes them).
///
/// It reads scalar by scalar, as they were written: a term may begin with a mark that would make one character
/// of itself and the quotation mark before it.
struct PatternReader {
  private var rest: Substring.UnicodeScalarView

  /// Begins at the first pattern.
  ///
  /// - Returns: `nil` when there is none.
  init?(_ content: Substring) {
    rest = content.unicodeScalars.drop { !Self.openers.contains($0) }
    if rest.isEmpty { return nil }
  }

  private static let openers: Set<Unicode.Scalar> = ["[", "(", "/", "\""]

  /// Whether all was read.
  var isAtEnd: Bool { rest.isEmpty }

  /// A line of a meaning as its lists, and what stands around them.
  ///
  /// - Returns: `nil` when it cannot be read.
  static func form(of content: Substring) -> (skeleton: String, lists: [[String]])? {
    guard var reader = PatternReader(content) else { return nil }
    var skeleton = String(content.unicodeScalars.prefix { !openers.contains($0) })
    var lists: [[String]] = []
    while let next = reader.rest.first {
      if next == "[" {
        guard let list = reader.patterns() else { return nil }
        lists.append(list)
        skeleton += "[]"
      } else if next == "\"" {
        guard let quoted = reader.quotation() else { return nil }
        skeleton += quoted
      } else {
        skeleton.unicodeScalars.append(next)
        reader.rest = reader.rest.dropFirst()
      }
    }
    return (skeleton, lists)
  }

  /// Reads a list: `["cost", "out" "of" "pocket"]`.
  ///
  /// - Returns: Each pattern as it stands there; `nil` when no list stands here.
  mutating func patterns() -> [String]? {
    guard skip("[") else { return nil }
    var patterns: [String] = []
    var pattern = ""
    while let next = rest.first {
      switch next {
      case "]":
        rest = rest.dropFirst()
        if !pattern.isEmpty { patterns.append(pattern) }
        _ = skip(" ")
        return patterns
      case ",":
        rest = rest.dropFirst()
        _ = skip(" ")
        patterns.append(pattern)
        pattern = ""
      case "\"":
        guard let quoted = quotation() else { return nil }
        pattern += quoted
      default:
        pattern.unicodeScalars.append(next)
        rest = rest.dropFirst()
      }
    }
    return nil
  }

  /// Reads a list as what has to be there for a hit of one of its patterns.
  mutating func list() -> WordEvidence? {
    guard let patterns = patterns() else { return nil }
    return .any(patterns.map { Self.evidence(ofPattern: $0) ?? .anything })
  }

  /// Reads a query as what has to be there for a hit.
  mutating func query() -> WordEvidence? {
    if rest.first == "[" { return list() }
    if skip("/") {
      guard quotation() != nil else { return nil }
      _ = skip(" ")
      return .anything
    }
    guard skip("(") else { return nil }
    let name = rest.prefix { $0 != " " }
    rest = rest.dropFirst(name.count + 1)
    var parts: [WordEvidence] = []
    while !skip(")") {
      guard !isAtEnd, let part = query() else { return nil }
      parts.append(part)
    }
    _ = skip(" ")
    switch String(name.prefix { $0 != "/" }) {
    case "OR": return .any(parts)
    case "AND", "NEAR", "BEFORE": return .all(parts)
    // What must not be there is no evidence.
    case "NOT": return .anything
    default: return nil
    }
  }

  /// What has to be there for a hit of a pattern: its words, plain ones next to each other.
  ///
  /// - Returns: `nil` when it cannot be read.
  static func evidence(ofPattern text: String) -> WordEvidence? {
    guard var reader = PatternReader(Substring("[" + text + "]")) else { return nil }
    _ = reader.skip("[")
    var parts: [WordEvidence] = []
    var plain: [String] = []
    while !reader.rest.elementsEqual(["]"]) {
      let kind = reader.rest.prefix { $0 != "\"" }
      reader.rest = reader.rest.dropFirst(kind.count)
      guard let quoted = reader.quotation() else { return nil }
      let word = unquoted(quoted)
      switch String(kind) {
      case "", "=":
        plain.append(word)
        _ = reader.skip(" ")
        continue
      case "~": parts.append(.anything)
      case "*": parts.append(.beginning(String(word.prefix { $0 != "*" && $0 != "?" })))
      default: return nil
      }
      if !plain.isEmpty { parts.append(.words(plain)) }
      plain = []
      _ = reader.skip(" ")
    }
    if !plain.isEmpty { parts.append(.words(plain)) }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  /// Reads a text with its quotation marks.
  private mutating func quotation() -> String? {
    var end = rest.startIndex
    guard end < rest.endIndex, rest[end] == "\"" else { return nil }
    end = rest.index(after: end)
    while end < rest.endIndex, rest[end] != "\"" {
      if rest[end] == "\\" { end = rest.index(after: end) }
      guard end < rest.endIndex else { return nil }
      end = rest.index(after: end)
    }
    guard end < rest.endIndex else { return nil }
    let after = rest.index(after: end)
    defer { rest = rest[after...] }
    return String(rest[..<after])
  }

  private static func unquoted(_ quotation: String) -> String {
    var result = ""
    var isEscaped = false
    for scalar in quotation.unicodeScalars.dropFirst().dropLast() {
      if isEscaped {
        result.unicodeScalars.append(scalar == "n" ? "\n" : scalar)
        isEscaped = false
      } else if scalar == "\\" {
        isEscaped = true
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard rest.first == character else { return false }
    rest = rest.dropFirst()
    return true
  }
}
