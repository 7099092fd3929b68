/// Two coders' ratings of the units that both rated, as a table of shares.
struct TwoCoderTable {
  /// How many units both rated.
  let count: Double
  /// p_k.: the first coder's share of each category.
  let first: [Double]
  /// p_.l: the second coder's share of each category.
  let second: [Double]
  /// The cells that are not empty: the categories of both, and their share.
  let cells: [Cell]

  struct Cell {
    let first: Int
    let second: Int
    let share: Double
  }

  /// Counts the units.
  ///
  /// - Throws: `noPairs` when no unit was rated by both.
  init(
    _ units: UnitPatterns, coders: (first: Int, second: Int) = (0, 1)
  ) throws(UndefinedReason) {
    var counts: [UInt64: Int] = [:]
    var total = 0
    for (pattern, multiplicity) in units.multiplicities.enumerated() where multiplicity > 0 {
      let row = pattern * units.coderCount
      let k = units.rows[row + coders.first]
      let l = units.rows[row + coders.second]
      guard k != Ratings.missing, l != Ratings.missing else { continue }
      counts[UInt64(k) << 32 | UInt64(l), default: 0] += multiplicity
      total += multiplicity
    }
    guard total > 0 else { throw .noPairs }
    let count = Double(total)
    var first = Array(repeating: 0.0, count: units.categoryCount)
    var second = first
    // Sums in one order, so that equal tables give equal bits.
    cells = counts.sorted { $0.key < $1.key }.map { key, uses in
      Cell(first: Int(key >> 32), second: Int(key & 0xFFFF_FFFF), share: Double(uses) / count)
    }
    for cell in cells {
      first[cell.first] += cell.share
      second[cell.second] += cell.share
    }
    self.count = count
    self.first = first
    self.second = second
  }

  /// Σ_kl w_kl p_kl.
  func observed(_ weights: WeightMatrix) -> Double {
    cells.reduce(0) { $0 + weights[$1.first, $1.second] * $1.share }
  }
}
