import LeitmotifDigest
public import LeitmotifModel
public import LeitmotifStore

/// What a rule found where a longer match of its code is coded instead.
public struct SuppressedMatch: Hashable, Sendable {
  /// The rule.
  public let rule: Identifier<Rule>
  /// The words.
  public let span: TextSpan
}

extension Store {
  /// What rules of some codings' codes found at their places besides and is not coded.
  ///
  /// It is read from the kept results of rules. Nothing is known of a store without any (`run --keep-nothing`), and of one
  /// whose last run did not come to its end: what is kept may be its.
  ///
  /// - Parameter codings: Codings of the newest run; those of people, who have no rule, are passed over.
  /// - Returns: The matches, by place and rule.
  /// - Throws: `StoreError`.
  public func suppressedMatches(beside codings: [Coding]) throws -> [SuppressedMatch] {
    let codings = codings.filter { $0.rule != nil }
    guard !codings.isEmpty, try runs().last?.status == .succeeded else { return [] }
    let reader = try reader()
    let rules = Dictionary(grouping: try reader.codebook.rules, by: \.code)
    let kept = KeptPart.read(try keptWork())
    let cells = KeptCells(in: self)
    var found: Set<SuppressedMatch> = []
    for (transcript, codings) in Dictionary(grouping: codings, by: \.transcript) {
      guard let text = try reader.transcript(transcript)?.transcript.text,
        let work = kept[transcript], work.text == Digest(of: text.bytes),
        let pack = try cells.pack(ofUnit: work.unit)
      else { continue }
      let standing = Set(
        try reader.codings(of: transcript).compactMap { coding in
          coding.rule.map { SuppressedMatch(rule: $0, span: coding.span) }
        })
      for coding in codings {
        for rule in rules[coding.code] ?? [] {
          let matches = pack.operation(called: rule.id.rawValue)
            .flatMap { pack.matches(of: $0, within: text.span) }
          for match in matches ?? [] where match.span.overlaps(coding.span) {
            found.insert(SuppressedMatch(rule: rule.id, span: match.span))
          }
        }
      }
      found.subtract(standing)
    }
    return found.sorted { ($0.span, $0.rule) < ($1.span, $1.rule) }
  }
}
