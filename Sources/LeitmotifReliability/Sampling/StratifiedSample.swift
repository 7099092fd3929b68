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
  /// Each stratum gets its share rounded down, those with the largest remainders one more (Hamilton's method), and
  /// one at least where there are enough to draw.
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
    let exact = sizes.map { Double($0) * Double(count) / Double(total) }
    var shares = exact.map { Int($0) }
    if count >= sizes.count {
      for index in shares.indices where shares[index] == 0 { shares[index] = 1 }
    }
    // By remainder, the larger stratum first among equals, then by name.
    let order = sizes.indices.sorted { left, right in
      let (a, b) = (exact[left] - Double(shares[left]), exact[right] - Double(shares[right]))
      return a == b ? (sizes[left], right) > (sizes[right], left) : a > b
    }
    var left = count - shares.reduce(0, +)
    for index in order where left > 0 && shares[index] < sizes[index] {
      shares[index] += 1
      left -= 1
    }
    // A minimum of one may have given away too many.
    for index in order.reversed() where left < 0 && shares[index] > 1 {
      shares[index] -= 1
      left += 1
    }
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
