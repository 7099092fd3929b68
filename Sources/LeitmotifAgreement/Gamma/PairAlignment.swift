/// The best alignment of two coders' units.
///
/// Each unit of the first coder gets one of the second's, or none; units that are not near each
/// other are never better aligned than not, so that the graph of candidates is sparse.
///
/// - Source: shortest augmenting paths, R. Jonker and A. Volgenant, Computing 38 (1987), 325-340,
///   doi:10.1007/BF02278710, over lists of neighbours.
struct PairAlignment {
  /// The alignment found.
  let alignment: UnitAlignment

  init(
    _ first: [Continuum.Span], _ second: [Continuum.Span], _ dissimilarity: UnitDissimilarity
  ) {
    var edges: [[(column: Int, cost: Double)]] = []
    let near = NearUnits(second, dissimilarity, limit: 2)
    for u in first {
      var row: [(Int, Double)] = []
      near.forEach(around: u) { index, v in
        let cost = dissimilarity.between(u, v)
        // Unaligned, the two cost 2. Ties are aligned.
        if cost <= 2 { row.append((index, cost - 1 - 1e-12)) }
      }
      edges.append(row)
    }
    var assignment = SparseAssignment(edges: edges, columns: second.count)
    assignment.solve()
    var groups: [[Continuum.Span?]] = []
    var aligned = Array(repeating: false, count: second.count)
    for (row, u) in first.enumerated() {
      if let column = assignment.columns[row] {
        groups.append([u, second[column]])
        aligned[column] = true
      } else {
        groups.append([u, nil])
      }
    }
    for (column, v) in second.enumerated() where !aligned[column] { groups.append([nil, v]) }
    alignment = UnitAlignment(groups: groups)
  }
}

/// Units by place, to find those that may be near another.
struct NearUnits {
  private let units: [Continuum.Span]
  private let longest: Double
  private let reach: Double

  /// Prepares units that are sorted by start.
  ///
  /// - Parameters:
  ///   - units: The units.
  ///   - dissimilarity: The dissimilarity.
  ///   - limit: The dissimilarity above which units are not near.
  init(_ units: [Continuum.Span], _ dissimilarity: UnitDissimilarity, limit: Double) {
    self.units = units
    longest = Double(units.map(\.length).max() ?? 0)
    reach =
      dissimilarity.position > 0 ? (limit / dissimilarity.position).squareRoot() : .infinity
  }

  /// Calls a function with each unit that may be near.
  func forEach(around unit: Continuum.Span, _ body: (Int, Continuum.Span) -> Void) {
    let distance = min(reach * (Double(unit.length) + longest), 0x1p60).rounded(.up)
    let low = Double(unit.start) - distance
    let high = Double(unit.start) + distance
    let first = units.partitioningIndex { Double($0.start) >= low }
    for index in first..<units.count {
      if Double(units[index].start) > high { break }
      body(index, units[index])
    }
  }
}
