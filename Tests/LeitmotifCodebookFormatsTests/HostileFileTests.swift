import LeitmotifCodebook
import LeitmotifCodebookFormats
import LeitmotifModel
import LeitmotifTesting
import Testing

struct HostileFileTests {
  private static let samples: [(CodebookFormat, String)] = [
    (.liwc, "%\n1\taffect\n\t2\tposemo\n%\nhapp*\t1\t2\nkind of\t2\n"),
    (.wordstat, "A\n\tB\n\t\tART (1)\n\t@R [#A AFTER b /S 3] (1)\n"),
    (.lexicoder, "+a\nb c\n+d\ne*\n"),
    (.quanteda, "A: [b, \"c d\"]\nE:\n  F: [g*]\n"),
    (.csv, "code,pattern\na.b,\"c, d\"\na,e*\n"),
    (
      .qdc,
      "<CodeBook><Codes><Code guid=\"1\" name=\"a\"><Description>b</Description></Code></Codes></CodeBook>"
    ),
    (
      .qdc,
      "<CodeBook origin=\"Leitmotif\"><Codes><Code guid=\"1\" name=\"a\">"
        + "<Description> b&#10;&#10;Memo: c </Description></Code></Codes></CodeBook>"
    ),
  ]

  @Test func `whatever is done to a file, it is read or refused with a reason`() throws {
    var random = SeededNumbers(seed: 7)
    let signs = Array("%\t\n +*?()[]{}<>&\"':#@=~/1a\u{e9}\u{0}\u{ff}".unicodeScalars).map {
      UInt8(truncatingIfNeeded: $0.value)
    }
    for (format, text) in Self.samples {
      for _ in 0..<400 {
        var bytes = Array(text.utf8)
        for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
          let place = Int.random(in: 0..<bytes.count, using: &random)
          switch Int.random(in: 0..<3, using: &random) {
          case 0: bytes[place] = signs.randomElement(using: &random) ?? 0
          case 1: bytes.remove(at: place)
          default: bytes.insert(signs.randomElement(using: &random) ?? 0, at: place)
          }
        }
        guard let book = try? format.read(bytes, path: "d").codebook else { continue }
        // What was read can be written, and that reads as it was.
        let text = CodebookWriter.text(of: book)
        let again = try CodebookFile.read(Array(text.utf8), path: "d") { _ in [] }.codebook
        #expect(CodebookWriter.text(of: again) == text, "\(format): \(bytes)")
        for format in CodebookFormat.allCases { _ = format.write(book, path: "d") }
      }
    }
  }

  @Test func `a hundred thousand words are read in a moment`() throws {
    let words = (0..<100_000).map { "\tWORD\($0) (1)\n" }.joined()
    let book = try CodebookFormat.wordstat.read(Array("A\n\(words)".utf8), path: "d").codebook
    guard case .any(let patterns) = book.codes.first?.rules.first?.body else {
      Issue.record("no words")
      return
    }
    #expect(patterns.count == 100_000)
  }
}
