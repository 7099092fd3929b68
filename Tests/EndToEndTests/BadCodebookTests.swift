import LeitmotifTesting
import Testing

/// What people and programs get wrong in codebooks: each is an error with its place, or it just works.
struct BadCodebookTests {
  private static func book(_ rule: String, above: String = "") -> String {
    "leitmotif: codebook/1\ncodebook: t\n\(above)\ncodes:\n  - code: a\n    rules:\n      - \(rule)\n"
  }

  private func check(_ book: String, bytes: [UInt8]? = nil) throws -> Command.Result {
    let folder = try TemporaryFolder()
    if let bytes {
      try folder.write(.init(bytes), to: "book.yaml")
    } else {
      try folder.write(book, to: "book.yaml")
    }
    return try Command.run(["codebook", "check", "book.yaml"], in: folder.path)
  }

  @Test(arguments: [
    ("query: '\"no end'", "7:17: error", "query-unclosed"),
    ("query: '(a OR b'", "7:17: error", "query-unclosed"),
    ("query: 'a OR b)'", "7:23: error", "query-unclosed"),
    ("query: 'a NEXT b'", "7:", "query-side-by-side"),
    ("query: 'a NEAR/51 b'", "7:19: error", "query-distance"),
    ("query: 'a NEAR/999999 b'", "7:19: error", "query-distance"),
    ("query: 'a NEAR/99999999999999999999 b'", "7:19: error", "query-distance"),
    ("query: 'a NEAR b'", "7:19: error", "query-distance"),
    ("query: 'NOT a'", "7:17: error", "query-not"),
    ("query: ''", "7:", "query-empty"),
    ("regex: '(a'", "7:19: error", "regex-syntax"),
    ("regex: '(?=a)b'", "7:17: error", "regex-unsupported"),
    ("query: 'a AND /[b-/'", "7:27: error", "regex-syntax"),
    ("any: ['@self']", "", "list-cycle"),
    ("any: ['@none']", "7:15: error", "unknown-list"),
    ("{any: [x], set: {stance: wrong}}", "7:", "unknown-attribute"),
    ("any: [x]\n    attributes: {s: {values: [p, q], default: r}}", "8:", "unknown-value"),
    ("any: [&x a, *x]", "7:", "yaml-alias"),
    ("\tany: [a]", "7:9: error", "yaml-"),
    ("any: [a]\n  - code: a", "8:11: error", "duplicate-code"),
    ("any: [a]\n<<<<<<< HEAD\n=======", "8:1: error", "merge-conflict"),
    ("any: [a]\nmigrations: [{merge: b, to: c}]", "8:14: error", "unknown-code"),
  ])
  func `is shown in its place`(rule: String, place: String, id: String) throws {
    let lists = rule.contains("@self") ? "lists: {self: ['@self']}" : ""
    let result = try check(Self.book(rule, above: lists))
    #expect(result.status == 2, "\(result.error)")
    #expect(result.error.contains("book.yaml:\(place)"), "\(result.error)")
    #expect(result.error.contains("[\(id)"), "\(result.error)")
  }

  @Test func `a file in another encoding is refused by name`() throws {
    let text = Self.book("any: [caf\u{e9}]")
    let latin = text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    let refused = try check("", bytes: latin)
    #expect(refused.status == 2 && refused.error.contains("[invalid-utf8]"), "\(refused.error)")
    let units = Array(text.utf16).flatMap { unit -> [UInt8] in
      [UInt8(truncatingIfNeeded: unit), UInt8(truncatingIfNeeded: unit >> 8)]
    }
    let wide: [UInt8] = [0xFF, 0xFE] + units
    #expect(try check("", bytes: wide).status == 2)
    #expect(try check("", bytes: []).status == 2)
    #expect(try check("", bytes: [0, 1, 2]).status == 2)
    let marked = try check(
      "", bytes: [0xEF, 0xBB, 0xBF] + Array(text.replacing("\n", with: "\r\n").utf8))
    #expect(marked.status == 0, "\(marked.error)")
  }

  @Test func `ten megabytes and a hundred thousand words just work`() throws {
    let words = (0..<100_000).map { "term\($0)" }.joined(separator: ", ")
    #expect(try check(Self.book("any: [\(words)]")).status == 0)
    let long = String(repeating: "# a comment that somebody left in the file\n", count: 240_000)
    #expect(try check(Self.book("any: [a]") + long).status == 0)
    let deep = String(repeating: "[", count: 50_000)
    #expect(try check(Self.book("any: \(deep)")).status == 2)
  }
}
