public import ArgumentParser
public import LeitmotifAgreement

/// A distance as the command line names it.
enum NamedDistance: String, CaseIterable, ExpressibleByArgument {
  case nominal, ordinal, interval, ratio, circular, bipolar
  case jaccard, masi, dice
  case passonneau2004 = "passonneau-2004"

  /// The distance of sets; `nil` when it is between single categories.
  var ofSets: SetDistance? {
    switch self {
    case .jaccard: .jaccard
    case .masi: .masi
    case .dice: .dice
    case .passonneau2004: .passonneau2004
    default: nil
    }
  }

  /// The distance between single categories.
  var ofCategories: Distance {
    switch self {
    case .ordinal: .ordinal
    case .interval: .interval
    case .ratio: .ratio
    case .circular: .circular
    case .bipolar: .bipolar
    default: .nominal
    }
  }
}

/// Weights as the command line names them.
enum NamedWeights: String, CaseIterable, ExpressibleByArgument {
  case identity, linear, quadratic, ordinal, radical, ratio, circular, bipolar

  var weights: Weights {
    switch self {
    case .identity: .identity
    case .linear: .linear
    case .quadratic: .quadratic
    case .ordinal: .ordinal
    case .radical: .radical
    case .ratio: .ratio
    case .circular: .circular
    case .bipolar: .bipolar
    }
  }
}

/// A way to an interval as the command line names it.
enum NamedInterval: String, CaseIterable, ExpressibleByArgument {
  case none, analytic
  case analyticOfTable = "analytic-table"
  case bootstrap, bca, cells, pairs

  /// The way that every coefficient has; `nil` for Krippendorff's own two.
  var method: IntervalRequest.Method? {
    switch self {
    case .none: IntervalRequest.Method.none
    case .analytic: .analytic
    case .analyticOfTable: .analyticOfTable
    case .bootstrap: .percentile
    case .bca: .accelerated
    case .cells, .pairs: nil
    }
  }
}

extension PercentAgreement.Averaging: ExpressibleByArgument {}
extension ChanceSampler: ExpressibleByArgument {}
