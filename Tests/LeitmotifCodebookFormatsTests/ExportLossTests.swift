import LeitmotifCodebookFormats
import LeitmotifModel
import Testing

/// What an export leaves out is said, and what it writes is read back as it was meant.
struct ExportLossTests {
  private static let full = """
    leitmotif: codebook/1
    codebook: t
    version: "2"
    language: de
    lists: {l: [u]}
    cues: {c: {forward: [not]}}
    codes:
      - code: a
        uid: one
        leads_to: [b]
        attributes: {v: {values: [x, y], default: x}}
        rules:
          - {id: words, any: [z], overlap: all, set: {v: y}}
        codes:
          - code: a1
          - code: a2
            attributes: {v: {default: y}}
      - code: b
    migrations:
      - {rename: q, to: b}

    """

  /// The loss of what no format holds, inherited attributes not counted again.
  private static let common = [
    "not carried over: attributes (2)", "not carried over: what codes lead to (leads_to) (1)",
    "not carried over: the version (1)", "not carried over: the language (1)",
    "not carried over: cue sets (1)",
    "not carried over: steps in the history of codes (migrations) (1)",
  ]

  @Test(arguments: [CodebookFormat.liwc, .wordstat, .lexicoder, .quanteda, .csv])
  func `a dictionary says all that it cannot hold`(format: CodebookFormat) throws {
    let found = try exported(Self.full, as: format)
    let places = "not carried over: places and names of codes below others; their ids stand instead"
    #expect(found.losses.contains("\(places) (2)") == (format == .lexicoder))
    #expect(
      found.losses.filter { !$0.hasPrefix(places) } == [
        "not carried over: values that rules set (set) (1)",
        "not carried over: names of rules, and which words stand in which (1)",
        "not carried over: rules with a scope, roles, folding, borders, overlap or evidence of their "
          + "own (1)",
        "not carried over: uids of codes (1)",
        "not carried over: names of word lists (@list); rules keep the words (1)",
      ] + Self.common)
  }

  @Test func `a codebook of REFI-QDA says all that it cannot hold`() throws {
    #expect(
      try exported(Self.full, as: .qdc).losses == ["not carried over: rules (1)"] + Self.common + [
        "not carried over: word lists (1)",
        "not carried over: uids that are no GUIDs; others stand instead (1)",
      ])
  }

  /// A codebook of some codes.
  private func book(_ codes: String...) -> String {
    "leitmotif: codebook/1\ncodebook: t\ncodes:\n" + codes.map { "  - \($0)\n" }.joined()
  }

  private static let names =
    "not carried over: names that two codes have or the format cannot hold; others stand instead"
  private static let keys = "not carried over: keys of codes that differ from their names"

  @Test(arguments: [CodebookFormat.liwc, .wordstat, .lexicoder, .quanteda])
  func `two codes of one name stay two`(format: CodebookFormat) throws {
    let twins = book(
      "{code: x, name: b, rules: [any: [r]]}", "{code: a, name: Same, rules: [any: [p]]}",
      "{code: b, name: Same, rules: [any: [q]]}")
    let found = try exported(twins, as: format)
    #expect(found.losses == ["\(Self.names) (1)", "\(Self.keys) (3)"])
    let again = try format.read(Array(found.text.utf8), path: "t").codebook
    #expect(again.codes.map(\.name) == ["b", "Same", "b 2"])
    #expect(again.codes.map(\.rules.count) == [1, 1, 1])
  }

  @Test func `keys stand in a table, whatever the names`() throws {
    #expect(try exported(book("{code: a, name: b}"), as: .csv).losses == [])
  }

  @Test func `a name that WordStat takes for a word gives way to the key`() throws {
    let found = try exported(
      book("{code: c, name: \"% odd (1)\", rules: [any: [w]]}"), as: .wordstat)
    #expect(found.text == "c\n\tW (1)\n")
    #expect(found.losses == ["\(Self.names) (1)"])
  }

  @Test func `a name that means something to quanteda's file, or to ours, gives way, too`() throws {
    let found = try exported(
      book(
        "{code: leitmotif, rules: [any: [p]], codes: [{code: own, name: __, rules: [any: [q]]}]}"),
      as: .quanteda)
    #expect(found.text == "leitmotif 2:\n  __: [p]\n  own: [q]\n")
    #expect(found.losses == ["\(Self.names) (2)", "\(Self.keys) (1)"])
  }

  @Test func `a name of two lines stands on one, and that is said`() throws {
    let found = try exported(book("{code: a, name: \"a\\n\\tb \"}"), as: .lexicoder)
    #expect(found.text == "+a b\n")
    #expect(found.losses == ["\(Self.names) (1)", "\(Self.keys) (1)"])
  }

  @Test func `words that LIWC reads otherwise are left out`() throws {
    let words = #"["x (y)", "a()b", catch 22, "a <of> b", 7, covid 19 test]"#
    let found = try exported(book("{code: a, rules: [any: \(words)]}"), as: .liwc)
    #expect(found.text == "%\n1\ta\n%\na()b\t1\n7\t1\ncovid 19 test\t1\n")
    #expect(
      found.losses == [
        "not carried over: words that LIWC takes for conditions or numbers of categories (3)"
      ])
    #expect(
      try imported(found.text, as: .liwc).book == """
          - code: a
            rules:
              - any: [a()b, 7, covid 19 test]

        """)
  }

  @Test func `words that Lexicoder takes for keys are left out`() throws {
    let found = try exported(book("{code: a, rules: [any: [\"+four\", five]]}"), as: .lexicoder)
    #expect(found.text == "+a\nfive\n")
    #expect(found.losses == ["not carried over: words that begin with '+' (1)"])
  }

  @Test func `words that WordStat takes for rules are left out`() throws {
    let found = try exported(book("{code: a, rules: [any: [\"=@x]\", p]]}"), as: .wordstat)
    #expect(found.text == "a\n\tP (1)\n")
    #expect(
      found.losses.last
        == "not carried over: words from '@' to ']', which WordStat takes for rules (1)")
  }
}
