import Foundation
import LeitmotifTesting
import Testing

/// Commands that write codebooks: in place, and from and to other formats.
struct CodebookFilesTests {
  private static let book = """
    leitmotif: codebook/1
    codebook: meals  # of the school
    codes:
      - code: price
        rules:
          - any: [price*]
      - {code: taste}

    """

  private func folder(_ book: String = Self.book) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(book, to: "book.yaml")
    return folder
  }

  @Test func `fmt writes uids once, keeps permissions, and writes through a link`() throws {
    let folder = try folder()
    let files = FileManager.default
    try files.setAttributes([.posixPermissions: 0o640], ofItemAtPath: folder.path("book.yaml"))
    try files.createSymbolicLink(
      atPath: folder.path("link.yaml"), withDestinationPath: "book.yaml")
    #expect(
      try Command.run(["codebook", "fmt", "--check", "link.yaml"], in: folder.path).status == 1)
    #expect(try folder.read("book.yaml") == Self.book)
    let first = try Command.run(["codebook", "fmt", "link.yaml"], in: folder.path)
    #expect(first.output == "link.yaml: 2 codes given a uid\n")
    let written = try folder.read("book.yaml")
    let uid = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/
    #expect(
      written.replacing(uid, with: "U")
        == Self.book
        .replacing("- code: price\n", with: "- code: price\n    uid: U\n")
        .replacing("{code: taste}", with: "{code: taste, uid: U}"))
    let attributes = try files.attributesOfItem(atPath: folder.path("book.yaml"))
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o640)
    #expect(try files.destinationOfSymbolicLink(atPath: folder.path("link.yaml")) == "book.yaml")
    let second = try Command.run(["codebook", "fmt", "book.yaml", "--json"], in: folder.path)
    #expect(second.output == #"{"files":[{"added":0,"file":"book.yaml"}]}"# + "\n")
    #expect(try folder.read("book.yaml") == written)
    #expect(
      try files.contentsOfDirectory(atPath: folder.path).sorted() == ["book.yaml", "link.yaml"])
  }

  @Test func `a dictionary becomes a codebook that finds its words`() throws {
    let folder = try TemporaryFolder()
    try folder.write("A KEY: [more, \"kind of\"]\nB: {\"+C+\": [mor*]}\n", to: "words.yml")
    let imported = try Command.run(
      ["codebook", "import", "words.yml", "--to", "book.yaml", "--overlap", "codebook"],
      in: folder.path)
    #expect(imported.output == "book.yaml: 3 codes, 2 rules\n")
    #expect(
      try folder.read("book.yaml") == """
        # Imported from words.yml.
        leitmotif: codebook/1
        codebook: words

        defaults:
          fold: [case]
          overlap: codebook

        codes:
          - code: A_KEY
            rules:
              - any: [more, kind of]
          - code: B
            codes:
              - code: "+C+"
                rules:
                  - any: [mor*]

        """)
    #expect(
      try Command.run(
        ["codebook", "try", "book.yaml", "--text", "More, kind of"], in: folder.path
      ).output == """
        More, kind of
        ^^^^ A_KEY/any
        ^^^^ B.+C+/any
              ^^^^^^^ A_KEY/any

        """)
    let again = try Command.run(
      ["codebook", "import", "words.yml", "--to", "book.yaml"], in: folder.path)
    #expect(again.status == 2 && again.error.contains("[file-exists]"))
    let unknown = try Command.run(
      ["codebook", "import", "book.sps", "--to", "x.yaml"], in: folder.path)
    #expect(unknown.status == 2 && unknown.error.contains("[unknown-ending]"))
  }

  @Test func `a text that is tried cannot act on the terminal`() throws {
    let folder = try folder()
    try folder.write("The\tprice \u{1B}[31m\u{202E}of prices\n", to: "text.txt")
    #expect(
      try Command.run(
        ["codebook", "try", "book.yaml", "--file", "text.txt"], in: folder.path
      ).output == #"""
        The price \u{1B}[31m\u{202E}of prices
            ^^^^^ price/any
                                       ^^^^^^ price/any

        """#)
  }

  @Test func `a codebook is exported, and what is lost is said`() throws {
    let folder = try folder()
    let result = try Command.run(
      ["codebook", "export", "book.yaml", "--format", "qdc"], in: folder.path)
    #expect(result.output.hasPrefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<CodeBook xmlns="))
    #expect(result.error == "book.yaml: warning: not carried over: rules (1) [not-carried-over]\n")
    let file = try Command.run(
      ["codebook", "export", "book.yaml", "--to", "b.dic", "--json"], in: folder.path)
    #expect(file.output == #"{"file":"b.dic","format":"liwc","losses":[]}"# + "\n")
    #expect(try folder.read("b.dic") == "%\n1\tprice\n2\ttaste\n%\nprice*\t1\n")
    #expect(try Command.run(["codebook", "export", "book.yaml"], in: folder.path).status == 64)
    try folder.write("leitmotif: codebook/1\ncodebook: t\n", to: "none.yaml")
    let none = try Command.run(
      ["codebook", "export", "none.yaml", "--to", "none.qdc"], in: folder.path)
    #expect(none.status == 2 && none.error.contains("[empty-codebook]"))
  }

  @Test func `marks stand below what they mark, also below wide signs`() throws {
    let folder = try folder()
    let result = try Command.run(
      ["codebook", "try", "book.yaml", "--text", "香港 😀🚗✅ prices"],
      in: folder.path)
    #expect(
      result.output.hasPrefix(
        """
        香港 😀🚗✅ prices
                    ^^^^^^ price/any
        """), "\(result.output)")
    try folder.write(
      "leitmotif: codebook/1\ncodebook: t\ncodes:\n  - {code: c, rules: [any: [price of]]}\n",
      to: "lines.yaml")
    let lines = try Command.run(
      ["codebook", "try", "lines.yaml", "--text", "The price\nof it"], in: folder.path)
    #expect(lines.output.hasPrefix("The price\n    ^^^^^… c/any\n"), "\(lines.output)")
  }

  @Test func `an export writes over an earlier one, and over no codebook`() throws {
    let folder = try folder()
    try folder.write(Self.book, to: "own.yml")
    let refused = try Command.run(
      ["codebook", "export", "own.yml", "--to", "own.yml"], in: folder.path)
    #expect(refused.status == 2)
    #expect(
      refused.error == """
        own.yml: error: the file is a codebook or a pipeline of Leitmotif; nothing was written \
        [file-exists]
        help: name another file

        """)
    #expect(try folder.read("own.yml") == Self.book)
    try folder.write("{leitmotif: codebook/1, codebook: t, codes: []}\n", to: "flow.yml")
    #expect(
      try Command.run(
        ["codebook", "export", "book.yaml", "--to", "flow.yml"], in: folder.path
      ).status == 2)
    for _ in 1...2 {
      let export = try Command.run(
        ["codebook", "export", "book.yaml", "--to", "d.yml"], in: folder.path)
      #expect(export.status == 0)
    }
    #expect(try folder.read("d.yml") == "price: [price*]\ntaste: []\n")
  }

  @Test func `mini transcripts beside a codebook are run with its examples`() throws {
    let folder = try folder()
    let test = """
      leitmotif: test/1
      turns:
        - interviewer: What of prices?
        - participant: The prices rose.
      expect:
        - {code: price, turn: 2}

      """
    try folder.write(test, to: "tests/a.yaml")
    let passed = try Command.run(["codebook", "test", "book.yaml"], in: folder.path)
    #expect(
      passed.output == "0 examples: 0 passed, 0 failed\n1 test: 1 passed, 0 failed\n")
    #expect(passed.status == 0)
    // A slip in the first line, or nothing in the file, leaves no test out.
    for text in ["leitmotf: test/1\n", "", "# later\n", "foo: 1\n"] {
      try folder.write(text, to: "tests/b.yml")
      let refused = try Command.run(["codebook", "test", "book.yaml"], in: folder.path)
      #expect(refused.status == 2 && refused.error.contains("tests/b.yml"), "\(refused.error)")
      #expect(refused.error.contains("[unknown-format]"), "\(refused.error)")
    }
    try FileManager.default.removeItem(atPath: folder.path("tests/b.yml"))
    try folder.write(test.replacing("turn: 2", with: "turn: 1"), to: "tests/b.yaml")
    let failed = try Command.run(["codebook", "test", "book.yaml"], in: folder.path)
    #expect(
      failed.output == """
        tests/b.yaml:6:5: error: no such coding of 'price' is found; left over: "prices" \
        [missing-coding]
          6 |   - {code: price, turn: 1}
            |     ^
        help: 'leitmotif codebook try' shows what the rules find in a text
        tests/b.yaml: error: turn 2 is coded price at "prices" by the rule 'any', and the case does \
        not say so [unexpected-coding]
        help: add it under 'expect', or mend the rule
        0 examples: 0 passed, 0 failed
        2 tests: 1 passed, 1 failed

        """)
    #expect(failed.status == 1)
    let json = try Command.run(["codebook", "test", "book.yaml", "--json"], in: folder.path)
    #expect(json.output.contains(#""failedTests":1,"#))
    #expect(json.output.contains(#""tests":[{"file":"tests/a.yaml","passed":true,"problems":[]},"#))
  }

  @Test func `merge keeps what was written, and says what does not go along`() throws {
    let folder = try folder(
      "leitmotif: codebook/1\ncodebook: t\ncodes:\n  - code: a\n    memo: Mine.\n    leads_to: c\n"
        + "  - {code: b}\n  - {code: c}\n")
    let result = try Command.run(
      ["codebook", "merge", "book.yaml", "a", "--into", "b"], in: folder.path)
    #expect(result.status == 0 && result.output == "book.yaml: 'a' went into 'b'\n")
    #expect(
      result.error.hasPrefix(
        "book.yaml:6:15: warning: 'b' does not lead to what 'a' led to: c [not-carried-over]\n"),
      "\(result.error)")
    #expect(
      try folder.read("book.yaml").contains(
        "    memo: |\n      From a:\n      memo: Mine.\n      leads_to: c\n"))
  }

  @Test func `move says what the code inherits otherwise`() throws {
    let folder = try folder(
      "leitmotif: codebook/1\ncodebook: t\ncodes:\n  - code: a\n    attributes: {v: {default: x}}\n"
        + "    codes:\n      - code: b\n        uid: u1\n")
    let result = try Command.run(["codebook", "move", "book.yaml", "a.b"], in: folder.path)
    #expect(result.status == 0 && result.output == "book.yaml: 'a.b' stands at the top now\n")
    #expect(
      result.error == """
        book.yaml:7:11: warning: 'b' has another attribute 'v' than before: {default: x} → none \
        [inheritance-changed]
          7 |   - code: b
            |           ^
        help: what is to stay as it was goes under 'attributes' of the code itself

        """)
  }

  @Test func `diff says what changed, for people and programs`() throws {
    let folder = try folder()
    try folder.write(
      Self.book.replacing("[price*]", with: "[price*, fee]").replacing("taste", with: "flavour"),
      to: "new.yaml")
    #expect(
      try Command.run(["codebook", "diff", "book.yaml", "new.yaml"], in: folder.path).output == """
        added         flavour
        removed       taste
        rule changed  price/any  + fee
        1 code and 0 rules as before

        """)
    #expect(
      try Command.run(["codebook", "diff", "book.yaml", "new.yaml", "--json"], in: folder.path)
        .output
        == #"{"codes":[{"change":"added","from":[],"parts":[],"to":["flavour"]},{"change":"removed","#
        + #""from":["taste"],"parts":[],"to":[]}],"rules":[{"change":"meaning","from":"price/any","#
        + #""lostWords":[],"newWords":["fee"],"parts":[],"to":"price/any"}],"#
        + #""unchanged":{"codes":1,"rules":0}}"# + "\n")
    #expect(
      try Command.run(["codebook", "diff", "book.yaml", "book.yaml"], in: folder.path).output
        == "nothing changed: 2 codes and 1 rule as before\n")
  }

  @Test func `what people coded follows a code through the steps of its codebook`() throws {
    let folder = try Study.first()
    let study = folder.path("study")
    let code = try #require(
      folder.read("study/codebook.yaml").firstMatch(of: /(?m)^  - code: (\w+)$/)
    ).1
    try folder.write(
      folder.read("study/pipeline.yaml").replacing("# - import", with: "- import")
        .replacing("#   files", with: "  files"), to: "study/pipeline.yaml")
    try folder.write(
      "transcript,code,start,end\np1,\(code),0,9\n", to: "study/coders/ada.csv")
    for arguments in [
      ["rename", "codebook.yaml", "\(code)", "strain"],
      ["rename", "codebook.yaml", "strain", "pressure"],
    ] {
      let result = try Command.run(["codebook"] + arguments, in: study)
      #expect(result.status == 0, "\(result.error)")
    }
    let run = try Command.run(["run", "pipeline.yaml"], in: study)
    #expect(run.status == 0, "\(run.error)")
    let export = try Command.run(
      ["export", "study.sqlite", "--codings", "--format", "jsonl"], in: study)
    let own = export.output.split(separator: "\n").filter { $0.contains("\"ada\"") }
    #expect(own.count == 1 && own.allSatisfy { $0.contains("\"pressure\"") }, "\(export.output)")
  }
}
