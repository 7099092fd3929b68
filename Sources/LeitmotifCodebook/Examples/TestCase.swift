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
    /// The turn that it stands in, from 1; `nil` for any.
    var turn: Int?
    /// The rule that finds it; empty for any.
    var rule = ""
    /// Values that its attributes have.
    var attributes = Attributes()
    /// Where the file says so.
    var place: Place

    /// How much it asks for: of two that fit a coding, that which asks for more gets it.
    fileprivate var strictness: Int {
      (words.isEmpty ? 0 : 1) + (turn == nil ? 0 : 1) + (rule.isEmpty ? 0 : 1)
        + attributes.pairs.count
    }
  }

  /// The file.
  public let path: String
  let turns: [Turn]
  let expected: [Expectation]
  /// Codes of which there is to be no coding.
  let absent: Set<Identifier<Code>>

  /// What comes out otherwise than the case says, each at its place in the file.
  ///
  /// - Parameter codebook: The codebook.
  /// - Returns: The problems; none when it passes.
  public func problems(with codebook: CompiledCodebook) -> [Diagnostic] {
    let (text, spans) = spoken
    let transcript = SegmentedTranscript(
      of: text, turns: zip(spans, turns).map { (span: $0, role: $1.role) })
    let named = absent.union(expected.map(\.code))
    var found = codebook.settledMatches(
      ofRules: Array(codebook.rules.indices), in: transcript, report: { _ in }
    ).kept.filter { named.contains($0.code) }
    var problems: [Diagnostic] = []
    for expectation in expected.sorted(by: { $0.strictness > $1.strictness }) {
      let place = found.firstIndex { coding in
        fits(coding, expectation, text: text, spans: spans)
      }
      if let place {
        found.remove(at: place)
      } else {
        problems.append(missing(expectation, among: found, in: text))
      }
    }
    for coding in found {
      let turn = spans.firstIndex { $0.end >= coding.span.end } ?? 0
      problems.append(
        .error(
          "unexpected-coding",
          "turn \(turn + 1) is coded \(coding.code) at \(quotation(of: coding, in: text)) by the rule "
            + "'\(coding.rule.name)', and the case does not say so",
          help: "add it under 'expect', or mend the rule", at: SourceLocation(path: path)))
    }
    return problems
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
    if let turn = expectation.turn, !spans[turn - 1].contains(coding.span) { return false }
    return expectation.words.isEmpty
      || text.bytes[coding.span.range].elementsEqual(CanonicalText(expectation.words).bytes)
  }

  private func quotation(of coding: FoundCoding, in text: CanonicalText) -> String {
    "\"\(text[coding.span].replacing("\n", with: " "))\""
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
  fileprivate func contains(_ other: TextSpan) -> Bool { start <= other.start && other.end <= end }
}
