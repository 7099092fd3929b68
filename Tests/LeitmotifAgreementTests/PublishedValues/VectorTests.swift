import Testing

@testable import LeitmotifAgreement

/// Every value of `Vectors` within its tolerance, all that are not reported at once.
struct VectorTests {
  @Test(arguments: [
    ("coding", 356), ("unitizing", 38), ("gamma", 31), ("segmentation", 46), ("aggregation", 38),
  ])
  func `reproduces published values`(kind: String, count: Int) throws {
    let file = try VectorFile.read(kind)
    #expect(file.vectors.count == count)
    var cache = VectorCache()
    var wrong: [String] = []
    for vector in file.vectors {
      let data = try #require(file.data[vector.data])
      let result: Double?
      switch kind {
      case "coding": result = try cache.coding(vector, data)
      case "unitizing": result = try unitizing(vector, data)
      case "gamma": result = try gamma(vector, data)
      case "segmentation": result = try segmentation(vector, data)
      default: result = try cache.aggregation(vector, data)
      }
      let isRight =
        if let expected = vector.expected, let result {
          abs(result - expected) <= vector.tolerance ?? 0
        } else {
          result == nil && vector.expected == nil
        }
      if !isRight {
        wrong.append("\(vector.id): \(shown(result)) instead of \(shown(vector.expected))")
      }
    }
    #expect(wrong == [])
  }
}

private func shown(_ value: Double?) -> String {
  value.map { "\($0)" } ?? "undefined"
}

/// Intervals that several values are read from.
struct VectorCache {
  var intervals: [String: ConfidenceInterval] = [:]
}
