import LeitmotifModel

extension ExampleRun {
  /// The rules that are tried with something loosened, at most: each is compiled for it.
  private static let mostTried = 40

  /// Which rules nearly gave what was expected, and what stopped each.
  var nearMisses: [String] {
    let lost = suppressed.filter(isAsExpected).map { coding in
      let winner =
        winners.first { $0.code == code.id && $0.span.overlaps(coding.span) }
        ?? winners.first { $0.span.overlaps(coding.span) }
      let name = winner.map { $0.code == code.id ? $0.rule.name : $0.rule.rawValue } ?? ""
      return "the rule '\(coding.rule.name)' finds \(quotation(of: coding)), "
        + "but the rule '\(name)' has the longer hit there"
    }
    return lost + code.rules.prefix(Self.mostTried).flatMap(hints)
  }

  /// What would have to be otherwise for one rule to give what was expected.
  private func hints(_ rule: Rule) -> [String] {
    Loosening.all(of: rule, role: example.role, in: compiled.codebook).compactMap { loosening in
      guard let run = run(loosening), run.passes, !isIdle(run) else { return nil }
      let finds = run.kept.first(where: run.isAsExpected).map { "finds \(quotation(of: $0))" }
      return "the rule '\(rule.id.name)' \(finds ?? "would not find it"), \(loosening.obstacle)"
    }
  }

  /// Whether a rejected example passes only because its rule never was the one that found something.
  private func isIdle(_ run: ExampleRun) -> Bool {
    example.expected == nil && !kept.contains { $0.rule == run.code.rules.first?.id }
  }

  /// The example under a changed rule alone; `nil` when the rule cannot be compiled.
  private func run(_ loosening: Loosening) -> ExampleRun? {
    var code = code
    code.rules = [loosening.rule]
    code.examples = []
    var codebook = compiled.codebook
    codebook.codes = [code]
    codebook.cues = loosening.cues
    guard let compiled = try? CompiledCodebook(codebook) else { return nil }
    return ExampleRun(example: example, code: code, rules: [0], by: compiled)
  }
}
