/// Which category each coder gave each unit.
///
/// A unit is whatever was coded as one: a sentence, a turn, a transcript. A missing rating means
/// that the coder did not code the unit; that he coded it and found nothing is a category of its
/// own.
public struct Ratings: Hashable, Sendable {
  /// What stands in a cell without a rating.
  public static let missing: Int32 = -1

  /// The coders' names, one for each column.
  public let coders: [String]

  /// The declared categories, used or not, in their order.
  ///
  /// Their number enters the coefficients of Bennett, Brennan and Prediger, Randolph and Gwet, and
  /// their order every weight.
  public let categories: [String]

  /// The number that each category stands for: its name when all names are numbers, else its rank
  /// from 1.
  public let values: [Double]

  /// The first category whose name is no number; `nil` when all are numbers.
  public let nonNumericCategory: String?

  /// The category's index for each unit and coder, unit by unit.
  public let cells: [Int32]

  /// Creates ratings.
  ///
  /// - Parameters:
  ///   - coders: The coders' names.
  ///   - categories: The categories, in order.
  ///   - cells: For each unit, for each coder, a category's index or `missing`.
  /// - Throws: `RatingsError` when there are cells without a coder, a last unit without all its
  ///   cells, or an index beyond the categories.
  public init(coders: [String], categories: [String], cells: [Int32]) throws(RatingsError) {
    if coders.isEmpty ? !cells.isEmpty : !cells.count.isMultiple(of: coders.count) {
      throw .raggedUnit(cells: cells.count, coders: coders.count)
    }
    for (index, cell) in cells.enumerated() where cell >= categories.count || cell < Self.missing {
      throw .unknownCategory(
        index: Int(cell), unit: index / coders.count, coder: index % coders.count)
    }
    self.coders = coders
    self.categories = categories
    self.cells = cells
    let numbers = categories.map(Double.init)
    let odd = numbers.firstIndex { $0?.isFinite != true }
    nonNumericCategory = odd.map { categories[$0] }
    values =
      odd == nil ? numbers.compactMap(\.self) : categories.indices.map { Double($0 + 1) }
  }

  /// Creates ratings from names, units in rows; `nil` is missing.
  ///
  /// - Parameters:
  ///   - rows: A row for each unit, as long as there are coders.
  ///   - coders: The coders' names; from 1 when there are none.
  ///   - categories: The declared categories; those that occur, sorted, when there are none.
  /// - Throws: `RatingsError` when rows differ in length or a category was not declared.
  public init(
    rows: [[String?]], coders: [String]? = nil, categories: [String]? = nil
  ) throws(RatingsError) {
    let coders = coders ?? (rows.first ?? []).indices.map { "\($0 + 1)" }
    let categories = categories ?? Self.sortedCategories(of: rows.joined())
    let indices = Dictionary(
      zip(categories, categories.indices.map { Int32($0) }), uniquingKeysWith: { first, _ in first }
    )
    var cells: [Int32] = []
    cells.reserveCapacity(rows.count * coders.count)
    for (unit, row) in rows.enumerated() {
      guard row.count == coders.count else {
        throw .raggedUnit(cells: row.count, coders: coders.count)
      }
      for (coder, name) in row.enumerated() {
        guard let name else {
          cells.append(Self.missing)
          continue
        }
        guard let index = indices[name] else {
          throw .undeclaredCategory(name, unit: unit, coder: coder)
        }
        cells.append(index)
      }
    }
    try self.init(coders: coders, categories: categories, cells: cells)
  }

  /// The categories that occur, by number when all are numbers, else by code point.
  public static func sortedCategories(of names: some Sequence<String?>) -> [String] {
    let distinct = Set(names.compactMap(\.self))
    let numbers = distinct.compactMap { name in Double(name).map { (name, $0) } }
    guard numbers.count == distinct.count, numbers.allSatisfy({ $0.1.isFinite }) else {
      return distinct.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
    }
    return numbers.sorted { ($0.1, $0.0) < ($1.1, $1.0) }.map(\.0)
  }

  /// How many units there are, coded or not.
  public var unitCount: Int { coders.isEmpty ? 0 : cells.count / coders.count }

  /// The category's index that a coder gave a unit; `nil` when it is missing.
  public subscript(unit unit: Int, coder coder: Int) -> Int? {
    let cell = cells[unit * coders.count + coder]
    return cell == Self.missing ? nil : Int(cell)
  }

  /// The ratings of some coders only, in the order given.
  public func selecting(coders chosen: [Int]) -> Ratings {
    var result: [Int32] = []
    result.reserveCapacity(unitCount * chosen.count)
    for unit in 0..<unitCount {
      for coder in chosen { result.append(cells[unit * coders.count + coder]) }
    }
    return Ratings(
      checkedCoders: chosen.map { coders[$0] }, categories: categories, values: values,
      nonNumericCategory: nonNumericCategory, cells: result)
  }

  /// The ratings of some units only, in the order given.
  func selecting(units chosen: [Int]) -> Ratings {
    Ratings(
      checkedCoders: coders, categories: categories, values: values,
      nonNumericCategory: nonNumericCategory,
      cells: chosen.flatMap { cells[$0 * coders.count..<($0 + 1) * coders.count] })
  }

  private init(
    checkedCoders: [String], categories: [String], values: [Double], nonNumericCategory: String?,
    cells: [Int32]
  ) {
    coders = checkedCoders
    self.categories = categories
    self.values = values
    self.nonNumericCategory = nonNumericCategory
    self.cells = cells
  }
}

/// Why a table of ratings cannot be built.
public enum RatingsError: Error, Hashable, Sendable {
  /// A unit has not one cell for each coder.
  case raggedUnit(cells: Int, coders: Int)
  /// A cell's index is beyond the categories.
  case unknownCategory(index: Int, unit: Int, coder: Int)
  /// A cell's category is not among the declared ones.
  case undeclaredCategory(String, unit: Int, coder: Int)
}
