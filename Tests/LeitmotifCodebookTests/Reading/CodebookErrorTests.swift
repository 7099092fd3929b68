import LeitmotifModel
import Testing

@testable import LeitmotifCodebook

struct CodebookErrorTests {
  @Test func `fewer values need a default of their own where the inherited one is none of them`() {
    let found = errors(
      in: """
        leitmotif: codebook/1
        codebook: test
        codes:
          - code: q
            attributes: {s: {values: [a, b], default: a}}
            codes:
              - {code: t, attributes: {s: {values: [b]}}}
              - {code: u, attributes: {s: {values: [b], default: b}}}
        """)
    #expect(found.contains("error: the default 'a' of the codes above is no value of 's' here"))
    #expect(found.ranges(of: "error: ").count == 1)
  }

  @Test func `finds everything that is wrong at once`() {
    let found = errorPlaces(
      in: """
        leitmotif: codebook/1
        codebook: test
        language: English please
        defaults: {scope: sentense}
        lists:
          a: ["@b"]
          b: [x, "@a"]
          c: {file: c.txt, sha256: 00}
        cues:
          negation: {pseudo: [not only], reach: 0}
        codes:
          - code: one
            defnition: The first.
            uid: u
            attributes:
              stance: {values: [for, against], default: fro}
              text: {}
            rules:
              - {id: r, any: [x], all: [y]}
              - {id: r, any: ["@aa"], set: {stance: with, mood: glad}}
              - {any: [], context: {negatoin: drop, negation: keep}}
              - {roles: [particpant], unless: {near: [x]}, regex: "a+"}
            examples:
              - {text: yes, expect: {stance: pro}, span: no, rule: s}
              - {text: yes}
              - {reject: true}
          - code: one
            uid: u
            leads_to: [tow]
            exclusive: always
          - code: a.b
          - name: Nameless
        """, files: ["c.txt": "word"])
    #expect(
      found == [
        "3:11 unknown-language",
        "4:19 unknown-value",
        "6:3 list-cycle",
        "8:28 digest-mismatch",
        "10:3 empty-cue",
        "10:41 out-of-range",
        "13:5 unknown-key",
        "16:49 unknown-value",
        "17:7 invalid-name",
        "19:9 rule-kind",
        "20:14 duplicate-rule",
        "20:23 unknown-list",
        "20:45 unknown-value",
        "20:51 unknown-attribute",
        "21:10 empty-rule",
        "21:29 unknown-cue",
        "21:55 cue-effect",
        "22:18 unknown-value",
        "22:39 missing-key",
        "24:38 unknown-value",
        "24:50 example-span",
        "24:60 unknown-rule",
        "25:9 example-outcome",
        "26:9 missing-key",
        "27:11 duplicate-code",
        "28:10 duplicate-uid",
        "29:16 unknown-code",
        "30:16 unknown-value",
        "31:11 invalid-name",
        "32:5 missing-key",
      ])
  }

  @Test func `messages say how to mend it`() {
    #expect(
      errors(
        in: """
          leitmotif: codebook/1
          codebook: test
          lists: {costs: [fee]}
          codes:
            - code: one
              rules:
                - any: ["@cost"]
            - code: one
          """) == """
          codebook.yaml:7:15: error: there is no list '@cost' [unknown-list]
            7 |       - any: ["@cost"]
              |               ^^^^^^^
          help: did you mean '@costs'?
          codebook.yaml:8:11: error: the code 'one' stands twice; the first one is in line 5 \
          [duplicate-code]
            8 |   - code: one
              |           ^^^
          help: rename one of them, or join what they say
          """)
  }

  @Test func `an empty uid and an empty list of values say nothing`() {
    #expect(
      errorPlaces(
        in: """
          leitmotif: codebook/1
          codebook: test
          codes:
            - {code: a, uid: ""}
            - {code: b, attributes: {mood: {values: []}, tone: {values: }}}
          """)
        == ["4:20 invalid-name", "5:43 wrong-type"])
  }

  @Test func `a child's attribute keeps to the values that it inherits`() {
    #expect(
      errorPlaces(
        in: """
          leitmotif: codebook/1
          codebook: test
          codes:
            - code: up
              attributes: {mood: {values: [glad, sad], default: glad}}
              codes:
                - {code: a, attributes: {mood: {values: [sad, angry], default: sad}}}
                - {code: b, attributes: {mood: {values: [sad]}}}
                - {code: c, attributes: {mood: {default: angry}}}
                - {code: d, attributes: {mood: {values: [sad, sad], default: [sad]}}}
          """)
        == [
          "7:53 unknown-value", "8:32 unknown-value", "9:48 unknown-value", "10:32 unknown-value",
          "10:53 duplicate-value", "10:68 wrong-type",
        ])
  }

  @Test func `a list that cannot be read is reported where it is named`() {
    let book = """
      leitmotif: codebook/1
      codebook: test
      lists:
        a: {file: none.txt}
        b: {file: b.txt}
        c: {files: c.txt}
        d:
        e: {file: [b.txt]}
        f.g: [x]
      """
    #expect(
      errorPlaces(in: book, files: ["b.txt": "good\nbad =wo*\n  ~*  # both\n"])
        == [
          "2:1 wildcard-in-exact", "3:3 wildcard-in-exact", "4:13 missing-file", "6:6 missing-key",
          "6:7 unknown-key", "7:5 wrong-type", "8:13 wrong-type", "9:3 invalid-name",
        ])
  }

  @Test func `a list's file with nothing, or a conflict, in it is refused`() {
    let book = "leitmotif: codebook/1\ncodebook: t\nlists: {a: {file: a.txt}, b: {file: b.txt}}\n"
    let files = ["a.txt": "", "b.txt": "word\n<<<<<<< HEAD\nyes\n=======\nno\n>>>>>>> x\n"]
    #expect(errorPlaces(in: book, files: files) == ["0:0 empty-file", "2:0 merge-conflict"])
    #expect(errors(in: book, files: files).contains("help: write a word or phrase a line"))
    // A line of signs alone is a word like others.
    #expect(errorPlaces(in: book, files: ["a.txt": "x\n=======\n", "b.txt": "y"]) == [])
  }

  @Test func `lists may nest, but not without end`() {
    let chain = (0..<40).map { "  l\($0): [\"@l\($0 + 1)\"]\n" }.joined() + "  l40: [x]\n"
    let bomb =
      (0..<30).map { "  b\($0): [\"@b\($0 + 1)\", \"@b\($0 + 1)\"]\n" }.joined() + "  b30: [x]\n"
    let head = "leitmotif: codebook/1\ncodebook: test\nlists:\n"
    #expect(errors(in: head + chain).contains("[list-too-deep]"))
    #expect(errors(in: head + bomb).contains("[list-too-large]"))
    #expect(errorPlaces(in: head + "  a: [\"@a\"]\n") == ["4:3 list-cycle"])
  }

  @Test(arguments: [
    ("codebook: x", "missing-key"), ("leitmotif: pipeline/1", "unknown-format"),
    ("- a", "wrong-type"), ("", "empty-file"), ("leitmotif: [", "yaml-syntax"),
    ("leitmotif: codebook/1\ncodebook: x\ncodes: {a: b}", "wrong-type"),
    ("leitmotif: codebook/1\ncodebook: x\n<<<<<<< HEAD\n", "merge-conflict"),
    ("leitmotif: codebook/1\ncodebook: x\n\tcodes:\n", "yaml-tab"),
    ("leitmotif: codebook/1\ncodebook: !!int 3", ""),
    ("leitmotif: codebook/1\ncodebook: x\ncodebook: y", "duplicate-key"),
    (String(repeating: "[", count: 100_000), "yaml-too-deep"),
    (String(repeating: "- ", count: 100_000), "yaml-too-deep"),
  ])
  func `what is no codebook is refused`(text: String, id: String) {
    let found = errors(in: text)
    #expect(found.contains("[\(id)]") || id.isEmpty && found.isEmpty, "\(found)")
  }

  @Test(arguments: [
    ("any: [*ing]", #"stands in quotes: "*ing""#), ("any: [*n't]", #"stands in quotes: "*ing""#),
    ("any: [@list]", #"stands in quotes: "@list""#),
    ("query: he said: no", "a text that holds a colon stands in quotes"),
    ("query: 'never", "the quotation that begins here is never closed"),
    ("any: [a, b", "a comma is missing here, or the bracket is never closed"),
    ("query: \"a\" OR b", "put the whole query in single quotes"),
    ("{query: \"a\" OR b}", "put the whole query in single quotes"),
    ("any: [x]\n       all: [y]", "look at the indentation"),
    ("any: [", "a bracket is never closed"),
  ])
  func `YAML's traps are explained`(rule: String, help: String) {
    let found = errors(in: codebook(rule: rule))
    #expect(found.contains(help), "\(found)")
  }

  @Test func `bytes that are not UTF-8 are refused`() {
    #expect(throws: Diagnostics.self) {
      try CodebookFile.read([0xFF, 0xFE, 0x6C, 0x00], path: "x.yaml") { _ in [] }
    }
  }
}
