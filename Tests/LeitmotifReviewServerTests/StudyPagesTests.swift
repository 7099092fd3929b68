import Foundation
import LeitmotifModel
import LeitmotifTesting
import Synchronization
import Testing

@testable import LeitmotifReviewServer

/// Pages that take long to make.
struct StudyPagesTests {
  /// How many pages are being made, and the most that were.
  private final class Load: Sendable {
    private let counts = Mutex((now: 0, most: 0))
    var most: Int { counts.withLock { $0.most } }
    func begin() { counts.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) } }
    func end() { counts.withLock { $0.now -= 1 } }
  }

  @Test func `few are made at a time, and all in the end`() async throws {
    let study = MemoryStudy(
      codebook: Codebook(name: "test", codes: []), participants: [], interviews: [], codings: [])
    let load = Load()
    let pages = StudyPages { study }
    let made = try await withThrowingTaskGroup(of: String.self) { group in
      for number in 0..<20 {
        group.addTask {
          while true {
            let page = try await pages.page("\(number)") { _ in
              load.begin()
              Thread.sleep(forTimeInterval: 0.05)
              load.end()
              return "page \(number)"
            }
            if case .made(let text) = page { return text }
          }
        }
      }
      return try await group.reduce(into: Set()) { $0.insert($1) }
    }
    #expect(made.count == 20)
    #expect(load.most <= StudyPages.mostAtOnce)
  }

  @Test func `a page that fails makes room for others, and is begun anew`() async throws {
    struct Failure: Error {}
    let pages = StudyPages { throw Failure() }
    for number in 0..<3 * StudyPages.mostAtOnce {
      await #expect(throws: Failure.self) { try await pages.page("\(number)") { _ in "" } }
      await #expect(throws: Failure.self) { try await pages.page("\(number)") { _ in "" } }
    }
  }
}
