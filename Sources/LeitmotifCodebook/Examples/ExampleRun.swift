import LeitmotifModel

/// One example with what a codebook finds in it.
struct ExampleRun {
  let example: Code.Example
  let code: Code
  let text: CanonicalText
  let compiled: CompiledCodebook
  /// The code's codings.
  let kept: [FoundCoding]
  /// The code's hits that lost to others.
  let suppressed: [FoundCoding]
  /// The codings of all codes that compete with it, its own with them.
  let winners: [FoundCoding]
  /// A warning about each rule that was given up.
  let givenUp: [Diagnostic]

  /// Runs an example.
  ///
  /// - Parameters:
  ///   - example: The example.
  ///   - code: Its code.
  ///   - rules: Places in the compiled codebook of the code's rules and of those that compete with them.
  ///   - compiled: The codebook.
  init(example: Code.Example, code: Code, rules: [Int], by compiled: CompiledCodebook) {
    self.example = example
    self.code = code
    self.compiled = compiled
    text = CanonicalText(example.text)
    let transcript = SegmentedTranscript(of: text, saidBy: example.role, turns: [text.span])
    var givenUp: [Diagnostic] = []
    let settled = compiled.settledMatches(ofRules: rules, in: transcript) { givenUp.append($0) }
    self.givenUp = givenUp
    winners = settled.kept
    kept = winners.filter { $0.code == code.id }
    suppressed = settled.suppressed.filter { $0.code == code.id }
  }

  /// Whether it came out as expected.
  var passes: Bool {
    example.expected == nil ? unwanted.isEmpty : kept.contains(where: isAsExpected)
  }

  /// Why it did not come out as expected; `nil` when it did.
  func failure(explains: Bool) -> ExampleResult.Failure? {
    guard !passes else { return nil }
    return ExampleResult.Failure(message: message, hints: explains ? nearMisses : [])
  }

  /// Whether a coding has everything that the example names.
  func isAsExpected(_ coding: FoundCoding) -> Bool {
    hasRule(coding) && hasEvidence(coding) && hasAttributes(coding)
  }

  /// The words of a coding's evidence, in quotation marks.
  func quotation(of coding: FoundCoding) -> String { "\"\(text[coding.span])\"" }

  /// The codings that a rejected example must not have.
  private var unwanted: [FoundCoding] { kept.filter(hasRule) }

  private func hasRule(_ coding: FoundCoding) -> Bool {
    example.rule.isEmpty || coding.rule.rawValue == "\(code.id)/\(example.rule)"
  }

  private func hasEvidence(_ coding: FoundCoding) -> Bool {
    example.evidence.isEmpty
      || text.bytes[coding.span.range].elementsEqual(CanonicalText(example.evidence).bytes)
  }

  private func hasAttributes(_ coding: FoundCoding) -> Bool {
    (example.expected?.pairs ?? []).allSatisfy { coding.attributes[$0.name] == $0.value }
  }

  private var message: String {
    guard let expected = example.expected else {
      let found = unwanted.map { "\(quotation(of: $0)) by the rule '\($0.rule.name)'" }
      return "it is to be rejected, but is coded: \(found.joined(separator: ", "))"
    }
    guard !kept.isEmpty else {
      return "it is to be coded, but "
        + (suppressed.isEmpty
          ? "no rule finds anything" : "what its rules find goes to hits of other codes")
    }
    let byRule = kept.filter(hasRule)
    guard !byRule.isEmpty else {
      let rules = Set(kept.map { "'\($0.rule.name)'" }).sorted().joined(separator: ", ")
      return "expected the rule '\(example.rule)', got \(rules)"
    }
    let byEvidence = byRule.filter(hasEvidence)
    guard !byEvidence.isEmpty else {
      let words = byRule.map(quotation).joined(separator: ", ")
      return "expected the words \"\(example.evidence)\", got \(words)"
    }
    let got = byEvidence.map { coding in
      let values = expected.pairs.map { "\($0.name): \(coding.attributes[$0.name] ?? "nothing")" }
      return values.joined(separator: ", ")
        + " (rule '\(coding.rule.name)' at \(quotation(of: coding)))"
    }
    let wanted = expected.pairs.map { "\($0.name): \($0.value)" }.joined(separator: ", ")
    return "expected \(wanted), got \(got.joined(separator: "; "))"
  }
}
