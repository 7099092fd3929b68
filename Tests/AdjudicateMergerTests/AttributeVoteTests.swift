import AdjudicateMerger
import LeitmotifModel
import LeitmotifTesting
import Testing

/// Attributes are settled apart from codes.
struct AttributeVoteTests {
  private let reliability = "limitation.reliability"

  private func told(
    _ settings: String = "", _ values: [(coder: String, value: String)],
    decisions: [String] = []
  ) throws -> [String] {
    let people = values.map(\.coder).filter { $0 != "rules" }
    return try Adjudication(
      settings: settings,
      codings: values.map {
        coding("makes mistakes", reliability, by: $0.coder, ["improves": $0.value])
      }, people: people, decisionLines: decisions
    ).told()
  }

  @Test func `keeps a code that people agree on and asks for the value that they do not`() throws {
    #expect(
      try told("policy: [{when: majority, of: people}]", [("ada", "yes"), ("ben", "no")]) == [
        "limitation.reliability «makes mistakes» [final] majority of ada+ben",
        "? limitation.reliability «makes mistakes» disagreement 2",
      ])
  }

  @Test(arguments: [
    ("{when: majority}", "yes"),
    ("{when: majority, of: people}", nil),
    ("{when: unanimous}", nil),
    ("{when: unanimous, of: [ada, rules]}", "yes"),
    ("{when: priority, of: [cyd, ben]}", "no"),
    ("{when: only, of: people}", nil),
    ("{when: majority, atLeast: 3}", nil),
    ("{when: majority, queue: true}", nil),
    ("{when: otherwise, queue: true}", nil),
    ("{when: priority, of: ben, transcripts: \"p2*\"}", nil),
    ("{when: priority, of: ben, codes: cost}", nil),
  ])
  func `settles a value by the line that applies`(line: String, value: String?) throws {
    let line = line.dropLast() + ", attributes: improves}"
    let told = try told(
      "policy: [{when: majority, of: people}, \(line)]",
      [("ada", "yes"), ("ben", "no"), ("rules", "yes")])
    let final = value.map { " improves=\($0)" } ?? ""
    #expect(
      told == [
        "limitation.reliability «makes mistakes»\(final) [final] majority of ada+ben+rules"
      ] + (value == nil ? ["? limitation.reliability «makes mistakes» disagreement 3"] : []))
  }

  @Test func `takes the value that a reviewer gave`() throws {
    let decision = """
      {"decision":"modify","transcript":"p1","code":"limitation.reliability","start":34,"end":48,\
      "text":"makes mistakes","reviewer":"eva","to":{"attributes":{"improves":"yes"}}}
      """
    #expect(
      try told("", [("ada", "yes"), ("ben", "no")], decisions: [decision]) == [
        "limitation.reliability «makes mistakes» improves=yes [final] decision decisions:1 of ada+ben"
      ])
  }

  @Test func `refuses to weigh values`() {
    #expect(throws: Diagnostics.self) {
      try told("policy: [{when: incomplete, attributes: improves}]", [("ada", "yes")])
    }
  }

  @Test(arguments: [
    (#""start":31,"end":48"#, "limitation.reliability", "It makes mistakes", true),
    (#""code":"limitation.novelty""#, "limitation.novelty", "makes mistakes", true),
    (#""code":"cost""#, "cost", "makes mistakes", false),
  ])
  func `a change of the words or the code leaves an open value open`(
    to: String, code: String, words: String, isOpen: Bool
  ) throws {
    let decision = line(
      "modify", "makes mistakes", reliability, more: #","to":{\#(to)}"#)
    let told = try told("", [("ada", "yes"), ("ben", "no")], decisions: [decision])
    #expect(told.first?.hasPrefix("\(code) «\(words)»") == true)
    #expect(
      told.dropFirst()
        == (isOpen
          ? ["? limitation.reliability «makes mistakes» disagreement decisions:1 2"] : []))
  }
}
