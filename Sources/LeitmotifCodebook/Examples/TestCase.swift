public import LeitmotifModel
import LeitmotifText

/// A mini transcript with the codings that a codebook is to find in it: what one sentence cannot show.
///
/// Of each code that it names it names all codings; other codes are not looked at.
public struct TestCase: Sendable {
  /// What somebody says.
  struct Turn: Hashable, Sendable {
    var role: Role
    var text: String
  }

  /// A coding that is to be there.
  struct Expectation: Sendable {
    var code: Identifier<Code>
    /// The words that it marks; empty for any.
    var words = ""
    /// The turn that it begins in, from 1; `nil` for any.
    var turn: Int?
    /// The rule that finds it; empty for any.
    var rule = ""
    /// Values that its attributes have.
    var attributes = Attributes()
    /// Where the file says so.
    var place: Place
  }

  /// The file.
  public let path: String
  let turns: [Turn]
  let expected: [Expectation]
  /// Codes of which there is to be no coding.
  let absent: Set<Identifier<Code>>

  /// What comes out otherwise than the case says, each at its place in the file.
  ///
  /// - Parameters:
  ///   - codebook: The codebook.
  ///   - report: Takes a warning about each rule that was given up.
  /// - Returns: The problems; none when it passes.
  public func problems(
    with codebook: CompiledCodebook, report: (Diagnostic) -> Void = { _ in }
  ) -> [Diagnostic] {
    let (text, spans) = spoken
    let transcript = SegmentedTranscript(
      of: text, turns: zip(spans, turns).map { (span: $0, role: $1.role) })
    let named = absent.union(expected.map(\.code))
    let found = codebook.settledMatches(
      ofRules: Array(codebook.rules.indices), in: transcript, report: report
    ).kept.filter { named.contains($0.code) }
    let fitting = expected.map { expectation in
      found.indices.filter { fits(found[$0], expectation, text: text, spans: spans) }
    }
    let taken = Self.assigned(fitting, to: found.count)
    let left = found.indices.filter { taken[$0] == nil }.map { found[$0] }
    let met = Set(taken.compactMap(\.self))
    return expected.indices.filter { !met.contains($0) }
      .map { missing(expected[$0], among: left, in: text) }
      + left.map { coding in
        let turn = spans.firstIndex { $0.contains(coding.span.start) } ?? 0
        return .error(
          "unexpected-coding",
          "turn \(turn + 1) is coded \(coding.code) at \(quotation(of: coding, in: text)) by the rule "
            + "'\(coding.rule.name)', and the case does not say so",
          help: "add it under 'expect', or mend the rule", at: SourceLocation(path: path))
      }
  }

  /// Gives every expectation a coding of its own that fits, wherever all can have one.
  ///
  /// - Parameters:
  ///   - fitting: For each expectation the codings that fit.
  ///   - count: How many codings there are.
  /// - Returns: For each coding the expectation that it is for; `nil` when it is for none.
  /// - Source: H. W. Kuhn, "The Hungarian method for the assignment problem" (1955), doi:10.1002/nav.3800020109; the
  ///   case without weights, by augmenting paths.
  private static func assigned(_ fitting: [[Int]], to count: Int) -> [Int?] {
    var owners = [Int?](repeating: nil, count: count)
    func settle(_ expectation: Int, _ tried: inout Set<Int>) -> Bool {
      for coding in fitting[expectation] where tried.insert(coding).inserted {
        guard let owner = owners[coding], !settle(owner, &tried) else {
          owners[coding] = expectation
          return true
        }
      }
      return false
    }
    for expectation in fitting.indices {
      var tried: Set<Int> = []
      _ = settle(expectation, &tried)
    }
    return owners
  }

  /// The turns as one text, an empty line between.
  private var spoken: (text: CanonicalText, spans: [TextSpan]) {
    var bytes: [UInt8] = []
    var spans: [TextSpan] = []
    for turn in turns {
      if !bytes.isEmpty { bytes += [0x0A, 0x0A] }
      let start = bytes.count
      bytes += CanonicalText(turn.text).bytes
      spans.append(TextSpan(start: start, end: bytes.count))
    }
    return (CanonicalText(validUTF8: bytes), spans)
  }

  private func fits(
    _ coding: FoundCoding, _ expectation: Expectation, text: CanonicalText, spans: [TextSpan]
  ) -> Bool {
    guard coding.code == expectation.code,
      expectation.rule.isEmpty || coding.rule.name == expectation.rule,
      expectation.attributes.pairs.allSatisfy({ coding.attributes[$0.name] == $0.value })
    else { return false }
    if let turn = expectation.turn, !spans[turn - 1].contains(coding.span.start) { return false }
    return expectation.words.isEmpty || Self.line(text[coding.span]) == Self.line(expectation.words)
  }

  private func quotation(of coding: FoundCoding, in text: CanonicalText) -> String {
    "\"\(Self.line(text[coding.span]))\""
  }

  /// Words on one line, as YAML and messages have them.
  static func line(_ words: String) -> String {
    words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private func missing(
    _ expectation: Expectation, among found: [FoundCoding], in text: CanonicalText
  ) -> Diagnostic {
    let others = found.filter { $0.code == expectation.code }.map { coding in
      quotation(of: coding, in: text) + (coding.attributes.pairs.isEmpty ? "" : " ")
        + coding.attributes.pairs.map { "\($0.name): \($0.value)" }.joined(separator: ", ")
    }
    return expectation.place.error(
      "missing-coding",
      "no such coding of '\(expectation.code)' is found"
        + (others.isEmpty ? "" : "; left over: \(others.joined(separator: "; "))"),
      help: "'leitmotif codebook try' shows what the rules find in a text")
  }
}

extension TextSpan {
  fileprivate func contains(_ offset: Int) -> Bool { start <= offset && offset < end }
}
