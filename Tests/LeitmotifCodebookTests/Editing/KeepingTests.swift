import LeitmotifModel
import Testing

@testable import LeitmotifCodebook

/// What of a code is kept when it goes into another one.
struct KeepingTests {
  @Test func `what was written of a code goes into the memo of the other one`() throws {
    let text = """
      leitmotif: codebook/1
      codebook: t
      codes:
        - code: fees   # NOTE: agreed with Ada
          uid: x1
          name: Fees and charges
          definition: "Everything # that is paid."
          memo: |
            Decided: # no comment
            do not lose.
          leads_to: [bus, price]
          rules:
            - {id: w, any: [fee]}  # as said
          # end of fees
        - code: price
          uid: x2
          definition: p
          rules: [{id: p, any: [price]}]
        - code: bus
          uid: x3

      """
    var lost: [String] = []
    let result = try edited(text) { edit, _ in
      try edit.merge("fees", into: "price")
      lost = edit.warnings.map { "\($0.location?.line ?? 0): \($0.message) [\($0.id)]" }
    }
    #expect(
      result == """
        leitmotif: codebook/1
        codebook: t
        codes:
          - code: price
            uid: x2
            definition: p
            memo: |
              From fees (Fees and charges):
              definition: Everything # that is paid.
              memo: Decided: # no comment
              do not lose.
              leads_to: bus, price
            # From fees:
            # NOTE: agreed with Ada
            # end of fees
            rules:
              - {id: p, any: [price]}
              - {id: w, any: [fee]}  # as said
          - code: bus
            uid: x3

        migrations:
          - {merge: fees, to: price, uid: x2}

        """)
    #expect(
      lost == ["11: 'price' does not lead to what 'fees' led to: bus [not-carried-over]"])
  }

  @Test(arguments: [
    ("memo: One.  # c", "One."), ("memo: One\n      two.  # c", "One two."),
    ("memo: 'It''s # no'  # c", "It's # no"), ("memo: \"a\\nb\"  # c", "a\nb"),
    ("memo: |  # c\n      a\n       b", "a\n b"), ("memo: >-  # c\n      a\n      b", "a b"),
    ("memo: |2-  # c\n       a", " a"), ("memo:  # c", ""), ("name: x  # c", ""),
  ])
  func `a memo is added to however it is written`(memo: String, old: String) throws {
    for end in ["\n", "\r\n"] {
      let text = """
        leitmotif: codebook/1
        codebook: t
        codes:
          - code: b
            uid: x1
            definition: x
            include: y
          - code: a
            uid: x2
            \(memo)
            rules: [any: [z]]

        """.replacing("\n", with: end)
      let result = try edited(text) { edit, _ in try edit.merge("b", into: "a") }
      let now = try #require(readCodebook(result).codebook["a"])
      let lines = (old.isEmpty ? "" : old + "\n") + "From b:\ndefinition: x\ninclude: y"
      #expect(now.memo.split(separator: "\n") == lines.split(separator: "\n"), "\(result)")
      #expect(result.contains("  # c\(end)") && now.rules.count == 1, "\(result)")
    }
  }

  @Test func `rules that go into another code give what they gave`() throws {
    let text = """
      leitmotif: codebook/1
      codebook: t
      codes:
        - code: a
          uid: x1
          attributes: {s: {values: [x, y], default: x}, t: {values: [p, q], default: p}}
          rules:
            - {id: one, any: [one]}
            - id: two  # two
              any: [two]
            - any: [three]
            - {any: [four], set: {t: q}}
            - any: [five]
              set:
                t: q
            - {id: six, any: [six], set: {s: y, t: q}}
            - {id: seven, any: [seven], set: {}}
        - code: b
          uid: x2
          attributes: {s: {values: [x, y], default: y}, t: {values: [p, q]}}

      """
    let result = try edited(text) { edit, _ in try edit.merge("a", into: "b") }
    #expect(
      result == """
        leitmotif: codebook/1
        codebook: t
        codes:
          - code: b
            uid: x2
            attributes: {s: {values: [x, y], default: y}, t: {values: [p, q]}}
            rules:
              - {id: one, set: {s: x, t: p}, any: [one]}
              - id: two  # two
                set: {s: x, t: p}
                any: [two]
              - set: {s: x, t: p}
                any: [three]
              - {any: [four], set: {s: x, t: q}}
              - any: [five]
                set:
                  s: x
                  t: q
              - {id: six, any: [six], set: {s: y, t: q}}
              - {id: seven, any: [seven], set: {s: x, t: p}}

        migrations:
          - {merge: a, to: b, uid: x2}

        """)
  }

  @Test func `a rule that would give a value only there stays where it is`() {
    let text = """
      leitmotif: codebook/1
      codebook: t
      codes:
        - {code: a, uid: x1, attributes: {s: {values: [x, y], default: x}}, rules: [any: [p]]}
        - {code: b, uid: x2, rules: [any: [q]]}
        - {code: c, uid: x3, attributes: {s: {values: [x, y]}}, rules: [any: [r]]}
        - {code: d, uid: x4, attributes: {s: {values: [x]}}, rules: [{any: [r], set: {s: x}}]}
        - {code: e, uid: x5}

      """
    func found(_ code: Identifier<Code>) -> [String] {
      problems(ofEditing: text) { edit, _ in try edit.merge(code, into: "a") }
    }
    #expect(
      found("b") == [
        "in 'a' the rules of 'b' would give 's: x', and here none [attributes-differ]"
      ])
    #expect(
      found("c") == [
        "in 'a' the rules of 'c' would give 's: x', and here none [attributes-differ]"
      ])
    #expect(found("d") == [])
    #expect(found("e") == [])
  }

  @Test func `an error stands where it is in the file that people have`() {
    let text = """
      leitmotif: codebook/1
      codebook: t
      codes:
        - code: a
          codes:
            - code: c
        - code: b
          leads_to: [a]
      """
    #expect {
      _ = try edited(text) { edit, makeUID in
        try edit.addUIDs(makeUID)
        try edit.retire("a")
      }
    } throws: {
      guard let found = $0 as? Diagnostics else { return false }
      return places(of: found) == ["8:16 code-in-use"]
        && found.all[0].excerpt == "    leads_to: [a]"
    }
  }

  @Test func `a comment in a code may stand further left`() throws {
    let head = "leitmotif: codebook/1\ncodebook: t\ncodes:\n"
    let one = "  - code: a\n    uid: x1\n  # was: x\n    rules: [{any: [q]}]\n"
    let other = "  # other\n  - code: b\n    uid: x2\n"
    func codes(_ change: (inout CodebookEdit, () -> String) throws -> Void) throws -> String {
      let result = try edited(head + one + other, change)
      return String(result.dropFirst(head.count).split(separator: "\nmigrations:")[0])
    }
    #expect(try codes { edit, _ in try edit.retire("a") } == other)
    #expect(
      try codes { edit, _ in try edit.move("a", below: "b") } == other
        + "    codes:\n      - code: a\n        uid: x1\n      # was: x\n"
        + "        rules: [{any: [q]}]\n")
    #expect(
      try codes { edit, makeUID in try edit.split("a", into: ["c", "d"], makeUID: makeUID) }
        == one.replacing("code: a", with: "code: c").replacing("x1", with: "u1")
        + "  - code: d\n    uid: u2\n" + other)
    #expect(
      try codes { edit, _ in try edit.merge("a", into: "b") } == other
        + "    # From a:\n    # was: x\n    rules:\n      - {any: [q]}\n")
  }

  /// What stands in place of two codes, of which the one went into the other.
  private func merged(_ code: String, into memo: String) throws -> (text: String, code: Code) {
    let text = """
      leitmotif: codebook/1
      codebook: t
      codes:
        - code: b
      \(code)
        - code: a
      \(memo)
        - code: c
      """
    let result = try edited(text + "\n") { edit, _ in try edit.merge("b", into: "a") }
    return (result, try #require(readCodebook(result).codebook["a"]))
  }

  @Test func `no comment of a code is lost`() throws {
    let result = try merged(
      """
          attributes:  # ONE
            stance:
              values: [p, q]  # TWO
              default: p  # THREE
          leads_to: [a, # FOUR
            c] # FIVE
          definition: |
              What # no comment
            # SIX
          include: "it # no comment
            either"  # SEVEN
      """,
      into: "    attributes: {stance: {values: [p, q], default: p}}")
    let comments = ["ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN"]
    #expect(
      result.text.contains(
        "    # From b:\n" + comments.map { "    # \($0)\n" }.joined() + "    attributes:"),
      "\(result.text)")
  }

  @Test func `a memo keeps its blanks, and takes in every character`() throws {
    #expect(
      try merged("    definition: d", into: #"    memo: "\n  x""#).code.memo
        .hasPrefix("\n  x\nFrom b:\ndefinition: d"))
    let deep = try merged(
      "    definition: |\n      d\n        e", into: "    memo: >-  # c\n      x\n      y")
    #expect(deep.code.memo.hasPrefix("x y\nFrom b:\ndefinition: d\n  e"), "\(deep.text)")
    #expect(deep.text.contains("    memo: |  # c\n      x y\n      From b:\n"), "\(deep.text)")
    for memo in ["", "    memo: x", "    memo: |\n      x", "    memo: >\n      x"] {
      let bell = try merged(#"    definition: "d\ae\Lf""#, into: memo)
      #expect(
        bell.code.memo.hasSuffix("From b:\ndefinition: d\u{7}e\u{2028}f"), "\(bell.text)")
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a code of many texts goes into another one in a moment`() throws {
    let values = (0..<5_000).map { "\"v\($0)\"" }.joined(separator: ",\n        ")
    let others = (0..<10_000).map { "  - code: c\($0)\n" }.joined()
    let attributes = "    attributes: {v: {values: [\(values)]}}\n"
    let text =
      "leitmotif: codebook/1\ncodebook: t\ncodes:\n" + others
      + "  - code: b\n\(attributes)  - code: a\n\(attributes)"
    let result = try edited(text) { edit, _ in try edit.merge("b", into: "a") }
    #expect(!result.contains("code: b\n"))
  }
}
