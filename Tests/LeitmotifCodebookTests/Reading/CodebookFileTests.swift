import LeitmotifModel
import Testing

@testable import LeitmotifCodebook

struct CodebookFileTests {
  static let whole = """
    leitmotif: codebook/1
    codebook: gardens
    version: "2"
    language: en

    defaults:
      roles: [participant, other]
      fold: [case, quotes]

    lists:
      plants: [rose, tulip*, "lily of the valley"]
      words: {file: lists/words.txt}

    cues:
      negation:
        forward: [no, not, "*n't"]
        backward: ["out of the question"]
        pseudo: ["not only"]
        stop: [but, ";"]
        reach: 4

    codes:
      - code: open_air
        uid: 7d9c
        definition: Being outside.
        include: Gardens, parks.
        exclude: Balconies.
        memo: Discussed in May.
        exclusive: segment
        attributes:
          mood: {values: [glad, sad], default: glad}
        codes:
          - code: planting
            name: Planting things
            leads_to: [open_air.rest]
            attributes:
              mood: {default: sad}
              season: {}
            rules:
              - any: ["@plants", "=Rose", ~water]
              - {any: dig, scope: turn, evidence: sentence, overlap: all, roles: [interviewer]}
              - id: spring
                query: 'plant* BEFORE/2 (spring OR "early summer")'   # a season
                unless: {near: ["@words"], within: 3}
                context:
                  negation: drop
                set: {season: spring}

              - all: [spade, fork]
                fold: []
            examples:
              - {text: "I planted them in spring.", expect: {season: spring}, span: planted, rule: spring}
              - {text: "And you plant?", reject: true, role: interviewer, why: a question}
          - code: rest
    """

  private func planting() throws -> Code {
    let file = try readCodebook(
      Self.whole, path: "study/book.yaml", files: ["study/lists/words.txt": "pot\n"])
    return try #require(file.codebook["open_air.planting"])
  }

  @Test func `reads a whole codebook`() throws {
    let file = try readCodebook(
      Self.whole, path: "study/book.yaml",
      files: ["study/lists/words.txt": "\u{FEFF}# words\r\npot  # a comment\r\n\r\nflower pot\r\n"])
    let codebook = file.codebook
    #expect(codebook.name == "gardens")
    #expect(codebook.version == "2")
    #expect(codebook.language == "en")
    #expect(codebook.codes.map(\.id) == ["open_air", "open_air.planting", "open_air.rest"])
    #expect(
      codebook.lists == [
        WordList(
          name: "plants",
          patterns: [
            .word(WordPattern("rose")), .word(WordPattern("tulip*", matching: .wildcard)),
            .phrase([
              WordPattern("lily"), WordPattern("of"), WordPattern("the"), WordPattern("valley"),
            ]),
          ]),
        WordList(
          name: "words",
          patterns: [
            .word(WordPattern("pot")), .phrase([WordPattern("flower"), WordPattern("pot")]),
          ]),
      ])
    #expect(
      codebook.cues == [
        CueSet(
          name: "negation",
          forward: [
            .word(WordPattern("no")), .word(WordPattern("not")),
            .word(WordPattern("*n't", matching: .wildcard)),
          ],
          backward: [
            .phrase([
              WordPattern("out"), WordPattern("of"), WordPattern("the"), WordPattern("question"),
            ])
          ],
          pseudo: [.phrase([WordPattern("not"), WordPattern("only")])],
          stop: [.word(WordPattern("but")), .word(WordPattern(";"))], reach: 4)
      ])
    #expect(file.inputs.map(\.path) == ["study/book.yaml", "study/lists/words.txt"])
  }

  @Test func `a code keeps what its authors wrote`() throws {
    let file = try readCodebook(Self.whole, files: ["lists/words.txt": "pot"])
    let code = try #require(file.codebook["open_air"])
    #expect(code.uid == "7d9c")
    #expect(code.name == "open air")
    #expect(code.definition == "Being outside.")
    #expect(code.include == "Gardens, parks.")
    #expect(code.exclude == "Balconies.")
    #expect(code.memo == "Discussed in May.")
    #expect(code.exclusive == .segment)
    #expect(code.location == SourceLocation(path: "codebook.yaml", line: 23, column: 11, length: 8))
  }

  @Test func `a code inherits attributes and may give them another default`() throws {
    let code = try planting()
    #expect(code.parent == "open_air")
    #expect(code.name == "Planting things")
    #expect(code.leadsTo == ["open_air.rest"])
    #expect(
      code.attributes == [
        Code.AttributeDeclaration(name: "mood", values: ["glad", "sad"], defaultValue: "sad"),
        Code.AttributeDeclaration(name: "season"),
      ])
  }

  @Test func `rules without a name are called by their kind`() throws {
    #expect(
      try planting().rules.map(\.id) == [
        "open_air.planting/any", "open_air.planting/any-2", "open_air.planting/spring",
        "open_air.planting/all",
      ])
  }

  @Test func `rules have the defaults unless they say otherwise`() throws {
    let rules = try planting().rules
    #expect(rules[0].roles == [.participant, .other])
    #expect(rules[0].folding == [.letterCase, .quotes])
    #expect(rules[0].scope == .sentence)
    #expect(rules[0].evidence == nil)
    #expect(rules[1].roles == [.interviewer])
    #expect(rules[1].scope == .turn)
    #expect(rules[1].evidence == .sentence)
    #expect(rules[1].overlap == .all)
    #expect(rules[3].folding == [])
  }

  @Test func `rules say what they look for and when not`() throws {
    let rules = try planting().rules
    #expect(
      rules[0].body
        == .any([
          .list("plants"), .word(WordPattern("Rose", matching: .exact)),
          .word(WordPattern("water", matching: .stem)),
        ]))
    #expect(
      rules[2].body
        == .query(
          .before(
            .pattern(.word(WordPattern("plant*", matching: .wildcard))),
            .or([
              .pattern(.word(WordPattern("spring"))),
              .pattern(.phrase([WordPattern("early"), WordPattern("summer")])),
            ]), within: 2)))
    #expect(rules[2].unless == Rule.Unless(near: [.list("words")], within: 3))
    #expect(rules[2].context == [Rule.CueUse(cue: "negation", effect: .drop)])
    #expect(rules[2].attributes == ["season": "spring"])
  }

  @Test func `a rule keeps its author's words`() throws {
    #expect(
      try planting().rules.map(\.source) == [
        #"any: ["@plants", "=Rose", ~water]"#,
        "{any: dig, scope: turn, evidence: sentence, overlap: all, roles: [interviewer]}",
        """
        id: spring
        query: 'plant* BEFORE/2 (spring OR "early summer")'   # a season
        unless: {near: ["@words"], within: 3}
        context:
          negation: drop
        set: {season: spring}
        """,
        "all: [spade, fork]\nfold: []",
      ])
  }

  @Test func `reads examples`() throws {
    let examples = try planting().examples
    #expect(examples[0].text == "I planted them in spring.")
    #expect(examples[0].expected == ["season": "spring"])
    #expect(examples[0].evidence == "planted")
    #expect(examples[0].rule == "spring")
    #expect(examples[0].role == .participant)
    #expect(examples[1].expected == nil)
    #expect(examples[1].role == .interviewer)
    #expect(examples[1].why == "a question")
  }

  @Test func `the digest follows content and not paths`() throws {
    let files = ["lists/words.txt": "pot"]
    let here = try readCodebook(Self.whole, files: files)
    let there = try readCodebook(
      Self.whole, path: "a/b.yaml", files: ["a/lists/words.txt": "pot"])
    let other = try readCodebook(Self.whole, files: ["lists/words.txt": "pots"])
    #expect(here.digest == there.digest)
    #expect(here.digest != other.digest)
  }

  @Test(arguments: ["\r\n", "\r"])
  func `line ends do not matter`(ending: String) throws {
    let files = ["lists/words.txt": "pot"]
    let read = try readCodebook(Self.whole.replacing("\n", with: ending), files: files)
    #expect(read.codebook == (try readCodebook(Self.whole, files: files)).codebook)
    let marked = try readCodebook("\u{FEFF}" + Self.whole, files: files)
    #expect(marked.codebook == read.codebook)
  }

  @Test func `an empty codebook has no codes`() throws {
    let codebook = try readCodebook("leitmotif: codebook/1\ncodebook: none").codebook
    #expect(codebook == Codebook(name: "none"))
  }
}
