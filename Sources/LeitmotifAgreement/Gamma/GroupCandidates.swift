/// The groups of units that an alignment of three or more coders may need.
struct GroupCandidates {
  /// A group, and what it costs.
  struct Group {
    /// The units' numbers, over all coders, rising.
    let units: [Int]
    /// The mean dissimilarity of the pairs.
    let cost: Double
  }

  /// Above this, the search would not end.
  static let maximumCount = 3_000_000

  /// The groups; each unit is also a group by itself.
  private(set) var groups: [Group] = []
  /// For each unit, over all coders by place, its coder and its index among his.
  let units: [(coder: Int, index: Int)]
  let coderCount: Int

  /// Finds the groups that no division in two makes cheaper.
  ///
  /// - Throws: `tooManyAlignments` when there are too many.
  init(
    _ lines: [[Continuum.Span]], _ dissimilarity: UnitDissimilarity
  ) throws(UndefinedReason) {
    coderCount = lines.count
    let units = lines.enumerated().flatMap { coder, line in
      line.indices.map { (coder: coder, index: $0) }
    }.sorted {
      (lines[$0.coder][$0.index].start, lines[$0.coder][$0.index].end, $0.coder, $0.index)
        < (lines[$1.coder][$1.index].start, lines[$1.coder][$1.index].end, $1.coder, $1.index)
    }
    self.units = units
    let spans = units.map { lines[$0.coder][$0.index] }
    var search = Search(
      spans: spans, coders: units.map(\.coder), coderCount: coderCount, dissimilarity)
    for unit in spans.indices {
      search.extend([unit], from: unit)
      guard search.groups.count <= Self.maximumCount else {
        throw .tooManyAlignments(spans.count)
      }
    }
    groups = search.groups
  }

  private struct Search {
    let spans: [Continuum.Span]
    let coders: [Int]
    let dissimilarity: UnitDissimilarity
    let near: NearUnits
    /// P: the pairs of coders.
    let pairs: Double
    let coderCount: Int
    var groups: [Group] = []
    /// For each unit, later ones that may be in its group, and how dissimilar they are.
    var neighbours: [[Int: Double]]

    init(
      spans: [Continuum.Span], coders: [Int], coderCount: Int, _ dissimilarity: UnitDissimilarity
    ) {
      self.spans = spans
      self.coders = coders
      self.dissimilarity = dissimilarity
      self.coderCount = coderCount
      pairs = Double(coderCount * (coderCount - 1) / 2)
      // A unit leaves a group of k units when its dissimilarities to the others exceed P + k − 1.
      let limit = pairs + Double(coderCount - 1)
      near = NearUnits(spans, dissimilarity, limit: limit)
      neighbours = Array(repeating: [:], count: spans.count)
      for (index, unit) in spans.enumerated() {
        near.forEach(around: unit) { other, span in
          guard other > index, coders[other] != coders[index] else { return }
          let distance = dissimilarity.between(unit, span)
          if distance <= limit { neighbours[index][other] = distance }
        }
      }
    }

    /// Adds a group and all that hold it and further, later units of other coders.
    mutating func extend(_ group: [Int], from first: Int) {
      guard groups.count <= GroupCandidates.maximumCount else { return }
      let distances = distances(within: group)
      let limit = pairs + Double(coderCount - 1)
      guard distances.allSatisfy({ $0.reduce(0, +) <= limit }) else { return }
      if isWhole(distances) {
        let sum = distances.reduce(0) { $0 + $1.reduce(0, +) } / 2
        let gaps = pairs - Double(group.count * (group.count - 1) / 2)
        groups.append(Group(units: group, cost: (sum + gaps) / pairs))
      }
      guard group.count < coderCount, let last = group.last else { return }
      for next in neighbours[first].keys.sorted()
      where next > last && !group.contains(where: { coders[$0] == coders[next] })
        && group.allSatisfy({ neighbours[$0][next] != nil })
      {
        extend(group + [next], from: first)
      }
    }

    private func distances(within group: [Int]) -> [[Double]] {
      group.map { u in group.map { v in u == v ? 0 : neighbours[min(u, v)][max(u, v)] ?? 0 } }
    }

    /// Whether no division in two is cheaper: for parts of k and l units, the dissimilarities
    /// between them are at most P + k l.
    private func isWhole(_ distances: [[Double]]) -> Bool {
      let count = distances.count
      guard count > 1 else { return true }
      for part in 1..<(1 << (count - 1)) {
        var between = 0.0
        var size = 0
        for u in 0..<count where part >> u & 1 == 1 {
          size += 1
          for v in 0..<count where part >> v & 1 == 0 { between += distances[u][v] }
        }
        if between > pairs + Double(size * (count - size)) { return false }
      }
      return true
    }
  }
}
