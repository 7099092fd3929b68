/// How much more often a term is said in one part of the interviews than in the rest.
///
/// - Source: T. Dunning, "Accurate methods for the statistics of surprise and coincidence", Computational
///   Linguistics 19(1), 1993, 61–74, in the form of P. Rayson and R. Garside, "Comparing corpora using frequency
///   profiling", 2000, doi:10.3115/1117729.1117730.
public struct Keyness: Hashable, Sendable {
  /// How often the term is said in the part.
  public let count: Int
  /// How often it is said in the rest.
  public let otherCount: Int
  /// The log-likelihood ratio G².
  ///
  /// - Unit: none; 0 where both are alike; above 6.63, chance would do so once in a hundred times.
  public let logLikelihood: Double
  /// How many times as often it is said in the part, as a power of 2; half a word stands for none.
  public let logRatio: Double

  /// Compares two parts.
  ///
  /// - Parameters:
  ///   - count: How often the term is said in the part.
  ///   - size: How many words the part has.
  ///   - otherCount: How often it is said in the rest.
  ///   - otherSize: How many words the rest has.
  public init(count: Int, of size: Int, otherCount: Int, of otherSize: Int) {
    self.count = count
    self.otherCount = otherCount
    let (a, b, c, d) = (Double(count), Double(otherCount), Double(size), Double(otherSize))
    guard size > 0, otherSize > 0, count + otherCount > 0 else {
      (logLikelihood, logRatio) = (0, 0)
      return
    }
    let expected = c * (a + b) / (c + d)
    let otherExpected = d * (a + b) / (c + d)
    func part(_ observed: Double, _ expected: Double) -> Double {
      observed == 0 ? 0 : observed * Self.naturalLogarithm(observed / expected)
    }
    logLikelihood = max(0, 2 * (part(a, expected) + part(b, otherExpected)))
    let ratio = (max(a, 0.5) / c) / (max(b, 0.5) / d)
    logRatio = Self.naturalLogarithm(ratio) / Self.naturalLogarithm(2)
  }

  /// Whether the term is said more often in the part than chance would have it, once in a hundred times.
  public var isKey: Bool { logRatio > 0 && logLikelihood > 6.63 }
}
