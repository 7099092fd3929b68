import LeitmotifModel
import Testing

@testable import LeitmotifCodebook

/// Codes that stand in brackets get lines of their own where they have to be moved.
struct BracketTests {
  private static let head = "leitmotif: codebook/1\ncodebook: t\n"

  private func edited(
    _ codes: String, _ change: (inout CodebookEdit) throws -> Void
  ) throws -> String {
    let text = try LeitmotifCodebookTests.edited(Self.head + codes) { edit, _ in try change(&edit) }
    #expect(text.hasPrefix(Self.head))
    return String(text.dropFirst(Self.head.count))
  }

  @Test func `a code moves out of one pair of brackets into another`() throws {
    #expect(
      try edited("codes: [{code: a}, {code: b}]\n") { try $0.move("a", below: "b") } == """
        codes:
          - code: b
            codes:
              - code: a

        migrations:
          - {move: a, to: b.a}

        """)
    #expect(
      try edited("codes: [code: a, {code: b, codes: [code: c, code: d]}]   # all\n") {
        try $0.move("b.c", below: nil)
      } == """
        codes:   # all
          - code: a
          - code: b
            codes:
              - code: d
          - code: c

        migrations:
          - {move: b.c, to: c}

        """)
  }

  @Test func `comments, quotations and inner brackets stay as they are`() throws {
    #expect(
      try edited(
        """
        codes:
          - {code: a, name: 'It''s, "so"', definition: "a, [b] # no comment", # the first
             # its rules
             rules: [{any: [don't, "e, f"],
               unless: {near: [x], within: 1}}],
            }  # end of a
          - code: b
        """
      ) { try $0.move("a", below: "b") } == """
        codes:
          - code: b
            codes:
              - code: a  # end of a
                name: 'It''s, "so"'
                definition: "a, [b] # no comment"  # the first
                rules: [{any: [don't, "e, f"],
                  unless: {near: [x], within: 1}}]
                # its rules

        migrations:
          - {move: a, to: b.a}

        """)
  }

  @Test func `rules and examples in brackets join those of the other code`() throws {
    let codes = """
      codes:
        - code: a
          uid: u1
          rules: [any: [one], {query: 'two AND "three, four"'}]
          examples: [{text: "one, two", expect: {}}]
        - {code: b, uid: u2, rules: [{any: [five]}], examples: []}
      migrations: []

      """
    #expect(
      try edited(codes) { try $0.merge("b", into: "a") } == """
        codes:
          - code: a
            uid: u1
            rules:
              - any: [one]
              - {query: 'two AND "three, four"'}
              - {any: [five]}
            examples:
              - {text: "one, two", expect: {}}
        migrations:
          - {merge: b, to: a, uid: u1}

        """)
    #expect(
      try edited(codes) { try $0.merge("a", into: "b") } == """
        codes:
          - code: b
            uid: u2
            rules:
              - {any: [five]}
              - any: [one]
              - {query: 'two AND "three, four"'}
            examples:
              - {text: "one, two", expect: {}}
        migrations:
          - {merge: a, to: b, uid: u2}

        """)
  }

  @Test func `a code in brackets is split and retired`() throws {
    let codes = "codes: [{code: a, uid: u9, rules: [any: [x]]}, code: b]\r\n"
    #expect(
      try LeitmotifCodebookTests.edited(Self.head.replacing("\n", with: "\r\n") + codes) {
        edit, makeUID in try edit.split("a", into: ["c", "d"], makeUID: makeUID)
      }.dropFirst(Self.head.count) == """
        codes:\r
          - code: c\r
            uid: u1\r
            rules: [any: [x]]\r
          - code: d\r
            uid: u2\r
          - code: b\r
        \r
        migrations:\r
          - {split: a, to: [c, d], uid: [u1, u2]}\r

        """)
    #expect(
      try edited("codes: [{code: a}, code: b]\n") { try $0.retire("b") } == """
        codes:
          - {code: a}

        migrations:
          - {retire: b}

        """)
  }

  @Test func `a file that stands in brackets as a whole is refused`() {
    let text = "{leitmotif: codebook/1, codebook: t, codes: [{code: a}, {code: b}]}\n"
    #expect(
      problems(ofEditing: text) { edit, _ in try edit.move("a", below: "b") } == [
        "the code 'a' has no lines of its own [code-in-brackets]"
      ])
  }
}
