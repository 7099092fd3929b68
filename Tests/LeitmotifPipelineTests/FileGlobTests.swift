import Foundation
import LeitmotifModel
import LeitmotifTesting
import LeitmotifYAML
import Testing

@testable import LeitmotifPipeline

struct FileGlobTests {
  @Test(arguments: [
    ("*.txt", ["b.txt", "ä.txt"]), ("**", ["a/c.txt", "a/d/e.md", "b.txt", "x.md", "ä.txt"]),
    ("**/*.md", ["a/d/e.md", "x.md"]), ("**/**/*.md", ["a/d/e.md", "x.md"]),
    ("{b,x}.*", ["b.txt", "x.md"]), ("b{,-two}.txt", ["b.txt"]),
    ("{b.txt,{x,y}.md}", ["b.txt", "x.md"]),
    ("{a/*,b}.txt", ["a/c.txt", "b.txt"]), ("b{.txt", []), ("{b{,x}.txt", []), ("{a/c,b{.txt", []),
    ("b{}.txt", ["b.txt"]), ("{b,x{.txt}", []),
    ("{a/{c,d/{e,f}},b}.{md,txt}", ["a/c.txt", "a/d/e.md", "b.txt"]),
    ("a/?.txt", ["a/c.txt"]),
    ("a", []), ("none/*.txt", []), ("b.txt", ["b.txt"]), ("a/../b.txt", ["a/../b.txt"]),
  ])
  func `a pattern finds files, sorted by bytes, in a folder with brackets in its name`(
    pattern: String, expected: [String]
  ) throws {
    let folder = try TemporaryFolder()
    for name in ["b.txt", "a/c.txt", "a/d/e.md", "x.md", "ä.txt", ".hidden.txt", "~$b.txt"] {
      try folder.write("", to: "study [2026]/\(name)")
    }
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("study [2026]/a/up"), withDestinationPath: "..")
    let node = try YAMLReader.read(
      Array("'\(pattern)'".utf8), path: folder.path("study [2026]/p.yaml"))
    let found = try FileGlob(node: node).expanded().map {
      String($0.dropFirst(folder.path("study [2026]/").count))
    }
    #expect(found == expected)
  }

  @Test func `braces stand for a thousand patterns and no more`() throws {
    func found(_ pattern: String) throws -> [String] {
      let node = try YAMLReader.read(Array("'\(pattern)'".utf8), path: "p.yaml")
      return try FileGlob(node: node).expanded()
    }
    let most = "{\((1...1000).map(String.init).joined(separator: ","))}.none"
    #expect(try found(most).isEmpty)
    for pattern in [String(repeating: "{a,b}", count: 22), "{,\(most.dropFirst())"] {
      let problems = #expect(throws: Diagnostics.self) { try found(pattern) }
      #expect(problems?.all.map(\.id) == ["too-many-patterns"])
      #expect(problems?.all.first?.location?.line == 1)
    }
  }

  @Test func `a pipe in place of a file is not waited for`() throws {
    let folder = try TemporaryFolder()
    #expect(mkfifo(folder.path("pipe"), 0o600) == 0)
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("a.txt"), withDestinationPath: "pipe")
    let problems = #expect(throws: Diagnostics.self) {
      try PipelineFiles.bytes(at: folder.path("a.txt"))
    }
    #expect(
      problems?.description
        == "\(folder.path("a.txt")): error: this is no regular file [unreadable-file]\n"
        + "help: name a file: a folder, a pipe or a device is not read")
  }

  @Test func `a folder that cannot be read is no empty folder`() throws {
    let folder = try TemporaryFolder()
    #expect(try FolderListing.entries(of: folder.path("nowhere")).isEmpty)
    // The superuser may read every folder; nobody gets to the end of this one.
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("loop"), withDestinationPath: "loop")
    let problems = #expect(throws: Diagnostics.self) {
      try FolderListing.entries(of: folder.path("loop"))
    }
    #expect(problems?.all.map(\.id) == ["unreadable-folder"])
  }
}
