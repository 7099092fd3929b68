import AdjudicateMerger
import LeitmotifModel
import LeitmotifPlugin
import LeitmotifTesting
import Testing

/// Votes that count as much as their coders are reliable, and votes of those alone who said something.
struct WeightedVoteTests {
  private let reliability = "limitation.reliability"

  /// Prior odds 1/4; a yes of Ada's is worth 0.9/0.1 = 9, a no of Ben's 0.4/0.6 = 2/3.
  private let table = """
    coder,code,sensitivity,specificity,prevalence
    ada,*,0.9,0.9,0.2
    ben,*,0.6,0.6,0.2
    machine,limitation.reliability,0.8,0.9,0.2
    """

  private func told(
    probability: Double, code: String = "limitation.reliability", by coders: [String],
    people: [String]
  ) throws -> [String] {
    var adjudication = Adjudication(
      settings: """
        policy: [{when: weighted, probability: \(probability)}]
        reliability: reliability.csv
        """,
      codings: coders.map { coding("makes mistakes", code, by: $0) }, people: people)
    adjudication.files["reliability.csv"] = table
    return try adjudication.told()
  }

  @Test func `takes a code that the votes make probable enough`() throws {
    // 1/4 × 9 × 2/3 × (0.2/0.9) = 1/3: Ben and the classifiers say no. That is a probability of 1/4.
    for (probability, isFinal) in [(0.24, true), (0.26, false)] {
      let told = try told(probability: probability, by: ["ada"], people: ["ada", "ben"])
      #expect(told.count == 1)
      #expect(told[0].hasPrefix("?") != isFinal)
    }
    // 1/4 × 9 × 8 = 18: a probability of 18/19.
    for (probability, isFinal) in [(0.947, true), (0.948, false)] {
      let told = try told(probability: probability, by: ["ada", "rules"], people: ["ada"])
      #expect(told[0].hasPrefix("?") != isFinal)
    }
  }

  @Test func `counts nobody whom the table does not know`() throws {
    let told = try told(probability: 0.01, code: "cost", by: ["cyd"], people: ["cyd"])
    #expect(told == ["? cost «makes mistakes» disagreement 1"])
  }

  @Test func `needs a table with shares between 0 and 1`() throws {
    #expect(throws: Diagnostics.self) {
      try Adjudication(settings: "policy: [{when: weighted}]").merged()
    }
    var adjudication = Adjudication(settings: "reliability: reliability.csv")
    adjudication.files["reliability.csv"] = """
      coder,code,sensitivity,specificity,prevalence
      ada,*,1,0.9,0.2
      ben,limitation.novelti,0.5,much,0.2
      """
    let told = diagnostics(of: { try adjudication.merged() })
    #expect(
      told == [
        "reliability.csv:2:7: error: a share lies between 0 and 1, and is neither of them [not-a-share]",
        "reliability.csv:3:28: error: a share lies between 0 and 1, and is neither of them [not-a-share]",
        "reliability.csv:3:5: error: the codebook has no code 'limitation.novelti' [unknown-code]",
      ])
  }

  @Test func `does not count the silent when agreement may be incomplete`() throws {
    func told(_ codings: [Coding]) throws -> [String] {
      try Adjudication(
        settings: "policy: [{when: incomplete, of: people, atLeast: 2}]", codings: codings,
        people: ["ada", "ben", "cyd"]
      ).told()
    }
    let agreed = [
      coding("makes mistakes", reliability, by: "ada"),
      coding("makes mistakes", reliability, by: "ben"),
    ]
    let alone = try told(agreed)
    #expect(alone == ["limitation.reliability «makes mistakes» [final] majority of ada+ben"])
    let other = coding("mistakes", "limitation.novelty", by: "cyd")
    let contested = try told(agreed + [other])
    #expect(
      contested == [
        "? limitation.reliability «makes mistakes» disagreement 2",
        "? limitation.novelty «mistakes» disagreement 1",
      ])
  }

  @Test func `looks at each place by itself, though the same people propose something there`()
    throws
  {
    func told(_ policy: String) throws -> [String] {
      try Adjudication(
        settings: "policy: [\(policy)]",
        codings: [
          coding("makes mistakes", reliability, by: "ada"),
          coding("makes mistakes", reliability, by: "ben"),
          coding("mistakes", "limitation.novelty", by: "cyd"),
          coding("what my dean sees", reliability, by: "ada"),
          coding("what my dean sees", reliability, by: "ben"),
        ], people: ["ada", "ben", "cyd"]
      ).told()
    }
    #expect(
      try told("{when: incomplete, of: people, atLeast: 2}") == [
        "limitation.reliability «what my dean sees» [final] majority of ada+ben",
        "? limitation.reliability «makes mistakes» disagreement 2",
        "? limitation.novelty «mistakes» disagreement 1",
      ])
    #expect(
      try told("{when: unanimous, of: people}") == [
        "? limitation.reliability «makes mistakes» disagreement 2",
        "? limitation.novelty «mistakes» disagreement 1",
        "? limitation.reliability «what my dean sees» disagreement 2",
      ])
  }

  private func diagnostics(of work: () throws -> Merged) -> [String] {
    do {
      _ = try work()
      return []
    } catch let problems as Diagnostics {
      return problems.all.map { $0.description.split(separator: "\n")[0].description }
    } catch {
      return ["\(error)"]
    }
  }
}
