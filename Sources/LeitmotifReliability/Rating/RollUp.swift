import LeitmotifModel

/// Which codes count for the code at their top, for comparisons of voices that look for the same ones.
///
/// A classifier says nothing of a code without rules; were people's codings of it counted for the code above, the
/// classifier would differ from them where it was never asked.
struct RollUp: Sendable {
  /// The comparisons that it is for.
  let comparisons: Set<Comparison>
  /// For each code at the top those at or below it that all of the voices look for.
  let codes: [Identifier<Code>: [Identifier<Code>]]

  /// The code at the top of a code: what stands before the first dot of its path.
  static func top(of code: Identifier<Code>) -> Identifier<Code> {
    Identifier(String(code.rawValue.prefix { $0 != "." }))
  }

  /// A roll-up for each set of codes that some voices look for together.
  static func all(
    for comparisons: [Comparison], of voices: [Voice], codes: [Identifier<Code>],
    coverage: VoiceCoverage
  ) -> [RollUp] {
    var groups: [[Identifier<Code>]: Set<Comparison>] = [:]
    for comparison in comparisons {
      let sought = codes.filter { code in
        comparison.voices.allSatisfy { coverage.looks(voices[$0], for: code) }
      }
      groups[sought, default: []].insert(comparison)
    }
    return groups.map { sought, comparisons in
      RollUp(comparisons: comparisons, codes: Dictionary(grouping: sought, by: top))
    }
  }
}
