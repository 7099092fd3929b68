/// p_gk: how often each coder chose each category, as shares of that coder's own ratings.
struct CodersShares {
  /// For each coder, for each category.
  let shares: [[Double]]
  /// How many units each coder rated.
  let counts: [Double]

  /// How many coders rated any unit.
  var active: Int { counts.count { $0 > 0 } }

  init(_ units: UnitPatterns) {
    let m = units.coderCount
    var uses = Array(repeating: Array(repeating: 0.0, count: units.categoryCount), count: m)
    var counts = Array(repeating: 0.0, count: m)
    for (pattern, multiplicity) in units.multiplicities.enumerated() {
      for coder in 0..<m {
        let category = units.rows[pattern * m + coder]
        guard category != Ratings.missing else { continue }
        uses[coder][Int(category)] += Double(multiplicity)
        counts[coder] += Double(multiplicity)
      }
    }
    self.counts = counts
    shares = zip(uses, counts).map { uses, count in uses.map { count > 0 ? $0 / count : 0 } }
  }
}
