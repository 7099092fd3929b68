import LeitmotifModel
import LeitmotifTesting
import Testing

@testable import LeitmotifCodebook

struct RegexTests {
  @Test(arguments: [
    ("cost(s|ly)?", "[Cost], [costs] and ac[costly]"),
    (#"\b(lose|lost) (trust|faith)\b"#, "I [lost faith]. lost faiths"),
    (#"\d+ (euro|€)"#, "[20 euro], [5 €], euro"),
    ("^well", "[Well], well. [well]"),
    ("x*", "a [xx] b é [x]"),
    (#"é\w+"#, "[Études] e"),
    ("straße|ſ", "[Straße] x [s] [ſ]"),
    ("k", "[k] [K] [\u{212A}]"),
    ("kelvin", "[Kelvin] [\u{212A}elvin]"),
  ])
  func `a regular expression finds what PCRE2 finds`(pattern: String, marked: String) throws {
    let interview = Interview(MarkedText(marked).text)
    #expect(try interview.marked(by: Rule(.regex(pattern))) == marked)
  }

  @Test func `case counts where the rule does not fold it`() throws {
    let rule = Rule(.regex("IT"), folding: [])
    #expect(try Interview("IT, it, It").marked(by: rule) == "[IT], it, It")
  }

  @Test func `an expression in a query has words around it`() throws {
    let query = Query.before(.regex("aff?ord"), "now", within: 1)
    let rule = Rule(
      .query(query), context: [Rule.CueUse(cue: "negation", effect: .drop)])
    let negation = CueSet(name: "negation", forward: ["not"], reach: 2)
    #expect(
      try Interview("x afford it now. x afford it right now. not x afford now. not x y aford now")
        .marked(by: rule, cues: [negation])
        == "x [afford it now]. x afford it right now. not x afford now. not x y [aford now]")
  }

  @Test func `an expression never leaves its segment`() throws {
    let interview = Interview("a. b\nI: a b\nb")
    #expect(try interview.marked(by: Rule(.regex("(?s)a.*b"))) == "a. b\nI: a b\nb")
    #expect(
      try interview.marked(by: Rule(.regex("(?s)a.*b"), scope: .transcript))
        == "[a. b]\nI: a b\nb")
  }

  @Test(arguments: [
    (
      "(a", "missing closing parenthesis, at character 3 of the regular expression [regex-syntax]"
    ),
    (
      "é[b-a]",
      "range out of order in character class, at character 5 of the regular expression [regex-syntax]"
    ),
    (
      #"é(a)\1"#,
      #"'\1' at character 5 of the regular expression is a back-reference, which rules do not have [regex-unsupported]"#
    ),
    (
      "a(?=b)",
      "'(?=' at character 2 of the regular expression is a look-ahead, which rules do not have [regex-unsupported]"
    ),
  ])
  func `a wrong expression is refused with its place`(pattern: String, message: String) {
    var rule = Rule(.regex(pattern))
    rule.location = SourceLocation(path: "book.yaml", line: 7, column: 9)
    let error = #expect(throws: Diagnostics.self) {
      try CompiledCodebook(
        Codebook(name: "", codes: [Code(id: "c", name: "", rules: [rule])]))
    }
    let first = error?.description.split(separator: "\n").first.map(String.init)
    #expect(first == "book.yaml:7:9: error: \(message)")
  }

  @Test(arguments: [
    (#"(\w+) \1"#, #"\1"#), (#"(?<a>x)\k<a>"#, #"\k"#), (#"(x)\g{1}"#, #"\g"#),
    (#"(x)\g<1>"#, #"\g<"#),
    ("(?P<a>x)(?P=a)", "(?P="), ("(?!a)b", "(?!"), ("(?<=a)b", "(?<="), ("(?<!a)b", "(?<!"),
    ("(a(?R)?)", "(?R"), ("(a)(?1)", "(?1"), ("(a)(?-1)", "(?-"), ("(?&a)", "(?&"),
    ("(?P>a)", "(?P>"),
    ("a(?C1)", "(?C"), ("(*COMMIT)a", "(*"), ("(*pla:a)", "(*"), ("(?(1)a)", "(?("),
    (#"a\Kb"#, #"\K"#),
    (#"\Q\E(?=a)"#, "(?="), ("[]a](?=a)", "(?="), ("(?#x)(?=a)", "(?="),
  ])
  func `what rules do not have is named`(pattern: String, construct: String) {
    #expect(UnsupportedConstruct.first(in: pattern)?.written == construct)
  }

  @Test(arguments: [
    #"\Q(?=\E"#, "[(?=]", #"[]\]\1(?=]"#, #"\(\?="#, "(?:a)", "(?<name>a)", "(?i)a", "(?i:a)",
    "(?>a)",
    "(?|a|b)", "a++", "(?#(?=)", #"[[:alpha:](?=]"#, #"\\1"#, #"\0"#, "(?-i)a", #"\p{Lu}"#, "",
    "\\",
  ])
  func `what looks alike is allowed`(pattern: String) {
    #expect(UnsupportedConstruct.first(in: pattern) == nil)
  }

  @Test(
    arguments: [
      ("cost", ["cost"]), ("Costs?", ["cost"]), ("(cost|price)s?", ["cost", "price"]),
      (#"\b(can't|cannot) afford"#, [" afford"]), ("a+bcd*", ["bc"]), ("(ab)?cde", ["cde"]),
      ("(ab){2,}c", ["ab"]), ("x|cost", []), ("[abc]cost", ["cost"]), (".*", []), ("a.b", []),
      (#"out\.of"#, ["out.of"]), (#"\x41bc"#, []), ("(?i)cost", []), ("é cost", [" cost"]),
      ("co(st)", ["co"]), ("(cost|)", []), ("(?:cost(s|ly)|fee) [0-9]{2}", ["cost", "fee"]),
      ("ab{0}c", []),
      ("ab{2}c", ["ab"]), ("a{,3}bc", []), ("[^]]xy", ["xy"]), (#"\Qab\E"#, []), ("", []),
    ] as [(String, [String])])
  func `some text is in everything that an expression matches`(pattern: String, literals: [String])
  {
    #expect(RequiredLiterals.of(pattern).map { String(decoding: $0, as: UTF8.self) } == literals)
  }

  @Test func `a slow expression is given up by name, and the others go on`() throws {
    let words = String(repeating: "a", count: 40)
    var slow = Rule(.regex("(a+)+$"))
    slow.id = "c/slow"
    let codebook = try CompiledCodebook(
      Codebook(
        name: "", codes: [Code(id: "c", name: "", rules: [slow, Rule(.any(["b"]))])]))
    var reported: [String] = []
    let matches = codebook.matches(ofRules: [0, 1], in: Interview("\(words)! b").transcript) {
      reported.append($0.description.split(separator: "\n").first.map(String.init) ?? "")
    }
    #expect(matches.map { $0?.count } == [nil, 1])
    #expect(
      reported == [
        "warning: the regular expression of rule 'c/slow' took too many steps and was given"
          + " up here [rule-too-slow]"
      ])
  }
}

struct LiteralAutomatonTests {
  @Test func `every literal is found wherever it stands, in any case`() {
    let automaton = LiteralAutomaton(
      [["cost", "os"], [], ["st x", "t"], ["zzz"]].map { $0.map { Array($0.utf8) } })
    let places = Array("Cost x é COST zz".utf8).withUnsafeBufferPointer(automaton.places)
    #expect(places == [[2, 3, 12, 13], [], [3, 5, 13], []])
  }

  @Test func `without literals nothing is found`() {
    #expect([0x61].withUnsafeBufferPointer(LiteralAutomaton([[], []]).places) == [[], []])
  }
}
