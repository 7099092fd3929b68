import Foundation
import LeitmotifModel
import LeitmotifReview
import LeitmotifTesting
import Synchronization
import Testing

/// A file that several reviewers append to.
struct DecisionFileTests {
  private func line(
    _ place: Int, by reviewer: String, _ verdict: DecisionLine.Verdict = .accept
  )
    -> DecisionLine
  {
    DecisionLine(
      verdict, transcript: "p1", code: "cost", place: place..<place + 5,
      reviewer: Identifier(reviewer))
  }

  @Test func `is there at once, one line each, and only its owner can read it`() throws {
    let folder = try TemporaryFolder()
    let file = try DecisionFile(path: "\(folder.path)/decisions.jsonl")
    #expect(try file.append([line(1, by: "ada")], seen: .nothing) == .written)
    #expect(try file.append([line(9, by: "ada", .reject)], seen: .nothing) == .written)
    let text = try String(contentsOfFile: file.path, encoding: .utf8)
    #expect(text == line(1, by: "ada").json + "\n" + line(9, by: "ada", .reject).json + "\n")
    let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions]
    #expect(mode as? Int == 0o600)
  }

  @Test func `tells the second of two who act on one place, and writes nothing`() throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/decisions.jsonl"
    let (first, second) = (try DecisionFile(path: path), try DecisionFile(path: path))
    let seen = second.position
    #expect(try first.append([line(1, by: "ada")], seen: .nothing) == .written)
    #expect(
      try second.append([line(1, by: "ben", .reject)], seen: seen)
        == .taken(by: line(1, by: "ada")))
    #expect(second.lines == [line(1, by: "ada")])
    // Elsewhere they do not meet, and who has seen the other's decision may replace it; to name
    // them is not enough.
    #expect(try second.append([line(9, by: "ben")], seen: seen) == .written)
    #expect(try second.append([line(1, by: "ben", .reject)], seen: second.position) == .written)
    var knowing = line(1, by: "cyd")
    knowing.over = ["ada", "ben"]
    #expect(
      try first.append([knowing], seen: .nothing) == .taken(by: line(1, by: "ben", .reject)))
    #expect(try first.append([knowing], seen: first.position) == .written)
  }

  @Test func `a line goes to the file that came while it waited for the lock`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("decisions.jsonl")
    let file = try DecisionFile(path: path)
    _ = try file.append([line(1, by: "ada")], seen: .nothing)
    let held = open(path, O_RDWR)
    try #require(flock(held, LOCK_EX) == 0)
    let (next, merged) = (line(9, by: "ada"), line(7, by: "ben"))
    let outcome = Mutex<DecisionFile.Outcome?>(nil)
    let isDone = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
      outcome.withLock { $0 = try? file.append([next], seen: .nothing) }
      isDone.signal()
    }
    // It has opened the file by then, and waits.
    Thread.sleep(forTimeInterval: 0.3)
    try Data((merged.json + "\n").utf8).write(to: URL(filePath: path), options: .atomic)
    close(held)
    isDone.wait()
    #expect(outcome.withLock { $0 } == .written)
    #expect(try folder.read("decisions.jsonl") == merged.json + "\n" + next.json + "\n")
    #expect(file.lines == [merged, next])
  }

  @Test func `a signal does not end the waiting for the lock`() throws {
    let folder = try TemporaryFolder()
    let file = try DecisionFile(path: folder.path("decisions.jsonl"))
    _ = try file.append([line(1, by: "ada")], seen: .nothing)
    let held = open(file.path, O_RDWR)
    try #require(flock(held, LOCK_EX) == 0)
    // Without SA_RESTART, a system call that it breaks off is not begun again.
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in }
    sigaction(SIGUSR2, &action, nil)
    let next = line(9, by: "ada")
    let waiting = Mutex<pthread_t?>(nil)
    let outcome = Mutex<DecisionFile.Outcome?>(nil)
    let isDone = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
      waiting.withLock { $0 = pthread_self() }
      outcome.withLock { $0 = try? file.append([next], seen: .nothing) }
      isDone.signal()
    }
    Thread.sleep(forTimeInterval: 0.3)
    let thread = waiting.withLock { $0 }
    pthread_kill(try #require(thread), SIGUSR2)
    Thread.sleep(forTimeInterval: 0.1)
    close(held)
    isDone.wait()
    #expect(outcome.withLock { $0 } == .written)
    #expect(file.lines == [line(1, by: "ada"), next])
  }

  @Test func `neither waits at a pipe nor takes it for a file`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("decisions.jsonl")
    let file = try DecisionFile(path: path)
    try #require(mkfifo(path, 0o600) == 0)
    let end = open(path, O_RDWR)
    let error = try #require(throws: Diagnostics.self) { try file.refresh() }
    #expect(error.all.map(\.id) == ["unreadable-file"])
    #expect(error.all.first?.location?.path == path)
    #expect(throws: Diagnostics.self) { try file.append([line(1, by: "ada")], seen: .nothing) }
    // Nor where nobody is at its other end.
    close(end)
    #expect(throws: Diagnostics.self) { try DecisionFile(path: path) }
  }

  @Test func `keeps a line that someone left without its end`() throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/decisions.jsonl"
    try Data(line(1, by: "ada").json.utf8).write(to: URL(filePath: path))
    let file = try DecisionFile(path: path)
    #expect(try file.append([line(9, by: "ben")], seen: .nothing) == .written)
    #expect(file.lines == [line(1, by: "ada"), line(9, by: "ben")])
    #expect(try DecisionFile(path: path).lines == file.lines)
  }

  @Test func `begins anew when the file was replaced by a shorter one`() throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/decisions.jsonl"
    let file = try DecisionFile(path: path)
    for place in 1..<5 { _ = try file.append([line(place, by: "ada")], seen: .nothing) }
    try Data((line(7, by: "ben").json + "\n").utf8).write(to: URL(filePath: path))
    try file.refresh()
    #expect(file.lines == [line(7, by: "ben")])
    #expect(file.lines(after: 1) == [])
  }

  @Test func `begins anew when git put a longer file in its place`() throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/decisions.jsonl"
    let file = try DecisionFile(path: path)
    _ = try file.append([line(1, by: "ada")], seen: .nothing)
    let seen = file.position
    let merged = [line(7, by: "ben"), line(1, by: "ada"), line(8, by: "ben", .reject)]
    let text = merged.map { $0.json + "\n" }.joined()
    try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
    try file.refresh()
    #expect(file.lines == merged)
    #expect(try file.append([line(8, by: "ada")], seen: seen) == .taken(by: merged[2]))
    // Written over in place, as some programs do it.
    let again = [line(3, by: "cyd"), line(2, by: "cyd")] + merged
    try Data(again.map { $0.json + "\n" }.joined().utf8).write(to: URL(filePath: path))
    try file.refresh()
    #expect(file.lines == again)
  }

  @Test func `loses none of a thousand decisions of four reviewers at once`() async throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/decisions.jsonl"
    try await withThrowingTaskGroup { group in
      for (number, reviewer) in ["ada", "ben", "cyd", "dan"].enumerated() {
        group.addTask {
          let file = try DecisionFile(path: path)
          for place in 0..<250 {
            let outcome = try file.append(
              [line(place * 4 + number, by: reviewer)], seen: file.position)
            #expect(outcome == .written)
          }
        }
      }
      try await group.waitForAll()
    }
    let lines = try DecisionFile(path: path).lines
    #expect(Set(lines.map(\.place.lowerBound)) == Set(0..<1000))
    #expect(lines.count == 1000)
    for reviewer in ["ada", "ben", "cyd", "dan"] {
      let own = lines.filter { $0.reviewer.rawValue == reviewer }.map(\.place.lowerBound)
      #expect(own == own.sorted())
    }
  }

  @Test func `says why it cannot be written`() throws {
    let file = try DecisionFile(path: "/proc/nowhere/decisions.jsonl")
    #expect(throws: Diagnostics.self) { try file.append([line(1, by: "ada")], seen: .nothing) }
  }
}
