/// The search for the partition of one component's units with the least excess.
struct PartitionSearch {
  /// After so many steps without a proof, the best so far is taken.
  private static let maximumSteps = 1_000_000

  private let units: [Int]
  private let holders: [[Int]]
  private let groups: [GroupCandidates.Group]
  private let excess: [Double]
  private var covered: [Bool]
  /// A number that stands for the covered units.
  private var state = SIMD2<UInt64>(0, 0)
  private let marks: [SIMD2<UInt64>]
  /// The excess that is known not to suffice for what is left in a state.
  private var failures: [SIMD2<UInt64>: Double] = [:]
  /// The least excess for what is left in a state, and the group that begins it.
  private var solutions: [SIMD2<UInt64>: (excess: Double, group: Int)] = [:]
  private var steps = 0

  /// The groups found.
  private(set) var chosen: [Int] = []

  init(
    units: [Int], holders: [[Int]], groups: [GroupCandidates.Group], excess: [Double]
  ) {
    self.units = units
    self.holders = holders
    self.groups = groups
    self.excess = excess
    covered = Array(repeating: false, count: holders.count)
    var random = RandomSource(seed: 1)
    var marks = Array(repeating: SIMD2<UInt64>(0, 0), count: holders.count)
    for unit in units { marks[unit] = SIMD2(random.next(), random.next()) }
    self.marks = marks
  }

  /// Searches with a rising limit of excess.
  ///
  /// - Returns: Whether the groups are proved to be the cheapest.
  mutating func run() -> Bool {
    let (greedy, bound) = greedyPartition()
    var limit = 1e-9
    while steps < Self.maximumSteps {
      failures.removeAll(keepingCapacity: true)
      if complete(from: 0, within: min(limit, bound)) != nil {
        collect()
        return true
      }
      if limit >= bound { break }
      limit = max(limit * 4, 1e-3)
    }
    chosen = greedy
    return steps < Self.maximumSteps
  }

  /// The least excess of groups for the units not covered; `nil` when it is above a limit.
  private mutating func complete(from start: Int, within limit: Double) -> Double? {
    var first = start
    while first < units.count, covered[units[first]] { first += 1 }
    guard first < units.count else { return 0 }
    if let known = solutions[state] { return known.excess <= limit ? known.excess : nil }
    if let failed = failures[state], failed >= limit { return nil }
    steps += 1
    guard steps < Self.maximumSteps else { return nil }
    let here = state
    var best: (excess: Double, group: Int)?
    for group in holders[units[first]] {
      let remaining = (best.map { $0.excess - 1e-12 } ?? limit) - excess[group]
      if remaining < 0 { break }
      guard !groups[group].units.contains(where: { covered[$0] }) else { continue }
      set(group, covered: true)
      let rest = complete(from: first + 1, within: remaining)
      set(group, covered: false)
      if let rest { best = (excess[group] + rest, group) }
    }
    guard steps < Self.maximumSteps else { return nil }
    if let best {
      solutions[here] = best
    } else {
      failures[here] = limit
    }
    return best?.excess
  }

  private mutating func set(_ group: Int, covered isCovered: Bool) {
    for unit in groups[group].units {
      covered[unit] = isCovered
      state ^= marks[unit]
    }
  }

  /// Reads the groups back from the states' first groups.
  private mutating func collect() {
    var first = 0
    while true {
      while first < units.count, covered[units[first]] { first += 1 }
      guard first < units.count, let solution = solutions[state] else { return }
      chosen.append(solution.group)
      set(solution.group, covered: true)
    }
  }

  /// A partition of the groups with the least excess first.
  private func greedyPartition() -> (groups: [Int], excess: Double) {
    var covered = covered
    var result: [Int] = []
    var sum = 0.0
    for group in Set(units.flatMap { holders[$0] }).sorted(by: {
      (excess[$0], $0) < (excess[$1], $1)
    }) where !groups[group].units.contains(where: { covered[$0] }) {
      for unit in groups[group].units { covered[unit] = true }
      result.append(group)
      sum += excess[group]
    }
    return (result, sum)
  }
}
