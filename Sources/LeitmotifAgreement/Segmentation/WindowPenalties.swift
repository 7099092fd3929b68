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
    // A window's boundaries change only where one enters or leaves it.
    let windows = length - window
    let changes = (boundaries + reference.boundaries).flatMap { [$0 - window, $0] }
    let starts = Set(changes).union([0]).filter { (0..<windows).contains($0) }.sorted()
    var wrong = 0
    for (index, start) in starts.enumerated()
    where isWrong(
      boundaryCount(after: start, through: start + window),
      reference.boundaryCount(after: start, through: start + window))
    {
      wrong += (index + 1 < starts.count ? starts[index + 1] : windows) - start
    }
    return Double(wrong) / Double(windows)
  }

  private func boundaryCount(after start: Int, through end: Int) -> Int {
    boundaries.partitioningIndex { $0 > end } - boundaries.partitioningIndex { $0 > start }
  }
}
