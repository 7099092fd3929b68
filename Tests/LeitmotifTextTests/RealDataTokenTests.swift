import Foundation
import LeitmotifModel
import Testing

@testable import LeitmotifText

/// Real files beside a founder's checkout, which `make check-real` names; a user's clone has none.
struct RealDataTokenTests {
  static let folder = ProcessInfo.processInfo.environment["LEITMOTIF_REAL_DATA"]
  static let types: Set<String> = ["txt", "md", "srt", "vtt", "xml", "json", "csv"]

  @Test(.enabled(if: folder != nil))
  func `real text is cut by the fast way as by ICU`() throws {
    let root = try #require(Self.folder)
    var size = 0
    var finder = WordFinder()
    for case let name as String in try #require(FileManager.default.enumerator(atPath: root)) {
      guard Self.types.contains(URL(filePath: name).pathExtension),
        let content = FileManager.default.contents(atPath: "\(root)/\(name)"),
        content.count < 4 << 20, let text = String(bytes: content, encoding: .utf8)
      else { continue }
      size += content.count
      // ICU looks at a line in one piece; a longer one says nothing more.
      let differing = text.split(whereSeparator: \.isNewline).first { line in
        guard line.utf8.count < 1 << 16 else { return false }
        let text = CanonicalText(String(line))
        let found = finder.read(text, stretches: [text.span]) { _, _ in 0 }.occurrences
        return tokens(in: String(line)) != generalTokens(in: String(line))
          || found != generalOccurrences(in: text)
      }
      #expect(differing == nil, "\(name)")
    }
    print("\(size) bytes of real text")
    #expect(size > 0)
  }
}
