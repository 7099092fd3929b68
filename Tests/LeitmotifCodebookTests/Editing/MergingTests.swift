import LeitmotifModel
import Testing

@testable import LeitmotifCodebook

/// What has to fit before a code goes into another one, is taken apart, or goes out of use.
struct MergingTests {
  private static let oneCode = """
    leitmotif: codebook/1
    codebook: t
    codes:
      - code: a
        uid: x1

    """

  @Test func `a rule that goes into another code gets a name of its own there`() throws {
    let text = """
      leitmotif: codebook/1
      codebook: t
      codes:
        - code: a
          uid: x1
          rules:
            - {id: words, any: [apple]}
            - {id: words-2, any: [ape]}
        - code: b
          uid: x2
          rules:
            - {id: words, any: [bee]}
            - {id: others, any: [bear]}
          examples:
            - {text: "a bee", expect: {}, rule: words}

      """
    let result = try edited(text) { edit, _ in try edit.merge("b", into: "a") }
    #expect(
      result == """
        leitmotif: codebook/1
        codebook: t
        codes:
          - code: a
            uid: x1
            rules:
              - {id: words, any: [apple]}
              - {id: words-2, any: [ape]}
              - {id: words-3, any: [bee]}
              - {id: others, any: [bear]}
            examples:
              - {text: "a bee", expect: {}, rule: words-3}

        migrations:
          - {merge: b, to: a, uid: x1}

        """)
  }

  @Test func `a code goes into no other one that lacks its attributes`() {
    let text = """
      leitmotif: codebook/1
      codebook: t
      codes:
        - {code: a, uid: x1, attributes: {v: {values: [x]}}}
        - {code: b, uid: x2, attributes: {v: {values: [x, y]}}}
        - {code: c, uid: x3, attributes: {w: {values: [x]}}}
        - {code: d, uid: x4, attributes: {v: {values: [x, y, z]}}}

      """
    func merge(_ code: Identifier<Code>, _ other: Identifier<Code>) -> [String] {
      problems(ofEditing: text) { edit, _ in try edit.merge(code, into: other) }
    }
    #expect(
      merge("b", "a") == [
        "the attribute 'v' of 'a' has not all values that it has here [attributes-differ]"
      ])
    #expect(merge("c", "a") == ["'a' has no attribute 'w', as 'c' has [attributes-differ]"])
    #expect(merge("b", "d") == [])
  }

  @Test func `a code goes not into itself, and gets no key that it has`() {
    #expect(
      problems(ofEditing: Self.oneCode) { edit, _ in try edit.merge("a", into: "a") } == [
        "'a' cannot go into itself [invalid-target]"
      ])
    #expect(
      problems(ofEditing: Self.oneCode) { edit, _ in try edit.rename("a", to: "a") } == [
        "'a' has the key 'a' already [invalid-target]"
      ])
  }

  @Test func `no part of a code that is split has the code's key, or one that it had`() {
    #expect(
      problems(ofEditing: Self.oneCode) { edit, makeUID in
        try edit.split("a", into: ["a", "b"], makeUID: makeUID)
      } == ["'a' cannot be one of its own parts [invalid-target]"])
    #expect(
      problems(ofEditing: Self.oneCode) { edit, makeUID in
        try edit.rename("a", to: "c")
        try edit.split("c", into: ["a", "b"], makeUID: makeUID)
      } == ["'a' was another code once (rename) [former-code]"])
  }

  @Test func `a part of a split code does not get the code's key later either`() {
    #expect(
      problems(ofEditing: Self.oneCode) { edit, makeUID in
        try edit.split("a", into: ["b", "c"], makeUID: makeUID)
        try edit.rename("b", to: "a")
      } == ["'a' was another code once (split) [former-code]"])
  }

  @Test func `an example that names a rule without an id keeps its code where it is`() {
    let text = """
      leitmotif: codebook/1
      codebook: t
      codes:
        - code: a
          uid: x1
          rules: [{any: [x]}]
        - code: b
          uid: x2
          rules: [{any: [y]}]
          examples: [{text: "y", expect: {}, rule: any}]

      """
    #expect(
      problems(ofEditing: text) { edit, _ in try edit.merge("b", into: "a") } == [
        "the rule 'any' has no id, and gets another name in the other code [rule-without-id]"
      ])
  }

  @Test func `what the result would be wrong in is said without a place that nobody has`() {
    let text = """
      leitmotif: codebook/1
      codebook: t
      codes:
        - code: a
          uid: x1
          attributes: {v: {values: [p, q]}}
          codes:
            - code: b
              uid: x2
              rules: [{any: [y], set: {v: q}}]

      """
    #expect(
      problems(ofEditing: text) { edit, _ in try edit.move("a.b", below: nil) } == [
        "the codebook would be wrong then, and nothing was changed: the code has no attribute 'v' "
          + "[cannot-edit]"
      ])
  }

  private static let head = "leitmotif: codebook/1\ncodebook: t\ncodes:\n"

  /// The codes after a merge, as they are written.
  private func merged(
    _ id: Identifier<Code>, into other: Identifier<Code>, _ codes: String
  ) throws -> String {
    let result = try edited(Self.head + codes) { edit, _ in try edit.merge(id, into: other) }
    return String(result.dropFirst(Self.head.count).split(separator: "\nmigrations:")[0])
  }

  @Test func `a code goes into the one above it, wherever that one's rules stand`() throws {
    let child = """
          codes:
            - code: b
              rules:
                - any: [y]
              examples:
                - {text: y, expect: {}}

      """
    let rules = "    rules:\n      - any: [x]\n"
    let new = "      - any: [y]\n"
    let examples = "    examples:\n      - {text: y, expect: {}}\n"
    #expect(
      try merged("a.b", into: "a", "  - code: a\n" + child + rules)
        == "  - code: a\n" + examples + rules + new)
    #expect(
      try merged("a.b", into: "a", "  - code: a\n" + rules + child)
        == "  - code: a\n" + rules + new + examples)
    #expect(
      try merged("a.b", into: "a", "  - code: a\n" + child)
        == "  - code: a\n    rules:\n" + new + examples)
    let other = "    examples:\n      - {text: x, expect: {}}\n"
    #expect(
      try merged("a.b", into: "a", "  - code: a\n" + other + child)
        == "  - code: a\n" + other + "      - {text: y, expect: {}}\n    rules:\n" + new)
  }

  @Test(arguments: [
    ("[b]", "[]"), ("b", "[]"), ("[a, b, c]", "[a, c]"), ("[b, a]", "[a]"),
    ("[a, # x\n      b] # y", "[a, # x\n      ] # y"), ("[b, # x\n      a]", "[ # x\n      a]"),
    ("\n      - a\n      - b", "\n      - a"),
    ("\n      - b  # x\n      - a", "\n        # x\n      - a"),
  ])
  func `no code is led to twice, or by itself`(written: String, expected: String) throws {
    let isOwn = !written.contains("a")
    let leads = isOwn ? "a" : "d"
    let head = isOwn ? "" : "  - code: a\n"
    let text = "  - code: b\n\(head)  - code: c\n  - code: \(leads)\n    leads_to: \(written)\n"
    let result = try merged("b", into: "a", text)
    let wanted = "\(head)  - code: c\n  - code: \(leads)\n    leads_to: \(expected)\n"
    func isSeen(_ line: Substring) -> Bool { line.contains { $0 != " " } }
    #expect(
      result.split(separator: "\n").filter(isSeen) == wanted.split(separator: "\n").filter(isSeen))
  }

  @Test func `what a moved code inherits otherwise is said, old and new`() throws {
    let text =
      Self.head + """
          - code: a
            exclusive: segment
            attributes: {v: {values: [x, y], default: x}, w: {}, same: {default: z}}
            codes:
              - code: b
                codes: [{code: d}]
          - code: c
            attributes: {v: {values: [x, y], default: y}, new: {}, same: {default: z}}
          - code: own
            attributes: {v: {values: [x]}}

        """
    func warnings(
      of id: Identifier<Code>, below parent: Identifier<Code>?
    ) throws -> [String] {
      var warnings: [String] = []
      _ = try edited(text) { edit, _ in
        try edit.move(id, below: parent)
        warnings = edit.warnings.map { "\($0.location?.line ?? 0): \($0.message) [\($0.id)]" }
      }
      return warnings
    }
    #expect(
      try warnings(of: "a.b", below: "c") == [
        "10: 'c.b' has another attribute 'v' than before: {values: [x, y], default: x} → "
          + "{values: [x, y], default: y} [inheritance-changed]",
        "10: 'c.b' has another attribute 'w' than before: {} → none [inheritance-changed]",
        "10: 'c.b' has another attribute 'new' than before: none → {} [inheritance-changed]",
        "10: 'c.b' excludes other codes than before: others below 'a' (segment) → none "
          + "[inheritance-changed]",
      ])
    #expect(
      try warnings(of: "own", below: "a").map { String($0.drop { $0 != "'" }) } == [
        "'a.own' has another attribute 'v' than before: {values: [x]} → "
          + "{values: [x], default: x} [inheritance-changed]",
        "'a.own' has another attribute 'w' than before: none → {} [inheritance-changed]",
        "'a.own' has another attribute 'same' than before: none → {default: z} "
          + "[inheritance-changed]",
        "'a.own' excludes other codes than before: none → others below 'a' (segment) "
          + "[inheritance-changed]",
      ])
    #expect(try warnings(of: "a.b.d", below: "a") == [])
  }

  @Test func `that codes below exclude each other is said not to go along`() throws {
    let text = Self.head + "  - code: b\n    exclusive: segment\n  - code: a\n"
    var lost: [String] = []
    _ = try edited(text) { edit, _ in
      try edit.merge("b", into: "a")
      lost = edit.warnings.map { "\($0.location?.line ?? 0): \($0.message)" }
    }
    #expect(lost == ["5: 'a' does not get 'exclusive: segment' of 'b'"])
  }
}
