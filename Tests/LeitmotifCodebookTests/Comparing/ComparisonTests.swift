import LeitmotifModel
import Testing

@testable import LeitmotifCodebook

struct ComparisonTests {
  /// What changed between two lists of codes, a line each.
  private func changes(
    _ old: String, _ new: String, above: (String, String) = ("", "")
  ) throws -> [String] {
    func book(_ codes: String, _ above: String) throws -> Codebook {
      try readCodebook("leitmotif: codebook/1\ncodebook: t\n\(above)\ncodes:\n\(codes)").codebook
    }
    let comparison = CodebookComparison(of: try book(old, above.0), and: try book(new, above.1))
    return comparison.codes.map { change in
      let from = change.from.map(\.rawValue).joined(separator: "+")
      let to = change.to.map(\.rawValue).joined(separator: "+")
      return ([change.kind.rawValue, from, to].filter { !$0.isEmpty } + change.parts)
        .joined(separator: " ")
    }
      + comparison.rules.map { change in
        (["rule", change.kind.rawValue, change.from?.rawValue ?? "-", change.to?.rawValue ?? "-"]
          + change.newWords.map { "+\($0)" } + change.lostWords.map { "-\($0)" } + change.parts)
          .joined(separator: " ")
      }
  }

  @Test func `nothing changed where only comments, order and spacing did`() throws {
    #expect(
      try changes(
        "  - {code: a, rules: [{any: [x, y]}]}\n  - {code: b}",
        "  - code: b\n  # a comment\n  - code: a\n    rules:\n      - any: [y,   x]") == [])
  }

  @Test func `what a rule takes for alike is no change`() throws {
    #expect(
      try changes(
        "  - {code: a, rules: [{any: [Burundi, café, don't]}, {query: 'p OR Q'}, {any: [~Pay]}]}",
        "  - {code: a, rules: [{any: [burundi, CAFE, don’t]}, {query: 'q OR P'}, {any: [~pay]}]}")
        == [])
    #expect(
      try changes(
        "  - {code: a, rules: [{any: [Burundi, café], fold: []}]}",
        "  - {code: a, rules: [{any: [burundi, café], fold: []}]}")
        == ["rule meaning a/any a/any +burundi -Burundi"])
    #expect(
      try changes(
        "  - {code: a, rules: [{any: [Café, x]}]}", "  - {code: a, rules: [{any: [cafe, Ärzte]}]}")
        == ["rule meaning a/any a/any +ärzte -x"])
  }

  @Test func `what another code went into is still itself`() throws {
    #expect(
      try changes(
        "  - {code: lim, codes: [{code: deep, rules: [any: [x]]}, {code: novel, rules: [any: [y]]}]}",
        """
          - {code: short, codes: [{code: deep, uid: u, rules: [{any: [x]}, {any: [y]}]}]}
        migrations:
          - {rename: lim, to: short}
          - {merge: short.novel, to: short.deep, uid: u}
        """) == [
          "renamed lim short", "merged lim.novel short.deep", "rule added - short.deep/any-2",
          "rule removed lim.novel/any -",
        ])
  }

  @Test func `a code is known by its uid, whatever it is called`() throws {
    #expect(
      try changes(
        "  - {code: a, uid: u, definition: x, rules: [any: [p]]}\n  - {code: b}",
        "  - {code: b, codes: [{code: c, uid: u, definition: y, rules: [any: [p]]}]}")
        == ["renamed a b.c", "moved a b.c", "edited a b.c definition"])
    // Equal keys with other identities are two codes.
    #expect(
      try changes("  - {code: a, uid: u}", "  - {code: a, uid: v}") == ["added a", "removed a"])
  }

  @Test func `without a uid a code is known by what it says or finds`() throws {
    #expect(
      try changes(
        "  - {code: cost, rules: [any: [price, fee, fees]]}\n  - {code: z, definition: Zed.}",
        "  - {code: money, rules: [any: [price, fee, fees, dear]]}\n  - {code: y, definition: Zed.}"
      )
        == [
          "renamed cost money", "renamed z y", "rule meaning cost/any money/any +dear",
        ])
    #expect(
      try changes("  - {code: a, rules: [any: [x]]}", "  - {code: b, rules: [any: [y]]}")
        == ["added b", "removed a", "rule added - b/any", "rule removed a/any -"])
  }

  @Test func `of codes with one definition those are the same that find the same`() throws {
    #expect(
      try changes(
        "  - {code: c1, definition: d, rules: [any: [apple, pear]]}\n"
          + "  - {code: c2, definition: d, rules: [any: [house, roof]]}",
        "  - {code: zz, definition: d, rules: [any: [apple, pear]]}\n"
          + "  - {code: yy, definition: d, rules: [any: [house, roof]]}")
        == ["renamed c1 zz", "renamed c2 yy"])
  }

  @Test func `rules that compete and change places are a change`() throws {
    func order(_ rules: [String], of overlap: String) throws -> [String] {
      let texts = rules.map { "{id: \($0), any: [x, \($0)], overlap: \(overlap)}" }
      return try changes(
        "  - {code: a, rules: [\(texts.joined(separator: ", "))]}",
        "  - {code: a, rules: [\(texts.reversed().joined(separator: ", "))]}")
    }
    #expect(try order(["p", "q"], of: "longest") == ["edited a a order of rules"])
    #expect(try order(["p", "q"], of: "codebook") == ["edited a a order of rules"])
    #expect(try order(["p", "q"], of: "all") == [])
    // One that came between two others moved none of them.
    #expect(
      try changes(
        "  - {code: a, rules: [{id: p, any: [x]}, {id: q, any: [y]}]}",
        "  - {code: a, rules: [{id: p, any: [x]}, {id: r, any: [z]}, {id: q, any: [y]}]}")
        == ["rule added - a/r"])
  }

  @Test(.timeLimit(.minutes(1))) func `six thousand codes are compared in a moment`() {
    func codes(_ name: String, _ numbers: Range<Int>) -> [Code] {
      numbers.map { number in
        let id = Identifier<Code>("\(name)\(number)")
        // Words of its own, and some that all have.
        let words = ["w\(number)", "v\(number)"] + (0..<4).map { "all\($0)" }
        return Code(
          id: id, name: "",
          rules: [
            Rule(
              id: Identifier("\(id)/any"), code: id,
              body: .any(words.map { .word(WordPattern($0)) }))
          ])
      }
    }
    let old = Codebook(name: "t", codes: codes("c", 0..<6_000))
    let new = Codebook(
      name: "t",
      codes: codes("c", 0..<4_000) + codes("d", 4_000..<5_999) + [Code(id: "new", name: "")])
    let kinds = CodebookComparison(of: old, and: new).codes.map(\.kind)
    #expect(kinds == Array(repeating: .renamed, count: 1_999) + [.added, .removed])
  }

  @Test func `codes that join and part are told by their words`() throws {
    let apart = "  - {code: a, rules: [any: [p, q]]}\n  - {code: b, rules: [any: [r, s]]}"
    let together = "  - {code: a, rules: [any: [p, q, r, s]]}"
    #expect(
      try changes(apart, together) == [
        "merged b a", "rule meaning a/any a/any +r +s", "rule removed b/any -",
      ])
    #expect(
      try changes(together, apart) == [
        "split a b", "rule meaning a/any a/any -r -s", "rule added - b/any",
      ])
  }

  @Test func `recorded steps are believed`() throws {
    let old = "  - {code: a, definition: x}\n  - {code: b}\n  - {code: c}\n  - {code: d}"
    #expect(
      try changes(
        old, "  - {code: e, definition: y}\n  - {code: c}\n  - {code: f}\n  - {code: g}",
        above: (
          "", "migrations: [{rename: a, to: e}, {merge: b, to: c}, {split: d, to: [f, g]}]"
        )) == [
          "renamed a e", "edited a e definition", "split d f", "split d g", "merged b c",
        ])
  }

  @Test func `the rules of a code that was split are among those of its parts`() throws {
    #expect(
      try changes(
        "  - {code: a, rules: [{id: p, any: [x]}, {id: q, any: [y]}, {id: r, any: [z]}]}",
        "  - {code: b, rules: [{id: p, any: [x]}]}\n"
          + "  - {code: c, rules: [{id: q, any: [y, w]}, {id: s, any: [v]}]}",
        above: ("", "migrations: [{split: a, to: [b, c]}]")) == [
          "split a b", "split a c", "rule meaning a/q c/q +w", "rule added - c/s",
          "rule removed a/r -",
        ])
  }

  @Test func `a rule changes meaning through what it uses`() throws {
    let code = "  - {code: a, rules: [{id: w, any: [\"@l\"], context: {n: drop}}]}"
    let above = "lists: {l: [x, y]}\ncues: {n: {forward: [no]}}"
    #expect(
      try changes(code, code, above: (above, above.replacing("[x, y]", with: "[x, z]")))
        == ["rule meaning a/w a/w +z -y the list @l"])
    #expect(
      try changes(code, code, above: (above, above.replacing("[no]", with: "[not]")))
        == ["rule meaning a/w a/w the cues 'n'"])
    #expect(
      try changes(code, code, above: (above, above + "\ndefaults: {scope: turn, fold: []}"))
        == ["rule meaning a/w a/w scope fold"])
    #expect(
      try changes(
        "  - {code: a, rules: [{id: q, query: x NEAR/2 y}]}",
        "  - {code: a, rules: [{id: q, query: x NEAR/3 y}]}") == ["rule meaning a/q a/q query"])
    #expect(
      try changes(
        "  - {code: a, rules: [{id: w, any: [x]}]}", "  - {code: a, rules: [{id: v, any: [x]}]}")
        == ["rule renamed a/w a/v"])
  }
}
