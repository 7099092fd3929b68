import Testing

@testable import LeitmotifAgreement

struct AggregationTests {
  private func votes(_ rows: [[String?]], categories: [String]? = nil) throws -> Votes {
    Votes(try Ratings(rows: rows, categories: categories))
  }

  @Test func `names all categories that tie`() throws {
    let votes = try votes([["a", "b", nil], ["a", "a", "b"], [nil, nil, nil]])
    #expect(votes.majorities() == [[0, 1], [0], []])
    #expect(votes.shares()[1] == [2.0 / 3, 1.0 / 3])
  }

  @Test func `trusts the coders who agree with the others`() throws {
    var random = RandomSource(seed: 61)
    let truth = (0..<200).map { _ in random.index(below: 3) }
    let rows = truth.map { truth in
      (0..<5).map { coder -> String? in
        let knows = random.unit() < (coder < 3 ? 0.85 : 0.2)
        return String(knows ? truth : random.index(below: 3))
      }
    }
    let votes = try votes(rows)
    let skene = try DawidSkene(votes)
    let mace = try MACE(votes)
    for posteriors in [skene.posteriors, mace.posteriors] {
      let right = zip(posteriors, truth).count { posterior, truth in
        posterior.indices.max { posterior[$0] < posterior[$1] } == truth
      }
      #expect(right > 170)
    }
    #expect(mace.competences[0] > 0.6 && mace.competences[4] < 0.5)
    #expect(skene.confusions[0][1][1] > 0.75)
    #expect(abs(skene.priors.reduce(0, +) - 1) < 1e-9)
  }

  @Test func `never lowers the likelihood`() throws {
    var tables = RandomTables(seed: 62)
    let votes = try votes(tables.rows(units: 40, coders: 4, categories: 3))
    var previous = -Double.infinity
    for steps in 1...20 {
      let estimate = try DawidSkene(votes, iterations: steps, tolerance: -.infinity)
      #expect(estimate.logLikelihood >= previous - 1e-9)
      previous = estimate.logLikelihood
    }
  }

  @Test func `a unit without votes is as likely as any`() throws {
    let estimate = try DawidSkene(
      votes([["a", "a"], ["b", "b"], ["a", "a"], [nil, nil]]))
    #expect(estimate.posteriors[3] == estimate.priors)
    #expect(agree(estimate.priors[0], 2.0 / 3))
  }

  @Test func `no vote is no estimate`() throws {
    let none = try votes([[nil, nil]], categories: ["a", "b"])
    #expect(throws: UndefinedReason.noVotes) { try DawidSkene(none) }
    #expect(throws: UndefinedReason.noVotes) { try MACE(none) }
  }
}
