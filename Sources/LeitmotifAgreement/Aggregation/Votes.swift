/// What coders said about units, from which a consensus is estimated.
public struct Votes: Hashable, Sendable {
  /// One coder's choice on one unit.
  public struct Vote: Hashable, Sendable {
    /// The unit's index.
    public let unit: Int
    /// The coder's index.
    public let coder: Int
    /// The category's index.
    public let category: Int

    /// Creates a vote.
    public init(unit: Int, coder: Int, category: Int) {
      self.unit = unit
      self.coder = coder
      self.category = category
    }
  }

  /// How many units there are.
  public let unitCount: Int
  /// How many coders there are.
  public let coderCount: Int
  /// How many categories there are.
  public let categoryCount: Int
  /// The votes; a coder may have several on a unit.
  public let votes: [Vote]

  /// Creates votes; those beyond the counts are left out.
  public init(unitCount: Int, coderCount: Int, categoryCount: Int, votes: [Vote]) {
    self.unitCount = max(0, unitCount)
    self.coderCount = max(0, coderCount)
    self.categoryCount = max(0, categoryCount)
    self.votes = votes.filter {
      (0..<unitCount).contains($0.unit) && (0..<coderCount).contains($0.coder)
        && (0..<categoryCount).contains($0.category)
    }
  }

  /// Takes ratings for votes.
  public init(_ ratings: Ratings) {
    var votes: [Vote] = []
    for (index, cell) in ratings.cells.enumerated() where cell != Ratings.missing {
      votes.append(
        Vote(
          unit: index / ratings.coders.count, coder: index % ratings.coders.count,
          category: Int(cell)))
    }
    self.init(
      unitCount: ratings.unitCount, coderCount: ratings.coders.count,
      categoryCount: ratings.categories.count, votes: votes)
  }

  /// For each unit, the share of its votes that each category has; a unit without votes has none.
  public func shares() -> [[Double]] {
    var shares = Array(
      repeating: Array(repeating: 0.0, count: categoryCount), count: unitCount)
    for vote in votes { shares[vote.unit][vote.category] += 1 }
    return shares.map { counts in
      let total = counts.reduce(0, +)
      return total > 0 ? counts.map { $0 / total } : counts
    }
  }

  /// The categories with the most votes of each unit: several when they tie, none without a vote.
  public func majorities() -> [[Int]] {
    shares().map { shares in
      let most = shares.max() ?? 0
      return most > 0 ? shares.indices.filter { shares[$0] == most } : []
    }
  }
}
