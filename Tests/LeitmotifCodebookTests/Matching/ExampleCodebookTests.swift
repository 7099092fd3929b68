import LeitmotifModel
import LeitmotifTesting
import Testing

@testable import LeitmotifCodebook

/// The codebook of the design, with its own examples.
struct ExampleCodebookTests {
  private static let codebook = Codebook(
    name: "access", language: "en",
    codes: [
      Code(
        id: "access.cost", name: "Cost",
        attributes: [
          Code.AttributeDeclaration(
            name: "stance", values: ["barrier", "no_barrier"], defaultValue: "barrier")
        ],
        rules: [
          Rule(
            .any(["@cost_words"]),
            context: [
              Rule.CueUse(cue: "negation", effect: .set(["stance": "no_barrier"])),
              Rule.CueUse(cue: "other_person", effect: .drop),
            ]),
          Rule(
            .query(.before(.or(["not", "never", "cannot", "*n't"]), "afford*", within: 4)),
            attributes: ["stance": "barrier"]),
          Rule(
            .query(
              .or(["free of charge", .near("free", .or(["clinic", "medicine*"]), within: 3)])),
            attributes: ["stance": "no_barrier"]),
        ]),
      Code(
        id: "access.transport", name: "Transport",
        rules: [
          Rule(.any(["@travel"])),
          Rule(
            .query(.before(.or(["get", "getting", "reach*"]), "there", within: 2)),
            context: [Rule.CueUse(cue: "negation", effect: .require)]),
        ]),
      Code(
        id: "trust", name: "Trust",
        attributes: [
          Code.AttributeDeclaration(
            name: "stance", values: ["gained", "lost"], defaultValue: "gained")
        ],
        rules: [
          Rule(
            .query(
              .before(.or(["lose", "lost", "losing"]), .or(["trust", "faith"]), within: 3)),
            attributes: ["stance": "lost"]),
          Rule(
            .any(["trust*"]), unless: Rule.Unless(near: ["fund*", "hospital"], within: 1),
            context: [Rule.CueUse(cue: "negation", effect: .set(["stance": "lost"]))]),
        ]),
    ],
    lists: [
      WordList(
        name: "cost_words",
        patterns: ["cost", "costs", "costly", "price*", "expens*", "fee", "fees", "out of pocket"]),
      WordList(
        name: "travel",
        patterns: ["bus", "buses", "taxi", "lift", "drive*", "distance", "too far"]),
    ],
    cues: [
      CueSet(
        name: "negation", forward: ["no", "not", "never", "without", "cannot", "*n't"],
        backward: ["not a problem", "not an issue", "no problem", "out of the question"],
        pseudo: ["not only", "not just", "no doubt", "no wonder"],
        stop: ["but", "however", "although", "though", "except", ";"], reach: 6),
      CueSet(
        name: "other_person", forward: ["neighbour*", "other people", "my friend"],
        stop: ["but", "I", "we"], reach: 8),
    ])

  @Test(arguments: [
    ("The medicine is far too expensive for us.", "expensive: barrier"),
    ("Honestly the cost was not a problem for me.", "cost: no_barrier"),
    ("We could never afford it, so we waited.", "never afford: barrier"),
    ("It is free of charge there.", "free of charge: no_barrier"),
    ("It was not only the price, it was the waiting.", "price: barrier"),
    ("My neighbours say it is expensive.", ""),
    ("I: And what about the cost?", ""),
    ("The costume party was fun.", ""),
    ("I could not get there on Sundays.", "get there: "),
    ("I get there early.", ""),
    ("There is one bus a day.", "bus: "),
    ("I lost trust in the clinic after that.", "lost trust: lost"),
    ("The nurse was kind, I trusted her.", "trusted: gained"),
    ("I do not trust them.", "trust: lost"),
    ("She works at the trust hospital.", ""),
  ])
  func `every example finds what it expects`(text: String, expected: String) throws {
    let codebook = try CompiledCodebook(Self.codebook)
    let interview = Interview(text)
    let numbers = Array(codebook.rules.indices)
    let found = zip(
      numbers, codebook.matches(ofRules: numbers, in: interview.transcript) { _ in }
    ).flatMap { number, matches in (matches ?? []).map { (number, $0) } }
    let kept = Self.codebook.codes.flatMap { code in
      let places = Self.places(of: code)
      return settleOverlap(found.filter { places.contains($0.0) }, rules: codebook.rules).kept
    }
    let texts = kept.map { match in
      let quotation = interview.transcript.transcript.text[match.match.span]
      return "\(quotation): \(match.match.attributes["stance"] ?? "")"
    }
    #expect(texts.joined(separator: "; ") == expected)
  }

  private static func places(of code: Code) -> Range<Int> {
    var start = 0
    for other in codebook.codes {
      if other.id == code.id { break }
      start += other.rules.count
    }
    return start..<start + code.rules.count
  }
}
