public import LeitmotifAgreement

/// A coefficient over units that coders gave a code or not, by its name on the command line and in checks.
public struct CodedCoefficient: Hashable, Sendable {
  /// What stands behind a name over the units that somebody coded.
  public static let codedOnlySuffix = "-coded-only"

  /// The two categories of every unit.
  public static let categories = ["not coded", "coded"]

  /// The coefficients' names without a suffix, sorted.
  public static let names = all.keys.sorted()

  private static let all: [String: any RatingCoefficient] = [
    "bennett-s": BrennanPrediger(coders: 2),
    "bias-index": BiasIndex(category: "coded"),
    "brennan-prediger": BrennanPrediger(),
    "cohen-kappa": CohenKappa(),
    "conger-kappa": CongerKappa(),
    "f1": Retrieval(.f1, category: "coded"),
    "fleiss-kappa": FleissKappa(),
    "gwet-ac1": GwetAC(),
    "holsti": Holsti(),
    "kappa-max": MaximumKappa(),
    "krippendorff-alpha": KrippendorffAlpha(),
    "light-kappa": LightKappa(),
    "negative-specific-agreement": SpecificAgreement(category: "not coded"),
    "pabak": BrennanPrediger(coders: 2),
    "percent-agreement": PercentAgreement(),
    "positive-specific-agreement": SpecificAgreement(category: "coded"),
    "precision": Retrieval(.precision, category: "coded"),
    "prevalence-index": PrevalenceIndex(category: "coded"),
    "randolph-kappa": BrennanPrediger(),
    "recall": Retrieval(.recall, category: "coded"),
    "scott-pi": FleissKappa(coders: 2),
  ]

  /// The one that papers report beside raw agreement: Krippendorff's alpha.
  public static let usual = CodedCoefficient(checked: "krippendorff-alpha")

  /// What is worked out when nobody says what.
  public static let usualOnes =
    [usual]
    + ["percent-agreement", "gwet-ac1", "positive-specific-agreement"].map(Self.init(checked:))

  private init(checked name: String) {
    self.name = name
  }

  /// The name, with its suffix.
  public let name: String

  /// Whether units that nobody coded are left out.
  public var isOfCodedUnitsOnly: Bool { name.hasSuffix(Self.codedOnlySuffix) }

  /// The name without the suffix.
  public var plainName: String {
    isOfCodedUnitsOnly ? String(name.dropLast(Self.codedOnlySuffix.count)) : name
  }

  /// The coefficient of a name; a check may write `_` for `-`.
  ///
  /// - Returns: `nil` when there is none.
  public init?(_ written: String) {
    let name = String(written.map { $0 == "_" ? "-" : $0 })
    let plain =
      name.hasSuffix(Self.codedOnlySuffix)
      ? String(name.dropLast(Self.codedOnlySuffix.count)) : name
    guard Self.all[plain] != nil else { return nil }
    self.name = name
  }

  /// Works it out.
  ///
  /// - Parameters:
  ///   - ratings: Units with the categories `categories`.
  ///   - interval: The kind of standard error and interval.
  /// - Returns: The value with what it rests on, or the reason why there is none.
  public func value(
    of ratings: CountedRatings, interval: IntervalRequest = .none
  ) -> AgreementResult {
    guard let coefficient = Self.all[plainName] else {
      preconditionFailure("the name was looked up when the coefficient was made")
    }
    let units = isOfCodedUnitsOnly ? ratings.units(givenBySomebody: 1) : ratings
    return units.agreement(coefficient, interval: interval)
  }
}
