import LeitmotifModel
import LeitmotifPlugin
import LeitmotifTesting
import Testing

/// What a final coding takes from the proposals behind it.
struct FinalFormTests {
  private let reliability = "limitation.reliability"
  private let people = "policy: [{when: majority, of: people}, {when: only, of: machine}]"

  @Test func `several people become what all of them marked`() throws {
    let told = try Adjudication(
      settings: people,
      codings: [
        coding("I would never trust it", reliability, by: "ada"),
        coding("never trust it alone", reliability, by: "ben"),
        coding("alone", reliability, by: "keywords"),
      ], people: ["ada", "ben"]
    ).told()
    #expect(
      told == [
        "limitation.reliability «never trust it» [final] majority of ada+ben+keywords"
      ])
  }

  @Test func `people who mark different words of a sentence become both with what is between`()
    throws
  {
    let told = try Adjudication(
      settings: people,
      codings: [
        coding("never trust", reliability, by: "ada"),
        coding("alone", reliability, by: "ben"),
      ], people: ["ada", "ben"]
    ).told()
    #expect(
      told == ["limitation.reliability «never trust it alone» [final] majority of ada+ben"])
  }

  @Test func `two codings of one person in a sentence stay two`() throws {
    let told = try Adjudication(
      settings: people,
      codings: [
        coding("never trust", reliability, by: "ada"),
        coding("alone", reliability, by: "ada"),
      ], people: ["ada"]
    ).told()
    #expect(
      told == [
        "limitation.reliability «never trust» [ada] single of ada",
        "limitation.reliability «alone» [ada] single of ada",
      ])
  }

  @Test func `an attribute on which people differ is open`() throws {
    let told = try Adjudication(
      settings: people,
      codings: [
        coding("makes mistakes", reliability, by: "ben", ["improves": "no"]),
        coding("makes mistakes", reliability, by: "ada", ["improves": "yes"]),
        coding("mistakes", reliability, by: "rules", ["improves": "no"]),
      ], people: ["ada", "ben"]
    ).told()
    #expect(
      told == [
        "limitation.reliability «makes mistakes» [final] majority of ada+ben+rules",
        "? limitation.reliability «makes mistakes» disagreement 3",
      ])
  }

  @Test func `an attribute that the person left open is the classifier's`() throws {
    let told = try Adjudication(
      settings: people,
      codings: [
        coding("makes mistakes", reliability, by: "ada"),
        coding("mistakes", reliability, by: "rules", ["improves": "yes"]),
      ], people: ["ada"]
    ).told()
    #expect(
      told == ["limitation.reliability «makes mistakes» improves=yes [final] single of ada+rules"])
  }

  @Test func `two rules that mark the same words are one coding`() throws {
    var second = coding("makes mistakes", reliability, by: "rules")
    second.rule = "limitation.reliability/query"
    let told = try Adjudication(
      codings: [coding("makes mistakes", reliability, by: "keywords"), second]
    ).told()
    #expect(
      told == ["limitation.reliability «makes mistakes» [keywords] single of keywords+rules"])
  }

  @Test(arguments: [
    ("sentence", 1), ("turn", 1), ("overlap", 2), ("exact", 2),
  ])
  func `the setting says what one place is`(match: String, places: Int) throws {
    let merged = try Adjudication(
      settings: "match: \(match)\n" + people,
      codings: [
        coding("never trust", reliability, by: "ada"),
        coding("alone", reliability, by: "ben"),
      ], people: ["ada", "ben"]
    ).merged()
    #expect(merged.finals.count + merged.queue.count == places)
  }

  @Test func `a turn is one place across its sentences`() throws {
    let told = try Adjudication(
      settings: "match: turn\n" + people,
      codings: [
        coding("makes mistakes", reliability, by: "ada"),
        coding("never trust it", reliability, by: "ben"),
      ], people: ["ada", "ben"]
    ).told()
    #expect(
      told == [
        "limitation.reliability «makes mistakes. I would never trust it» [final] majority of ada+ben"
      ])
  }
}
