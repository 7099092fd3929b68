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
  public private(set) var posteriors: [[Double]]
  /// How frequent each category is.
  public private(set) var priors: [Double]
  /// For each coder, for each true category, how often he chooses which; zeros where nothing is
  /// known.
  public private(set) var confusions: [[[Double]]]
  /// The natural logarithm of the likelihood of the votes.
  public private(set) var logLikelihood: Double
  /// How many steps were taken.
  public private(set) var iterations = 0

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
    posteriors = votes.shares()
    priors = []
    confusions = []
    logLikelihood = -.infinity
    for _ in 0..<max(1, iterations) {
      maximise(votes)
      let previous = logLikelihood
      expect(votes)
      self.iterations += 1
      if logLikelihood - previous < tolerance { break }
    }
  }

  private mutating func maximise(_ votes: Votes) {
    let voted = posteriors.count { $0.contains { $0 > 0 } }
    priors = (0..<votes.categoryCount).map { category in
      posteriors.reduce(0) { $0 + $1[category] } / Double(voted)
    }
    let row = Array(repeating: 0.0, count: votes.categoryCount)
    confusions = Array(
      repeating: Array(repeating: row, count: votes.categoryCount), count: votes.coderCount)
    for vote in votes.votes {
      for (truth, posterior) in posteriors[vote.unit].enumerated() {
        confusions[vote.coder][truth][vote.category] += posterior
      }
    }
    for coder in confusions.indices {
      for truth in confusions[coder].indices {
        let total = confusions[coder][truth].reduce(0, +)
        guard total > 0 else { continue }
        for category in confusions[coder][truth].indices {
          confusions[coder][truth][category] /= total
        }
      }
    }
  }

  private mutating func expect(_ votes: Votes) {
    let logPriors = priors.map(logarithm)
    let logConfusions = confusions.map { $0.map { $0.map(logarithm) } }
    var logs = Array(repeating: logPriors, count: votes.unitCount)
    var voted = Array(repeating: false, count: votes.unitCount)
    for vote in votes.votes {
      voted[vote.unit] = true
      for truth in 0..<votes.categoryCount {
        logs[vote.unit][truth] += logConfusions[vote.coder][truth][vote.category]
      }
    }
    logLikelihood = 0
    for (unit, logs) in logs.enumerated() {
      guard voted[unit] else {
        posteriors[unit] = priors
        continue
      }
      let (shares, logSum) = normalised(logs)
      posteriors[unit] = shares
      logLikelihood += logSum
    }
  }
}

/// Shares in proportion to the exponentials of some logarithms, and the logarithm of their sum.
func normalised(_ logs: [Double]) -> (shares: [Double], logSum: Double) {
  let largest = logs.max() ?? 0
  guard largest > -.infinity else {
    return (logs.map { _ in 1 / Double(logs.count) }, largest)
  }
  let terms = logs.map { exponential($0 - largest) }
  let sum = terms.reduce(0, +)
  return (terms.map { $0 / sum }, largest + logarithm(sum))
}
