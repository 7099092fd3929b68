import LeitmotifCodebookFormats
import LeitmotifModel
import Testing

struct WordStatFormatTests {
  @Test func `letters that capitals do not keep are named`() throws {
    let found = try exported(
      "leitmotif: codebook/1\ncodebook: t\ncodes:\n  - {code: a, rules: [any: [Straße, a_b, x]]}\n",
      as: .wordstat)
    #expect(
      found.losses == ["not carried over: letters that capitals do not keep, and '_' in words (2)"])
  }

  @Test func `tabs make the tree, and a weight makes a word`() throws {
    let found = try imported(
      "CULTURE\r\n\tCULTURE-HIGH\r\n\t\tART (1)\r\n\t\tMUSEUM* (1)\r\n\tSPORT\r\n\tCIVIL_WAR (1)\r\nECONOMY\r\n\t+STATE+\r\n\t\tCARE (2)\r\n\t=STATE=\r\n\t-STATE-\r\n\tCON STATE\r\n\t\tTAX (1)\r\n",
      as: .wordstat)
    #expect(
      found.book == """
          - code: CULTURE
            rules:
              - any: [civil war]
            codes:
              - code: CULTURE-HIGH
                rules:
                  - any: [art, museum*]
              - code: SPORT
          - code: ECONOMY
            codes:
              - code: "+STATE+"
                rules:
                  - any: [care]
              - code: "=STATE="
              - code: "-STATE-"
              - code: CON_STATE
                rules:
                  - any: [tax]

        """)
    #expect(found.losses == ["not carried over: weights other than 1 (1)"])
  }

  @Test func `rules become queries over lists`() throws {
    let text = """
      BAD
      \tAWFUL (1)
      \t@GOOD_NEG [#GOOD AFTER #NEGATION /S 3] (1)
      \t@NEAR_RULE [#GOOD NEAR price /S4] (1)
      \t@BESIDE [#GOOD NEAR price /S1] (1)
      \t@ODD [#GOOD NOT AFTER #NEGATION /S 3] (1)
      GOOD
      \tNICE (1)
      \tWELL_DONE (1)
      NEGATION
      \tNOT (1)

      """
    let book = try CodebookFormat.wordstat.read(Array(text.utf8), path: "d.cat")
    #expect(
      book.codebook.lists.map(\.name) == ["good", "negation"])
    #expect(
      try imported(text, as: .wordstat).book == """
          - code: BAD
            rules:
              - any: [awful]
              - query: "@negation BEFORE/2 @good"
              - query: "@good NEAR/3 price"
              - query: "@good NEAR/0 price"
          - code: GOOD
            rules:
              - any: [nice, well done]
          - code: NEGATION
            rules:
              - any: [not]

        """)
    #expect(book.losses.map(\.message) == ["not carried over: rules in brackets (1)"])
  }

  @Test func `what was written reads as it was`() throws {
    let text = "CULTURE\n\tART (1)\n\tSPORT\n\t\tCIVIL_WAR* (1)\n"
    let book = try CodebookFormat.wordstat.read(Array(text.utf8), path: "d.cat").codebook
    #expect(
      String(decoding: CodebookFormat.wordstat.write(book, path: "d.yaml").bytes, as: UTF8.self)
        == text)
  }
}
