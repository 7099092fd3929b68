import LeitmotifAgreement
import LeitmotifModel
import LeitmotifTable

extension RatingsTable {
  /// The ratings, one category in a cell.
  ///
  /// - Parameters:
  ///   - declared: The categories in order; those that occur when there are none.
  ///   - scale: What the categories must be.
  /// - Returns: The ratings, a unit for each row.
  /// - Throws: `Diagnostics` with every cell that holds something else.
  func ratings(categories declared: [String]?, scale: Scale) throws(Diagnostics) -> Ratings {
    var diagnostics = repeatedUnits
    // Each distinct cell once: cells of ten million rows are numbers.
    var names: [String] = []
    var known: [String: Int32] = [:]
    var cells: [Int32] = []
    cells.reserveCapacity(unitCount * columns.count)
    for unit in 0..<unitCount {
      for column in columns {
        guard let row = column.row(unit), !column.table.isBlank(row, column.place) else {
          cells.append(Ratings.missing)
          continue
        }
        let text = column.table[row, column.place]
        if let number = known[text] {
          cells.append(number)
        } else {
          known[text] = Int32(names.count)
          cells.append(Int32(names.count))
          names.append(trimmed(text))
        }
      }
    }
    let wrong = names.map { Self.problem(in: $0, scale) }
    if wrong.contains(where: { $0 != nil }) {
      forEachCell(cells) { cell, location in
        if let problem = wrong[cell] { diagnostics.append(problem.located(at: location())) }
      }
    }
    try diagnostics.throwIfErrors()
    let spelled = scale == .numbers ? Self.joinedNumbers(names) : names
    let categories = declared ?? Ratings.sortedCategories(of: spelled)
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
    let places = spelled.map { indices[$0] }
    if places.contains(nil) {
      forEachCell(cells) { cell, location in
        if places[cell] == nil {
          diagnostics.append(Self.undeclared(spelled[cell], categories, location()))
        }
      }
      throw diagnostics
    }
    for place in cells.indices where cells[place] != Ratings.missing {
      cells[place] = places[Int(cells[place])] ?? Ratings.missing
    }
    return try build { [coders, cells] () throws(RatingsError) in
      try Ratings(coders: coders, categories: categories, cells: cells)
    }
  }

  /// Calls a function with each cell that is not blank, and a way to find where it stands.
  private func forEachCell(
    _ cells: [Int32], _ body: (_ cell: Int, _ location: () -> SourceLocation) -> Void
  ) {
    for (place, cell) in cells.enumerated() where cell != Ratings.missing {
      body(Int(cell)) { columns[place % columns.count].location(place / columns.count) }
    }
  }

  /// What is wrong with a cell's text; `nil` for nothing.
  private static func problem(in name: String, _ scale: Scale) -> Diagnostic? {
    if name.contains(";") {
      return .error(
        "several-codes", "the cell holds several codes, and the coefficient takes one",
        help: "use mv-alpha, or krippendorff-alpha with --distance masi or jaccard")
    }
    if scale == .numbers, Double(name)?.isFinite != true {
      return .error(
        "not-a-number", "'\(name)' is no number, and the distance is between numbers",
        help: "use --distance nominal, or ordinal with --categories in order")
    }
    return nil
  }

  /// Names of numbers, of which 2 and 2.0 become one.
  private static func joinedNumbers(_ names: [String]) -> [String] {
    var spellings: [Double: String] = [:]
    return names.map { name in
      guard let number = Double(name) else { return name }
      if let known = spellings[number] { return known }
      spellings[number] = name
      return name
    }
  }

  /// The ratings by sets of codes.
  ///
  /// - Throws: `Diagnostics` with every code that was not declared.
  func sets(codes declared: [String]?) throws(Diagnostics) -> SetRatings {
    var diagnostics = repeatedUnits
    let known = declared.map(Set.init)
    let rows = (0..<unitCount).map { unit in
      columns.map { column -> [String]? in
        guard let row = column.row(unit), !column.table.isBlank(row, column.place) else {
          return nil
        }
        let text = trimmed(column.table[row, column.place])
        if text == "{}" { return [] }
        let codes = text.split(separator: ";").map { trimmed(String($0)) }.filter { !$0.isEmpty }
        for code in codes where known?.contains(code) == false {
          diagnostics.append(Self.undeclared(code, declared ?? [], column.location(unit)))
        }
        return codes
      }
    }
    try diagnostics.throwIfErrors()
    return try build { () throws(RatingsError) in
      try SetRatings(rows: rows, coders: coders, codes: declared)
    }
  }

  private static func undeclared(
    _ name: String, _ declared: [String], _ location: SourceLocation
  ) -> Diagnostic {
    .error(
      "undeclared-category", "'\(name)' is not among the declared categories",
      help: helpForUnknown(name, known: declared, called: "categories"), at: location)
  }

  /// What the checks above leave to go wrong is nothing; should they miss something, it is still
  /// said.
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

extension Diagnostic {
  /// The same at a place.
  fileprivate func located(at location: SourceLocation) -> Diagnostic {
    var result = self
    result.location = location
    return result
  }
}

/// The text without blanks around it.
func trimmed(_ text: String) -> String {
  var text = text[...]
  while let first = text.first, first.isWhitespace { text.removeFirst() }
  while let last = text.last, last.isWhitespace { text.removeLast() }
  return String(text)
}
