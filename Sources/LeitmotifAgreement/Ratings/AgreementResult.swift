/// What a coefficient came to, and what the number rests on.
public struct AgreementResult: Hashable, Sendable {
  /// The value, or why there is none.
  public var outcome: Result<Double, UndefinedReason>

  /// The agreement observed, before any correction for chance; `nil` where the coefficient has no
  /// such part.
  public var observed: Double?

  /// The agreement that chance would bring by the coefficient's own model; `nil` where it has none.
  public var expected: Double?

  /// The standard error; `nil` when none was asked for or none is known.
  public var standardError: Double?

  /// The confidence interval; `nil` when none was asked for or none is known.
  public var interval: ConfidenceInterval?

  /// What the number rests on.
  public var basis: Basis

  /// Creates a result without an interval.
  public init(outcome: Result<Double, UndefinedReason>, basis: Basis) {
    self.outcome = outcome
    self.basis = basis
  }

  /// The value; `nil` when it is undefined.
  public var value: Double? { try? outcome.get() }

  /// Why there is no value; `nil` when there is one.
  public var reason: UndefinedReason? {
    if case .failure(let reason) = outcome { reason } else { nil }
  }
}

/// What a coefficient was worked out from.
public struct Basis: Hashable, Sendable {
  /// Units with ratings by at least two coders.
  public var units: Int

  /// Units that nobody coded.
  public var unratedUnits: Int

  /// Units that one coder alone coded; they may enter what chance is taken to be, never what is
  /// observed.
  public var singlyRatedUnits: Int

  /// Ratings in the units with at least two.
  public var pairable: Int

  /// How many coders there are.
  public var coders: Int

  /// The declared categories.
  public var categories: [String]

  /// How often each category was used, over all ratings.
  public var uses: [Int]

  /// Creates a basis in which every unit counts.
  public init(units: Int, pairable: Int, coders: Int, categories: [String], uses: [Int]) {
    self.units = units
    unratedUnits = 0
    singlyRatedUnits = 0
    self.pairable = pairable
    self.coders = coders
    self.categories = categories
    self.uses = uses
  }
}
