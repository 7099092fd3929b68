import Testing

@testable import LeitmotifPipeline

struct OrderedWorkTests {
  struct Failure: Error {}

  @Test(arguments: [1, 2, 7])
  func `results come in order, each once`(jobs: Int) async throws {
    var found: [Int] = []
    try await OrderedWork(jobs: jobs).run(count: 200) { place in
      // Some pieces take longer than those behind them.
      place.isMultiple(of: 9)
        ? (0..<20_000).reduce(0, ^) &+ place &- (0..<20_000).reduce(0, ^) : place
    } consume: { place, result in
      #expect(place == result)
      found.append(result)
    }
    #expect(found == Array(0..<200))
  }

  @Test(arguments: [1, 3])
  func `an error of the work ends it`(jobs: Int) async {
    await #expect(throws: Failure.self) {
      try await OrderedWork(jobs: jobs).run(count: 50) { place in
        if place == 20 { throw Failure() }
      } consume: { _, _ in
      }
    }
  }

  @Test(arguments: [1, 3])
  func `an error of whoever takes the results ends it`(jobs: Int) async {
    var taken = 0
    await #expect(throws: Failure.self) {
      try await OrderedWork(jobs: jobs).run(count: 50) { _ in
      } consume: { _, _ in
        taken += 1
        if taken == 10 { throw Failure() }
      }
    }
    #expect(taken == 10)
  }

  @Test func `no work is done at once`() async throws {
    try await OrderedWork(jobs: 2).run(count: 0) {
      $0
    } consume: { _, _ in
      Issue.record("there is nothing to take")
    }
  }
}
