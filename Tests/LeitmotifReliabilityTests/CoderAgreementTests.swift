import LeitmotifAgreement
import LeitmotifModel
import LeitmotifReliability
import LeitmotifTesting
import Testing

/// How ratings are made of a study's codings and coverage.
struct CoderAgreementTests {
  private func agreement(
    of study: MemoryStudy = SmallStudy.study, _ names: [String], unit: AgreementUnit = .sentence,
    codes: [Identifier<Code>]? = nil
  ) throws -> CoderAgreement {
    try CoderAgreement(
      of: study,
      AgreementQuestion(
        Voice.named(names, among: study.coders), unit: unit, codes: codes))
  }

  /// How many units the first and the second voice rated in each way: `11` both coded, `1-` only the first rated.
  private func ways(
    _ agreement: CoderAgreement, _ subject: CoderAgreement.Subject
  ) throws -> [String: Int] {
    let comparison = try #require(agreement.comparisons.first)
    let ratings = agreement.ratings(of: subject, in: comparison)
    var result: [String: Int] = [:]
    for way in 0..<ratings.ways.unitCount {
      let name = comparison.voices.indices.map { coder in
        ratings.ways[unit: way, coder: coder].map(String.init) ?? "-"
      }
      result[name.joined(), default: 0] += ratings.counts[way]
    }
    return result
  }

  // P1 says six sentences, P2 three. Ben did not finish p2.
  @Test
  func `a sentence is coded by whoever coded a word of it, and blank where work is not finished`()
    throws
  {
    let agreement = try agreement(["ada", "ben"])
    #expect(
      try ways(agreement, .code("mood.lonely")) == [
        "11": 1, "10": 1, "01": 1, "00": 3, "1-": 1, "0-": 2,
      ])
    #expect(try ways(agreement, .code("joy")) == ["01": 1, "00": 5, "0-": 3])
  }

  @Test(arguments: [
    (AgreementUnit.turn, ["11": 1, "00": 1, "1-": 1]),
    (.transcript, ["11": 1, "1-": 1]),
    (.participant, ["11": 1, "1-": 1]),
    // P1's turns have 50 and 31 characters, P2's has 55; Ada's and Ben's words share "alone".
    (.codePoint, ["11": 5, "10": 17, "01": 7, "00": 52, "1-": 5, "0-": 50]),
  ])
  func `units are as large as one asks`(unit: AgreementUnit, expected: [String: Int]) throws {
    #expect(try ways(agreement(["ada", "ben"], unit: unit), .code("mood.lonely")) == expected)
  }

  @Test func `a code at the top is given where one below it is`() throws {
    let agreement = try agreement(["ada", "ben"])
    #expect(agreement.topLevel == ["mood"])
    #expect(
      try ways(agreement, .topLevel("mood")) == ["11": 2, "10": 1, "00": 3, "1-": 1, "0-": 2])
  }

  @Test func `all codes that somebody gave are pooled, each unit once for each`() throws {
    let agreement = try agreement(["ada", "ben"])
    #expect(agreement.codesGiven == ["mood.lonely", "mood.fear", "loss", "joy"])
    #expect(
      try ways(agreement, .pooled)
        == ["11": 1, "10": 2, "01": 2, "00": 19, "1-": 2, "0-": 10])
  }

  @Test func `classifiers have no ratings of codes without rules`() throws {
    let agreement = try agreement(["ada", "machine"])
    #expect(try ways(agreement, .code("mood.lonely")) == ["11": 2, "10": 1, "00": 6])
    #expect(try ways(agreement, .code("loss")) == ["1-": 1, "0-": 8])
    #expect(agreement.basis.map(\.transcripts) == [2, 2])
    #expect(agreement.basis.map(\.codings) == [5, 4])
    #expect(agreement.basis[1].codesWithoutRules == ["mood", "loss", "joy"])
    #expect(agreement.leftOut.codingsElsewhere == 1)
  }

  @Test func `the merged result is compared with everybody and counted with nobody`() throws {
    var study = SmallStudy.study
    study.finals = [study.codings[0], study.codings[6]].map {
      FinalCoding(coding: $0, origin: .single, sources: [CodingID($0)])
    }
    study.queue = [
      QueueItem(
        transcript: "p1", code: "mood.lonely", span: SmallStudy.first.span(of: "Nobody came"),
        reason: .disagreement, proposals: [])
    ]
    let agreement = try CoderAgreement(
      of: study, AgreementQuestion(Voice.usual(of: study.coders)))
    #expect(
      agreement.comparisons.map(\.name) == [
        "people and machine", "ada – ben", "ada – machine", "ada – final", "ben – machine",
        "ben – final", "machine – final",
      ])
    #expect(agreement.leading?.name == "ada – ben")
    #expect(agreement.leftOut.openPlaces == 1)
    // One sentence waits for a reviewer: final says nothing of it.
    #expect(
      try ways(self.agreement(of: study, ["ada", "final"]), .code("mood.lonely"))
        == ["11": 1, "10": 1, "1-": 1, "00": 6])
  }

  @Test func `a person's second time is compared with the first time alone`() throws {
    var study = SmallStudy.study
    study.codings.append(SmallStudy.first.coding("I was alone", "mood.lonely", by: "ada@may"))
    study.coders.append(Coder(id: "ada@may", kind: .person))
    study.coverage.append(Coverage(coder: "ada@may", transcript: "p1"))
    let agreement = try agreement(of: study, ["ada", "ada@may", "ben"])
    #expect(agreement.comparisons.map(\.name) == ["ada – ben", "ada – ada@may"])
    #expect(agreement.comparisons.map(\.kind) == [.pair, .sameCoder])
    #expect(
      try ways(self.agreement(of: study, ["ada", "ada@may"]), .code("mood.lonely"))
        == ["11": 1, "10": 1, "00": 4, "1-": 1, "0-": 2])
  }

  @Test(arguments: [
    (["ada@uni.edu", "ada@work.org"], Comparison.Kind.pair),
    (["ada@uni.edu", "ada@uni.edu@second"], .sameCoder), (["ada@2026.05", "ada"], .sameCoder),
  ])
  func `addresses of mail are different people's`(
    names: [String], kind: Comparison.Kind
  ) throws {
    var study = SmallStudy.study
    for name in names where name != "ada" {
      study.coders.append(Coder(id: Identifier(name), kind: .person))
      study.coverage.append(Coverage(coder: Identifier(name), transcript: "p1"))
    }
    #expect(try agreement(of: study, names).comparisons.map(\.kind) == [kind])
  }

  @Test func `each rule is compared with everybody who finished`() throws {
    let rules = try agreement(["ada", "ben", "machine"]).rules
    #expect(rules.map(\.rule) == ["mood.lonely/words", "mood.fear/query"])
    #expect(rules[0].counts == RetrievalCounts(both: 2, missed: 2, added: 0))
    #expect(rules[1].counts == RetrievalCounts(both: 1, missed: 0, added: 1))
    // Wilson (1927) for 2 of 4.
    let recall = try #require(rules[0].counts.recall.interval())
    #expect(abs(recall.lower - 0.150) < 0.001)
    #expect(abs(recall.upper - 0.850) < 0.001)
  }

  @Test func `coefficients over coded units leave out what nobody coded`() throws {
    let agreement = try agreement(["ada", "ben"])
    let comparison = try #require(agreement.leading)
    let ratings = agreement.ratings(of: .code("mood.lonely"), in: comparison)
    let all = try #require(CodedCoefficient("percent_agreement")).value(of: ratings)
    let coded = try #require(CodedCoefficient("percent-agreement-coded-only")).value(of: ratings)
    #expect(all.value == 4.0 / 6)
    #expect(coded.value == 1.0 / 3)
    #expect(CodedCoefficient("gamma") == nil)
  }

  @Test func `a bootstrap over transcripts needs two of them`() throws {
    let request = IntervalRequest(.percentileOverClusters, replicates: 100)
    let one = try agreement(["ada", "ben"])
    let two = try agreement(["ada", "machine"])
    func interval(_ agreement: CoderAgreement) -> ConfidenceInterval? {
      AgreementFigures(
        agreement, of: .pooled, in: agreement.comparisons[0], coefficients: [.usual],
        interval: request
      ).results[0].result.interval
    }
    #expect(interval(one) == nil)
    #expect(interval(two) != nil)
  }

  @Test func `names that nobody has are all said`() throws {
    let problems = #expect(throws: Diagnostics.self) { try agreement(["ada", "bne", "kewords"]) }
    #expect(
      problems?.description == """
        error: the study has no coder 'bne' [unknown-coder]
        help: did you mean 'ben'?
        error: the study has no coder 'kewords' [unknown-coder]
        help: did you mean 'keywords'?
        """)
  }

  @Test func `nobody to compare, nothing coded and nothing finished are no errors`() throws {
    var study = SmallStudy.study
    study.coverage = []
    let agreement = try agreement(of: study, ["ada", "ben"])
    #expect(agreement.codesGiven == [])
    #expect(agreement.leftOut.codingsNotCovered == 7)
    let figures = AgreementFigures(
      agreement, of: .pooled, in: agreement.comparisons[0], coefficients: [.usual])
    #expect(figures.results[0].result.reason == .noRatings)
  }
}
