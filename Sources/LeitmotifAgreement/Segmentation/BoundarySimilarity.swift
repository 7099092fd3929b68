/// What turns one segmentation into another: boundaries that match, are nearly there, or are
/// missed.
public struct BoundaryEdits: Hashable, Sendable {
  /// Boundaries in both.
  public private(set) var matches = 0
  /// Boundaries that moved by fewer than `near` units, each pair once.
  public private(set) var transpositions = 0
  /// Boundaries in one alone.
  public private(set) var additions = 0
  /// Σ of distance/near over the transpositions.
  public private(set) var transpositionWeight = 0.0

  /// Compares two segmentations of one text.
  ///
  /// Near boundaries are paired from short to long distances, and from left to right.
  ///
  /// - Source: C. Fournier, "Evaluating Text Segmentation using Boundary Edit Distance", ACL 2013,
  ///   https://aclanthology.org/P13-1167.
  ///
  /// - Parameters:
  ///   - first: One segmentation.
  ///   - second: The other.
  ///   - near: n_t, the distance from which a boundary is missed rather than moved.
  /// - Throws: The reason when the texts are not of one length.
  public init(
    _ first: Segmentation, _ second: Segmentation, near: Int = 2
  ) throws(UndefinedReason) {
    guard first.length == second.length else {
      throw .unequalLengths(first.length, second.length)
    }
    guard first.length > 0 else { throw .noLength }
    let own = Set(first.boundaries)
    let others = Set(second.boundaries)
    matches = own.intersection(others).count
    var onlyFirst = own.subtracting(others)
    var onlySecond = others.subtracting(own)
    let places = onlyFirst.union(onlySecond).sorted()
    for distance in 1..<max(1, min(near, first.length)) {
      if onlyFirst.isEmpty || onlySecond.isEmpty { break }
      for place in places {
        if onlyFirst.contains(place), onlySecond.contains(place + distance) {
          onlyFirst.remove(place)
          onlySecond.remove(place + distance)
        } else if onlySecond.contains(place), onlyFirst.contains(place + distance) {
          onlySecond.remove(place)
          onlyFirst.remove(place + distance)
        } else {
          continue
        }
        transpositions += 1
        transpositionWeight += Double(distance) / Double(near)
      }
    }
    additions = onlyFirst.count + onlySecond.count
  }

  /// What counts as agreement, and what could: B is their quotient.
  var parts: (agreeing: Double, possible: Double) {
    let possible = Double(additions + transpositions + matches)
    return (possible - Double(additions) - transpositionWeight, possible)
  }
}

extension Segmentation {
  /// B, boundary similarity: how many boundaries two segmentations share, near ones in part.
  ///
  /// - Formula: 1 − (|A| + Σ_T d/n_t)/(|A| + |T| + |M|): A additions, T transpositions over d < n_t
  ///   units, M matches; 1 when neither has a boundary.
  /// - Unit: from 0 to 1; symmetric.
  /// - Missing: both must segment the same text.
  /// - Source: C. Fournier (2013), https://aclanthology.org/P13-1167.
  public func boundarySimilarity(
    to other: Segmentation, near: Int = 2
  ) throws(UndefinedReason) -> Double {
    let (agreeing, possible) = try BoundaryEdits(self, other, near: near).parts
    return possible > 0 ? agreeing / possible : 1
  }

  /// S, segmentation similarity: how many of the places for a boundary need no edit.
  ///
  /// - Formula: 1 − (|A| + Σ_T d/n_t)/(N−1) for N units.
  /// - Unit: from 0 to 1; symmetric. It is high for long segments, whatever their boundaries.
  /// - Missing: both must segment the same text, of two units or more.
  /// - Source: C. Fournier and D. Inkpen, "Segmentation Similarity and Agreement", NAACL 2012,
  ///   https://aclanthology.org/N12-1016, with the edits of Fournier (2013).
  public func segmentationSimilarity(
    to other: Segmentation, near: Int = 2
  ) throws(UndefinedReason) -> Double {
    let edits = try BoundaryEdits(self, other, near: near)
    guard length > 1 else { throw .noLength }
    return 1 - (Double(edits.additions) + edits.transpositionWeight) / Double(length - 1)
  }
}
