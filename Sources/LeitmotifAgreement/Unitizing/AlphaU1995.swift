extension Continuum {
  /// α_U of 1995: how far coders agree in where the units of a category begin and end.
  ///
  /// Its authors withdrew it for three or more coders; it is here to compare with what other
  /// programs print.
  ///
  /// - Formula: 1 − Σ_c D_oc/Σ_c D_ec. D_oc = Σ_{i≠j} Σ_gh δ²/(m(m−1)L²): for two units that
  ///   overlap δ² is (b_g−b_h)² + (e_g−e_h)², for a unit within the other's gap its length squared,
  ///   else 0. D_ec = (2/L) Σ_g [(N−1)/3 (2l³−3l²+l) + l² Σ_{gaps h ≥ l} (l_h−l+1)] / [mL(mL−1) −
  ///   Σ_g l(l−1)] over all units g of length l, N of them.
  /// - Unit: none; at most 1, where 0 is chance.
  /// - Missing: a coder without units left one gap. Units of one coder may not overlap within a
  ///   category.
  /// - Source: K. Krippendorff, "On the reliability of unitizing continuous data", Sociological
  ///   Methodology 25 (1995), 47-76, doi:10.2307/271061; withdrawn in
  ///   doi:10.1007/s11135-015-0266-1.
  ///
  /// - Parameter category: One category; `nil` for all together.
  /// - Returns: The value, of which `coverage` is 1, or why there is none.
  public func alphaU1995(category: String? = nil) -> UnitizingResult {
    UnitizingResult { () throws(UndefinedReason) in
      guard coders.count > 1 else { throw .coders(needed: "two or more", given: coders.count) }
      guard length > 0 else { throw .noLength }
      guard !spans.isEmpty else { throw .noSpans }
      var chosen = Array(categories.indices)
      if let category {
        guard let index = categories.firstIndex(of: category) else {
          throw .unknownCategory(category)
        }
        chosen = [index]
      }
      var observed = 0.0
      var expected = 0.0
      for index in chosen {
        let disagreement = try UnitDisagreement(self, category: index)
        observed += disagreement.observed
        expected += disagreement.expected
      }
      guard expected > 0 else { throw .noVariation }
      return (1 - observed / expected, 1)
    }
  }
}

/// The disagreement in the units of one category.
private struct UnitDisagreement {
  private(set) var observed = 0.0
  private(set) var expected = 0.0

  init(_ continuum: Continuum, category: Int) throws(UndefinedReason) {
    if let coder = continuum.overlappingCoder(category: category) {
      throw .overlappingSpans(coder: continuum.coders[coder])
    }
    let length = Double(continuum.length)
    let m = Double(continuum.coders.count)
    let lines = continuum.coders.indices.map { coder in
      Line(continuum.spans(of: coder).filter { $0.category == category }, in: continuum)
    }
    for (first, line) in lines.enumerated() {
      for other in lines.dropFirst(first + 1) {
        // Each ordered pair of coders counts, and both give the same.
        observed += 2 * line.disagreement(with: other) / (m * (m - 1) * length * length)
      }
    }
    expected = Self.chance(lines, coders: m, length: length)
  }

  private static func chance(_ lines: [Line], coders m: Double, length: Double) -> Double {
    let units = lines.flatMap { $0.units.map { Double($0.end - $0.start) } }
    let gaps = lines.flatMap { $0.gaps.map { Double($0.end - $0.start) } }.sorted()
    // Sums over the gaps from each on, so that long lists take no quadratic time.
    var sums = Array(repeating: 0.0, count: gaps.count + 1)
    for index in gaps.indices.reversed() { sums[index] = sums[index + 1] + gaps[index] }
    var sum = 0.0
    var own = 0.0
    for l in units {
      let first = gaps.partitioningIndex { $0 >= l }
      let places = sums[first] - Double(gaps.count - first) * (l - 1)
      sum += Double(units.count - 1) / 3 * (2 * l * l * l - 3 * l * l + l) + l * l * places
      own += l * (l - 1)
    }
    let pairs = m * length * (m * length - 1) - own
    return pairs > 0 ? 2 / length * sum / pairs : 0
  }

  /// One coder's units of the category, and the gaps between them.
  private struct Line {
    let units: [(start: Int, end: Int)]
    let gaps: [(start: Int, end: Int)]

    init(_ spans: [Continuum.Span], in continuum: Continuum) {
      units = spans.map { ($0.start, $0.end) }
      var gaps: [(Int, Int)] = []
      var position = continuum.begin
      for span in spans {
        if position < span.start { gaps.append((position, span.start)) }
        position = span.end
      }
      let end = continuum.begin + continuum.length
      if position < end { gaps.append((position, end)) }
      self.gaps = gaps
    }

    func disagreement(with other: Line) -> Double {
      var sum = 0.0
      var first = 0
      for unit in units {
        while first < other.units.count, other.units[first].end <= unit.start { first += 1 }
        for candidate in other.units[first...] {
          guard candidate.start < unit.end else { break }
          sum += square(Double(unit.start - candidate.start))
          sum += square(Double(unit.end - candidate.end))
        }
      }
      return sum + lengthsWithinGaps(of: other) + other.lengthsWithinGaps(of: self)
    }

    /// Σ of squared lengths of units that lie within another's gap.
    private func lengthsWithinGaps(of other: Line) -> Double {
      var sum = 0.0
      for unit in units {
        let next = other.gaps.partitioningIndex { $0.end >= unit.end }
        if next < other.gaps.count, other.gaps[next].start <= unit.start {
          sum += square(Double(unit.end - unit.start))
        }
      }
      return sum
    }
  }
}
