/// What a coefficient over spans came to.
public struct UnitizingResult: Hashable, Sendable {
  /// The value, or why there is none.
  public var outcome: Result<Double, UndefinedReason>
  /// The share of the text that it rests on; 1 where all of it counts.
  public var coverage: Double

  /// The value; `nil` when it is undefined.
  public var value: Double? { try? outcome.get() }
  /// Why there is no value; `nil` when there is one.
  public var reason: UndefinedReason? {
    if case .failure(let reason) = outcome { reason } else { nil }
  }

  init(
    _ value: () throws(UndefinedReason) -> (value: Double, coverage: Double)
  ) {
    do throws(UndefinedReason) {
      let (value, coverage) = try value()
      outcome = value.isFinite ? .success(value) : .failure(.notFinite)
      self.coverage = coverage
    } catch {
      outcome = .failure(error)
      coverage = 0
    }
  }
}

// The u-alpha family answers four questions about spans of text that coders found and valued: do
// they agree in all (uα), in what is relevant at all (|uα), in the values of what they found (cuα),
// and in one value ((k)uα)?
extension Continuum {
  /// uα: how far coders agree in which text is of which category, or of none.
  ///
  /// - Formula: 1 − (ℓ.. − Σ_c ℓ_cc)/(ℓ.. − Σ_c ε_cc), ε_cc = ℓ.. (ℓ_c.² − Z_c)/(ℓ..² − Σ Z); ℓ_ck
  ///   are lengths of text that one coder gave c and another k, gaps counting as a category.
  /// - Unit: none; at most 1, where 0 is chance.
  /// - Missing: a coder without spans marked nothing, and counts. Spans of one coder may not
  ///   overlap.
  /// - Source: K. Krippendorff, Y. Mathet, S. Bouvry and A. Widlöcher, "On the reliability of unitizing
  ///   textual continua", Quality & Quantity 50 (2016), 2347-2364, doi:10.1007/s11135-015-0266-1.
  public func uAlpha() -> UnitizingResult {
    UnitizingResult { () throws(UndefinedReason) in
      let matrix = try IntersectionMatrix(self)
      let margins = matrix.margins
      let pairs = matrix.total * matrix.total - matrix.selfPairs.reduce(0, +)
      guard pairs > 0 else { throw .noVariation }
      var observed = 0.0
      var expected = 0.0
      for (value, margin) in margins.enumerated() {
        observed += matrix.lengths[value][value]
        expected += matrix.total * (margin * margin - matrix.selfPairs[value]) / pairs
      }
      return (try alpha(matrix.total - observed, matrix.total - expected), 1)
    }
  }

  /// |uα: how far coders agree in which text is worth marking, whatever its category.
  ///
  /// - Formula: 1 − (ℓ_φ. − ℓ_φφ)/(ε_φ. − ε_φφ) for gaps φ, ε as in uα.
  /// - Unit: none; at most 1, where 0 is chance.
  /// - Missing: a coder without spans marked nothing, and counts. Undefined when there is no gap,
  ///   or nothing else.
  /// - Source: K. Krippendorff, Y. Mathet, S. Bouvry and A. Widlöcher, "On the reliability of unitizing
  ///   textual continua", Quality & Quantity 50 (2016), 2347-2364, doi:10.1007/s11135-015-0266-1.
  public func uAlphaBinary() -> UnitizingResult {
    UnitizingResult { () throws(UndefinedReason) in
      let matrix = try IntersectionMatrix(self)
      let gap = matrix.margins[matrix.gap]
      let pairs = matrix.total * matrix.total - matrix.selfPairs.reduce(0, +)
      guard pairs > 0 else { throw .noVariation }
      let expected = matrix.total * gap * (matrix.total - gap) / pairs
      return (try alpha(gap - matrix.lengths[matrix.gap][matrix.gap], expected), 1)
    }
  }

  /// cuα: how far coders agree in the categories of the text that they both marked.
  ///
  /// - Formula: 1 − (ℓ*.. − Σ_c ℓ*_cc)/(ℓ*.. − Σ_c ε*_cc) without gaps, ε*_ck = (ℓ*_c. ℓ*_.k −
  ///   [c=k] Z*_c)/(ℓ*.. − Σ Z*/ℓ*..), Z*_c the sum over spans of c of the squared mean length that
  ///   another coder marked too.
  /// - Unit: none; at most 1, where 0 is chance. `coverage` is ℓ*../ℓ.., the share of the text that
  ///   counts.
  /// - Missing: text that only one coder of a pair marked does not count.
  /// - Source: K. Krippendorff, Y. Mathet, S. Bouvry and A. Widlöcher, "On the reliability of unitizing
  ///   textual continua", Quality & Quantity 50 (2016), 2347-2364, doi:10.1007/s11135-015-0266-1.
  public func cuAlpha() -> UnitizingResult {
    UnitizingResult { () throws(UndefinedReason) in
      let relevant = try RelevantMatrix(self)
      var observed = 0.0
      var expected = 0.0
      for category in categories.indices {
        observed += relevant.lengths[category][category]
        expected += relevant.expected(category, category)
      }
      return (try alpha(relevant.total - observed, relevant.total - expected), relevant.coverage)
    }
  }

  /// (k)uα: how far coders agree in one category, in the text that they both marked.
  ///
  /// - Formula: 1 − (ε*_.k/ℓ*_.k)(ℓ*_.k − ℓ*_kk)/(ε*_.k − ε*_kk), as in cuα.
  /// - Unit: none; at most 1, where 0 is chance. `coverage` is ℓ*_.k/ℓ_.k, the share of the
  ///   category's text that counts.
  /// - Missing: text that only one coder of a pair marked does not count.
  /// - Source: K. Krippendorff, Y. Mathet, S. Bouvry and A. Widlöcher, "On the reliability of unitizing
  ///   textual continua", Quality & Quantity 50 (2016), 2347-2364, doi:10.1007/s11135-015-0266-1.
  public func kuAlpha(_ category: String) -> UnitizingResult {
    UnitizingResult { () throws(UndefinedReason) in
      guard let k = categories.firstIndex(of: category) else { throw .unknownCategory(category) }
      let relevant = try RelevantMatrix(self)
      let margin = relevant.margins[k]
      guard margin > 0 else { throw .unusedCategory(category) }
      let expected = categories.indices.reduce(0) { $0 + relevant.expected($1, k) }
      let chance = expected - relevant.expected(k, k)
      let value = try alpha(expected / margin * (margin - relevant.lengths[k][k]), chance)
      return (value, margin / relevant.fullMargins[k])
    }
  }
}

/// 1 − observed/expected disagreement.
private func alpha(_ observed: Double, _ expected: Double) throws(UndefinedReason) -> Double {
  // What is left of lengths that cancel out may be off by rounding.
  guard expected > 1e-9 else { throw .noVariation }
  return 1 - observed / expected
}

/// The intersections of marked text alone: ℓ*.
private struct RelevantMatrix {
  let lengths: [[Double]]
  let margins: [Double]
  let total: Double
  let coverage: Double
  /// ℓ_.k with gaps.
  let fullMargins: [Double]
  private let selfPairs: [Double]
  private let divisor: Double

  init(_ continuum: Continuum) throws(UndefinedReason) {
    let matrix = try IntersectionMatrix(continuum)
    guard !continuum.spans.isEmpty else { throw .noSpans }
    lengths = matrix.lengths.dropLast().map { Array($0.dropLast()) }
    margins = lengths.map { $0.reduce(0, +) }
    total = margins.reduce(0, +)
    guard total > 0 else { throw .noIntersection }
    coverage = total / matrix.total
    fullMargins = matrix.margins
    selfPairs = matrix.relevantSelfPairs
    divisor = total - selfPairs.reduce(0, +) / total
    guard divisor > 0 else { throw .noVariation }
  }

  /// ε*_ck.
  func expected(_ c: Int, _ k: Int) -> Double {
    (margins[c] * margins[k] - (c == k ? selfPairs[c] : 0)) / divisor
  }
}
