extension Segmentation {
  /// P_k: how often a window's two ends are wrongly in one segment, or wrongly not.
  ///
  /// - Formula: the share of i = 0..N−k−1 at which reference and hypothesis differ in whether units
  ///   i and i+k are in one segment.
  /// - Unit: a penalty from 0 to 1; it is not symmetric when k comes from the reference.
  /// - Missing: both must segment the same text.
  /// - Source: D. Beeferman, A. Berger and J. Lafferty, "Statistical Models for Text Segmentation",
  ///   Machine Learning 34 (1999), 177-210, doi:10.1023/A:1007506220214.
  ///
  /// - Parameters:
  ///   - reference: The segmentation taken to be right.
  ///   - window: k; `defaultWindow` of the reference when it is `nil`.
  /// - Returns: The penalty.
  /// - Throws: The reason when the texts differ in length, or none is longer than the window.
  public func pk(
    reference: Segmentation, window: Int? = nil
  ) throws(UndefinedReason) -> Double {
    try penalty(reference, window) { ($0 == 0) != ($1 == 0) }
  }

  /// WindowDiff: how often a window holds another number of boundaries.
  ///
  /// - Formula: the share of i = 0..N−k−1 at which reference and hypothesis differ in how many
  ///   boundaries lie between units i and i+k.
  /// - Unit: a penalty from 0 to 1; it is not symmetric when k comes from the reference.
  /// - Missing: both must segment the same text.
  /// - Source: L. Pevzner and M. A. Hearst, "A Critique and Improvement of an Evaluation Metric for
  ///   Text Segmentation", Computational Linguistics 28 (2002), 19-36,
  ///   doi:10.1162/089120102317341756.
  ///
  /// - Parameters:
  ///   - reference: The segmentation taken to be right.
  ///   - window: k; `defaultWindow` of the reference when it is `nil`.
  /// - Returns: The penalty.
  /// - Throws: The reason when the texts differ in length, or none is longer than the window.
  public func windowDiff(
    reference: Segmentation, window: Int? = nil
  ) throws(UndefinedReason) -> Double {
    try penalty(reference, window) { $0 != $1 }
  }

  private func penalty(
    _ reference: Segmentation, _ window: Int?, _ isWrong: (Int, Int) -> Bool
  ) throws(UndefinedReason) -> Double {
    guard length == reference.length else { throw .unequalLengths(reference.length, length) }
    guard length > 0 else { throw .noLength }
    let window = window ?? reference.defaultWindow
    guard window > 0, window < length else { throw .windowTooLong(window) }
    let own = boundariesBefore
    let right = reference.boundariesBefore
    var wrong = 0
    for unit in 0..<length - window
    where isWrong(own[unit + window] - own[unit], right[unit + window] - right[unit]) {
      wrong += 1
    }
    return Double(wrong) / Double(length - window)
  }

  /// For each unit, how many boundaries are before it.
  private var boundariesBefore: [Int] {
    var result = Array(repeating: 0, count: length)
    for boundary in boundaries { result[boundary] = 1 }
    for unit in result.indices.dropFirst() { result[unit] += result[unit - 1] }
    return result
  }
}
