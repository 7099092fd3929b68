import LeitmotifModel
import LeitmotifPipeline
import Testing

struct LockFileTests {
  private func lock(_ facts: [String: String]) -> LockFile { LockFile(facts) }

  @Test func `a lock is sorted text, and reads as it was written`() throws {
    let lock = lock(["tool": "leitmotif 1", "input/a = b.txt": "sha256:1  bytes:2", "a": "b"])
    #expect(
      lock.text
        == "leitmotif-lock 1\na = b\ninput/a = b.txt = sha256:1  bytes:2\ntool = leitmotif 1\n")
    #expect(try LockFile(reading: lock.text, path: "x.lock") == lock)
  }

  @Test func `a lock with the line ends of Windows is the same`() throws {
    let lock = lock(["tool": "leitmotif 1", "a": "b"])
    #expect(
      try LockFile(reading: lock.text.replacing("\n", with: "\r\n"), path: "x.lock") == lock)
  }

  @Test(arguments: ["", "leitmotif-lock 2\n", "leitmotif-lock 1\nnonsense\n"])
  func `what is no lock is refused`(text: String) throws {
    let error = #expect(throws: Diagnostics.self) {
      try LockFile(reading: text, path: "x.lock")
    }
    #expect(error?.all.map(\.id) == ["lock-syntax"])
  }

  @Test func `two sides are merged fact by fact, and what both changed is left out`() {
    let base = lock(["a": "1", "b": "1", "c": "1", "d": "1", "e": "1"])
    let ours = lock(["a": "2", "b": "1", "c": "2", "d": "1", "f": "9"])
    let theirs = lock(["a": "1", "b": "2", "c": "3", "d": "1", "e": "1", "f": "9"])
    let (merged, leftOut) = LockFile.merged(ours, theirs, base: base)
    #expect(merged == lock(["a": "2", "b": "2", "d": "1", "f": "9"]))
    #expect(leftOut == ["c"])
    #expect(LockFile.merged(theirs, ours, base: base).lock == merged)
  }
}
