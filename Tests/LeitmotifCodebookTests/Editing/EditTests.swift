import LeitmotifModel
import Testing

@testable import LeitmotifCodebook

/// Edits a text, with uids `u1`, `u2`, … for codes that get one.
func edited(
  _ text: String, _ change: (inout CodebookEdit, () -> String) throws -> Void
) throws -> String {
  var number = 0
  let makeUID = { () -> String in
    number += 1
    return "u\(number)"
  }
  var edit = try CodebookEdit(Array(text.utf8), path: "book.yaml") { _ in Array("word".utf8) }
  try change(&edit, makeUID)
  return String(decoding: edit.bytes, as: UTF8.self)
}

/// The errors of an edit, a line each.
func problems(
  ofEditing text: String, _ change: (inout CodebookEdit, () -> String) throws -> Void
) -> [String] {
  do {
    _ = try edited(text, change)
    return []
  } catch let error as Diagnostics {
    return error.sorted.map { "\($0.message) [\($0.id)]" }
  } catch {
    return ["\(error)"]
  }
}

struct UIDTests {
  private func formatted(_ text: String) throws -> String {
    try edited(text) { edit, makeUID in try edit.addUIDs(makeUID) }
  }

  @Test func `every code gets a uid, and all else stays as it was`() throws {
    let text = """
      # My codebook.
      leitmotif: codebook/1
      codebook: test   # its name

      codes:
        # About money.
        - code: cost  # short
          name:   "Cost"
          codes:
          - name: Fees
            code: "fees"

            rules: [any: [fee]]
          - {code: price, name: 'A, "b"'}   # in braces
        - code: trust
          uid: 1f0c9f6e-93b4-4c3c-8f3e-2a54c1b7f004
        -   code: place
            uid:
        - { uid: ~, code: x }
        - code: last
      """
    let expected = """
      # My codebook.
      leitmotif: codebook/1
      codebook: test   # its name

      codes:
        # About money.
        - code: cost  # short
          uid: u1
          name:   "Cost"
          codes:
          - name: Fees
            code: "fees"
            uid: u2

            rules: [any: [fee]]
          - {code: price, uid: u3, name: 'A, "b"'}   # in braces
        - code: trust
          uid: 1f0c9f6e-93b4-4c3c-8f3e-2a54c1b7f004
        -   code: place
            uid: u4
        - { uid: u5, code: x }
        - code: last
          uid: u6
      """
    #expect(try formatted(text) == expected)
    #expect(try formatted(expected) == expected)
  }

  @Test(arguments: [
    "codes: [{code: a}, {code: b, codes: [{code: c}]}]",
    "codes: [code: a, code: b]",
    "codes: [\n  code: a,\n  {code: b,\n   name: x}]",
    "codes:\n- code: a\n- code: 'b'\n",
    "codes:\n  -\n    code: é\n    name: >-\n      folded\n      text\n",
    "codes:\n  - name: |\n      literal\n    code: a\n    memo: \"two\n      lines\"",
    "codes: {}", "codes: []", "codes:",
  ])
  func `codes get uids however they are written`(codes: String) throws {
    for end in ["\n", "\r\n"] {
      for mark in ["", "\u{FEFF}"] {
        let text = mark + "leitmotif: codebook/1\ncodebook: t\n\(codes)".replacing("\n", with: end)
        guard let before = try? readCodebook(text).codebook else { continue }
        let result = try formatted(text)
        let after = try readCodebook(result).codebook
        #expect(after.codes.map(\.id) == before.codes.map(\.id))
        #expect(after.codes.allSatisfy { $0.uid != nil })
        #expect(try formatted(result) == result)
        #expect(end == "\n" || !result.replacing("\r\n", with: "").contains("\n"))
      }
    }
  }

  @Test func `what cannot be edited safely stays as it is`() {
    let text = "leitmotif: codebook/1\ncodebook: t\ncodes:\n  - ? code\n    : a\n"
    #expect(
      problems(ofEditing: text) { edit, makeUID in try edit.addUIDs(makeUID) }.allSatisfy {
        $0.contains("[cannot-edit]") || $0.contains("[yaml")
      })
  }

  @Test func `a codebook of ten thousand codes on one line is done in a moment`() throws {
    let codes = (0..<10_000).map { "{code: c\($0)}" }.joined(separator: ", ")
    let result = try formatted("leitmotif: codebook/1\ncodebook: t\ncodes: [\(codes)]")
    #expect(result.hasSuffix("{code: c9999, uid: u10000}]"))
  }
}

struct StepTests {
  private static let book = """
    leitmotif: codebook/1
    codebook: test
    codes:
      # About money.
      - code: cost
        uid: u-cost
        name: Cost of it
        leads_to: [trust, cost.fees]
        rules:
          - any: [cost]   # plain
        codes:
          - code: fees
            uid: u-fees
            rules:
              - id: words
                any:
                  - fee
            examples:
              - {text: "a fee", expect: {}}

      # About trust.
      - code: trust
        uid: u-trust
        definition: |
          Trust in people,
            or lost.
        leads_to: cost
      - code: place
        uid: u-place
    """

  @Test func `a renamed code keeps its identity, and what names it follows`() throws {
    #expect(
      try edited(Self.book) { edit, _ in try edit.rename("cost", to: "price") }
        == Self.book.replacing("- code: cost", with: "- code: price")
        .replacing("cost.fees", with: "price.fees").replacing(
          "leads_to: cost", with: "leads_to: price")
        + "\n\nmigrations:\n  - {rename: cost, to: price, uid: u-cost}\n")
  }

  @Test func `a moved code takes its lines and comments with it`() throws {
    let result = try edited(Self.book) { edit, _ in
      try edit.move("trust", below: "place")
      try edit.move("cost.fees", below: nil)
    }
    #expect(
      result == """
        leitmotif: codebook/1
        codebook: test
        codes:
          # About money.
          - code: cost
            uid: u-cost
            name: Cost of it
            leads_to: [place.trust, fees]
            rules:
              - any: [cost]   # plain

          - code: place
            uid: u-place
            codes:
              # About trust.
              - code: trust
                uid: u-trust
                definition: |
                  Trust in people,
                    or lost.
                leads_to: cost
          - code: fees
            uid: u-fees
            rules:
              - id: words
                any:
                  - fee
            examples:
              - {text: "a fee", expect: {}}

        migrations:
          - {move: trust, to: place.trust, uid: u-trust}
          - {move: cost.fees, to: fees, uid: u-fees}

        """)
  }

  @Test func `a code that goes into another one gives it its rules and examples`() throws {
    #expect(
      try edited(Self.book) { edit, _ in try edit.merge("cost.fees", into: "trust") } == """
        leitmotif: codebook/1
        codebook: test
        codes:
          # About money.
          - code: cost
            uid: u-cost
            name: Cost of it
            leads_to: [trust]
            rules:
              - any: [cost]   # plain

          # About trust.
          - code: trust
            uid: u-trust
            definition: |
              Trust in people,
                or lost.
            leads_to: cost
            rules:
              - id: words
                any:
                  - fee
            examples:
              - {text: "a fee", expect: {}}
          - code: place
            uid: u-place

        migrations:
          - {merge: cost.fees, to: trust, uid: u-trust}

        """)
    let merged = try edited(Self.book) { edit, _ in try edit.merge("place", into: "cost.fees") }
    #expect(!merged.contains("code: place"))
    let rules = try edited(Self.book) { edit, _ in try edit.merge("cost.fees", into: "cost") }
    #expect(rules.contains("      - any: [cost]   # plain\n      - id: words\n        any:\n"))
    #expect(!rules.contains("codes:\n          -"))
  }

  @Test func `a code is split into itself and others, each with an identity of its own`() throws {
    let result = try edited(Self.book) { edit, makeUID in
      try edit.split("trust", into: ["gained", "lost"], makeUID: makeUID)
    }
    #expect(
      result == Self.book.replacing("- code: trust", with: "- code: gained")
        .replacing("u-trust", with: "u1").replacing("leads_to: [trust,", with: "leads_to: [gained,")
        .replacing(
          "    leads_to: cost\n", with: "    leads_to: cost\n  - code: lost\n    uid: u2\n")
        + "\n\nmigrations:\n  - {split: trust, to: [gained, lost], uid: [u1, u2]}\n")
  }

  @Test func `a retired code goes with those below it`() throws {
    let result = try edited(Self.book.replacing(", cost.fees", with: "")) { edit, _ in
      try edit.retire("cost.fees")
    }
    #expect(!result.contains("fees\n") && result.contains("- {retire: cost.fees}"))
    #expect(!result.contains("codes:\n\n"))
    #expect(
      problems(ofEditing: Self.book) { edit, _ in try edit.retire("trust") } == [
        "'cost' leads to 'trust' [code-in-use]"
      ])
  }

  @Test func `what would go wrong is refused`() {
    func problems(_ change: (inout CodebookEdit) throws -> Void) -> [String] {
      LeitmotifCodebookTests.problems(ofEditing: Self.book) { edit, _ in try change(&edit) }
    }
    #expect(
      problems { try $0.rename("cost", to: "trust") } == [
        "there is a code 'trust' already [duplicate-code]"
      ])
    #expect(
      problems { try $0.rename("cost", to: "a b") } == [
        "'a b' cannot be the key of a code [invalid-name]"
      ])
    #expect(
      problems { try $0.rename("costs", to: "a") } == ["there is no code 'costs' [unknown-code]"])
    #expect(
      problems { try $0.move("cost", below: "cost.fees") } == [
        "'cost' cannot stand below itself [invalid-target]"
      ])
    #expect(
      problems { try $0.move("trust", below: nil) } == [
        "'trust' stands there already [invalid-target]"
      ])
    #expect(
      problems { try $0.merge("cost", into: "trust") } == [
        "'cost' cannot go into 'trust' while codes stand below it [invalid-target]"
      ])
    #expect(
      problems {
        try $0.rename("place", to: "room")
        try $0.rename("trust", to: "place")
      } == ["'place' was another code once (rename) [former-code]"])
    #expect(
      problems {
        try $0.rename("place", to: "room")
        try $0.rename("room", to: "place")
      } == [])
  }

  @Test func `a code that was renamed before is merged, split and retired like any other`() throws {
    let text = """
      leitmotif: codebook/1
      codebook: t
      codes:
        - {code: a, uid: x1}
        - {code: b, uid: x2}

      """
    func steps(_ change: (inout CodebookEdit) throws -> Void) throws -> [String] {
      try edited(text) { edit, _ in
        try edit.rename("a", to: "c")
        try edit.move("c", below: "b")
        try change(&edit)
      }.split(separator: "migrations:\n")[1].split(separator: "\n").map(String.init)
    }
    let before = ["  - {rename: a, to: c, uid: x1}", "  - {move: c, to: b.c, uid: x1}"]
    #expect(
      try steps { try $0.merge("b.c", into: "b") }
        == before + ["  - {merge: b.c, to: b, uid: x2}"])
    #expect(try steps { try $0.retire("b.c") } == before + ["  - {retire: b.c}"])
    var number = 0
    #expect(
      try steps { edit in
        try edit.split("b.c", into: ["d", "e"]) {
          number += 1
          return "u\(number)"
        }
      } == before + ["  - {split: b.c, to: [b.d, b.e], uid: [u1, u2]}"])
  }
}

struct FateTests {
  private func fate(
    _ id: String, _ steps: String,
    codes: String = "[{code: b, uid: u1}, {code: c, uid: u2, codes: [{code: d, uid: u3}]}]"
  ) throws -> CodeFate {
    try readCodebook(
      "leitmotif: codebook/1\ncodebook: t\ncodes: \(codes)\nmigrations: \(steps)\n"
    ).codebook.fate(of: Identifier(id))
  }

  @Test func `a code is followed to where it stands today`() throws {
    #expect(try fate("b", "[]") == .code("b"))
    #expect(try fate("x", "[]") == .unknown)
    #expect(try fate("a", "[{rename: a, to: b, uid: u1}]") == .code("b"))
    // By its identity, when somebody renamed it by hand since then.
    #expect(try fate("a", "[{rename: a, to: z, uid: u1}]") == .code("b"))
    // Step by step.
    #expect(
      try fate("a", "[{rename: a, to: x}, {move: x, to: y.x}, {merge: y.x, to: c}]") == .code("c"))
    // With those below it.
    #expect(try fate("old.d", "[{rename: old, to: c, uid: u2}]") == .code("c.d"))
    #expect(try fate("olds", "[{rename: old, to: c, uid: u2}]") == .unknown)
    #expect(
      try fate("a", "[{split: a, to: [x, c], uid: [u1, u2]}]") == .split("a", into: ["b", "c"]))
    #expect(try fate("a.b", "[{retire: a}]") == .retired)
  }

  @Test func `steps that say too little are refused`() {
    func places(_ steps: String) -> [String] {
      errorPlaces(
        in: "leitmotif: codebook/1\ncodebook: t\ncodes: [{code: b}]\nmigrations: \(steps)")
    }
    #expect(places("[{rename: a}]") == ["4:14 migration-target"])
    #expect(places("[{rename: a, merge: c, to: b}]") == ["4:14 migration-kind"])
    #expect(places("[{to: b}]") == ["4:14 migration-kind"])
    #expect(places("[{split: a, to: [b]}]") == ["4:14 migration-target"])
    #expect(places("[{retire: a, to: b}]") == ["4:14 migration-target"])
    #expect(places("[{merge: a, to: c}]") == ["4:14 unknown-code"])
    #expect(places("[{merge: a, to: b, uid: [x, y]}]") == ["4:14 migration-target"])
    #expect(places("[x]") == ["4:14 wrong-type"])
  }
}
