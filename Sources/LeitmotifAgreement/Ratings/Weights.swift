/// How much agreement two different categories still are, from 0 to 1.
///
/// x is a category's number, lo and hi the smallest and largest of all declared categories.
///
/// - Source: K. L. Gwet, "Handbook of Inter-Rater Reliability", 4th ed. (2014), chapter 3,
///   ISBN 978-0-9708062-8-4.
public enum Weights: Hashable, Sendable {
  /// Only equal categories agree.
  case identity
  /// 1 − |x−y| / (hi−lo)
  case linear
  /// 1 − ((x−y) / (hi−lo))²
  case quadratic
  /// 1 − C(|k−l|+1, 2) / C(q, 2) for the k-th and l-th of q categories, whatever their numbers.
  case ordinal
  /// 1 − √|x−y| / √(hi−lo)
  case radical
  /// 1 − ((x−y)/(x+y))² / ((hi−lo)/(hi+lo))²
  case ratio
  /// 1 − sin²(π(x−y)/(hi−lo+1)) / its largest value, for numbers on a circle (hours, months).
  case circular
  /// 1 − (x−y)² / ((x+y−2lo)(2hi−x−y)) / its largest value, for scales between two poles.
  case bipolar
  /// A weight for each two categories, rows and columns in their order.
  case custom([[Double]])
}

/// Weights between the categories of one table.
struct WeightMatrix: Sendable {
  /// Above this, the matrix would not fit.
  static let maximumCategories = 5_000

  let isIdentity: Bool
  private let count: Int
  private let weights: [Double]

  /// The sum of all weights, T_w.
  let total: Double

  /// Works out the weights.
  ///
  /// - Throws: The reason when the weights are not defined for these categories.
  init(_ kind: Weights, values: [Double]) throws(UndefinedReason) {
    count = values.count
    isIdentity = kind == .identity
    if isIdentity {
      weights = []
      total = Double(count)
      return
    }
    guard count <= Self.maximumCategories else { throw .tooManyCategories(count) }
    let distances = try Self.distances(kind, values)
    let largest = distances.max() ?? 0
    switch kind {
    case .custom: weights = distances
    default: weights = distances.map { largest == 0 ? 1 : 1 - $0 / largest }
    }
    guard weights.allSatisfy(\.isFinite) else { throw .notFinite }
    total = weights.reduce(0, +)
  }

  /// Distances, that the largest of them makes into weights; a custom kind's weights themselves.
  private static func distances(
    _ kind: Weights, _ values: [Double]
  ) throws(UndefinedReason) -> [Double] {
    if case .custom(let matrix) = kind {
      guard matrix.count == values.count, matrix.allSatisfy({ $0.count == values.count }) else {
        throw .matrixShape(categories: values.count)
      }
      return Array(matrix.joined())
    }
    let low = values.min() ?? 0
    let high = values.max() ?? 0
    var result: [Double] = []
    result.reserveCapacity(values.count * values.count)
    for (k, x) in values.enumerated() {
      for (l, y) in values.enumerated() {
        let gap = abs(x - y)
        let distance: Double =
          switch kind {
          case .identity, .custom: k == l ? 0 : 1
          case .linear: gap
          case .quadratic: gap * gap
          case .radical: gap.squareRoot()
          case .ordinal: Double(abs(k - l) * (abs(k - l) + 1) / 2)
          case .ratio: gap == 0 ? 0 : square(gap / (x + y))
          case .circular: square(sine(Double.pi * gap / (high - low + 1)))
          case .bipolar: gap == 0 ? 0 : gap * gap / ((x + y - 2 * low) * (2 * high - x - y))
          }
        result.append(distance)
      }
    }
    return result
  }

  @inline(__always)
  subscript(_ k: Int, _ l: Int) -> Double {
    isIdentity ? (k == l ? 1 : 0) : weights[k * count + l]
  }

  /// Σ_kl w_kl a_k b_l.
  func bilinear(_ a: [Double], _ b: [Double]) -> Double {
    var sum = 0.0
    if isIdentity {
      for k in 0..<count { sum += a[k] * b[k] }
      return sum
    }
    for k in 0..<count where a[k] != 0 {
      for l in 0..<count { sum += weights[k * count + l] * a[k] * b[l] }
    }
    return sum
  }

  /// For each k, Σ_l w_kl a_l.
  func times(_ a: [Double]) -> [Double] {
    if isIdentity { return a }
    return (0..<count).map { k in
      var sum = 0.0
      for l in 0..<count { sum += weights[k * count + l] * a[l] }
      return sum
    }
  }

  /// For each l, Σ_k a_k w_kl.
  func timesTransposed(_ a: [Double]) -> [Double] {
    if isIdentity { return a }
    return (0..<count).map { l in
      var sum = 0.0
      for k in 0..<count { sum += weights[k * count + l] * a[k] }
      return sum
    }
  }
}

@inline(__always)
func square(_ x: Double) -> Double { x * x }
