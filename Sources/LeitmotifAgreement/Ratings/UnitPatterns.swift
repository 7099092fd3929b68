/// Ratings with alike units counted together: what coefficients are worked out from.
///
/// A million units of five coders and three categories are a few hundred patterns. A resample of
/// the units is the same patterns with other multiplicities.
public struct UnitPatterns: Sendable {
  /// The number of coders.
  public let coderCount: Int

  /// The declared categories.
  public let categories: [String]

  /// The number of declared categories.
  public var categoryCount: Int { categories.count }

  /// The number that each category stands for.
  public let values: [Double]

  /// The first category that is no number; `nil` when all are.
  public let nonNumericCategory: String?

  /// How many units have each pattern.
  public internal(set) var multiplicities: [Int]

  /// How many coders rated a unit of each pattern.
  public let sizes: [Int32]

  /// For each pattern, for each coder, the category's index or −1; empty unless coders are told
  /// apart.
  public let rows: [Int32]

  // The categories of each pattern with how many coders chose them: those of pattern p are at
  // `starts[p]..<starts[p + 1]`.
  let starts: [Int]
  let usedCategories: [Int32]
  let uses: [Int32]

  /// Groups the units.
  ///
  /// - Parameters:
  ///   - ratings: The ratings.
  ///   - distinguishingCoders: Whether it matters who chose which category.
  ///   - counts: For how many units each unit of the ratings stands; one each when not given. The
  ///     patterns and their order do not depend on it.
  public init(_ ratings: Ratings, distinguishingCoders: Bool, counts: [Int]? = nil) {
    coderCount = ratings.coders.count
    categories = ratings.categories
    values = ratings.values
    nonNumericCategory = ratings.nonNumericCategory
    var grouping = PatternGrouping(
      coders: coderCount, categories: categories.count,
      distinguishingCoders: distinguishingCoders)
    var firstUnits: [Int] = []
    var multiplicities: [Int] = []
    ratings.cells.withUnsafeBufferPointer { cells in
      for unit in 0..<ratings.unitCount {
        let first = unit * ratings.coders.count
        let pattern = grouping.pattern(
          of: UnsafeBufferPointer(rebasing: cells[first..<first + ratings.coders.count]))
        if pattern == multiplicities.count {
          multiplicities.append(0)
          firstUnits.append(first)
        }
        multiplicities[pattern] += counts?[unit] ?? 1
      }
    }
    self.multiplicities = multiplicities

    var rows: [Int32] = []
    var sizes: [Int32] = []
    var starts = [0]
    var usedCategories: [Int32] = []
    var uses: [Int32] = []
    for first in firstUnits {
      let row = ratings.cells[first..<first + coderCount]
      if distinguishingCoders { rows.append(contentsOf: row) }
      let start = usedCategories.count
      for cell in row.sorted() where cell != Ratings.missing {
        if usedCategories.count > start, usedCategories[usedCategories.count - 1] == cell {
          uses[uses.count - 1] += 1
        } else {
          usedCategories.append(cell)
          uses.append(1)
        }
      }
      sizes.append(uses[start...].reduce(0, +))
      starts.append(usedCategories.count)
    }
    self.rows = rows
    self.sizes = sizes
    self.starts = starts
    self.usedCategories = usedCategories
    self.uses = uses
  }

  /// The same patterns, each with another number of units.
  public func resampled(_ multiplicities: [Int]) -> UnitPatterns {
    var result = self
    result.multiplicities = multiplicities
    return result
  }

  /// Calls a function with each category of a pattern and how many coders chose it.
  @inline(__always)
  public func forEachCategory(of pattern: Int, _ body: (_ category: Int, _ uses: Double) -> Void) {
    for index in starts[pattern]..<starts[pattern + 1] {
      body(Int(usedCategories[index]), Double(uses[index]))
    }
  }

  /// How many units have at least so many ratings.
  public func unitCount(withRatings minimum: Int32) -> Int {
    var count = 0
    for pattern in multiplicities.indices where sizes[pattern] >= minimum {
      count += multiplicities[pattern]
    }
    return count
  }

  /// The index of a category.
  ///
  /// - Throws: `unknownCategory` when it was not declared.
  public func index(of category: String) throws(UndefinedReason) -> Int {
    guard let index = categories.firstIndex(of: category) else { throw .unknownCategory(category) }
    return index
  }

  /// What a result rests on.
  func basis() -> Basis {
    var basis = Basis(
      units: 0, pairable: 0, coders: coderCount, categories: categories,
      uses: Array(repeating: 0, count: categoryCount))
    for (pattern, multiplicity) in multiplicities.enumerated() {
      switch sizes[pattern] {
      case 0: basis.unratedUnits += multiplicity
      case 1: basis.singlyRatedUnits += multiplicity
      default:
        basis.units += multiplicity
        basis.pairable += multiplicity * Int(sizes[pattern])
      }
      forEachCategory(of: pattern) { category, uses in
        basis.uses[category] += multiplicity * Int(uses)
      }
    }
    return basis
  }
}

/// Finds units with equal ratings, as long as a unit's ratings fit a 64-bit key; else every unit is
/// its own.
struct PatternGrouping {
  private let distinguishingCoders: Bool
  private let base: UInt64
  private let bits: UInt64
  private let fits: Bool
  private var patterns: [UInt64: Int] = [:]
  private var count = 0

  init(coders: Int, categories: Int, distinguishingCoders: Bool) {
    self.distinguishingCoders = distinguishingCoders
    base = UInt64(categories) + 1
    // Enough bits to count all coders in each category.
    bits = UInt64(UInt64.bitWidth - UInt64(coders).leadingZeroBitCount)
    if distinguishingCoders {
      var size: UInt64 = 1
      var overflowed = false
      for _ in 0..<coders where !overflowed {
        (size, overflowed) = size.multipliedReportingOverflow(by: base)
      }
      fits = !overflowed
    } else {
      fits = categories <= 64 / max(1, Int(bits))
    }
  }

  mutating func pattern(of row: UnsafeBufferPointer<Int32>) -> Int {
    guard fits else {
      count += 1
      return count - 1
    }
    var key: UInt64 = 0
    if distinguishingCoders {
      for cell in row { key = key * base + UInt64(cell + 1) }
    } else {
      for cell in row where cell != Ratings.missing { key += 1 << (UInt64(cell) * bits) }
    }
    if let known = patterns[key] { return known }
    patterns[key] = count
    count += 1
    return count - 1
  }
}
