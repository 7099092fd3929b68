public import LeitmotifModel
public import LeitmotifStore

extension Store {
  /// What rules found at the places of some codings besides, and what lost to them where matches of a code compete.
  ///
  /// It is read from the kept results of rules: of a store without any (`run --keep-nothing`) nothing is known.
  ///
  /// - Parameter codings: Codings of the newest run; those of people, who have no rule, are passed over.
  /// - Returns: The matches as codings, sorted.
  /// - Throws: `StoreError`.
  public func suppressedMatches(beside codings: [Coding]) throws -> [Coding] {
    let codings = codings.filter { $0.rule != nil }
    guard !codings.isEmpty else { return [] }
    let reader = try reader()
    let rules = Dictionary(grouping: try reader.codebook.rules, by: \.code)
    let kept = KeptPart.read(try keptWork())
    let cells = KeptCells(in: self)
    var found: Set<Coding> = []
    for (transcript, codings) in Dictionary(grouping: codings, by: \.transcript) {
      guard let unit = kept[transcript]?.unit, let pack = try cells.pack(ofUnit: unit) else {
        continue
      }
      let standing = Set(try reader.codings(of: transcript).map { CodingID($0) })
      for coding in codings {
        for rule in rules[coding.code] ?? [] {
          let matches = pack.operation(called: rule.id.rawValue).flatMap { pack.matches(of: $0) }
          for match in matches ?? [] where match.span.overlaps(coding.span) {
            let other = Coding(
              transcript: transcript, code: coding.code, coder: coding.coder, rule: rule.id,
              span: match.span, attributes: match.attributes)
            if !standing.contains(CodingID(other)) { found.insert(other) }
          }
        }
      }
    }
    return found.sorted()
  }
}
