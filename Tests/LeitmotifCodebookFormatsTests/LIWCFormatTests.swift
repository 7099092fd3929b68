import LeitmotifCodebookFormats
import LeitmotifModel
import Testing

struct LIWCFormatTests {
  @Test func `categories become codes, and words stand in each of theirs`() throws {
    let found = try imported(
      "%\r\n01\tA category\r\n02\tAnother category\r\n%\r\n\r\nmore\t01\r\nlamb* 01 02\r\nkind of\t02\r\n",
      as: .liwc)
    #expect(
      found.book == """
          - code: A_category
            rules:
              - any: [more, lamb*]
          - code: Another_category
            rules:
              - any: [lamb*, kind of]

        """)
    #expect(found.losses == [])
  }

  @Test func `a word that other readers of YAML would take apart is quoted`() throws {
    let found = try imported("%\n1\tA\n%\nnapalm?\t1\nw?rd\t1\nno\t1\n", as: .liwc)
    #expect(found.book.contains(#"- any: ["napalm?", "#), "\(found.book)")
  }

  @Test func `tabs before a category put it below the one above`() throws {
    let found = try imported(
      "%\n1\taffect\n\t2\tposemo\n\t\t3\tjoy\n\t4\tnegemo\n5\tsocial\n%\nhapp*\t1\t2\t3\nsad\t4\nfriend\t5\n",
      as: .liwc)
    #expect(
      found.book == """
          - code: affect
            rules:
              - any: [happ*]
            codes:
              - code: posemo
                rules:
                  - any: [happ*]
                codes:
                  - code: joy
                    rules:
                      - any: [happ*]
              - code: negemo
                rules:
                  - any: [sad]
          - code: social
            rules:
              - any: [friend]

        """)
  }

  @Test func `what a codebook cannot hold is said`() throws {
    let found = try imported(
      "%\n1\tsocial\n%\nlike\t<of>1/2\nkind)\t(02 134)125/464\nlove\nfriend\t1\t9\n*\t1\n",
      as: .liwc)
    #expect(
      found.losses == [
        "not carried over: words with conditions (1)",
        "not carried over: conditions of words; the words are kept (1)",
        "not carried over: numbers of no category (3)",
        "not carried over: words without a category (1)",
        "not carried over: words that stand for every word, or for none (1)",
      ])
  }

  @Test func `conditions of words go, as quanteda has it, and a heading needs no number`() throws {
    let found = try imported(
      "%\n1\tverb\nelse\n\t125 affect\n\t253\ttime\n%\nlike\t(02 134)125/1\nkind\t(2)125/1\t(3)253\n",
      as: .liwc)
    #expect(
      found.book == """
          - code: verb
            rules:
              - any: [like]
          - code: else
            codes:
              - code: affect
                rules:
                  - any: [like]
              - code: time
                rules:
                  - any: [kind]

        """)
    #expect(found.losses == ["not carried over: conditions of words; the words are kept (2)"])
  }

  @Test func `a file that is no dictionary is refused`() {
    #expect(
      problems(of: "happ*\t1\n", as: .liwc) == [
        "1: the file has no list of categories between two lines with '%' [no-categories]"
      ])
    #expect(
      problems(of: "%\n1\ta\njoy\n1\tb\n%\n", as: .liwc) == [
        "4: a category needs a name, and a number that no other has [category-number]"
      ])
  }

  @Test func `a codebook is written with what LIWC knows`() throws {
    let found = try exported(richBook, as: .liwc)
    #expect(
      found.text
        == "%\n1\tPrice & value\n\t2\tfees\n3\tplace\n%\nprice*\t1\nout of pocket\t1\nEuro\t1\nfee\t2\n"
        + "fees\t2\nschool fee*\t2\n")
    #expect(
      found.losses == [
        "not carried over: conditions of rules (unless, context) (1)",
        "not carried over: the case of exact words (=Word); the words are kept (1)",
        "not carried over: words by their stem (~word) (1)",
        "not carried over: rules that are no list of words (all, query, regex) (1)",
        "not carried over: definitions and criteria (definition, include, exclude, memo) (1)",
        "not carried over: uids of codes (1)",
        "not carried over: names of word lists (@list); rules keep the words (1)",
        "not carried over: attributes (1)", "not carried over: examples (2)",
        "not carried over: the language (1)", "not carried over: cue sets (1)",
        "not carried over: keys of codes that differ from their names (1)",
        "not carried over: words with wildcards that LIWC does not know (1)",
      ])
  }

  @Test func `what was written reads as it was`() throws {
    let text = "%\n1\taffect\n\t2\tposemo\n3\tsocial\n%\nhapp*\t1\t2\nkind of\t3\n"
    let book = try CodebookFormat.liwc.read(Array(text.utf8), path: "d.dic").codebook
    let result = CodebookFormat.liwc.write(book, path: "d.yaml")
    #expect(String(decoding: result.bytes, as: UTF8.self) == text)
    #expect(result.losses == [])
  }

  @Test func `an older file is read as Windows-1252, and that is said`() throws {
    let bytes =
      Array("%\n1\tcaf\u{e9}\n%\n".unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) })
      + [0x93, 0x6E, 0x61, 0xEF, 0x76, 0x65, 0x92, 0x09, 0x31, 0x0D, 0x0A]
    let found = try CodebookFormat.liwc.read(bytes, path: "d.dic")
    #expect(found.codebook.codes.map(\.name) == ["café"])
    #expect(found.codebook.codes[0].rules.first?.body == .any([.word(.init("“naïve’"))]))
    #expect(
      found.losses.map(\.message) == [
        "not carried over: the encoding: it is not UTF-8 and was read as Windows-1252 (1)"
      ])
  }
}
