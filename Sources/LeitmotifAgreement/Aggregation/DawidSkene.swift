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
    /// For each vote, where its unit's shares and its coder's habits for its category begin.
    private let votes: [(posterior: Int, confusion: Int)]
    private let voted: [Bool]
    private let k: Int

    init(_ votes: Votes) {
      let k = votes.categoryCount
      self.k = k
      self.votes = votes.votes.sorted { $0.unit < $1.unit }.map {
        ($0.unit * k, ($0.coder * k + $0.category) * k)
      }
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
      let (k, votes) = (k, votes)
      posteriors.withUnsafeBufferPointer { posteriors in
        confusions.withUnsafeMutableBufferPointer { confusions in
          for vote in votes {
            for truth in 0..<k {
              confusions[vote.confusion + truth] += posteriors[vote.posterior + truth]
            }
          }
        }
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

    /// Multiplies probabilities, not logarithms: five votes need no exponential.
    mutating func expect() {
      logLikelihood = 0
      for unit in voted.indices where !voted[unit] {
        for truth in 0..<k { posteriors[unit * k + truth] = priors[truth] }
      }
      var next = 0
      while next < votes.count {
        let first = next
        let start = votes[first].posterior
        while next < votes.count, votes[next].posterior == start { next += 1 }
        logLikelihood +=
          product(of: first..<next, at: start) ?? sumOfLogarithms(of: first..<next, at: start)
      }
    }

    /// A unit's shares as a product, brought back to size before it leaves what a number can hold.
    ///
    /// - Returns: The logarithm of the unit's likelihood; `nil` when the product is too small all the same.
    private mutating func product(of range: Range<Int>, at start: Int) -> Double? {
      let (k, votes, priors, confusions) = (k, votes, priors, confusions)
      return posteriors.withUnsafeMutableBufferPointer { all in
        let shares = UnsafeMutableBufferPointer(rebasing: all[start..<start + k])
        for truth in 0..<k { shares[truth] = priors[truth] }
        var lost = 0.0
        confusions.withUnsafeBufferPointer { confusions in
          for vote in range {
            let cell = votes[vote].confusion
            var largest = 0.0
            for truth in 0..<k {
              shares[truth] *= confusions[cell + truth]
              largest = max(largest, shares[truth])
            }
            guard largest < 0x1p-300, largest > 0 else { continue }
            for truth in 0..<k { shares[truth] *= 0x1p300 }
            lost += 300
          }
        }
        let sum = shares.reduce(0, +)
        guard sum > 0x1p-900 else { return nil }
        for truth in 0..<k { shares[truth] /= sum }
        return logarithm(sum) - lost * logarithm(2)
      }
    }

    private mutating func sumOfLogarithms(of range: Range<Int>, at start: Int) -> Double {
      for truth in 0..<k { posteriors[start + truth] = logarithm(priors[truth]) }
      for vote in range {
        for truth in 0..<k {
          posteriors[start + truth] += logarithm(confusions[votes[vote].confusion + truth])
        }
      }
      return normalise(&posteriors, start..<start + k)
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
