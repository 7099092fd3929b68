import AdjudicateMerger
import LeitmotifModel
import LeitmotifPlugin
import LeitmotifTesting
import Testing

/// Whose word a policy takes.
struct PolicyTests {
  private let reliability = "limitation.reliability"

  @Test func `takes every match where only classifiers looked`() throws {
    let told = try Adjudication(
      codings: [
        coding("makes mistakes", reliability, by: "keywords"),
        coding("never trust it", reliability, by: "rules"),
        coding("trust it alone", reliability, by: "keywords"),
      ]
    ).told()
    #expect(
      told == [
        "limitation.reliability «makes mistakes» [keywords] single of keywords",
        "limitation.reliability «never trust it» [rules] single of rules",
        "limitation.reliability «trust it alone» [keywords] single of keywords",
      ])
  }

  @Test func `takes what people and classifiers mark in one sentence as the person marked it`()
    throws
  {
    let told = try Adjudication(
      codings: [
        coding("never trust it", reliability, by: "rules", ["improves": "no"]),
        coding("I would never trust it alone", reliability, by: "ada", ["improves": "no"]),
      ], people: ["ada"]
    ).told()
    #expect(
      told == [
        "limitation.reliability «I would never trust it alone» improves=no [ada] unanimous of ada+rules"
      ])
  }

  @Test func `queues what one who finished the transcript did not code`() throws {
    let told = try Adjudication(
      codings: [
        coding("makes mistakes", reliability, by: "keywords"),
        coding("makes mistakes", reliability, by: "ada"),
      ], people: ["ada", "ben"]
    ).told()
    #expect(told == ["? limitation.reliability «makes mistakes» disagreement 2"])
  }

  @Test func `gives no vote to someone who did not do the transcript`() throws {
    let told = try Adjudication(
      codings: [
        coding("makes mistakes", reliability, by: "keywords"),
        coding("makes mistakes", reliability, by: "ada"),
      ], people: ["ada"], absent: ["ben"]
    ).told()
    #expect(
      told == [
        "limitation.reliability «makes mistakes» [ada] unanimous of ada+keywords"
      ])
  }

  @Test(arguments: [
    ("{when: unanimous, of: people}", "? limitation.reliability «makes mistakes» disagreement 1"),
    (
      "{when: majority, of: people, atLeast: 1}",
      "? limitation.reliability «makes mistakes» disagreement 1"
    ),
    ("{when: only, of: [ben]}", "limitation.reliability «makes mistakes» [ben] single of ben"),
    (
      "{when: priority, of: [ben, ada]}",
      "limitation.reliability «makes mistakes» [ben] priority of ben"
    ),
    (
      "{when: priority, of: [ada, ben]}", "? limitation.reliability «makes mistakes» disagreement 1"
    ),
  ])
  func `gives a vote where they coded to those who did not finish`(
    line: String, told: String
  ) throws {
    let adjudication = Adjudication(
      settings: "policy: [\(line)]",
      codings: [coding("makes mistakes", reliability, by: "ben")], people: ["ada"], absent: ["ben"])
    #expect(try adjudication.told() == [told])
  }

  @Test func `gives classifiers no vote on a code without rules`() throws {
    let told = try Adjudication(
      codings: [coding("bill is high", "cost", by: "ada")], people: ["ada"]
    ).told()
    #expect(told == ["cost «bill is high» [ada] single of ada"])
  }

  @Test(arguments: [
    ("{when: unanimous, of: people}", "final"),
    ("{when: unanimous, of: all}", "queued"),
    ("{when: unanimous, of: people, atLeast: 3}", "queued"),
    ("{when: majority, of: people, atLeast: 2}", "final"),
    ("{when: majority, of: people, atLeast: 3}", "queued"),
    ("{when: majority}", "final"),
    ("{when: majority, of: [ada, cyd]}", "final"),
    ("{when: priority, of: [cyd, ada]}", "final"),
    ("{when: priority, of: [machine, ada]}", "queued"),
    ("{when: priority, of: [ben, machine]}", "final"),
    ("{when: only, of: people}", "final"),
    ("{when: only, of: machine}", "queued"),
    ("{when: only, of: [ada, ben]}", "final"),
    ("{when: only, of: ada}", "queued"),
    ("{when: unanimous, of: people, codes: \"limitation.*\"}", "final"),
    ("{when: unanimous, of: people, codes: \"outlook.*\"}", "queued"),
    ("{when: unanimous, of: people, queue: true}", "queued"),
    ("{when: otherwise, queue: true}", "queued"),
  ])
  func `applies a line when it holds`(line: String, outcome: String) throws {
    // Ada and Ben agree; no classifier marks the place; Cyd has not read this interview.
    let merged = try Adjudication(
      settings: "policy: [\(line)]",
      codings: [
        coding("makes mistakes", reliability, by: "ada"),
        coding("makes mistakes", reliability, by: "ben"),
      ], people: ["ada", "ben"], absent: ["cyd"]
    ).merged()
    #expect((merged.finals.isEmpty ? "queued" : "final") == outcome)
    #expect(merged.finals.count + merged.queue.count == 1)
  }

  @Test func `uses the first line that applies`() throws {
    let told = try Adjudication(
      settings: """
        policy:
          - {when: majority, of: people, atLeast: 2}
          - {when: only, of: machine, codes: ["limitation.*"]}
          - {when: otherwise, queue: true}
        """,
      codings: [
        coding("makes mistakes", reliability, by: "keywords"),
        coding("never trust it", reliability, by: "ada"),
        coding("never trust it", reliability, by: "ben"),
        coding("bill is high", "cost", by: "keywords"),
      ], people: ["ada", "ben"]
    ).told()
    #expect(
      told == [
        "limitation.reliability «makes mistakes» [keywords] single of keywords",
        "limitation.reliability «never trust it» [final] majority of ada+ben",
        "? cost «bill is high» disagreement 1",
      ])
  }

  @Test func `warns of a coder whom nobody knows`() throws {
    let context = StageContext()
    let adjudication = Adjudication(
      settings: "policy: [{when: priority, of: [adda, rules]}]", people: ["ada"])
    _ = try adjudication.merger().origins(
      of: Unopposed(voices: [], coders: adjudication.coders, classifiers: []), in: context)
    #expect(
      context.diagnostics.map(\.description) == [
        """
        warning: the policy of 'merge: adjudicate' names 'adda', who codes nothing [unknown-coder]
        help: did you mean 'ada'?
        """
      ])
  }

  @Test(arguments: [
    ("price", "it is 'cost' now, by a step under 'migrations' of the codebook"),
    ("price.*", "it is 'cost.*' now, by a step under 'migrations' of the codebook"),
    (
      "faults",
      "it was split into limitation.reliability, limitation.novelty: name what is meant"
    ),
    ("weather", "it was retired by a step of the codebook: take it out here"),
    ("limitation.novelti", "did you mean 'limitation.novelty'?"),
  ])
  func `a code that is gone is followed to what it is now`(name: String, help: String) throws {
    let error = try #require(throws: Diagnostics.self) {
      try Adjudication(settings: "policy: [{when: unanimous, codes: [\(name)]}]").merged()
    }
    #expect(error.all.map(\.help) == [help])
  }

  @Test func `refuses a policy that says nothing`() {
    #expect(throws: Diagnostics.self) {
      try Adjudication(settings: "policy: [{when: priority}]").merged()
    }
    #expect(throws: Diagnostics.self) {
      try Adjudication(settings: "policy: [{when: majority, atLeast: 0}]").merged()
    }
    #expect(throws: Diagnostics.self) {
      try Adjudication(settings: "policy: [{when: unanimous, codes: [limitation.novelti]}]")
        .merged()
    }
    #expect(throws: Diagnostics.self) {
      try Adjudication(settings: "policy: [{when: otherwise}, {when: majority}]").merged()
    }
  }
}
