import LeitmotifModel
import LeitmotifTesting
import Testing

@testable import LeitmotifCodebook

struct CompiledCodebookTests {
  @Test func `every error of every rule is reported at its rule`() {
    func rule(_ body: Rule.Body, line: Int, context: [Rule.CueUse] = []) -> Rule {
      var rule = Rule(body, context: context)
      rule.location = SourceLocation(path: "book.yaml", line: line)
      return rule
    }
    let codebook = Codebook(
      name: "",
      codes: [
        Code(
          id: "c", name: "",
          rules: [
            rule(.any(["@cots"]), line: 1), rule(.all(["@loop", "~pay"]), line: 2),
            rule(.regex("(a"), line: 3),
            rule(.any(["a"]), line: 4, context: [Rule.CueUse(cue: "negatoin", effect: .drop)]),
            rule(.query(.not("a")), line: 5), rule(.query(.and([.not("a")])), line: 6),
            rule(.any([.word(WordPattern(" "))]), line: 7),
          ])
      ],
      lists: [
        WordList(name: "cost", patterns: ["a"]), WordList(name: "loop", patterns: ["@pool"]),
        WordList(name: "pool", patterns: ["@loop"]),
      ], cues: [CueSet(name: "negation")])
    let error = #expect(throws: Diagnostics.self) { try CompiledCodebook(codebook) }
    #expect(
      error?.description == """
        book.yaml:1: error: there is no list 'cots' [unknown-list]
        help: did you mean 'cost'?
        book.yaml:2: error: the list 'loop' holds itself [list-cycle]
        help: take '@loop' out of it
        book.yaml:2: error: '~pay' needs stems, and language 'und' has none [no-stems]
        help: set 'language:' to the transcripts' language (en, de, fr, …), or use a wildcard
        book.yaml:3: error: missing closing parenthesis, at character 3 of the regular expression [regex-syntax]
        help: mend it there; a sign that is meant as itself has '\\' before it: '\\('
        book.yaml:4: error: there is no cue set 'negatoin' [unknown-cue]
        help: did you mean 'negation'?
        book.yaml:5: error: NOT takes segments away, and there is nothing to take them from [query-not]
        help: say what is to be found: 'cost AND NOT benefit'
        book.yaml:6: error: NOT takes segments away, and there is nothing to take them from [query-not]
        help: say what is to be found: 'cost AND NOT benefit'
        book.yaml:7: error: a word without letters finds nothing [empty-pattern]
        help: write the word's letters, or delete it
        """)
  }

  @Test func `each rule finds the same alone and among others, in every order and thread`()
    async throws
  {
    let words = [
      "alpha", "beta", "gamma", "delta", "alp*", "*ta", "beta gamma", "gamma delta alpha",
    ]
    var random = SeededNumbers(seed: 5)
    let rules = (0..<24).map { _ in
      let (one, other) = (random.element(of: words), random.element(of: words))
      return switch Int.random(in: 0..<4, using: &random) {
      case 0: Rule(.any([Pattern(stringLiteral: one), Pattern(stringLiteral: other)]))
      case 1: Rule(.all([Pattern(stringLiteral: one), Pattern(stringLiteral: other)]))
      case 2: Rule(.query(.near(Query(stringLiteral: one), Query(stringLiteral: other), within: 2)))
      default: Rule(.regex("\(one.suffix(2))\\w*"))
      }
    }
    let compiled = try CompiledCodebook(
      Codebook(name: "", codes: [Code(id: "c", name: "", rules: rules)]))
    let texts = (0..<8).map { _ in
      (0..<60).map { _ in random.element(of: ["Alpha", "beta", "Gamma.", "delta", "x", "x\n", ","])
      }
      .joined(separator: " ")
    }
    let all = Array(rules.indices)
    let together = texts.map { text in
      compiled.matches(ofRules: all, in: Interview(text).transcript) { _ in }
    }
    #expect(together.joined().contains { $0?.isEmpty == false })
    await withTaskGroup(of: Void.self) { group in
      for (text, expected) in zip(texts, together) {
        group.addTask {
          let transcript = Interview(text).transcript
          for number in all.reversed() {
            let alone = compiled.matches(ofRules: [number], in: transcript) { _ in }
            #expect(alone == [expected[number]])
          }
        }
      }
    }
  }

  @Test func `two codebooks over one transcript do not mix`() throws {
    let transcript = Interview("cost and price").transcript
    let books = try ["cost", "price"].map { word in
      try CompiledCodebook(
        Codebook(
          name: "",
          codes: [Code(id: "c", name: "", rules: [Rule(.any([Pattern(stringLiteral: word)]))])]))
    }
    let starts = (books + books).map { book in
      book.matches(ofRules: [0], in: transcript) { _ in }[0]?.map(\.span.start)
    }
    #expect(starts == [[0], [9], [0], [9]])
  }

  @Test func `a rule needs the levels of its scope and its evidence`() throws {
    let codebook = try CompiledCodebook(
      Codebook(
        name: "",
        codes: [
          Code(
            id: "c", name: "",
            rules: [
              Rule(.any(["a"]), scope: .transcript), Rule(.any(["a"]), scope: .turn),
              Rule(.any(["a"]), scope: .transcript, evidence: .sentence),
            ])
        ]))
    #expect(codebook.levels(ofRules: [0]) == [])
    #expect(codebook.levels(ofRules: [1]) == [.turn])
    #expect(codebook.levels(ofRules: [0, 1, 2]) == [.turn, .sentence])
  }

  @Test func `tens of thousands of words are looked for at once`() throws {
    let words = (0..<30_000).map { number in
      number % 3 == 0
        ? Pattern.word(WordPattern("w\(number)x*", matching: .wildcard))
        : Pattern.word(WordPattern("w\(number)"))
    }
    let marked = "no [w1] [w3xyz] w3 [W29998] w100001"
    let interview = Interview(MarkedText(marked).text)
    #expect(try interview.marked(by: Rule(.any(words))) == marked)
  }
}
