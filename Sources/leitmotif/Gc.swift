import ArgumentParser
import Foundation
import LeitmotifModel
import LeitmotifPipeline
import LeitmotifStore

/// `leitmotif gc STORE --keep-runs N`.
struct Gc: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gc",
    abstract: "Frees space in a store: forgets older runs, and no coding or decision of a person.",
    discussion: """
      Rows that only older runs show are deleted, and kept results of texts that are gone. What people coded and \
      decided stays, whatever run it is of.
      """)

  @Argument(help: "The store.", completion: .file(extensions: ["sqlite"]))
  var store: String

  @Option(help: "How many of the newest finished runs stay readable.")
  var keepRuns = 10

  @Flag(help: "Print one line of JSON.")
  var json = false

  func validate() throws {
    guard keepRuns >= 1 else { throw ValidationError("--keep-runs is at least 1.") }
  }

  func run() throws {
    // A path that is mistyped makes no store: reading says what is wrong.
    guard FileManager.default.fileExists(atPath: store) else {
      _ = try Store(at: store, access: .read)
      return
    }
    let lock = try RunLock(ofStoreAt: store, waiting: .seconds(2))
    defer { withExtendedLifetime(lock) {} }
    let opened = try Store(at: store, access: .write)
    let cleared = try opened.clear(keepingRuns: keepRuns, use: opened.keptUse())
    if json {
      printJSON([
        "forgotten": .list(cleared.forgottenRuns.map { .integer($0) }),
        "bytesBefore": .integer(cleared.before), "bytesNow": .integer(cleared.now),
        "freed": .integer(max(0, cleared.before - cleared.now)),
      ])
      return
    }
    print(
      "Forgot \(counted(cleared.forgottenRuns.count, "run")) and freed \(Self.size(max(0, cleared.before - cleared.now))): the store has \(Self.size(cleared.now)) now."
    )
  }

  private static func size(_ bytes: Int) -> String {
    bytes < 1_000_000
      ? "\((bytes + 999) / 1000) kB" : "\((Double(bytes) / 100_000).rounded() / 10) MB"
  }
}
