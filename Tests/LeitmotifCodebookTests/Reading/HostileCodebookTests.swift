import LeitmotifModel
import LeitmotifTesting
import Testing

@testable import LeitmotifCodebook

/// Whatever a file holds, reading it ends, with a codebook or with errors.
struct HostileCodebookTests {
  @Test func `a damaged codebook is read or refused`() throws {
    let whole = Array(CodebookFileTests.whole.utf8)
    let pieces = [
      "[", "]", "{", "}", ":", "- ", "\n", "  ", "\"", "'", "*", "&a ", "@", "#", "é", "|",
    ]
    var random = SeededNumbers(seed: 11)
    for _ in 0..<600 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes.remove(at: place)
        case 1: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 2: bytes.removeLast(bytes.count - place - 1)
        default:
          bytes.insert(contentsOf: (pieces.randomElement(using: &random) ?? "").utf8, at: place)
        }
      }
      do {
        let file = try CodebookFile.read(bytes, path: "codebook.yaml") { _ in Array("pot".utf8) }
        _ = file.warnings.description
      } catch {
        #expect(error.hasErrors)
        #expect(error.all.allSatisfy { $0.location != nil })
      }
    }
  }

  @Test func `a codebook may have a hundred thousand words`() throws {
    let words = (0..<100_000).map { "word\($0)" }.joined(separator: ", ")
    let file = try readCodebook(codebook(rule: "any: [\(words)]"))
    #expect(file.codebook.rules[0].source.utf8.count == words.utf8.count + 7)
    let listed = try readCodebook(
      codebook(rule: "any: [\"@l\"]", lists: "{l: {file: l.txt}}"),
      files: ["l.txt": (0..<100_000).map { "word\($0)" }.joined(separator: "\n")])
    #expect(listed.codebook.lists[0].patterns.count == 100_000)
  }

  @Test func `a codebook may be one long line, and all be wrong`() {
    let code = #"{"code": "c", "rules": [{"query": "a b"}, {"any": ["@nope"]}]}"#
    let codes = Array(repeating: code, count: 3_000).joined(separator: ", ")
    let found = errorPlaces(
      in: #"{"leitmotif": "codebook/1", "codebook": "x", "codes": [\#(codes)]}"#)
    #expect(found.count == 8_999)
    #expect(found.first == "1:93 query-side-by-side")
  }

  @Test func `aliases that would multiply without end are refused as keys`() {
    let anchors = (1..<40).map { "  a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1)]\n" }.joined()
    let found = errorPlaces(
      in: "leitmotif: codebook/1\ncodebook: x\nlists:\n  a0: &a0 [x, x]\n\(anchors)"
        + "codes:\n  *a39 : 1\n")
    #expect(found == ["45:3 yaml-alias"])
    #expect(errors(in: codebook(rule: "any: ['R &D *x :', R]")) == "")
  }

  @Test func `codes may nest as deep as YAML is read`() throws {
    func nested(_ depth: Int) -> String {
      let codes = (0..<depth).map { "{code: c\($0), codes: [" }.joined()
      return "leitmotif: codebook/1\ncodebook: x\ncodes: [" + codes
        + String(repeating: "]}", count: depth) + "]"
    }
    #expect(try readCodebook(nested(30)).codebook.codes.count == 30)
    #expect(errors(in: nested(40)).contains("[yaml-too-deep]"))
    #expect(errors(in: nested(20_000)).contains("[yaml-too-deep]"))
  }
}
