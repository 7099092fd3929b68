/// How far several coders agree beyond chance in where segments end, over several texts.
///
/// - Formula: (A − E)/(1 − E). A = Σ agreeing/Σ possible of boundary similarity over all texts and
///   pairs of coders. Pi: E = P², P the mean over texts and coders of the share of a text's places
///   that have a boundary; kappa: the mean of P_g P_h over pairs of coders, P_g the share of all
///   texts' places that have one by g.
/// - Unit: none; at most 1, where 0 is chance.
/// - Missing: every coder must have segmented every text.
/// - Source: C. Fournier (2013), https://aclanthology.org/P13-1167; C. Fournier and D. Inkpen
///   (2012), https://aclanthology.org/N12-1016.
public enum SegmentationAgreement: Hashable, Sendable {
  /// Chance puts boundaries as often as all coders together did (Fleiss' pi).
  case pi
  /// Chance puts boundaries as often as each coder did (Davies and Fleiss' kappa).
  case kappa

  /// The value for some texts, each with a segmentation by every coder in one order.
  ///
  /// - Throws: The reason when there is no value.
  public func evaluate(
    _ texts: [[Segmentation]], near: Int = 2
  ) throws(UndefinedReason) -> Double {
    let coders = texts.first?.count ?? 0
    guard coders > 1 else { throw .coders(needed: "two or more", given: coders) }
    var agreeing = 0.0
    var possible = 0.0
    var boundaries = Array(repeating: 0.0, count: coders)
    var places = 0.0
    var shares: [Double] = []
    for text in texts {
      guard text.count == coders else {
        throw .coders(needed: "\(coders)", given: text.count)
      }
      let here = Double(max(0, text[0].length - 1))
      places += here
      for (coder, segmentation) in text.enumerated() {
        let count = Double(segmentation.boundaries.count)
        boundaries[coder] += count
        if here > 0 { shares.append(count / here) }
        for other in text.dropFirst(coder + 1) {
          let parts = try BoundaryEdits(segmentation, other, near: near).parts
          agreeing += parts.agreeing
          possible += parts.possible
        }
      }
    }
    guard places > 0 else { throw .noLength }
    guard possible > 0 else { throw .noVariation }
    let expected: Double
    switch self {
    case .pi:
      expected = square(shares.reduce(0, +) / Double(shares.count))
    case .kappa:
      let sum = boundaries.reduce(0, +)
      let squares = boundaries.reduce(0) { $0 + $1 * $1 }
      expected = (sum * sum - squares) / (places * places * Double(coders * (coders - 1)))
    }
    return try Evaluation(observed: agreeing / possible, expected: expected).value
  }
}
