import Foundation
import LeitmotifModel
import LeitmotifTesting
import Testing

@testable import LeitmotifStore

struct RunLockTests {
  let folder: TemporaryFolder
  let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path("s.sqlite")
  }

  @Test func `a second run is told who holds the store`() throws {
    let lock = try RunLock(ofStoreAt: path)
    #expect {
      try RunLock(ofStoreAt: path)
    } throws: { error in
      let diagnostic = (error as? StoreError)?.diagnostic
      let message = diagnostic?.message ?? ""
      return diagnostic?.id == "store-in-use"
        && message.hasPrefix("another run is using the store: process \(getpid()) on ")
        && message.contains(/\ since \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
    }
    #expect(try folder.read("s.sqlite.lock").hasPrefix("process \(getpid()) on "))
    withExtendedLifetime(lock) {}
  }

  @Test func `a store is held by whatever path it is called`() throws {
    for (link, target) in [("link.sqlite", "s.sqlite"), ("chain.sqlite", "link.sqlite")] {
      try FileManager.default.createSymbolicLink(
        atPath: folder.path(link), withDestinationPath: target)
    }
    let lock = try RunLock(ofStoreAt: folder.path("chain.sqlite"))
    #expect(throws: StoreError.self) { try RunLock(ofStoreAt: path) }
    #expect(try folder.read("s.sqlite.lock").hasPrefix("process "))
    withExtendedLifetime(lock) {}
  }

  @Test func `a lock that was given back can be taken`() throws {
    for _ in 0..<3 { _ = try RunLock(ofStoreAt: path) }
    #expect(try folder.read("s.sqlite.lock") == "")
  }

  @Test func `a second run waits for the first`() async throws {
    var lock: RunLock? = try RunLock(ofStoreAt: path)
    let path = path
    let second = Task.detached { _ = try RunLock(ofStoreAt: path, waiting: .seconds(60)) }
    try await Task.sleep(for: .milliseconds(100))
    _ = lock
    lock = nil
    try await second.value
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/usr/bin/flock")))
  func `the lock of a process that was killed is free`() throws {
    let other = Process()
    other.executableURL = URL(filePath: "/usr/bin/flock")
    other.arguments = ["--no-fork", path + ".lock", "sleep", "600"]
    try other.run()
    while (try? RunLock(ofStoreAt: path)) != nil { usleep(5000) }
    kill(other.processIdentifier, SIGKILL)
    _ = try RunLock(ofStoreAt: path, waiting: .seconds(60))
    other.waitUntilExit()
  }

  @Test func `a lock beside a store in no folder is an error`() {
    #expect(throws: StoreError.self) { try RunLock(ofStoreAt: folder.path("none/s.sqlite")) }
  }
}
