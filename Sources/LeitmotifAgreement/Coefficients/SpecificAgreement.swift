/// Specific agreement: of the ratings of a category, how many the other coders share.
///
/// For two coders it is 2a/(2a+b+c), the F1 of either against the other. Positive agreement is that
/// of the category that says yes, negative agreement that of the other of two categories.
///
/// - Formula: Σ_i r_ik (r_ik − 1) / Σ_i r_ik (r_i − 1) for category k.
/// - Unit: a share from 0 to 1; it is not corrected for chance.
/// - Missing: units with fewer than two ratings are left out.
/// - Source: R. L. Spitzer and J. L. Fleiss, "A re-analysis of the reliability of psychiatric
///   diagnosis", British Journal of Psychiatry 125 (1974), 341-347, doi:10.1192/bjp.125.4.341; D.
///   V. Cicchetti and A. R. Feinstein, "High agreement but low kappa: II", Journal of Clinical
///   Epidemiology 43 (1990), 551-558, doi:10.1016/0895-4356(90)90159-M; as F1: G. Hripcsak and A.
///   S. Rothschild, JAMIA 12 (2005), 296-298, doi:10.1197/jamia.M1733.
public struct SpecificAgreement: RatingCoefficient {
  /// The category.
  public var category: String
  public var distinguishesCoders: Bool { false }

  /// Creates the coefficient.
  public init(category: String) {
    self.category = category
  }

  public func evaluate(_ units: UnitPatterns) throws(UndefinedReason) -> Evaluation {
    let pairs = CategoryPairs(try units.index(of: category), units)
    guard pairs.ratings > 0 else { throw .noPairs }
    guard pairs.possible > 0 else { throw .unusedCategory(category) }
    return Evaluation(pairs.agreeing / pairs.possible)
  }
}

/// How the second coder does when the first is taken to be right, for one category.
///
/// - Formula: precision a/(a+c), recall a/(a+b), F1 2a/(2a+b+c): a units both gave the category, b
///   the first alone, c the second alone.
/// - Unit: a share from 0 to 1.
/// - Missing: units that only one of them rated are left out.
/// - Source: C. J. van Rijsbergen, "Information Retrieval", 2nd ed. (1979), chapter 7.
public struct Retrieval: RatingCoefficient {
  /// What is asked.
  public enum Measure: String, CaseIterable, Hashable, Sendable {
    /// Of the second coder's units of the category, how many are the first's too.
    case precision
    /// Of the first coder's units of the category, how many the second found.
    case recall
    /// The harmonic mean of precision and recall.
    case f1
  }

  /// What is asked.
  public var measure: Measure
  /// The category.
  public var category: String
  public var distinguishesCoders: Bool { true }

  /// Creates the coefficient.
  public init(_ measure: Measure, category: String) {
    self.measure = measure
    self.category = category
  }

  public func evaluate(_ units: UnitPatterns) throws(UndefinedReason) -> Evaluation {
    let four = try FourCells(units, category: category)
    let (part, whole) =
      switch measure {
      case .precision: (four.both, four.both + four.second)
      case .recall: (four.both, four.both + four.first)
      case .f1: (2 * four.both, 2 * four.both + four.first + four.second)
      }
    guard whole > 0 else { throw .unusedCategory(category) }
    return Evaluation(part / whole)
  }
}

/// Two coders' units by whether each gave them one category.
struct FourCells {
  /// a: both gave it.
  private(set) var both = 0.0
  /// b: the first coder alone did.
  private(set) var first = 0.0
  /// c: the second coder alone did.
  private(set) var second = 0.0
  /// d: neither did.
  private(set) var neither = 0.0

  init(_ units: UnitPatterns, category: String) throws(UndefinedReason) {
    try units.requireCoders(2)
    let index = try units.index(of: category)
    let table = try TwoCoderTable(units)
    for cell in table.cells {
      switch (cell.first == index, cell.second == index) {
      case (true, true): both += cell.share
      case (true, false): first += cell.share
      case (false, true): second += cell.share
      case (false, false): neither += cell.share
      }
    }
  }
}
