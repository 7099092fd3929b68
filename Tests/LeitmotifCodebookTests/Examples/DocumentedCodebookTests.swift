import Foundation
import LeitmotifModel
import LeitmotifTesting
import Testing

@testable import LeitmotifCodebook

/// The codebooks in `docs/codebook.md` are what it says they are.
struct DocumentedCodebookTests {
  static let codebooks: [String] = {
    let url = Command.projectFolder.appending(path: "docs/codebook.md")
    let text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
    return text.components(separatedBy: "```yaml codebook\n").dropFirst().map {
      $0.components(separatedBy: "\n```")[0]
    }
  }()

  @Test func `there are codebooks in the documentation`() {
    #expect(Self.codebooks.count == 5)
  }

  @Test(arguments: codebooks)
  func `a documented codebook reads, compiles, and passes its examples`(text: String) throws {
    let codebook = try readCodebook(text).codebook
    let failures = try runExamples(of: codebook).compactMap { result in
      result.failure.map { "\(result.example.text) \($0.message)" }
    }
    #expect(failures == [])
  }
}
