import LeitmotifText
import Synchronization

/// Word finders that wait for the next transcript, with all that they remember of the last one.
final class WordFinderPool: Sendable {
  /// A finder on its way from thread to thread: whoever took it out of the pool has it alone.
  private final class Place: @unchecked Sendable {
    var finder: WordFinder

    init(filter: WordFilter) {
      finder = WordFinder(filter: filter)
    }
  }

  private let filter: WordFilter
  private let waiting = Mutex<[Place]>([])

  init(filter: WordFilter) {
    self.filter = filter
  }

  /// Lends a finder, a new one when all are out.
  func withFinder<Result>(_ body: (inout WordFinder) -> Result) -> Result {
    let place = waiting.withLock { $0.popLast() } ?? Place(filter: filter)
    defer { waiting.withLock { $0.append(place) } }
    return body(&place.finder)
  }
}
