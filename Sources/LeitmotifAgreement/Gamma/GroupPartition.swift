/// The cheapest groups that hold every unit once.
///
/// Prices of units, found by annealing, bound the cost from below; what a group costs above its
/// units' prices is its excess. Groups of no or little excess are tried first, and a search with
/// memory proves that no other partition has less.
struct GroupPartition {
  private let candidates: GroupCandidates
  private var prices: [Double]
  private var excess: [Double]
  /// For each unit, the groups that hold it.
  private var holders: [[Int]]

  init(_ candidates: GroupCandidates) {
    self.candidates = candidates
    prices = Array(repeating: 1, count: candidates.units.count)
    holders = Array(repeating: [], count: candidates.units.count)
    for (index, group) in candidates.groups.enumerated() {
      for unit in group.units { holders[unit].append(index) }
    }
    excess = []
    anneal()
  }

  /// Raises and lowers prices until, at falling temperatures, each unit is expected to be in one
  /// group.
  ///
  /// - Source: iterative proportional fitting of the relaxed set partition; L. M. Bregman, USSR
  ///   Computational Mathematics and Mathematical Physics 7 (1967), 200-217,
  ///   doi:10.1016/0041-5553(67)90040-7.
  private mutating func anneal() {
    for temperature in [0.3, 0.1, 0.03, 0.01, 0.003] {
      for _ in 0..<25 {
        for unit in prices.indices {
          var largest = -Double.infinity
          for group in holders[unit] { largest = max(largest, -currentExcess(group)) }
          var sum = 0.0
          for group in holders[unit] {
            let level = (-currentExcess(group) - largest) / temperature
            if level > -30 { sum += exponential(level) }
          }
          prices[unit] -= largest + temperature * logarithm(sum)
        }
      }
    }
    // Only prices that no group undercuts bound the cost.
    for unit in prices.indices {
      let least = holders[unit].reduce(Double.infinity) { min($0, currentExcess($1)) }
      if least < 0 { prices[unit] += least }
    }
    for unit in prices.indices {
      let least = holders[unit].reduce(Double.infinity) { min($0, currentExcess($1)) }
      if least > 0 { prices[unit] += least }
    }
    excess = candidates.groups.indices.map { max(0, currentExcess($0)) }
    for unit in holders.indices {
      holders[unit].sort { (excess[$0], $0) < (excess[$1], $1) }
    }
  }

  @inline(__always)
  private func currentExcess(_ group: Int) -> Double {
    let group = candidates.groups[group]
    var result = group.cost
    for unit in group.units { result -= prices[unit] }
    return result
  }

  /// The groups, each as an index for every coder or `nil`; and whether none are cheaper.
  func solve() -> (groups: [[Int?]], isBest: Bool) {
    var isBest = true
    var chosen: [Int] = []
    for component in components() {
      var search = PartitionSearch(
        units: component, holders: holders, groups: candidates.groups, excess: excess)
      isBest = search.run() && isBest
      chosen += search.chosen
    }
    let groups = chosen.map { index in
      var group: [Int?] = Array(repeating: nil, count: candidates.coderCount)
      for unit in candidates.groups[index].units {
        group[candidates.units[unit].coder] = candidates.units[unit].index
      }
      return group
    }
    return (groups, isBest)
  }

  /// The units in parts that no group joins, each by place.
  private func components() -> [[Int]] {
    var component = Array(repeating: -1, count: prices.count)
    var result: [[Int]] = []
    for start in prices.indices where component[start] < 0 {
      var members = [start]
      component[start] = result.count
      var next = 0
      while next < members.count {
        for group in holders[members[next]] {
          for unit in candidates.groups[group].units where component[unit] < 0 {
            component[unit] = result.count
            members.append(unit)
          }
        }
        next += 1
      }
      result.append(members.sorted())
    }
    return result
  }
}
