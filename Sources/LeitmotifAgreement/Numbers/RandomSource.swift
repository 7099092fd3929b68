/// A generator of random numbers that gives the same numbers for the same seed, everywhere and
/// always.
///
/// It is xoshiro256**, its state filled from the seed by SplitMix64. Results that depend on it name
/// the seed.
///
/// - Source: D. Blackman and S. Vigna, "Scrambled Linear Pseudorandom Number Generators", ACM TOMS
///   47 (2021), doi:10.1145/3460772; G. L. Steele, D. Lea and C. H. Flood, "Fast Splittable
///   Pseudorandom Number Generators", OOPSLA 2014, doi:10.1145/2660193.2660195.
public struct RandomSource: RandomNumberGenerator, Sendable {
  private var state: (UInt64, UInt64, UInt64, UInt64)

  /// Starts the sequence of a seed.
  public init(seed: UInt64) {
    var seed = seed
    func splitMix() -> UInt64 {
      seed &+= 0x9E37_79B9_7F4A_7C15
      var z = seed
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
    state = (splitMix(), splitMix(), splitMix(), splitMix())
  }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    func rotated(_ x: UInt64, by bits: UInt64) -> UInt64 { (x << bits) | (x >> (64 - bits)) }
    let result = rotated(state.1 &* 5, by: 7) &* 9
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = rotated(state.3, by: 45)
    return result
  }

  /// A number from 0 up to, but not, 1, of 53 random bits.
  public mutating func unit() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// A whole number from 0 up to, but not, a bound above 0.
  ///
  /// - Source: D. Lemire, "Fast Random Integer Generation in an Interval", ACM TOMACS 29 (2019),
  ///   doi:10.1145/3230636.
  public mutating func index(below bound: Int) -> Int {
    let bound = UInt64(bound)
    var product = next().multipliedFullWidth(by: bound)
    if product.low < bound {
      let threshold = (0 &- bound) % bound
      while product.low < threshold { product = next().multipliedFullWidth(by: bound) }
    }
    return Int(product.high)
  }

  /// A draw from the standard normal distribution.
  ///
  /// - Source: the polar method, G. Marsaglia and T. A. Bray, SIAM Review 6 (1964),
  ///   doi:10.1137/1006063.
  public mutating func gaussian() -> Double {
    while true {
      let x = 2 * unit() - 1
      let y = 2 * unit() - 1
      let s = x * x + y * y
      if s > 0, s < 1 { return x * (-2 * logarithm(s) / s).squareRoot() }
    }
  }
}
