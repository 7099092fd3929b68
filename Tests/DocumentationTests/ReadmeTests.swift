import Foundation
import LeitmotifTesting
import Testing

struct ReadmeTests {
  @Test(arguments: ["README.md", "docs/pipeline-file.md", "docs/codebook.md", "docs/agreement.md"])
  func `every command that a page shows is one that the program has`(page: String) throws {
    let known = Set(
      try SourceFiles.text("docs/commands.md").matches(of: /(?m)^## leitmotif ([a-z -]+)$/)
        .map { String($0.1) })
    let shown = try SourceFiles.text(page)
      .matches(of: /(?m)(?:^ +|`|\()leitmotif ((?:[a-z]+ ?)+)/)
      .map { $0.1.split(separator: " ").map(String.init) }
    for words in shown {
      let isCommand = words.indices.contains { known.contains(words[...$0].joined(separator: " ")) }
      #expect(isCommand, "leitmotif \(words.joined(separator: " "))")
    }
  }

  @Test func `every page that README names is there`() throws {
    for match in try SourceFiles.text("README.md").matches(of: /\]\(([^)#]+)\)/)
    where !match.1.hasPrefix("http") {
      let url = Command.projectFolder.appending(path: String(match.1))
      #expect(FileManager.default.fileExists(atPath: url.path), "\(match.1)")
    }
  }
}
