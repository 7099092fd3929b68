public import LeitmotifAgreement
public import LeitmotifModel

/// How one rule does against people: units that it coded, against units that at least one person coded.
///
/// A rule's codings are those that are left when the rules of its code have competed for overlapping words.
public struct RuleAgreement: Hashable, Sendable {
  /// The rule.
  public let rule: Identifier<Rule>

  /// Its code.
  public let code: Identifier<Code>

  /// Units in transcripts that a person finished and the rule saw: coded by both, by people alone, by the rule alone.
  public let counts: RetrievalCounts
}

/// The units of a rule and of people, counted.
struct RuleTally: Sendable {
  let rule: Rule
  /// Who runs it.
  let classifier: Identifier<Coder>
  private var units = UnitTally()

  init(_ rule: Rule, classifier: Identifier<Coder>) {
    self.rule = rule
    self.classifier = classifier
  }

  /// Adds a transcript that a person finished and the rule saw.
  mutating func add(
    people: [Range<Int>], rule: [Range<Int>], isPersonDone: Bool, in space: UnitSpace,
    of transcript: Identifier<Transcript>
  ) {
    var places = CodePlaces()
    places.addCoded(people, by: 0)
    places.addCoded(rule, by: 1)
    units.add(places, covered: isPersonDone ? 0b11 : 0b10, in: space, of: transcript)
  }

  /// What came of it.
  mutating func agreement() -> RuleAgreement {
    units.settleParticipants()
    var counts = RetrievalCounts(both: 0, missed: 0, added: 0)
    for ways in units.clusters.values {
      for (state, count) in ways where state.covered == 0b11 {
        switch state.coded {
        case 0b11: counts.both += count
        case 0b01: counts.missed += count
        case 0b10: counts.added += count
        default: break
        }
      }
    }
    return RuleAgreement(rule: rule.id, code: rule.code, counts: counts)
  }
}
