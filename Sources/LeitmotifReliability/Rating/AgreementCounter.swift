import LeitmotifModel

/// Counts a study's units by what voices said of them, one transcript after the other.
struct AgreementCounter {
  private let rollUps: [RollUp]
  private let people: [Int]

  /// For each code.
  private(set) var tallies: [Identifier<Code>: UnitTally] = [:]
  /// For each roll-up, for each code at the top.
  private(set) var rolledUp: [[Identifier<Code>: UnitTally]]
  private var ruleTallies: [RuleTally]

  /// Prepares the counting.
  ///
  /// - Parameters:
  ///   - reader: Who is compared, on which codes.
  ///   - rollUps: Which codes count for the code above them.
  ///   - rules: The codebook's rules.
  init(_ reader: RatingReader, rollUps: [RollUp], rules: [Rule]) {
    self.rollUps = rollUps
    people = reader.voices.indices.filter { reader.voices[$0].kind == .person }
    rolledUp = Array(repeating: [:], count: rollUps.count)
    let machines = reader.voices.flatMap { $0.kind == .machine ? $0.members : [] }
    let asked = Set(reader.codes)
    ruleTallies =
      people.isEmpty
      ? []
      : rules.compactMap { rule in
        guard asked.contains(rule.code) else { return nil }
        let runs = machines.first { VoiceCoverage.rules(ofClassifier: $0)?(rule) == true }
        return runs.map { RuleTally(rule, classifier: $0) }
      }
  }

  /// Counts one transcript.
  mutating func count(_ rated: RatedTranscript, _ reader: RatingReader) {
    for code in reader.codes {
      tallies[code, default: UnitTally()].add(
        rated.places[code] ?? CodePlaces(), covered: reader.covered([code], in: rated.key),
        in: rated.space, of: rated.key)
    }
    for (index, rollUp) in rollUps.enumerated() {
      for (top, codes) in rollUp.codes {
        var places = CodePlaces()
        for code in codes { rated.places[code].map { places.formUnion($0) } }
        rolledUp[index][top, default: UnitTally()].add(
          places, covered: reader.covered(codes, in: rated.key), in: rated.space, of: rated.key)
      }
    }
    for index in ruleTallies.indices {
      let tally = ruleTallies[index]
      guard reader.coverage.hasFinished(tally.classifier, tally.rule.code, in: rated.key) else {
        continue
      }
      let done = people.filter {
        reader.coverage.covers(reader.voices[$0], tally.rule.code, in: rated.key)
      }
      let places = rated.places[tally.rule.code] ?? CodePlaces()
      ruleTallies[index].add(
        people: done.flatMap { places.coded(by: $0) }, rule: rated.ruleUnits[tally.rule.id] ?? [],
        isPersonDone: !done.isEmpty, in: rated.space, of: rated.key)
    }
  }

  /// Ends the counting, when every transcript is in.
  mutating func finish() -> [RuleAgreement] {
    for code in tallies.keys { tallies[code]?.settleParticipants() }
    for index in rolledUp.indices {
      for top in rolledUp[index].keys { rolledUp[index][top]?.settleParticipants() }
    }
    return ruleTallies.indices.map { ruleTallies[$0].agreement() }
  }
}
