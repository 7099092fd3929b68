import LeitmotifModel
import LeitmotifStore

/// Finds out why final codings differ between two runs whose transcripts are the same.
struct ChangeCauses {
  private let differences: Set<String>
  private let haveLocks: Bool
  private let sources: [[Identifier<Rule>: String]]
  private let codes: [[Identifier<Rule>: Identifier<Code>]]

  init(before: StoreReader, now: StoreReader, locks: [LockFile?]) throws {
    haveLocks = locks.allSatisfy { $0 != nil }
    let (one, other) = (locks[0] ?? LockFile(), locks[1] ?? LockFile())
    differences = Set(one.differences(from: other).map(\.name))
    let rules = [try before.codebook.rules, try now.codebook.rules]
    sources = rules.map { Dictionary($0.map { ($0.id, $0.source) }) { first, _ in first } }
    codes = rules.map { Dictionary($0.map { ($0.id, $0.code) }) { first, _ in first } }
  }

  /// Why a final coding came, went or changed.
  func cause(from one: FinalCoding?, to other: FinalCoding?) -> RunDifference.Cause {
    if one?.decision != other?.decision || one?.origin == .decision || other?.origin == .decision {
      return .decision
    }
    let coding = other?.coding ?? one?.coding
    guard let rule = one?.coding.rule ?? other?.coding.rule else {
      return coding?.coder == FinalCoding.coder ? causeOfMerged(coding) : .coder
    }
    return cause(ofRule: rule) ?? causeOfMerged(coding)
  }

  /// Why a rule finds something else; `nil` when it finds what it did.
  private func cause(ofRule rule: Identifier<Rule>) -> RunDifference.Cause? {
    let isEdited = sources[0][rule] != sources[1][rule]
    if isEdited { return .rule }
    guard haveLocks else { return nil }
    if differences.contains(where: { $0.hasPrefix("operator/") }) { return .operator }
    if differences.contains(where: { $0.hasPrefix("plugin/classify.") }) { return .plugin }
    return differences.contains("codebook/\(rule)") ? .list : nil
  }

  /// Matches of a code's rules compete: another rule of the code may be behind it.
  private func causeOfMerged(_ coding: Coding?) -> RunDifference.Cause {
    let rules = Set(
      codes.flatMap { $0.filter { $0.value == coding?.code }.map(\.key) })
    for rule in rules.sorted() {
      if let cause = cause(ofRule: rule) { return cause }
    }
    return differences.contains { $0.hasPrefix("plugin/merge.") } ? .plugin : .merge
  }
}
