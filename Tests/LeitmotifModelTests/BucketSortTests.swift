import LeitmotifModel
import LeitmotifTesting
import Testing

struct BucketSortTests {
  private struct Named: Equatable {
    var key: UInt64
    var name: Int
  }

  @Test(arguments: [1, 2, 7, 1000, UInt64.max])
  func `the order is that of a stable sort, however the keys are spread`(extent: UInt64) {
    var numbers = SeededNumbers(seed: extent)
    for count in [0, 1, 2, 3, 17, 40, 600] {
      // Nearly all keys are alike in every second list.
      let few = numbers.below(2) == 0
      let elements = (0..<count).map { name in
        let number = UInt64(numbers.below(few ? 3 : .max))
        return Named(key: extent == .max ? number << 1 : number % extent, name: name)
      }
      let sorted = elements.sorted(spreadOver: extent, by: \.key) { $0.key < $1.key }
      let expected = elements.sorted { ($0.key, $0.name) < ($1.key, $1.name) }
      #expect(sorted == expected)
    }
  }
}
