/// A share of some units, with Wilson's interval.
///
/// The interval never leaves 0 to 1 and has a width where the share is 0 or 1: with 3 of 3, the true share may
/// well be a half.
///
/// - Formula: (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n), p = k/n, z the quantile of the normal
///   distribution.
/// - Unit: a share from 0 to 1; n is to be units drawn independently.
/// - Source: E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", JASA 22 (1927),
///   209-212, doi:10.1080/01621459.1927.10502953.
public struct ObservedShare: Hashable, Sendable {
  /// k: how many units count.
  public let part: Int
  /// n: out of how many.
  public let whole: Int

  /// Creates a share; `part` is from 0 to `whole`.
  public init(_ part: Int, of whole: Int) {
    precondition(0 <= part && part <= whole, "a part is no more than the whole")
    self.part = part
    self.whole = whole
  }

  /// The share; `nil` of nothing.
  public var value: Double? { whole == 0 ? nil : Double(part) / Double(whole) }

  /// Wilson's interval.
  ///
  /// - Parameter confidence: The level, between 0 and 1.
  /// - Returns: `nil` of nothing, or for another level.
  public func interval(confidence: Double = 0.95) -> ConfidenceInterval? {
    guard let p = value, confidence > 0, confidence < 1 else { return nil }
    let n = Double(whole)
    let z = Normal.quantile(0.5 + confidence / 2)
    let center = p + z * z / (2 * n)
    let spread = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
    let scale = 1 + z * z / n
    return ConfidenceInterval(
      lower: part == 0 ? 0 : (center - spread) / scale,
      upper: part == whole ? 1 : (center + spread) / scale, confidence: confidence)
  }
}
