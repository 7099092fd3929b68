/// Precision, recall and F1 of one coder against a reference, from counts of units.
public struct RetrievalCounts: Hashable, Sendable {
  /// a: both gave the code.
  public var both: Int
  /// b: the reference alone did.
  public var missed: Int
  /// c: the coder alone did.
  public var added: Int

  /// Creates counts, each 0 or more.
  public init(both: Int, missed: Int, added: Int) {
    self.both = both
    self.missed = missed
    self.added = added
  }

  /// a/(a+c): how much of what the coder gave is the reference's.
  public var precision: ObservedShare { ObservedShare(both, of: both + added) }

  /// a/(a+b): how much of what the reference gave the coder found.
  public var recall: ObservedShare { ObservedShare(both, of: both + missed) }

  /// a/(a+b+c): of the units that either gave the code, how many both did.
  public var overlap: ObservedShare { ObservedShare(both, of: both + missed + added) }

  /// 2a/(2a+b+c); `nil` when neither gave the code.
  public var f1: Double? { overlap.value.map(Self.f1(ofOverlap:)) }

  /// An interval for F1.
  ///
  /// F1 is no share of units, but 2s/(1+s) of one, the overlap s, and rises with it: the bounds are those of
  /// Wilson's interval for the overlap, carried over.
  ///
  /// - Parameter confidence: The level, between 0 and 1.
  /// - Returns: `nil` when neither gave the code.
  public func f1Interval(confidence: Double = 0.95) -> ConfidenceInterval? {
    overlap.interval(confidence: confidence).map {
      ConfidenceInterval(
        lower: Self.f1(ofOverlap: $0.lower), upper: Self.f1(ofOverlap: $0.upper),
        confidence: confidence)
    }
  }

  private static func f1(ofOverlap share: Double) -> Double { 2 * share / (1 + share) }
}
