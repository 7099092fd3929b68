/// A text cut into segments of one level.
public struct Segmentation: Hashable, Sendable {
  /// How many units the text has.
  public let length: Int
  /// The boundaries, each as the number of units before it: rising, from 1 to `length` − 1.
  public let boundaries: [Int]

  /// Creates a segmentation; boundaries in any order, those at the ends of the text or beyond do
  /// not count.
  public init(length: Int, boundaries: some Sequence<Int>) {
    self.length = max(0, length)
    self.boundaries = Set(boundaries).filter { $0 > 0 && $0 < length }.sorted()
  }

  /// Creates a segmentation from the numbers of units in its segments.
  public init(masses: [Int]) {
    var position = 0
    var boundaries: [Int] = []
    for mass in masses {
      let (sum, overflows) = position.addingReportingOverflow(max(0, mass))
      guard !overflows else { break }
      position = sum
      boundaries.append(position)
    }
    self.init(length: position, boundaries: boundaries)
  }

  /// The window that P_k and WindowDiff use unless told otherwise: half the mean segment of the
  /// reference, a half rounded to even, at least 2.
  public var defaultWindow: Int {
    let half = Double(length) / Double(boundaries.count + 1) / 2
    return max(2, Int(half.rounded(.toNearestOrEven)))
  }
}
