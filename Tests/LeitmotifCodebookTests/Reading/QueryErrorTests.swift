import Testing

@testable import LeitmotifCodebook

/// A query's error stands at its characters, however YAML wraps and escapes them.
struct QueryErrorTests {
  @Test func `a caret stands below what is wrong`() {
    #expect(
      errors(inQuery: "don't and cost") == """
        codebook.yaml:7:25: error: 'and' is read as a word: operators are written in capitals \
        [query-operator]
          7 |       - {query: 'don''t and cost'}
            |                         ^^^
        help: write AND, or "don't and …" for a phrase
        """)
    #expect(
      errors(inQuery: "cost barrier") == """
        codebook.yaml:7:23: error: 'cost' and 'barrier' stand side by side without an operator \
        [query-side-by-side]
          7 |       - {query: 'cost barrier'}
            |                       ^^^^^^^
        help: write "cost barrier" for the phrase, or cost AND barrier
        """)
  }

  @Test(arguments: [
    ("@l @l", "write @l BEFORE/0 @l for one right behind the other, or @l AND @l"),
    ("'cost barrier'", "and the query in single ones: '\"cost barrier\"'"),
    ("'cost of barriers'", "and the query in single ones: '\"cost of …\"'"),
    ("- OR a", "write \"-\" in double quotes to look for the sign"),
    ("a OR -", "write \"-\" in double quotes to look for the sign"), ("- a", "write NOT"),
  ])
  func `the help does not lead into the next error`(query: String, help: String) {
    let found = errors(inQuery: query)
    #expect(found.contains(help), "\(found)")
  }

  @Test(arguments: [
    ("query: 😀 OR é wrong", 7, 23), ("query: >\n    é OR\n    x wrong", 9, 13),
    ("query: |-\n    é OR\n      x wrong", 9, 15), ("query: é OR\n    x wrong", 8, 13),
    (#"query: "a\tOR \"b c\" \u00e9 wrong""#, 7, 31), ("query: 'a OR ''b'' wrong'", 7, 28),
    ("query: \"a OR\\\n    \\ b wrong\"", 8, 15), ("query: a OR", 7, 20),
    ("query: '(a OR b'", 7, 17),
  ])
  func `the place is found in every style of YAML`(rule: String, line: Int, column: Int) {
    let found = errors(in: codebook(rule: rule.replacing("\n", with: "\n      ")))
    #expect(found.hasPrefix("codebook.yaml:\(line):\(column): error: "), "\(found)")
  }
}
