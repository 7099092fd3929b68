import LeitmotifModel
import LeitmotifYAML
import Testing

struct YAMLReaderTests {
  private func read(_ text: String) throws -> YAMLNode {
    try YAMLReader.read(Array(text.utf8), path: "study.yaml")
  }

  private func message(_ text: String) -> String {
    do {
      _ = try read(text)
      return "no error"
    } catch {
      return "\(error)"
    }
  }

  @Test func `scalars are text as written, whatever YAML takes them for`() throws {
    let node = try read("forward: [no, 'yes', 1.50, ~, \"a b\"]")
    #expect(node["forward"]?.list?.map { $0.scalar ?? "?" } == ["no", "yes", "1.50", "~", "a b"])
    #expect(node["forward"]?.list?.map(\.isEmpty) == [false, false, false, true, false])
  }

  @Test func `every node knows its line and column`() throws {
    let node = try read("a: 1\nb:\n  - é: two\n")
    let entry = try #require(node["b"]?.list?.first?.mapping?.first)
    #expect(entry.key.location == SourceLocation(path: "study.yaml", line: 3, column: 5, length: 1))
    #expect(
      entry.value.location == SourceLocation(path: "study.yaml", line: 3, column: 8, length: 3))
  }

  @Test func `a byte order mark and CRLF do no harm`() throws {
    #expect(try read("\u{FEFF}a: b\r\nc: d\r\n")["c"]?.scalar == "d")
  }

  @Test func `a key that stands twice is shown where it stands again`() {
    #expect(
      message("name: x\nstore: a\nname: y\n") == """
        study.yaml:3:1: error: 'name' stands twice in one mapping [duplicate-key]
          3 | name: y
            | ^^^^
        help: keep one of them, or join what they say
        """)
  }

  @Test func `broken YAML is shown where it breaks`() {
    let message = message("stages:\n  - ingest: [text\n")
    #expect(message.hasPrefix("study.yaml:"))
    #expect(message.contains("error: did not find expected ',' or ']'"))
    #expect(message.contains("[yaml-syntax]"))
    #expect(self.message("%X\n").contains("\nhelp: "))
  }

  @Test func `what is no UTF-8, or cannot be seen, or never ends is shown where it is`() {
    func message(_ bytes: [UInt8]) -> String {
      do {
        _ = try YAMLReader.read(bytes, path: "study.yaml")
        return "no error"
      } catch {
        return "\(error)"
      }
    }
    #expect(
      message(Array("a: b\nc: é".utf8) + [0xEF, 0x0A]) == """
        study.yaml:2:5: error: the file is not UTF-8: byte 10 (from 0) is wrong [invalid-utf8]
          2 | c: é\u{FFFD}
            |     ^
        help: save it as UTF-8 in your editor; it may be Windows-1252 or Mac Roman now
        """)
    #expect(
      message([0xFF, 0xFE, 0x61, 0x00]) == """
        study.yaml:1: error: the file is not UTF-8: byte 0 (from 0) is wrong [invalid-utf8]
        help: save it as UTF-8 in your editor; it is UTF-16 now
        """)
    #expect(
      message(Array("a: b\nc: d\u{0}e\n".utf8)) == """
        study.yaml:2:5: error: control characters are not allowed [yaml-syntax]
        help: delete the character that nobody sees; or the file is UTF-16: save it as UTF-8
        """)
    #expect(
      message(Array("a: b\nc: \"d\ne: f\n".utf8)) == """
        study.yaml:2:4: error: the quotation that begins here is never closed [yaml-syntax]
          2 | c: "d
            |    ^
        help: close it with the same sign that it begins with
        """)
  }

  @Test(arguments: [
    ("a: &x 1\nb: *x\n", "yaml-alias"), ("a: !!python/object x\n", "yaml-tag"),
    ("a:\n\tb: 1\n", "yaml-tab"), ("<<<<<<< HEAD\na: 1\n", "merge-conflict"),
    ("", "empty-file"), ("? [a, b]\n: 1\n", "yaml-key"), ("<<: {a: 1}\n", "yaml-alias"),
    (String(repeating: "[", count: 200) + String(repeating: "]", count: 200), "yaml-too-deep"),
    (String(repeating: "[", count: 50_000), "yaml-too-deep"),
  ])
  func `what is not read is refused by name, with a way out`(text: String, id: String) {
    #expect(message(text).contains("[\(id)]"))
    #expect(message(text).contains("\nhelp: "))
  }

  @Test func `anchors that stand for millions of nodes are refused at once`() {
    var text = "a0: &a0 [x, x]\n"
    for level in 1...40 { text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
    #expect(message(text).contains("[yaml-alias]"))
  }

  @Test(arguments: [
    "[&x a, *x]", "a: &x b\nc: *x", "[&x [], *x]", "- &x {}\n- *x", "? &x a\n: *x",
  ])
  func `an alias right behind its anchor is refused, too`(text: String) {
    let error = #expect(throws: Diagnostics.self) {
      try YAMLReader.read(Array(text.utf8), path: "t.yaml")
    }
    #expect(error?.all.map(\.id) == ["yaml-alias"])
  }

  @Test func `bytes that are no UTF-8 are refused`() {
    #expect(throws: Diagnostics.self) {
      try YAMLReader.read([0x61, 0x3A, 0x20, 0xFF, 0xFE], path: "x.yaml")
    }
  }
}
