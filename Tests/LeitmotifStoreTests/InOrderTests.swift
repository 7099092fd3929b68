import LeitmotifTesting
import Testing

@testable import LeitmotifStore

struct InOrderTests {
  private struct Failure: Error, Equatable {
    var place: Int
  }

  @Test(arguments: [1, 2, 3, 8], [0, 1, 2, 7, 300])
  func `everything is handed out, in order, whoever made it`(makers: Int, count: Int) throws {
    var found: [String] = []
    try inOrder(
      Array(0..<count), by: Array(0..<makers),
      make: { _, thing in
        // Some take longer than others.
        String((0..<(thing % 7 == 0 ? 20_000 : 10)).reduce(thing) { $0 &* 3 &+ $1 }) + " \(thing)"
      }, { found.append($0) })
    #expect(found.compactMap { Int($0.split(separator: " ")[1]) } == Array(0..<count))
  }

  @Test(arguments: [1, 2, 5], [0, 3, 99])
  func `the first error ends it, wherever it comes from`(makers: Int, place: Int) {
    for isMaking in [true, false] {
      var found: [Int] = []
      #expect(throws: Failure(place: place)) {
        try inOrder(
          Array(0..<100), by: Array(0..<makers),
          make: { _, thing in
            if isMaking, thing >= place { throw Failure(place: thing) }
            return thing
          },
          { thing in
            if thing == place { throw Failure(place: thing) }
            found.append(thing)
          })
      }
      #expect(found == Array(0..<place))
    }
  }
}
