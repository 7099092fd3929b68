import LeitmotifModel

extension ExampleRun {
  /// The rules that are tried with something loosened, at most: each is compiled for it.
  private static let mostTried = 40

  /// Which rules nearly gave what was expected, and what stopped each.
  var nearMisses: [String] {
    let expected = suppressed.filter(isAsExpected)
    // Where nothing stays, any hit that was lost says more than the words do.
    let lost = (expected.isEmpty && kept.isEmpty ? suppressed : expected).compactMap(loss)
    let tried = code.rules.prefix(Self.mostTried)
    let own = Set(code.rules.map { RegexTooSlow().diagnostic(for: $0) })
    let found = givenUp.filter(own.contains).map(\.message) + lost + tried.flatMap(hints)
    guard found.isEmpty else { return found }
    let joint = tried.compactMap(jointHint)
    return joint.isEmpty && example.expected != nil && kept.isEmpty && suppressed.isEmpty
      ? missingWords : joint
  }

  /// Which hit took the place of one that is lost, and why.
  private func loss(_ coding: FoundCoding) -> String? {
    guard let (rule, match) = winner(over: coding) else { return nil }
    let winner = compiled.rules[rule]
    func length(_ span: TextSpan) -> Int { text[span].unicodeScalars.count }
    let reason =
      if length(match.span) > length(coding.span) {
        "has the longer hit there"
      } else if match.span.start < coding.span.start {
        "wins there: its hit is as long and stands earlier in the text"
      } else {
        "wins there: its hit is as long, and it stands first in the file"
      }
    return "the rule '\(coding.rule.name)' finds \(quotation(of: coding)), but the rule "
      + "'\(winner.code == code.id ? winner.id.name : winner.id.rawValue)' \(reason)"
  }

  /// The first of the hits that win that takes away one that is lost.
  private func winner(over lost: FoundCoding) -> RuleMatch? {
    let places = Dictionary(compiled.rules.enumerated().map { ($1.id, $0) }) { first, _ in first }
    guard let overlap = places[lost.rule].map({ compiled.rules[$0].overlap }) else { return nil }
    let taking = winners.compactMap { winner -> RuleMatch? in
      guard let place = places[winner.rule], winner.span.overlaps(lost.span) else { return nil }
      let other = compiled.rules[place].overlap
      guard overlap != .all, other != .all else { return nil }
      // A hit of another code has to hold all of it.
      let isTaking =
        winner.code == code.id
        || overlap == .codebook && other == .codebook && winner.span.count > lost.span.count
          && winner.span.start <= lost.span.start && winner.span.end >= lost.span.end
      return isTaking
        ? (rule: place, match: Match(span: winner.span, attributes: winner.attributes)) : nil
    }
    return longestFirst(taking, in: text).first
  }

  /// What would have to be otherwise for one rule to give what was expected.
  private func hints(_ rule: Rule) -> [String] {
    // What the rule finds by itself was taken away by another rule, and not by a condition of its own.
    guard example.expected == nil || !passes(rule, loosenedBy: []) else { return [] }
    return loosenings(of: rule).compactMap { hint(rule, loosenedBy: [$0]) }
  }

  /// What together would have to be otherwise, where one thing is not enough: as few as will do.
  private func jointHint(_ rule: Rule) -> String? {
    let all = loosenings(of: rule)
    // A cue that is to act has to be asked.
    let starts =
      example.expected == nil
      ? [all.filter { $0.effect == .moreCues }] : [all, all.filter { $0.effect != .noCue }]
    guard var needed = starts.first(where: { $0.count > 1 && passes(rule, loosenedBy: $0) }) else {
      return nil
    }
    for place in needed.indices.reversed() {
      var fewer = needed
      fewer.remove(at: place)
      if passes(rule, loosenedBy: fewer) { needed = fewer }
    }
    return hint(rule, loosenedBy: needed)
  }

  private func loosenings(of rule: Rule) -> [Loosening] {
    Loosening.all(of: rule, role: example.role, in: compiled.codebook)
  }

  /// What a loosened rule finds and what is in its way; `nil` when it does not give what was expected either.
  private func hint(_ rule: Rule, loosenedBy loosenings: [Loosening]) -> String? {
    guard let run = run(rule, loosenedBy: loosenings), run.passes, !isIdle(run),
      let first = loosenings.first
    else { return nil }
    let finds = run.kept.first(where: run.isAsExpected).map { "finds \(quotation(of: $0))" }
    let others = loosenings.dropFirst().map { ", and \($0.obstacle.trimmingPrefix("but "))" }
    return "the rule '\(rule.id.name)' \(finds ?? "would not find it"), \(first.obstacle)"
      + others.joined()
  }

  private func passes(_ rule: Rule, loosenedBy loosenings: [Loosening]) -> Bool {
    run(rule, loosenedBy: loosenings)?.passes ?? false
  }

  /// Whether a rejected example passes only because its rule never was the one that found something.
  private func isIdle(_ run: ExampleRun) -> Bool {
    example.expected == nil && !kept.contains { $0.rule == run.code.rules.first?.id }
  }

  /// The example under a loosened rule alone; `nil` when the rule cannot be compiled.
  private func run(_ rule: Rule, loosenedBy loosenings: [Loosening]) -> ExampleRun? {
    var rule = rule
    var code = code
    var codebook = compiled.codebook
    for loosening in loosenings { loosening.apply(to: &rule, &codebook.cues) }
    code.rules = [rule]
    code.examples = []
    codebook.codes = [code]
    guard let compiled = try? CompiledCodebook(codebook) else { return nil }
    return ExampleRun(example: example, code: code, rules: [0], by: compiled)
  }
}
