import ArgumentParser
import LeitmotifModel
import LeitmotifPlugin
import LeitmotifTable

/// A kind that has a name, or a file with a matrix of one's own.
enum NamedOrFile<Name: RawRepresentable & CaseIterable & Sendable>: ExpressibleByArgument, Sendable
where Name.RawValue == String {
  case named(Name)
  case file(String)

  init?(argument: String) {
    if let name = Name(rawValue: argument) {
      self = .named(name)
    } else if argument.hasSuffix(".csv") {
      self = .file(argument)
    } else {
      return nil
    }
  }

  static var allValueStrings: [String] { Name.allCases.map(\.rawValue) + ["FILE.csv"] }

  /// What results call it.
  var title: String {
    switch self {
    case .named(let name): name.rawValue
    case .file(let path): path
    }
  }

  /// The name; `nil` for a file.
  var name: Name? {
    if case .named(let name) = self { name } else { nil }
  }

  /// The file; `nil` for a name.
  var file: String? {
    if case .file(let path) = self { path } else { nil }
  }
}

/// Numbers between each two categories, from a table whose first row and first column name them.
struct CategoryMatrix {
  /// What the numbers say.
  enum Meaning {
    /// How far two categories agree, from 0 to 1; 1 with themselves.
    case weights
    /// How far two categories are apart, 0 or more; 0 from themselves.
    case distances

    fileprivate var diagonal: Double { self == .weights ? 1 : 0 }
    fileprivate var noun: String { self == .weights ? "weight" : "distance" }
  }

  /// The categories, in the table's order.
  let categories: [String]
  private let values: [[Double]]

  /// Reads the table.
  ///
  /// - Throws: `Diagnostics` with everything that is wrong.
  init(_ source: Source, _ meaning: Meaning) throws(Diagnostics) {
    let table = try Table(reading: source.bytes, path: source.path)
    let categories = Array(table.columns.dropFirst())
    var diagnostics = Diagnostics()
    let rows = (0..<table.rowCount).map { trimmed(table[$0, 0]) }
    guard !categories.isEmpty, rows.count == categories.count, Set(rows) == Set(categories) else {
      throw Diagnostics(
        .error(
          "matrix-not-square", "rows and columns do not name the same categories",
          help: "the first row is ',a,b,c', then a row for each: 'a,1,0.5,0'",
          at: SourceLocation(path: source.path, line: 1)))
    }
    var values: [[Double]] = []
    for (place, name) in categories.enumerated() {
      let row = rows.firstIndex(of: name) ?? place
      values.append(
        categories.indices.map { column in
          Self.value(table, row, column + 1, meaning, isOwn: column == place, &diagnostics)
        })
    }
    for (place, row) in values.enumerated() {
      for column in 0..<place where row[column] != values[column][place] {
        diagnostics.append(
          .error(
            "matrix-not-symmetric",
            "'\(categories[place])' and '\(categories[column])' have two \(meaning.noun)s",
            help: "write the same number in both cells",
            at: table.location(
              ofRow: rows.firstIndex(of: categories[place]) ?? place, column: column + 1)))
      }
    }
    try diagnostics.throwIfErrors()
    self.categories = categories
    self.values = values
  }

  private static func value(
    _ table: Table, _ row: Int, _ column: Int, _ meaning: Meaning, isOwn: Bool,
    _ diagnostics: inout Diagnostics
  ) -> Double {
    let text = trimmed(TableWriter.withoutApostrophe(table[row, column]))
    let place = table.location(ofRow: row, column: column)
    guard let number = Double(text), number.isFinite, number >= 0,
      meaning == .distances || number <= 1
    else {
      diagnostics.append(
        .error(
          "matrix-value",
          text.isEmpty ? "a \(meaning.noun) is missing" : "'\(text)' is no \(meaning.noun)",
          help: meaning == .weights ? "weights are from 0 to 1" : "distances are 0 or more",
          at: place))
      return meaning.diagonal
    }
    if isOwn, number != meaning.diagonal {
      diagnostics.append(
        .error(
          "matrix-value",
          "the \(meaning.noun) of a category with itself is \(text)",
          help: "write \(meaning == .weights ? 1 : 0)", at: place))
    }
    return number
  }

  /// The numbers between some categories.
  ///
  /// - Parameters:
  ///   - wanted: The categories, in the order of the result.
  ///   - path: The file, for messages.
  /// - Returns: A row and a column for each.
  /// - Throws: `Diagnostics` with each category that the table does not have.
  func values(for wanted: [String], path: String) throws(Diagnostics) -> [[Double]] {
    var diagnostics = Diagnostics()
    var places: [Int] = []
    for name in wanted {
      if let place = categories.firstIndex(of: name) {
        places.append(place)
      } else {
        diagnostics.append(
          .error(
            "undeclared-category", "the matrix has no row for '\(name)'",
            help: helpForUnknown(name, known: categories, called: "categories"),
            at: SourceLocation(path: path, line: 1)))
      }
    }
    try diagnostics.throwIfErrors()
    return places.map { row in places.map { values[row][$0] } }
  }
}
