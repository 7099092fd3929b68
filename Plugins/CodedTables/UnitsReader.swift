import LeitmotifExchange
import LeitmotifModel

/// Turns a table of units and ratings into a project.
struct UnitsReader {
  /// A column that holds one coder's rating by one code.
  private struct Rating {
    let column: Int
    let code: String
    /// Who rated; empty where a column of the row says it, or nobody does.
    let coder: String
  }

  private let sheet: Sheet
  private let settings: UnitsImporter.Configuration
  private let path: String
  private let unit: Int
  private let text: Int
  private let coder: Int?
  private var ratings: [Rating] = []
  /// For each column's code the values that somebody gave.
  private var categories: [String: Set<String>] = [:]
  var project = ForeignProject(format: UnitsImporter.name)

  init(
    _ sheet: Sheet, _ settings: UnitsImporter.Configuration, path: String
  ) throws(Diagnostics) {
    self.sheet = sheet
    self.settings = settings
    self.path = path
    let text = try sheet.column(settings.text, usual: ["text"], in: path)
    let unit = try sheet.column(settings.unit, usual: ["unit", "id"], in: path)
    guard let any = unit ?? text else {
      throw Diagnostics(
        .error(
          "missing-column", "the table has no column 'unit' or 'text'",
          help: "say with the setting 'unit' which column names what was rated",
          at: SourceLocation(path: path, line: 1)))
    }
    self.unit = unit ?? any
    self.text = text ?? any
    coder = try sheet.column(settings.coderColumn, usual: ["coder"], in: path)
    ratings = try findRatings()
    try sheet.refuseRepeats(of: ratings.map(\.column))
    project.coverage = []
  }

  /// The columns of ratings: those that are named, by pattern or as they are, else all others.
  private func findRatings() throws(Diagnostics) -> [Rating] {
    let fixed = [unit, text, coder]
    guard !settings.columns.isEmpty else {
      let others = sheet.columns.indices.filter {
        !fixed.contains($0) && !sheet.columns[$0].isEmpty
      }
      // A plain table: `unit`, then a column for each coder, with the codes in the cells.
      return others.map { column in
        coder == nil
          ? Rating(column: column, code: "", coder: sheet.columns[column])
          : Rating(column: column, code: sheet.columns[column], coder: "")
      }
    }
    var ratings: [Rating] = []
    var wrong = Diagnostics()
    for name in settings.columns {
      let found = Self.matches(of: name, among: sheet.columns)
      if found.isEmpty {
        wrong.append(
          .error(
            "missing-column", "no column is called '\(name)'",
            help: helpForUnknown(
              name, known: sheet.columns.filter { $0.utf8.count < 48 }, called: "columns"),
            at: SourceLocation(path: path, line: 1)))
      }
      ratings += found.map { Rating(column: $0.column, code: Self.code(of: name), coder: $0.coder) }
    }
    try wrong.throwIfErrors()
    return ratings
  }

  /// The columns that a name with `{coder}` in it fits, with the coder that each names.
  private static func matches(
    of pattern: String, among columns: [String]
  ) -> [(column: Int, coder: String)] {
    guard let hole = pattern.firstRange(of: "{coder}") else {
      return columns.firstIndex(of: pattern).map { [($0, "")] } ?? []
    }
    let front = pattern[..<hole.lowerBound]
    let back = pattern[hole.upperBound...]
    return columns.enumerated().compactMap { column, name in
      guard name.hasPrefix(front), name.hasSuffix(back),
        name.utf8.count > front.utf8.count + back.utf8.count
      else { return nil }
      return (column, String(name.dropFirst(front.count).dropLast(back.count)))
    }
  }

  /// `{coder}_is_abuse.1` is about the code `is_abuse.1`.
  private static func code(of pattern: String) -> String {
    var name = pattern[...]
    if let hole = pattern.firstRange(of: "{coder}") { name.removeSubrange(hole) }
    while let first = name.first, "_.- ".contains(first) { name.removeFirst() }
    while let last = name.last, "_.- ".contains(last) { name.removeLast() }
    return String(name)
  }

  mutating func read() throws(Diagnostics) {
    var seen: [Int: [String: Int]] = [:]
    for row in 0..<sheet.rowCount {
      let name = sheet[row, unit]
      let words = sheet[row, text]
      guard !words.isEmpty else {
        project.lose("rows", because: "they have no unit")
        continue
      }
      let source = project.source(called: name, text: Array(words.utf8))
      let who = coder.map { sheet[row, $0] } ?? ""
      // Where nobody is named, the first rating of a unit is of the first coder, and so on.
      let key = "\(who)\u{0}"
      let times = seen[source, default: [:]][key, default: 0]
      seen[source, default: [:]][key] = times + 1
      if times > 0, coder != nil {
        project.lose(
          "rows", because: "the same coder rated the same unit before; the first row counts")
        continue
      }
      for rating in ratings {
        let rater = coder == nil && rating.coder.isEmpty && times > 0 ? "rater \(times + 1)" : who
        read(
          sheet[row, rating.column], rating, on: source,
          by: rating.coder.isEmpty ? rater : rating.coder,
          line: sheet.line(ofRow: row))
      }
    }
    coverValues()
  }

  /// More values than these are free text, and nobody's list of categories.
  private static let mostValues = 100

  /// Whoever gave one value of a column, or said no, looked at all of its values, and did not give the others.
  ///
  /// Whoever looked for the column's code looked for those below it; but in the study a value may be a code elsewhere.
  private mutating func coverValues() {
    for (name, values) in categories.sorted(by: { $0.key < $1.key })
    where values.count <= Self.mostValues {
      let column = project.code(called: name)
      let codes = values.sorted().map { project.code(at: [name, $0]) }
      for rated in project.coverage ?? [] where rated.code == column {
        project.coverage? += codes.map {
          ForeignCoverage(coder: rated.coder, source: rated.source, code: $0)
        }
      }
    }
  }

  private mutating func read(
    _ cell: String, _ rating: Rating, on source: Int, by coder: String, line: Int
  ) {
    // Several codes of one cell are parted by ";", as in a table for `agree`; {} is none of them.
    for value in cell.split(separator: ";", omittingEmptySubsequences: false) {
      let value = settings.values[trimmed(value)] ?? trimmed(value)
      guard !value.isEmpty, value != "-" else { continue }
      if rating.code.isEmpty {
        project.coverage?.append(ForeignCoverage(coder: coder, source: source))
        if value != "{}" { add([value], source, coder, line) }
        continue
      }
      switch Self.truth(of: value) {
      case true?: add([rating.code], source, coder, line)
      case false?: break
      case nil:
        add([rating.code, value], source, coder, line)
        categories[rating.code, default: []].insert(value)
      }
      let code = project.code(called: rating.code)
      project.coverage?.append(ForeignCoverage(coder: coder, source: source, code: code))
    }
  }

  private mutating func add(_ path: [String], _ source: Int, _ coder: String, _ line: Int) {
    let code = project.code(at: path)
    project.codings.append(
      ForeignCoding(
        source: source, code: code, coder: coder, place: .whole, id: "line \(line)"))
  }

  /// What a cell says of a code that is either given or not; `nil` for a value of another kind.
  private static func truth(of value: String) -> Bool? {
    switch value.lowercased() {
    case "true", "yes", "y", "1", "1.0", "x": true
    case "false", "no", "n", "0", "0.0", "{}": false
    default: nil
    }
  }

  private func trimmed(_ text: Substring) -> String {
    var text = text
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
