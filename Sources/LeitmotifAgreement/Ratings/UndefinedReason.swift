/// Why a coefficient has no value.
public enum UndefinedReason: Error, Hashable, Sendable {
  /// There is no unit with a rating.
  case noRatings
  /// No unit was coded by two coders.
  case noPairs
  /// Chance alone would agree completely, so that nothing is left to agree upon beyond it.
  case noVariation
  /// The category list has one category only, or none.
  case tooFewCategories
  /// The distances or weights between so many categories cannot be worked out.
  case tooManyCategories(Int)
  /// The coefficient is for another number of coders.
  case coders(needed: String, given: Int)
  /// The coefficient is for two categories.
  case categories(needed: Int, given: Int)
  /// A category was neither declared nor used.
  case unknownCategory(String)
  /// A category was never used where it would count.
  case unusedCategory(String)
  /// A category is no number, and the coefficient calculates with numbers.
  case notNumeric(String)
  /// The numbers of the categories have no finite distances or weights.
  case notFinite
  /// A matrix of weights or distances has not a row and a column for each category.
  case matrixShape(categories: Int)
  /// A coder's spans overlap, which the coefficient does not allow.
  case overlappingSpans(coder: String)
  /// No coder marked anything.
  case noSpans
  /// The continuum or the text has no length.
  case noLength
  /// No span of a coder meets one of another.
  case noIntersection
  /// The window is as long as the text, or longer.
  case windowTooLong(Int)
  /// Two segmentations are not of the same length.
  case unequalLengths(Int, Int)
  /// The spans can be aligned in more ways than can be searched.
  case tooManyAlignments(Int)
  /// No vote was given.
  case noVotes
}

extension UndefinedReason: CustomStringConvertible {
  /// The reason as a clause.
  public var description: String {
    switch self {
    case .noRatings: "no unit has a rating"
    case .noPairs: "no unit was coded by two coders"
    case .noVariation:
      "the ratings do not vary: chance alone would agree completely, and nothing is left to measure"
    case .tooFewCategories: "the category list has fewer than two categories"
    case .tooManyCategories(let count):
      "\(count) categories are too many for weights or distances between all of them"
    case .coders(let needed, let given): "it is for \(needed) coders, and there are \(given)"
    case .categories(let needed, let given):
      "it is for \(needed) categories, and there are \(given)"
    case .unknownCategory(let name): "there is no category '\(name)'"
    case .unusedCategory(let name): "the category '\(name)' was never used where it would count"
    case .notNumeric(let name): "the category '\(name)' is no number"
    case .notFinite: "the categories' numbers have no finite distances"
    case .matrixShape(let categories):
      "the matrix must have a row and a column for each of the \(categories) categories"
    case .overlappingSpans(let coder): "spans of the coder '\(coder)' overlap"
    case .noSpans: "no coder marked anything"
    case .noLength: "the text has no length"
    case .noIntersection: "no span of one coder meets a span of another"
    case .windowTooLong(let window): "a window of \(window) units is not shorter than the text"
    case .unequalLengths(let first, let second):
      "the segmentations have \(first) and \(second) units"
    case .tooManyAlignments(let count):
      "\(count) spans lie too close together: there are too many ways to align them"
    case .noVotes: "there is no vote"
    }
  }
}
