import LeitmotifAgreement
import LeitmotifModel

/// Draws from several strata, from each in proportion to its size.
///
/// The same seed draws the same, whatever the order in which units are given.
public struct StratifiedSample: Sendable {
  /// One stratum and what is drawn from it.
  public struct Stratum: Hashable, Sendable {
    /// The stratum's name.
    public let name: String
    /// How many units it has.
    public let size: Int
    /// The places of what was drawn, among the stratum's units in order.
    public let drawn: [Int]
  }

  /// The strata, by name.
  public let strata: [Stratum]

  /// Draws.
  ///
  /// Where there are enough to draw, each stratum whose share is less than one gets one. The others get their share of
  /// the rest rounded down, those with the largest remainders one more (Hamilton's method).
  ///
  /// - Parameters:
  ///   - count: How many units are drawn altogether; all of them when there are no more.
  ///   - sizes: How many units each stratum has.
  ///   - seed: Where random numbers start.
  public init(_ count: Int, from sizes: [String: Int], seed: UInt64) {
    let names = sizes.keys.filter { sizes[$0] ?? 0 > 0 }
      .sorted { $0.precedesBytewise($1) }
    let counts = names.map { sizes[$0] ?? 0 }
    let shares = Self.shares(of: max(0, count), counts)
    var random = RandomSource(seed: seed)
    var strata: [Stratum] = []
    for ((name, size), share) in zip(zip(names, counts), shares) {
      strata.append(
        Stratum(name: name, size: size, drawn: Self.draw(share, of: size, using: &random)))
    }
    self.strata = strata
  }

  private static func shares(of count: Int, _ sizes: [Int]) -> [Int] {
    let total = sizes.reduce(0, +)
    guard count < total else { return sizes }
    var shares = [Int](repeating: 0, count: sizes.count)
    var others = Array(sizes.indices)
    var left = count
    func exact(_ index: Int) -> Double {
      Double(sizes[index]) * Double(left) / Double(others.reduce(0) { $0 + sizes[$1] })
    }
    // To give one away makes the shares of the others smaller.
    while count >= sizes.count {
      let small = others.filter { exact($0) < 1 }
      guard !small.isEmpty else { break }
      for index in small { shares[index] = 1 }
      left -= small.count
      others.removeAll { shares[$0] == 1 }
    }
    let wanted = others.map { (index: $0, share: exact($0)) }
    for (index, share) in wanted {
      shares[index] = Int(share)
      left -= shares[index]
    }
    // By remainder, the larger stratum first among equals, then by name.
    let order = wanted.sorted { one, other in
      let (a, b) = (one.share - one.share.rounded(.down), other.share - other.share.rounded(.down))
      return a == b
        ? (sizes[one.index], other.index) > (sizes[other.index], one.index) : a > b
    }
    for (index, _) in order.prefix(left) { shares[index] += 1 }
    return shares
  }

  /// Some of the numbers below a bound, each as likely as any other, in order.
  private static func draw(
    _ count: Int, of size: Int, using random: inout RandomSource
  ) -> [Int] {
    // R. W. Floyd's method (CACM 30, 1987, doi:10.1145/30401.315746): no list of all numbers.
    var drawn: Set<Int> = []
    for bound in (size - count)..<size {
      let number = random.index(below: bound + 1)
      if !drawn.insert(number).inserted { drawn.insert(bound) }
    }
    return drawn.sorted()
  }
}
