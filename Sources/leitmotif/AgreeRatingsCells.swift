import LeitmotifAgreement
import LeitmotifModel

extension RatingsTable {
  /// The ratings, one category in a cell.
  ///
  /// - Parameters:
  ///   - declared: The categories in order; those that occur when there are none.
  ///   - scale: What the categories must be.
  /// - Returns: The ratings, a unit for each row.
  /// - Throws: `Diagnostics` when there is no order among the categories.
  func ratings(categories declared: [String]?, scale: Scale) throws(Diagnostics) -> Ratings {
    var names = texts.map(trimmed)
    if scale == .numbers { names = Self.joinedNumbers(names, declared: declared ?? []) }
    let categories = declared ?? Ratings.sortedCategories(of: names)
    if scale == .order, declared == nil, categories.contains(where: { Double($0) == nil }) {
      throw Diagnostics(
        .error(
          "unordered-categories", "the categories are names, and nobody said their order",
          help: "say it: --categories \(categories.joined(separator: ","))",
          at: SourceLocation(path: path)))
    }
    let indices = Dictionary(
      zip(categories, categories.indices.map { Int32($0) }), uniquingKeysWith: { first, _ in first }
    )
    let places = names.map { indices[$0] ?? Ratings.missing }
    return try build { [coders, cells] () throws(RatingsError) in
      try Ratings(
        coders: coders, categories: categories,
        cells: cells.map { $0 == Ratings.missing ? $0 : places[Int($0)] })
    }
  }

  /// The ratings by sets of codes.
  ///
  /// - Parameter declared: The codes; those that occur when there are none.
  /// - Returns: The ratings, a unit for each row.
  /// - Throws: `Diagnostics` when a code was not declared.
  func sets(codes declared: [String]?) throws(Diagnostics) -> SetRatings {
    try build { [texts, cells, coders] () throws(RatingsError) in
      try SetRatings(lists: texts.map(codes), cells: cells, coders: coders, codes: declared)
    }
  }

  /// Names of numbers, of which 2 and 2.0 become one: the declared one, else the first.
  private static func joinedNumbers(_ names: [String], declared: [String]) -> [String] {
    var spellings: [Double: String] = [:]
    for name in declared + names {
      guard let number = Double(name), spellings[number] == nil else { continue }
      spellings[number] = name
    }
    return names.map { name in Double(name).flatMap { spellings[$0] } ?? name }
  }

  /// The check of cells leaves nothing to go wrong; should it miss something, it is still said.
  private func build<Value>(
    _ make: () throws(RatingsError) -> Value
  ) throws(Diagnostics) -> Value {
    do throws(RatingsError) {
      return try make()
    } catch {
      throw Diagnostics(
        .error(
          "undeclared-category", "a rating is not among the declared categories",
          at: SourceLocation(path: path)))
    }
  }
}

/// The text without blanks around it.
func trimmed(_ text: String) -> String {
  var text = text[...]
  while let first = text.first, first.isWhitespace { text.removeFirst() }
  while let last = text.last, last.isWhitespace { text.removeLast() }
  return String(text)
}
