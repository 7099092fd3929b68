import LeitmotifModel
import Testing

@testable import LeitmotifCodebook

struct WarningTests {
  /// The warnings of a codebook: places and ids, a line each.
  private func warnings(in text: String) throws -> [String] {
    places(of: try readCodebook("leitmotif: codebook/1\ncodebook: test\n" + text).warnings)
  }

  /// The warnings of rules of one code, each a line from line 6 on.
  private func warnings(ofRules rules: String..., above: String = "") throws -> [String] {
    try warnings(
      in: """
        \(above.isEmpty ? "version: 1" : above)
        codes:
          - {code: a, definition: x, examples: [{text: x, reject: true}], rules: [
        \(rules.map { "    {\($0)}" }.joined(separator: ",\n"))]}
        """)
  }

  @Test func `a sound codebook has no warnings`() throws {
    #expect(
      try readCodebook(CodebookFileTests.whole, files: ["lists/words.txt": "pots"])
        .warnings.all.map(\.id) == ["code-without-definition", "code-without-definition"])
  }

  @Test func `a message says how to mend it`() throws {
    let file = try readCodebook(codebook(rule: "any: [wor*, fees]"))
    #expect(
      file.warnings.description == """
        codebook.yaml:5:11: warning: the code 'cost' has no definition [code-without-definition]
          5 |   - code: cost
            |           ^^^^
        help: say in a sentence what it means: 'definition: …'
        codebook.yaml:5:11: warning: no example tests the rules of 'cost' [code-without-examples]
          5 |   - code: cost
            |           ^^^^
        help: add one that is coded ('expect: {}') and one that is not ('reject: true')
        codebook.yaml:7:15: warning: 'wor*' has fewer than four letters and fits many words \
        [short-wildcard]
          7 |       - any: [wor*, fees]
            |               ^^^^
        help: list the words that are meant, or write more of the word
        """)
  }

  @Test func `codes that nobody can judge are odd, codes for people alone are not`() throws {
    #expect(
      try warnings(
        in: """
          codes:
            - {code: a}
            - {code: b, definition: For people.}
            - {code: d, definition: "  "}
            - {code: c, definition: x, rules: [any: word]}
          """) == [
          "4:12 code-without-definition", "6:12 code-without-definition",
          "7:12 code-without-examples",
        ])
  }

  @Test func `wildcards of few letters are odd`() throws {
    #expect(
      try warnings(
        ofRules: #"any: [wor*, "*in", word*, "w?r", "*n't", "out * pocket"]"#,
        "query: 'ca* OR cats'",
        #"any: [fee], unless: {near: [n*], within: 1}"#,
        #"any: ["c??", "?", "c?t", "wo?d?", "w?rd", "c???"]"#)
        == [
          "6:12 short-wildcard", "6:18 short-wildcard", "6:25 dead-term", "6:32 short-wildcard",
          "7:14 short-wildcard", "8:34 short-wildcard", "9:12 short-wildcard",
          "9:19 short-wildcard", "9:24 short-wildcard", "9:48 short-wildcard",
        ])
  }

  @Test func `a wildcard with signs that part words fits none`() throws {
    #expect(
      try warnings(ofRules: #"any: ["and/or*", r&d?, "R&D", co-op*, "c++"]"#)
        == ["6:12 dead-term", "6:23 dead-term"])
  }

  @Test func `a word that a wildcard beside it finds is odd`() throws {
    #expect(
      try warnings(
        ofRules: #"any: [word*, words, "=Wordy", wordsm*, sword, ~words, "words here"]"#)
        == ["6:19 dead-term", "6:26 dead-term", "6:36 dead-term"])
  }

  @Test func `what is a condition besides another is not odd`() throws {
    #expect(
      try warnings(
        ofRules: "all: [price*, prices]", #"all: ["@money", pound]"#,
        above: "lists: {money: [pound, coin]}") == [])
  }

  @Test func `where case tells words apart, none is taken for another`() throws {
    let found = try warnings(
      in: """
        defaults: {fold: [quotes, hyphens]}
        cues: {n: {forward: [Not, No], pseudo: [not, No]}}
        codes:
          - code: a
            rules:
              - {id: country, any: [US, Trust, trust, "Trust*", trusts], context: {n: drop}}
              - {id: we, any: [us]}
          - code: b
            rules: [any: [uS, trust]]

        """)
    #expect(
      found.filter { !$0.contains("code-without") }
        == ["4:27 unreachable-cue", "4:41 unreachable-cue", "8:33 dead-term"])
  }

  @Test func `what a text has as several words no wildcard finds`() throws {
    // `U.S.` is the word `U.S` and a full stop; of Chinese a dictionary says what is one word.
    #expect(
      try warnings(
        ofRules: #"any: [U.S.A*, e.g.*, e.g., dog's, dog'*, 香港*, 土库曼*, 土库曼斯坦人, 北*]"#,
        #"id: b, any: ["dog'"]"#)
        == ["6:33 dead-term", "6:66 short-wildcard"])
  }

  @Test func `an id that another code had once is odd`() throws {
    #expect(
      try warnings(
        in: """
          codes:
            - {code: a, uid: u1, definition: x}
            - {code: b, uid: u2, definition: x}
          migrations:
            - {retire: a}
            - {rename: b, to: c, uid: u2}
            - {rename: c, to: b, uid: u2}
          """) == ["4:12 former-code"])
  }

  @Test func `lists and cues that nothing uses are odd`() throws {
    #expect(
      try warnings(
        ofRules: #"any: ["@used"], context: {asked: drop}"#,
        above: """
          lists: {used: ["@inner"], inner: [x], unused: [y]}
          cues: {asked: {forward: [a]}, idle: {forward: [b]}}
          """) == ["3:39 unused-list", "4:31 unused-cue"])
  }

  @Test func `a list that is used and has no word is odd`() throws {
    #expect(
      try warnings(ofRules: #"any: ["@w"]"#, above: "lists: {w: [], idle: []}")
        == ["3:9 empty-list", "3:16 unused-list"])
    let text = codebook(rule: #"any: ["@w"]"#, lists: "{w: {file: w.txt}}")
    #expect(
      try readCodebook(text, files: ["w.txt": "# none yet\n"]).warnings.all.map(\.id)
        .contains("empty-list"))
  }

  @Test func `a word that stands twice is odd`() throws {
    #expect(
      try warnings(
        ofRules: #"any: [cost, fee, Cost, "a fee", "a  FEE"]"#, "all: [dear, dear]",
        #"any: ["@money", pound, "=Pound"]"#,
        above: #"lists: {money: [pound, coin, coin]}"#)
        == [
          "3:30 repeated-term", "6:23 repeated-term", "6:38 repeated-term", "7:18 repeated-term",
          "8:22 repeated-term",
        ])
  }

  @Test func `a word that gives two codes beside each other is odd`() throws {
    let found = try warnings(
      in: """
        lists: {money: [pound, coin]}
        cues: {negation: {forward: [no]}}
        codes:
          - {code: a, definition: x, examples: [{text: x, reject: true}], rules: [
            {any: [cost, "@money"]}],
            codes: [{code: a1, definition: x, examples: [{text: x, reject: true}], rules: [
              {any: [cost]}]}]}
          - {code: b, definition: x, examples: [{text: x, reject: true}], rules: [
            {any: [Cost, coin, fee]},
            {any: [pound], context: {negation: {require: true}}},
            {query: cost AND fee}]}
        """)
    #expect(found == ["11:12 term-in-siblings", "11:18 term-in-siblings"])
  }

  @Test func `a word gives two codes only where the same people say it`() throws {
    let found = try readCodebook(
      """
      leitmotif: codebook/1
      codebook: test
      lists: {money: [coin]}
      defaults: {roles: [participant]}
      codes:
        - {code: a, definition: x, examples: [], rules: [{any: [cost, "@money"]}]}
        - {code: b, definition: x, examples: [], rules: [
            {any: [cost, coin], roles: [interviewer]}]}
        - {code: c, definition: x, examples: [], rules: [
            {any: [cost, coin], roles: [interviewer, other]}]}
        - {code: d, definition: x, examples: [], rules: [{any: [coin]}]}
      """
    ).warnings.all.filter { $0.id == "term-in-siblings" }
    #expect(
      found.map { "\($0.location?.line ?? 0): \($0.message)" } == [
        "10: 'cost' gives the code 'b', too (line 8)",
        "10: 'coin' gives the code 'b', too (line 8)",
        "11: 'coin' gives the code 'a', too, through '@money' (line 6)",
      ])
  }

  @Test func `cues that can never act are odd`() throws {
    #expect(
      try warnings(
        ofRules: "any: [cost], context: {negation: drop}",
        above: """
          cues: {negation: {forward: [no, not, "never ever"], backward: ["*n't"], reach: 2,
            pseudo: ["not only", Never ever, "no doubt", "can't help", "of course"],
            stop: [but, ";", "on the other hand"]}}
          """)
        == ["3:38 unreachable-cue", "4:62 unreachable-cue", "5:20 unreachable-cue"])
  }

  @Test func `a rule behind one that finds the same is odd`() throws {
    #expect(
      try warnings(
        ofRules: "id: a, any: [cost*, fee]", "id: b, any: [costs, fees]",
        "id: c, any: [fee, costly]",
        "id: d, any: [Fee], scope: turn", "id: e, query: fee AND cost",
        "id: f, query: 'fee AND cost', set: {}", "id: g, any: [fee], overlap: all",
        "id: h, any: [fee], roles: [interviewer]")
        == ["8:10 shadowed-rule", "11:10 shadowed-rule"])
  }

  @Test func `a rule that a cue may stop shadows none`() throws {
    #expect(
      try warnings(
        ofRules: "id: a, any: [cost], context: {negation: drop}", "id: b, any: [cost]",
        "id: c, any: [cost]", above: "cues: {negation: {forward: [no]}}") == ["8:10 shadowed-rule"])
  }

  @Test func `wildcards cover what they fit`() {
    func covers(_ pattern: String, _ word: String) -> Bool {
      let matching: WordPattern.Matching =
        pattern.contains { $0 == "*" || $0 == "?" } ? .wildcard : .folded
      let other: WordPattern.Matching =
        word.contains { $0 == "*" || $0 == "?" } ? .wildcard : .folded
      return WordPattern(pattern, matching: matching).covers(
        WordPattern(word, matching: other), foldsCase: true)
    }
    #expect(covers("cost*", "Costs"))
    #expect(covers("*n't", "can't"))
    #expect(covers("c*s*s", "coasters"))
    #expect(covers("w?rd*", "word?"))
    #expect(covers("co*", "cost*"))
    #expect(!covers("cost?", "cost*"))
    #expect(!covers("cost", "cost*"))
    #expect(!covers("c*d", "costs"))
    #expect(!covers("w?rd", "wrd"))
  }
}
