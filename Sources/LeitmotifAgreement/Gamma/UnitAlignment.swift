/// Which units of different coders are taken for the same.
///
/// Every unit is in one group; a group holds at most one unit of each coder.
public struct UnitAlignment: Sendable {
  /// The groups; `nil` where a coder has no unit.
  public let groups: [[Continuum.Span?]]

  /// Whether no other alignment is better; false when the search was given up.
  public let isBest: Bool

  /// Creates an alignment.
  public init(groups: [[Continuum.Span?]], isBest: Bool = true) {
    self.groups = groups
    self.isBest = isBest
  }

  /// The disorder: the groups' mean dissimilarities of pairs, for each unit that a coder has on
  /// average.
  ///
  /// - Unit: from 0, for coders who marked alike.
  public func disorder(_ dissimilarity: UnitDissimilarity) -> Double {
    let coders = groups.first?.count ?? 0
    let units = groups.reduce(0) { $0 + $1.count { $0 != nil } }
    guard units > 0 else { return 0 }
    let sum = groups.reduce(0) { $0 + Self.disorder(of: $1, dissimilarity) }
    return sum / (Double(units) / Double(coders))
  }

  /// The mean dissimilarity of a group's pairs, 1 for each pair with a gap.
  static func disorder(of group: [Continuum.Span?], _ dissimilarity: UnitDissimilarity) -> Double {
    var sum = 0.0
    for (first, u) in group.enumerated() {
      for v in group.dropFirst(first + 1) {
        if let u, let v { sum += dissimilarity.between(u, v) } else { sum += 1 }
      }
    }
    return sum / Double(group.count * (group.count - 1) / 2)
  }

  /// The disorder of categories among units that were aligned: the nearer in place, the more a pair
  /// counts.
  ///
  /// - Formula: Σ w d_cat/Σ w over pairs of a group's units, w = max(0, 1 − α d_pos)/(n_v − 1), n_v
  ///   the group's units.
  /// - Unit: from 0 to the largest distance of categories; 0 when no pair counts.
  /// - Source: Y. Mathet, "The Agreement Measure γcat", Computational Linguistics 43 (2017),
  ///   661-681, doi:10.1162/COLI_a_00296.
  ///
  /// - Parameters:
  ///   - dissimilarity: The dissimilarity of units.
  ///   - category: A category's index, to count only pairs with it; `nil` for all.
  ///   - countingUnaligned: Whether a unit and a gap count as a pair of weight and distance 1, as
  ///     the program pygamma-agreement has it.
  /// - Returns: The disorder.
  public func categoryDisorder(
    _ dissimilarity: UnitDissimilarity, category: Int? = nil, countingUnaligned: Bool = false
  ) -> Double {
    var sum = 0.0
    var weights = 0.0
    var unaligned = 0.0
    for group in groups {
      let units = group.compactMap(\.self)
      let relevant = units.count { category == nil || $0.category == category }
      if countingUnaligned { unaligned += Double(relevant * (group.count - units.count)) }
      for (first, u) in units.enumerated() {
        for v in units.dropFirst(first + 1)
        where category == nil || u.category == category || v.category == category {
          let near = max(0, 1 - dissimilarity.position * dissimilarity.ofPlaces(u, v))
          let weight = near / Double(units.count - 1)
          sum += weight * dissimilarity.ofCategories(u, v)
          weights += weight
        }
      }
    }
    guard weights > 0 else { return 0 }
    return (sum + unaligned) / (weights + unaligned)
  }
}

extension UnitAlignment {
  /// The alignment with the least disorder.
  ///
  /// Two coders' units are an assignment problem, solved exactly; those of more coders a set
  /// partition, solved exactly unless the search grows beyond all bounds. Among equally good ones
  /// it is always the same.
  ///
  /// - Parameters:
  ///   - lines: Each coder's units.
  ///   - dissimilarity: The dissimilarity of units.
  /// - Returns: The alignment.
  /// - Throws: The reason when there is one coder, or there are too many ways to align the units.
  public static func best(
    _ lines: [[Continuum.Span]], _ dissimilarity: UnitDissimilarity
  ) throws(UndefinedReason) -> UnitAlignment {
    guard lines.count > 1 else { throw .coders(needed: "two or more", given: lines.count) }
    let lines = lines.map { line in
      line.sorted { ($0.start, $0.end, $0.category) < ($1.start, $1.end, $1.category) }
    }
    if lines.count == 2 {
      return PairAlignment(lines[0], lines[1], dissimilarity).alignment
    }
    let candidates = try GroupCandidates(lines, dissimilarity)
    let (chosen, isBest) = GroupPartition(candidates).solve()
    let groups = chosen.map { group in
      group.enumerated().map { coder, unit in unit.map { lines[coder][$0] } }
    }
    return UnitAlignment(groups: groups, isBest: isBest)
  }
}
