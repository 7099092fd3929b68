import LeitmotifAgreement
import LeitmotifModel

/// A coefficient's result as it is shown.
struct AgreementReport {
  let name: String
  /// The options that make it another coefficient; empty for none.
  var variant: String
  var result: AgreementResult
  /// The ratings; `nil` when it is not from ratings.
  var ratings: Ratings?
  /// The share of the text that counts; `nil` when all of it does.
  var coverage: Double?
  /// How chance was drawn; `nil` when it was not.
  var chance: Chance?
  private let interval: NamedInterval
  private let seed: UInt64
  /// What units are.
  private let unit: String

  /// What γ compares with.
  struct Chance {
    let sampler: ChanceSampler
    let samples: Int
    let seed: UInt64
    /// Whether all alignments are proved to be the best.
    let isExact: Bool

    var json: JSONValue {
      [
        "sampler": .string(sampler.rawValue), "samples": .integer(samples),
        "seed": .integer(Int(clamping: seed)), "exact": .boolean(isExact),
      ]
    }

    var text: String {
      "\(sampler.rawValue) sampler, \(samples) samples, seed \(seed)"
        + (isExact ? "" : ", alignments not proved to be the best")
    }
  }

  /// A result from ratings.
  init(
    name: String, variant: String, result: AgreementResult, ratings: Ratings,
    interval: NamedInterval, seed: UInt64
  ) {
    self.name = name
    self.variant = variant
    self.result = result
    self.ratings = ratings
    self.interval = interval
    self.seed = seed
    unit = "unit"
  }

  /// A result from spans.
  init(name: String, continuum: Continuum, outcome: Result<Double, UndefinedReason>) {
    self.init(
      name: name, unit: "span", outcome: outcome,
      basis: Basis(
        units: continuum.spans.count, pairable: continuum.spans.count,
        coders: continuum.coders.count, categories: continuum.categories,
        uses: continuum.categories.indices.map { category in
          continuum.spans.count { $0.category == category }
        }))
  }

  /// A result from boundaries.
  init(name: String, coders: [String], units: Int, outcome: Result<Double, UndefinedReason>) {
    self.init(
      name: name, unit: "unit", outcome: outcome,
      basis: Basis(
        units: units, pairable: units, coders: coders.count, categories: [], uses: []))
  }

  private init(
    name: String, unit: String, outcome: Result<Double, UndefinedReason>, basis: Basis
  ) {
    self.name = name
    self.unit = unit
    variant = ""
    interval = .none
    seed = 0
    result = AgreementResult(outcome: outcome, basis: basis)
  }

  /// Prints results, for people or for programs.
  static func show(_ reports: [AgreementReport], asJSON: Bool) {
    if asJSON {
      for report in reports { printJSON(report.json) }
      return
    }
    print(reports.map(\.text).joined(separator: "\n"))
    if let basis = reports.first?.basisText { print("\n" + basis) }
    if let first = reports.lazy.compactMap(\.explanation).first { print("\n" + first) }
  }

  /// The result as an object.
  var json: JSONValue {
    var fields = agreementFields(result, of: name, interval: interval.rawValue)
    fields["coverage"] = .optional(coverage)
    fields["chance"] = chance?.json ?? .null
    return .object(fields)
  }

  /// The result in a line or two.
  private var text: String {
    let title = variant.isEmpty ? name : "\(name) (\(variant))"
    guard let value = result.value else {
      return "\(title): undefined, for \(result.reason?.description ?? "no reason is known")"
    }
    var line = "\(title): \(rounded(value))"
    if let interval = result.interval {
      let level = percent(interval.confidence)
      line += ", \(level) interval \(rounded(interval.lower)) to \(rounded(interval.upper))"
      line += " (\(self.interval.phrase(seed: seed)))"
      if interval.undefinedReplicates > 0 {
        line += ", \(interval.undefinedReplicates) replicates without a value left out"
      }
    }
    if let coverage { line += ", in \(percent(coverage)) of the text" }
    if let chance { line += " (\(chance.text))" }
    return line
  }

  /// What all results rest on.
  private var basisText: String {
    let basis = result.basis
    var lines: [String] = []
    if let ratings {
      lines.append(
        "They rest on \(counted(basis.units, "unit")) that two or more of "
          + "\(counted(basis.coders, "coder")) coded: \(counted(basis.pairable, "rating")).")
      lines.append(
        "Left out of what is observed: \(counted(basis.singlyRatedUnits, "unit")) with one rating, "
          + "\(basis.unratedUnits) with none.")
      lines.append("Coded: " + coverages(of: ratings).joined(separator: ", ") + ".")
    } else {
      lines.append(
        "They rest on \(counted(basis.units, unit)) by \(counted(basis.coders, "coder")).")
    }
    let total = basis.uses.reduce(0, +)
    if total > 0 {
      // The most frequent ones first; a long list helps nobody.
      let order = basis.categories.indices.sorted { (-basis.uses[$0], $0) < (-basis.uses[$1], $1) }
      let shown = order.prefix(12).map {
        "\(basis.categories[$0]) \(percent(Double(basis.uses[$0]) / Double(total)))"
      }
      let more = order.count > 12 ? [" and \(order.count - 12) more"] : []
      lines.append("Categories: " + (shown + more).joined(separator: ", ") + ".")
    }
    return lines.joined(separator: "\n")
  }

  /// How many units each coder rated.
  private func coverages(of ratings: Ratings) -> [String] {
    ratings.coders.enumerated().map { coder, name in
      var count = 0
      for unit in 0..<ratings.unitCount where ratings[unit: unit, coder: coder] != nil {
        count += 1
      }
      return "\(name) \(count) of \(ratings.unitCount)"
    }
  }
}

/// What programs read of a result.
///
/// - Parameters:
///   - result: The result.
///   - name: The coefficient's name.
///   - interval: What the interval is called.
/// - Returns: The values by name.
func agreementFields(
  _ result: AgreementResult, of name: String, interval: String
) -> [String: JSONValue] {
  let basis = result.basis
  return [
    "coefficient": .string(name),
    "value": .optional(result.value),
    "se": .optional(result.standardError),
    "ci": result.interval.map { [.number($0.lower), .number($0.upper)] } ?? .null,
    "confidence": .optional(result.interval?.confidence),
    "interval": result.interval == nil ? .null : .string(interval),
    "undefinedReplicates": result.interval.map { .integer($0.undefinedReplicates) } ?? .null,
    "observed": .optional(result.observed),
    "expected": .optional(result.expected),
    "units": .integer(basis.units),
    "dropped": [
      "unrated": .integer(basis.unratedUnits), "single": .integer(basis.singlyRatedUnits),
    ],
    "coders": .integer(basis.coders),
    "categories": .list(basis.categories.map { .string($0) }),
    "uses": .list(basis.uses.map { .integer($0) }),
    "pairable": .integer(basis.pairable),
    "reason": .optional(result.reason?.description),
  ]
}

extension NamedInterval {
  /// How an interval was worked out.
  func phrase(seed: UInt64) -> String {
    switch self {
    case .none: "none"
    case .analytic: "analytic"
    case .analyticOfTable: "analytic, as from a table of counts"
    case .bootstrap: "bootstrap over units, seed \(seed)"
    case .bca: "BCa bootstrap over units, seed \(seed)"
    case .cells: "Krippendorff's bootstrap of 2006, seed \(seed)"
    case .pairs: "Krippendorff's bootstrap of 2013, seed \(seed)"
    }
  }
}

/// A number with three places.
func rounded(_ value: Double) -> String {
  let thousandths = Int((abs(value) * 1000).rounded())
  let digits = String(thousandths % 1000)
  let padding = String(repeating: "0", count: 3 - digits.count)
  let sign = value < 0 && thousandths > 0 ? "-" : ""
  return "\(sign)\(thousandths / 1000).\(padding)\(digits)"
}

/// A share in hundredths.
func percent(_ share: Double) -> String {
  let tenths = Int((share * 1000).rounded())
  return tenths % 10 == 0 || tenths >= 100
    ? "\((tenths + 5) / 10)%" : "\(tenths / 10).\(tenths % 10)%"
}
