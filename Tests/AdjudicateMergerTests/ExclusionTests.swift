import LeitmotifModel
import LeitmotifTesting
import Testing

/// Codes that exclude each other.
struct ExclusionTests {
  @Test func `two codes of a transcript-wide choice wait for a reviewer`() throws {
    let told = try Adjudication(
      codings: [
        coding("it helps", "outlook.bright", by: "rules"),
        coding("mistakes all the time", "outlook.dark", by: "rules"),
        coding("bill is high", "cost", by: "rules"),
      ]
    ).told()
    #expect(
      told == [
        "cost «bill is high» [rules] single of rules",
        "? outlook.bright «it helps» exclusive 1",
        "? outlook.dark «mistakes all the time» exclusive 1",
      ])
  }

  @Test func `one code twice is no conflict`() throws {
    let told = try Adjudication(
      codings: [
        coding("it helps", "outlook.bright", by: "rules"),
        coding("makes mistakes", "outlook.bright", by: "rules"),
      ]
    ).told()
    #expect(told.count == 2 && !told.contains { $0.hasPrefix("?") })
  }

  @Test func `a choice by segment conflicts in one sentence only`() throws {
    let told = try Adjudication(
      codings: [
        coding("I would never", "mood.angry", by: "rules"),
        coding("bill is high", "mood.calm", by: "rules"),
        coding("it helps", "mood.calm", by: "rules"),
      ]
    ).told()
    #expect(
      told == [
        "mood.calm «it helps» [rules] single of rules",
        "? mood.angry «I would never» exclusive 1",
        "? mood.calm «bill is high» exclusive 1",
      ])
  }

  @Test func `what a reviewer decided stands, and the other waits`() throws {
    let told = try Adjudication(
      codings: [
        coding("it helps", "outlook.bright", by: "rules"),
        coding("mistakes all the time", "outlook.dark", by: "rules"),
      ],
      decisionLines: [line("accept", "mistakes all the time", "outlook.dark")]
    ).told()
    #expect(
      told == [
        "outlook.dark «mistakes all the time» [rules] decision decisions:1 of rules",
        "? outlook.bright «it helps» exclusive 1",
      ])
  }

  @Test func `all that was proposed at the place waits, as a decision on it is about all`() throws {
    let codings = [
      coding("it helps", "outlook.bright", by: "rules"),
      coding("I would never", "outlook.dark", by: "rules"),
      coding("trust it alone", "outlook.dark", by: "rules"),
    ]
    #expect(
      try Adjudication(codings: codings).told() == [
        "? outlook.dark «I would never trust it alone» exclusive 2",
        "? outlook.bright «it helps» exclusive 1",
      ])
  }

  @Test func `what a decision made is settled where the decision is`() throws {
    var study = Adjudication(
      codings: [
        coding("bill is high", "cost", by: "rules"),
        coding("mistakes all the time", "outlook.dark", by: "rules"),
      ],
      decisionLines: [
        line(
          "modify", "bill is high", "cost", more: #","to":{"code":"outlook.bright"}"#),
        line("accept", "mistakes all the time", "outlook.dark"),
      ])
    #expect(
      try study.told() == [
        "? cost «bill is high» exclusive decisions:1 1",
        "? outlook.dark «mistakes all the time» exclusive decisions:2 1",
      ])
    study.decisionLines.append(line("reject", "bill is high", "cost"))
    #expect(
      try study.told() == [
        "outlook.dark «mistakes all the time» [rules] decision decisions:2 of rules"
      ])
  }
}
