import LeitmotifTesting
import Testing

struct CodebookCommandTests {
  private static let book = """
    leitmotif: codebook/1
    codebook: meals
    codes:
      - code: price
        definition: Money as a reason.
        attributes: {view: {values: [high, fair], default: high}}
        rules:
          - {id: words, any: [price, expensive]}
        examples:
          - {text: "It is expensive.", expect: {view: high}}
          - {text: "I like it.", reject: true}
        codes:
          - {code: fees, definition: Fees., name: School fees}

    """

  /// What the command prints, prints as errors, and exits with.
  private func run(
    _ arguments: String..., book: String = Self.book
  ) throws -> (output: String, error: String, status: Int32) {
    let folder = try TemporaryFolder()
    try folder.write(book, to: "book.yaml")
    let result = try Command.run(["codebook"] + arguments, in: folder.path)
    return (result.output, result.error, result.status)
  }

  @Test func `check says that all is well`() throws {
    #expect(
      try run("check", "book.yaml") == (
        "book.yaml: 2 codes, 1 rule, 2 examples, 0 errors, 0 warnings\n", "", 0
      ))
  }

  @Test func `check looks for lists beside the codebook, and says so`() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      Self.book.replacing(
        "codes:\n  - code: price", with: "lists: {m: {file: m.txt}}\ncodes:\n  - code: price"),
      to: "sub/book.yaml")
    let found = try Command.run(["codebook", "check", "sub/book.yaml"], in: folder.path)
    #expect(found.error.contains("'m.txt': there is no such file [missing-file]"))
    #expect(found.error.contains("help: its path is relative to the codebook"), "\(found.error)")
  }

  @Test func `check says what is wrong in every file`() throws {
    let found = try run(
      "check", "book.yaml", "none.yaml",
      book: Self.book.replacing("any: [price", with: "ayn: [price"))
    #expect(found.output == "")
    #expect(
      found.error == """
        book.yaml:8:9: error: a rule has exactly one of any, all, query and regex; here is none \
        [rule-kind]
          8 |       - {id: words, ayn: [price, expensive]}
            |         ^
        help: write 'any: [word, …]'
        book.yaml:8:21: error: a rule has no 'ayn' [unknown-key]
          8 |       - {id: words, ayn: [price, expensive]}
            |                     ^^^
        help: did you mean 'any'?
        none.yaml: error: there is no such file [missing-file]
        help: the path is relative to the folder that you are in

        """)
    #expect(found.status == 2)
  }

  @Test func `check leaves the status 0 for warnings`() throws {
    let found = try run(
      "check", "book.yaml", "--json", book: Self.book.replacing("price, exp", with: "pri*, exp"))
    #expect(
      found == (
        #"{"files":[{"codes":2,"diagnostics":[{"column":27,"help":"list the words that are meant, or "#
          + #"write more of the word","id":"short-wildcard","line":8,"message":"'pri*' has fewer than "#
          + #"four letters and fits many words","path":"book.yaml","severity":"warning"}],"#
          + #""file":"book.yaml","rules":1}]}"# + "\n", "", 0
      ))
  }

  @Test func `test runs the examples`() throws {
    #expect(try run("test", "book.yaml") == ("2 examples: 2 passed, 0 failed\n", "", 0))
    let book = Self.book.replacing("I like it.", with: "A fair price.")
    #expect(
      try run("test", "book.yaml", book: book) == (
        """
        book.yaml:11:9: example 2 of price fails: "A fair price."
          it is to be rejected, but is coded: "price" by the rule 'words'
        2 examples: 1 passed, 1 failed

        """, "", 1
      ))
  }

  @Test func `tree shows the codes`() throws {
    #expect(
      try run("tree", "book.yaml").output == """
        meals
          price: price (1 rule, 2 examples)
            fees: School fees

        """)
  }

  @Test func `try shows what is found in a text`() throws {
    #expect(
      try run("try", "book.yaml", "--text", "é: the price, so\nexpensive").output == """
        é: the price, so
               ^^^^^ price/words (view: high)
        expensive
        ^^^^^^^^^ price/words (view: high)

        """)
    #expect(
      try run("try", "book.yaml", "--text", "é 🙂 price", "--json").output
        == #"{"codings":[{"attributes":{"view":"high"},"code":"price","end":9,"rule":"price/words","#
        + #""start":4}]}"# + "\n")
    #expect(
      try run("try", "book.yaml", "--text", "The price?", "--role", "interviewer").output
        == "nothing is found\n")
    #expect(try run("try", "book.yaml").status == 64)
  }
}
