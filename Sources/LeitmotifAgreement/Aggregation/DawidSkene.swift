/// Dawid and Skene's estimate of what is true of each unit, from coders each with errors of their
/// own.
///
/// - Formula: EM from the shares of votes T. M: p_j = mean_i T_ij, π^g_jl = Σ_i T_ij n^g_il / Σ_il
///   T_ij n^g_il; E: T_ij ∝ p_j Π_g Π_l (π^g_jl)^{n^g_il}; n^g_il is how often coder g gave unit i
///   category l.
/// - Unit: shares from 0 to 1.
/// - Missing: a unit that a coder did not vote on says nothing of either. A unit without votes gets
///   the categories' shares.
/// - Source: A. P. Dawid and A. M. Skene, "Maximum Likelihood Estimation of Observer Error-Rates
///   Using the EM Algorithm", Applied Statistics 28 (1979), 20-28, doi:10.2307/2346806.
public struct DawidSkene: Sendable {
  /// For each unit, how likely each category is.
  public let posteriors: [[Double]]
  /// How frequent each category is.
  public let priors: [Double]
  /// For each coder, for each true category, how often he chooses which; zeros where nothing is
  /// known.
  public let confusions: [[[Double]]]
  /// The natural logarithm of the likelihood of the votes.
  public let logLikelihood: Double
  /// How many steps were taken.
  public let iterations: Int

  /// Estimates.
  ///
  /// - Parameters:
  ///   - votes: The votes.
  ///   - iterations: How many steps are taken at most.
  ///   - tolerance: The gain in log-likelihood below which no further one is taken.
  /// - Throws: `noVotes` when there is none.
  public init(
    _ votes: Votes, iterations: Int = 1_000, tolerance: Double = 1e-12
  ) throws(UndefinedReason) {
    guard !votes.votes.isEmpty else { throw .noVotes }
    var estimate = Estimate(votes)
    var steps = 0
    for _ in 0..<max(1, iterations) {
      estimate.maximise()
      let previous = estimate.logLikelihood
      estimate.expect()
      steps += 1
      if estimate.logLikelihood - previous < tolerance { break }
    }
    let k = votes.categoryCount
    posteriors = (0..<votes.unitCount).map { unit in
      Array(estimate.posteriors[unit * k..<(unit + 1) * k])
    }
    priors = estimate.priors
    confusions = (0..<votes.coderCount).map { coder in
      (0..<k).map { truth in
        (0..<k).map { category in estimate.confusions[(coder * k + category) * k + truth] }
      }
    }
    logLikelihood = estimate.logLikelihood
    self.iterations = steps
  }

  /// The estimate of one step, in flat arrays: a corpus has millions of votes.
  private struct Estimate {
    /// By unit, then category.
    var posteriors: [Double]
    var priors: [Double]
    /// By coder, then chosen category, then true category.
    var confusions: [Double]
    var logLikelihood = -Double.infinity
    private let votes: [Votes.Vote]
    private let voted: [Bool]
    private let k: Int

    init(_ votes: Votes) {
      k = votes.categoryCount
      self.votes = votes.votes.sorted { $0.unit < $1.unit }
      posteriors = Array(votes.shares().joined())
      priors = Array(repeating: 0, count: k)
      confusions = Array(repeating: 0, count: votes.coderCount * k * k)
      var voted = Array(repeating: false, count: votes.unitCount)
      for vote in votes.votes { voted[vote.unit] = true }
      self.voted = voted
    }

    mutating func maximise() {
      var count = 0.0
      for category in 0..<k { priors[category] = 0 }
      for unit in voted.indices where voted[unit] {
        count += 1
        for category in 0..<k { priors[category] += posteriors[unit * k + category] }
      }
      for category in 0..<k { priors[category] /= count }
      for index in confusions.indices { confusions[index] = 0 }
      for vote in votes {
        let cell = (vote.coder * k + vote.category) * k
        for truth in 0..<k { confusions[cell + truth] += posteriors[vote.unit * k + truth] }
      }
      for coder in 0..<confusions.count / (k * k) {
        for truth in 0..<k {
          var total = 0.0
          for category in 0..<k { total += confusions[(coder * k + category) * k + truth] }
          guard total > 0 else { continue }
          for category in 0..<k { confusions[(coder * k + category) * k + truth] /= total }
        }
      }
    }

    mutating func expect() {
      let logPriors = priors.map(logarithm)
      let logConfusions = confusions.map(logarithm)
      for unit in voted.indices {
        for truth in 0..<k { posteriors[unit * k + truth] = logPriors[truth] }
      }
      for vote in votes {
        let cell = (vote.coder * k + vote.category) * k
        for truth in 0..<k { posteriors[vote.unit * k + truth] += logConfusions[cell + truth] }
      }
      logLikelihood = 0
      for unit in voted.indices {
        if voted[unit] {
          logLikelihood += normalise(&posteriors, unit * k..<(unit + 1) * k)
        } else {
          for truth in 0..<k { posteriors[unit * k + truth] = priors[truth] }
        }
      }
    }
  }
}

/// Turns logarithms into shares in proportion to their exponentials.
///
/// - Returns: The logarithm of the exponentials' sum.
@discardableResult
func normalise(_ logs: inout [Double], _ range: Range<Int>) -> Double {
  var largest = -Double.infinity
  for index in range { largest = max(largest, logs[index]) }
  guard largest > -.infinity else {
    for index in range { logs[index] = 1 / Double(range.count) }
    return largest
  }
  var sum = 0.0
  for index in range {
    logs[index] = exponential(logs[index] - largest)
    sum += logs[index]
  }
  for index in range { logs[index] /= sum }
  return largest + logarithm(sum)
}
