import LeitmotifModel
import LeitmotifPlugin

/// The lines of a policy, and who has a vote.
struct Policy: Sendable {
  /// The lines that settle codes.
  let lines: [PolicyLine]
  /// The lines that settle the values of attributes.
  let attributeLines: [PolicyLine]
  let reliability: ReliabilityTable
  private let codesWithRules: Set<Identifier<Code>>

  init(lines: [PolicyLine], reliability: ReliabilityTable, codebook: Codebook) {
    let aboutCodes = lines.filter(\.attributes.isEmpty)
    self.lines = aboutCodes.isEmpty ? [PolicyLine()] : aboutCodes
    attributeLines = lines.filter { !$0.attributes.isEmpty }
    self.reliability = reliability
    codesWithRules = Set(codebook.codes.lazy.filter { !$0.rules.isEmpty }.map(\.id))
  }

  /// What a line made of a place.
  struct Outcome {
    /// Which of the place's proposals are taken at their word; `nil` when the line sends it to a reviewer.
    let taken: [Int]?
    let origin: FinalCoding.Origin
  }

  /// Who has a vote on a code: people who finished it, classifiers that look for it.
  func voters(on code: Identifier<Code>, in proposals: Proposals) -> Set<Coder> {
    Set(
      proposals.coders.values.filter { coder in
        proposals.coverage.contains { entry in
          guard entry.coder == coder.id,
            entry.transcript == proposals.transcript.transcript.key
          else { return false }
          // A classifier that finished a transcript looked for the codes that have rules, and no others.
          return entry.covers(code)
            && (entry.code != nil || coder.kind == .person || codesWithRules.contains(code))
        }
      })
  }

  /// Whether no line looks at what else was said at a place, or in which transcript it is.
  var isBlindToPlaces: Bool {
    attributeLines.isEmpty
      && lines.allSatisfy { $0.when != .incomplete && $0.transcripts.contains(.any) }
  }

  /// Whether a line names a classifier, so that what another one found near it matters.
  func tellsClassifiersApart(among coders: [Identifier<Coder>: Coder]) -> Bool {
    (lines + attributeLines).flatMap(\.of).contains { coders[Identifier($0)]?.kind == .machine }
  }

  func reportUnknownCoders(among coders: [Identifier<Coder>: Coder], to context: StageContext) {
    let groups = ["all", "people", "machine"]
    for name in (lines + attributeLines).flatMap(\.of)
    where !groups.contains(name) && coders[Identifier(name)] == nil {
      let known = groups + coders.keys.sorted().map(\.rawValue)
      context.report(
        .warning(
          "unknown-coder", "the policy of 'merge: adjudicate' names '\(name)', who codes nothing",
          help: helpForUnknown(name, known: known, called: "coders")))
    }
  }
}
