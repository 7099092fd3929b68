import LeitmotifModel
import Synchronization

/// Engines of a few rules of a codebook: after an edit only these are asked, and the words of all the others
/// need not be looked for.
final class PartialEngines: Sendable {
  private let codebook: Codebook
  private let ruleCount: Int
  private let known = Mutex<[[Int]: MatchingEngine]>([:])

  /// Mostly every transcript lacks the same rules; where each lacks others, compiling costs more than it saves.
  private static let limit = 8

  init(of codebook: Codebook, ruleCount: Int) {
    self.codebook = codebook
    self.ruleCount = ruleCount
  }

  /// The engine of some rules, which it knows by their places among these.
  ///
  /// - Parameter places: Places in the codebook's rules, rising.
  /// - Returns: `nil` when these are too many to be worth one.
  func engine(ofRules places: [Int]) -> MatchingEngine? {
    guard places.count * 4 <= ruleCount, places == places.sorted() else { return nil }
    return known.withLock { known in
      if let engine = known[places] { return engine }
      guard known.count < Self.limit else { return nil }
      let chosen = Set(places)
      // All rules were compiled before, so that none of them is wrong.
      guard let engine = try? RuleCompiler.engine(for: codebook, where: chosen.contains) else {
        return nil
      }
      known[places] = engine
      return engine
    }
  }
}
