import Foundation
import LeitmotifTesting
import Testing

/// What people do with runs and locks, by the command.
struct RunCommandTests {
  private let folder: TemporaryFolder
  private var study: String { folder.path("study") }

  init() throws {
    folder = try TemporaryFolder()
    _ = try Command.run(["init", "study"], in: folder.path)
  }

  private func leitmotif(_ arguments: String...) throws -> Command.Result {
    try Command.run(arguments, in: study)
  }

  private func object(_ text: String) throws -> [String: Any] {
    try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] ?? [:]
  }

  /// Adds a word to the first list of words of the codebook.
  private func editCodebook() throws {
    let codebook = try folder.read("study/codebook.yaml")
    let range = try #require(codebook.firstRange(of: "any: ["))
    try folder.write(
      codebook.replacingCharacters(in: range, with: "any: [the, "), to: "study/codebook.yaml")
  }

  @Test func `a run writes its lock, keeps to it when asked, and says what changed`() throws {
    #expect(try leitmotif("run", "pipeline.yaml", "--locked").status == 2)
    #expect(try leitmotif("run", "pipeline.yaml").status == 0)
    let lock = try folder.read("study/pipeline.lock")
    #expect(lock.hasPrefix("leitmotif-lock 1\n"))
    #expect(lock.contains("\ninput/transcripts/p1.txt = sha256:"))
    #expect(try leitmotif("run", "pipeline.yaml", "--locked").status == 0)
    try editCodebook()
    let refused = try leitmotif("run", "pipeline.yaml", "--locked")
    #expect(refused.status == 1)
    #expect(refused.error.contains("codebook/"))
    #expect(try folder.read("study/pipeline.lock") == lock)
    let verified = try leitmotif("verify", "pipeline.yaml")
    #expect(verified.status == 1)
  }

  @Test func `a store that nothing was written into is planned like none`() throws {
    let without = try leitmotif("plan", "pipeline.yaml", "--json")
    try folder.write("", to: "study/study.sqlite")
    let empty = try leitmotif("plan", "pipeline.yaml", "--json")
    #expect(empty.status == 0 && empty.output == without.output, "\(empty.error)")
  }

  @Test func `the same study has the same lock in every folder`() throws {
    #expect(try leitmotif("run", "pipeline.yaml").status == 0)
    let other = try TemporaryFolder()
    _ = try Command.run(["init", "study"], in: other.path)
    _ = try Command.run(["run", "study/pipeline.yaml", "--jobs", "1"], in: other.path)
    #expect(try other.read("study/pipeline.lock") == folder.read("study/pipeline.lock"))
  }

  @Test func `two runs are compared, previewed, and one is brought back`() throws {
    #expect(try leitmotif("run", "pipeline.yaml").status == 0)
    let alone = try leitmotif("runs", "diff", "study.sqlite")
    #expect(alone.status == 2 && alone.error.contains("before run 1 [unknown-run]"))
    let codebook = try folder.read("study/codebook.yaml")
    let lock = try folder.read("study/pipeline.lock")
    try editCodebook()
    let edited = try folder.read("study/codebook.yaml")
    try folder.write(edited, to: "study/new.yaml")
    try folder.write(codebook, to: "study/codebook.yaml")
    let preview = try leitmotif("plan", "pipeline.yaml", "--codebook", "new.yaml", "--json")
    #expect(preview.status == 0, "\(preview.error)")
    let missing = try leitmotif("plan", "pipeline.yaml", "--codebook", "none.yaml")
    #expect(missing.error.hasPrefix("none.yaml: error: there is no such file [missing-file]"))
    try folder.write(edited, to: "study/codebook.yaml")
    #expect(try leitmotif("run", "pipeline.yaml").status == 0)
    let difference = try leitmotif(
      "runs", "diff", "study.sqlite", "1", "2", "--json", "--html", "d.html")
    #expect(difference.status == 0, "\(difference.error)")
    for numbers in [[], ["1"]] {
      let unasked = try Command.run(
        ["runs", "diff", "study.sqlite"] + numbers + ["--json"], in: folder.path("study"))
      #expect(unasked.output == difference.output, "\(unasked.error)")
    }
    let (one, other) = (try object(difference.output), try object(preview.output))
    #expect(one["added"] as? Int ?? 0 > 0)
    for name in ["added", "removed", "changed"] {
      #expect(one[name] as? Int == other[name] as? Int, "the preview said what the run then did")
    }
    #expect(try folder.read("study/d.html").contains("<q>"))

    try folder.write(edited + "# not run yet\n", to: "study/codebook.yaml")
    let refused = try leitmotif("runs", "restore", "pipeline.yaml", "1")
    #expect(refused.status == 2)
    #expect(refused.error.contains("[unsaved-edits]"))
    #expect(try folder.read("study/codebook.yaml") == edited + "# not run yet\n")
    try folder.write(edited, to: "study/codebook.yaml")
    #expect(try leitmotif("runs", "restore", "pipeline.yaml", "1").status == 0)
    #expect(try folder.read("study/codebook.yaml") == codebook)
    #expect(try folder.read("study/pipeline.lock") == lock)
    let back = try object(try leitmotif("run", "pipeline.yaml", "--json").output)
    #expect((back["cells"] as? [String: Int])?["computed"] == 0)
    #expect(try folder.read("study/pipeline.lock") == lock)
  }

  @Test func `a merge driver puts two locks together`() throws {
    try folder.write("leitmotif-lock 1\na = 1\nb = 1\nc = 1\n", to: "study/base")
    try folder.write("leitmotif-lock 1\na = 2\nb = 1\nc = 2\n", to: "study/ours")
    try folder.write("leitmotif-lock 1\na = 1\nb = 2\nc = 3\n", to: "study/theirs")
    let merged = try leitmotif("lock", "merge", "base", "ours", "theirs")
    #expect(merged.status == 0)
    #expect(try folder.read("study/ours") == "leitmotif-lock 1\na = 2\nb = 2\n")
    #expect(merged.error.contains("1 facts"))
  }

  @Test func `space is freed, and how much is said`() throws {
    for _ in 0..<3 {
      #expect(try leitmotif("run", "pipeline.yaml").status == 0)
      try editCodebook()
    }
    let cleared = try object(
      try leitmotif("gc", "study.sqlite", "--keep-runs", "1", "--json").output)
    #expect(cleared["forgotten"] as? [Int] == [1, 2])
    #expect(cleared["freed"] as? Int != nil)
    #expect(try leitmotif("runs", "diff", "study.sqlite", "1", "3").status == 2)
    // What is left of a forgotten run is its line.
    let shown = try object(try leitmotif("runs", "show", "study.sqlite", "1", "--json").output)
    #expect(shown["run"] as? Int == 1)
    #expect((shown["inputs"] as? [Any])?.isEmpty == true)
    let versions = try object(
      try leitmotif("agree", "study.sqlite", "--by", "run", "--json").output)
    #expect((versions["versions"] as? [Any])?.count == 1)
    #expect(try leitmotif("gc", "nowhere.sqlite").status == 2)
    #expect(!FileManager.default.fileExists(atPath: "\(study)/nowhere.sqlite"))
  }

  @Test func `a watch plans anew when a file is saved`() throws {
    #expect(try leitmotif("run", "pipeline.yaml").status == 0)
    let output = URL(filePath: try folder.write("", to: "watched"))
    let process = try Command.start(
      ["watch", "pipeline.yaml", "--every", "0.1", "--changes", "1"], in: study,
      output: FileHandle(forWritingTo: output))
    for _ in 0..<600 where try !folder.read("watched").contains("cells to compute") {
      Thread.sleep(forTimeInterval: 0.05)
    }
    try editCodebook()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    let text = try folder.read("watched")
    #expect(text.contains("Saved: "))
    #expect(text.contains("rule changed"))
  }
}
