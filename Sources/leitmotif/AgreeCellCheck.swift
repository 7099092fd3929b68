import LeitmotifAgreement
import LeitmotifModel

/// What coefficients ask of the cells of a table of ratings.
struct CellCheck {
  /// What each coefficient asks of its categories.
  let scales: Set<RatingsTable.Scale>
  /// The declared categories; `nil` when nobody declared any.
  let declared: [String]?
  private let names: Set<String>
  private let numbers: Set<Double>

  /// Creates a check.
  ///
  /// - Parameters:
  ///   - scales: What each coefficient asks of its categories.
  ///   - declared: The declared categories; `nil` when nobody declared any.
  init(_ scales: Set<RatingsTable.Scale>, declared: [String]?) {
    self.scales = scales
    self.declared = declared
    names = Set(declared ?? [])
    numbers = Set((declared ?? []).compactMap(Double.init))
  }

  /// What is wrong with a cell's text.
  func problems(in text: String) -> [Diagnostic] {
    if text.contains(";"), scales != [.sets] {
      return [
        .error(
          "several-codes", "the cell holds several codes, and the coefficient takes one",
          help: "use mv-alpha, or krippendorff-alpha with --distance masi or jaccard")
      ]
    }
    if scales.contains(.numbers), Double(text)?.isFinite != true {
      return [
        .error(
          "not-a-number", "'\(text)' is no number, and the distance is between numbers",
          help: "use --distance nominal, or ordinal with --categories in order")
      ]
    }
    guard let declared else { return [] }
    var unknown: [String] = []
    if scales != [.sets], !names.contains(text) {
      // 2.0 is the declared 2, where numbers are asked for.
      let isNumber = Double(text).map { numbers.contains($0) } == true
      if !isNumber || scales != [.numbers] { unknown = [text] }
    }
    if scales.contains(.sets) {
      unknown += codes(in: text).filter { !names.contains($0) && !unknown.contains($0) }
    }
    return unknown.map { name in
      .error(
        "undeclared-category", "'\(name)' is not among the declared categories",
        help: helpForUnknown(name, known: declared, called: "categories"))
    }
  }
}

/// The codes of a cell that may hold several: `a;b`, or `{}` for none.
func codes(in cell: String) -> [String] {
  if cell == "{}" { return [] }
  return cell.split(separator: ";").map { trimmed(String($0)) }.filter { !$0.isEmpty }
}
