/// Does many pieces of work on several threads and hands on their results in order.
///
/// At most `window` results wait to be handed on, so that memory stays flat however many pieces there are,
/// and what comes out does not depend on the number of threads.
struct OrderedWork {
  let jobs: Int

  private var window: Int { jobs * 8 }

  /// Runs the work.
  ///
  /// - Parameters:
  ///   - count: How many pieces there are.
  ///   - work: Does one piece; called on any thread.
  ///   - consume: Takes the result of each piece, in order, on the caller's task.
  /// - Throws: The first error of the work or of whoever takes its results.
  func run<Result: Sendable>(
    count: Int, work: @escaping @Sendable (Int) throws -> Result,
    consume: (Int, Result) throws -> Void
  ) async throws {
    guard jobs > 1 else {
      for place in 0..<count { try consume(place, try work(place)) }
      return
    }
    try await withThrowingTaskGroup(of: (Int, Result).self) { group in
      var started = 0
      var next = 0
      var running = 0
      var waiting: [Int: Result] = [:]
      while next < count {
        while started < count, running < jobs, started - next < window {
          group.addTask { [started] in (started, try work(started)) }
          started += 1
          running += 1
        }
        guard let (place, result) = try await group.next() else { break }
        running -= 1
        waiting[place] = result
        while let result = waiting.removeValue(forKey: next) {
          // The threads go on while this one writes.
          while started < count, running < jobs, started - next < window {
            group.addTask { [started] in (started, try work(started)) }
            started += 1
            running += 1
          }
          try consume(next, result)
          next += 1
        }
      }
    }
  }
}
