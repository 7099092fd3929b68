import LeitmotifAgreement

extension AgreementReport {
  /// Why a coefficient is low although coders mostly agree; `nil` when it is not so.
  var explanation: String? {
    ratings.flatMap { ratings in
      explanationOfLowValue(result, of: name) { category in
        ratings.agreement(SpecificAgreement(category: category)).value
      }
    }
  }
}

/// Why a coefficient is low although coders mostly agree.
///
/// - Source: A. R. Feinstein and D. V. Cicchetti, "High agreement but low kappa: I", Journal of
///   Clinical Epidemiology 43 (1990), 543-549, doi:10.1016/0895-4356(90)90158-L.
///
/// - Parameters:
///   - result: The coefficient's value and what it rests on.
///   - name: The coefficient's name.
///   - shared: How many of a category's ratings are shared.
/// - Returns: `nil` when it is not so.
func explanationOfLowValue(
  _ result: AgreementResult, of name: String, shared: (String) -> Double?
) -> String? {
  guard let value = result.value, let observed = result.observed, let expected = result.expected,
    observed >= 0.8, value < 0.6, observed - value >= 0.3
  else { return nil }
  let (uses, categories) = (result.basis.uses, result.basis.categories)
  let total = uses.reduce(0, +)
  guard let most = uses.indices.max(by: { uses[$0] < uses[$1] }), total > 0 else { return nil }
  let share = Double(uses[most]) / Double(total)
  var text =
    "Why is \(name) \(rounded(value)), when \(percent(observed)) of the pairs of ratings agree?\n"
    + "\(percent(share)) of all ratings are '\(categories[most])', so that chance alone "
    + "would agree on \(percent(expected)).\n"
    + "Only the rest tells whether coders can tell the categories apart."
  let rare = uses.indices.filter { $0 != most && uses[$0] > 0 }.prefix(5).compactMap { category in
    shared(categories[category]).map { "'\(categories[category])' \(percent($0))" }
  }
  if !rare.isEmpty {
    text +=
      " Of the other categories' ratings, so many are shared: \(rare.joined(separator: ", "))."
  }
  return text
    + "\nLook at the units on which they differ before the number; report raw agreement beside it,"
    + "\nand positive-specific-agreement or gwet-ac1 where a category is rare by its nature."
}
