import AdjudicateMerger
import LeitmotifModel
import LeitmotifTesting
import Testing

/// What is one place, and what its span becomes.
struct PlaceRuleTests {
  private let reliability = "limitation.reliability"

  private func told(
    _ settings: String, _ marks: [(coder: String, words: String)]
  ) throws
    -> [String]
  {
    try Adjudication(
      settings: settings,
      codings: marks.map { coding($0.words, reliability, by: $0.coder) },
      people: Array(Set(marks.map(\.coder)))
    ).told()
  }

  @Test(arguments: [("0", 1), ("0.3", 1), ("0.5", 2), ("1", 2)])
  func `makes one place of spans that share enough`(share: String, places: Int) throws {
    // "never trust it" are 14 of the 27 bytes of "I would never trust it alone", plus blanks.
    let told = try told(
      "match: overlap\nshare: \(share)\npolicy: [{when: majority, of: people}]",
      [("ada", "never trust it alone"), ("ben", "trust it")])
    #expect(told.count == places)
  }

  @Test func `joins two places that a third shares enough with`() throws {
    let settings =
      "match: overlap\nshare: 0.4\npolicy: [{when: unanimous, of: people}]\nspan: union"
    let apart = [("ada", "I would never trust"), ("ben", "trust it alone")]
    #expect(try told(settings, apart).count == 2)
    #expect(
      try told(settings, apart + [("cyd", "would never trust it alone")]) == [
        "limitation.reliability «I would never trust it alone» [final] unanimous of ada+ben+cyd"
      ])
  }

  @Test(arguments: [
    ("intersection", "trust"), ("union", "I would never trust it alone"),
    ("majority", "never trust it"),
  ])
  func `makes one span of several people's`(rule: String, words: String) throws {
    #expect(
      try told(
        "policy: [{when: unanimous, of: people}]\nspan: \(rule)",
        [
          ("ada", "I would never trust"), ("ben", "never trust it"),
          ("cyd", "trust it alone"),
        ]) == [
          "limitation.reliability «\(words)» [final] unanimous of ada+ben+cyd"
        ])
  }

  @Test func `takes everything where nothing is common to all`() throws {
    for rule in ["intersection", "majority"] {
      #expect(
        try told(
          "policy: [{when: unanimous, of: people}]\nspan: \(rule)",
          [("ada", "I would never"), ("ben", "trust it alone")]) == [
            "limitation.reliability «I would never trust it alone» [final] unanimous of ada+ben"
          ])
    }
  }

  @Test(arguments: [
    "share: 0.5", "match: overlap\nshare: 1.5", "match: overlap\nshare: -1",
  ])
  func `refuses a share that means nothing`(settings: String) {
    #expect(throws: Diagnostics.self) { try Adjudication(settings: settings).merged() }
  }

  @Test func `of two places that overlap each is settled by the decision on it`() throws {
    let told = try Adjudication(
      settings: "match: overlap\nshare: 0.8",
      codings: [
        coding("never trust it alone", reliability, by: "ada"),
        coding("trust it", reliability, by: "ben"),
      ], people: ["ada", "ben"],
      decisionLines: [
        line("accept", "never trust it alone", reliability),
        line("accept", "trust it", reliability),
      ]
    ).told()
    #expect(
      told == [
        "limitation.reliability «never trust it alone» [ada] decision decisions:1 of ada",
        "limitation.reliability «trust it» [ben] decision decisions:2 of ben",
      ])
  }
}
