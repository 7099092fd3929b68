/// MACE: an estimate of what is true of each unit, and of which coders know rather than spam.
///
/// On a unit, coder g copies the truth with probability θ_g, else he draws from habits ξ_g of his
/// own.
///
/// - Formula: E: P(t_i = l) ∝ Π_g [(1−θ_g) ξ_g(a_ig) + θ_g [a_ig = l]]; M: shares of the expected
///   counts, smoothed by 0.01/K (`em`), or exp ψ(count + prior)/exp ψ(sum) with priors Beta(0.5,
///   0.5) for knowing and Dirichlet(10) for habits (`variational`).
/// - Unit: shares from 0 to 1.
/// - Missing: a unit that a coder did not vote on says nothing of either.
/// - Source: D. Hovy, T. Berg-Kirkpatrick, A. Vaswani and E. Hovy, "Learning Whom to Trust with
///   MACE", NAACL 2013, https://aclanthology.org/N13-1132.
public struct MACE: Sendable {
  /// How the parameters are estimated.
  public enum Method: String, CaseIterable, Hashable, Sendable {
    /// The most likely ones, slightly smoothed.
    case em
    /// Variational Bayes.
    case variational
  }

  /// For each unit, how likely each category is.
  public private(set) var posteriors: [[Double]]
  /// θ: for each coder, how often he knows; weights of the variational method need not reach 1.
  public private(set) var competences: [Double]
  /// ξ: for each coder, how often he chooses each category when he does not know.
  public private(set) var habits: [[Double]]

  private var spamming: [Double]
  private let votes: Votes
  private let method: Method

  /// Estimates, from coders who know half of the time and have no habits.
  ///
  /// - Parameters:
  ///   - votes: The votes.
  ///   - method: How.
  ///   - iterations: How many steps are taken.
  /// - Throws: `noVotes` when there is none.
  public init(
    _ votes: Votes, method: Method = .variational, iterations: Int = 50
  ) throws(UndefinedReason) {
    guard !votes.votes.isEmpty else { throw .noVotes }
    self.votes = votes
    self.method = method
    let even = 1 / Double(votes.categoryCount)
    competences = Array(repeating: 0.5, count: votes.coderCount)
    spamming = competences
    habits = Array(
      repeating: Array(repeating: even, count: votes.categoryCount), count: votes.coderCount)
    posteriors = Array(
      repeating: Array(repeating: even, count: votes.categoryCount), count: votes.unitCount)
    expect()
    for _ in 0..<max(0, iterations) {
      maximise()
      expect()
    }
  }

  private mutating func expect() {
    var logs = Array(
      repeating: Array(repeating: 0.0, count: votes.categoryCount), count: votes.unitCount)
    for vote in votes.votes {
      let spam = spamming[vote.coder] * habits[vote.coder][vote.category]
      for category in logs[vote.unit].indices {
        let knows = category == vote.category ? competences[vote.coder] : 0
        logs[vote.unit][category] += logarithm(spam + knows)
      }
    }
    for unit in logs.indices { normalise(&logs[unit], 0..<votes.categoryCount) }
    posteriors = logs
  }

  private mutating func maximise() {
    var knowing = Array(repeating: 0.0, count: votes.coderCount)
    var counts = Array(repeating: 0.0, count: votes.coderCount)
    var strategies = habits.map { $0.map { _ in 0.0 } }
    for vote in votes.votes {
      let spam = spamming[vote.coder] * habits[vote.coder][vote.category]
      let know = competences[vote.coder]
      // Only a true vote can come from knowing, and it may come from habit all the same.
      let total = spam + know
      let knew = total > 0 ? posteriors[vote.unit][vote.category] * know / total : 0
      knowing[vote.coder] += knew
      strategies[vote.coder][vote.category] += 1 - knew
      counts[vote.coder] += 1
    }
    for coder in knowing.indices {
      let both = weights([knowing[coder], counts[coder] - knowing[coder]], prior: 0.5)
      competences[coder] = both[0]
      spamming[coder] = both[1]
      habits[coder] = weights(strategies[coder], prior: 10)
    }
  }

  private func weights(_ counts: [Double], prior: Double) -> [Double] {
    switch method {
    case .em:
      let smoothing = 0.01 / Double(votes.categoryCount)
      let total = counts.reduce(0) { $0 + $1 + smoothing }
      return counts.map { ($0 + smoothing) / total }
    case .variational:
      let total = exponential(digamma(counts.reduce(0) { $0 + $1 + prior }))
      return counts.map { exponential(digamma($0 + prior)) / total }
    }
  }
}
