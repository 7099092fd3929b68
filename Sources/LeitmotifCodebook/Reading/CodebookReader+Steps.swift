import LeitmotifModel
import LeitmotifYAML

extension CodebookReader {
  /// Reads what became of codes: `{rename: cost, to: price, uid: …}`.
  func readSteps(_ nodes: [YAMLNode]) -> [CodeStep] {
    nodes.compactMap(readStep)
  }

  private func readStep(_ node: YAMLNode) -> CodeStep? {
    let reader = MappingReader(node, of: "a migration", reporting: collector)
    let kinds = CodeStep.Kind.allCases
    let from = kinds.compactMap { kind in reader.string(kind.rawValue).map { (kind, $0) } }
    let targets = reader.nodes("to") ?? []
    let to = targets.compactMap(\.scalar)
    let uids = reader.strings("uid") ?? []
    reader.refuseOthers()
    guard node.mapping != nil else { return nil }
    guard from.count == 1, let (kind, id) = from.first else {
      let names = kinds.map(\.rawValue).joined(separator: ", ")
      collector.report(
        node.error(
          "migration-kind", "a migration is exactly one of \(names)",
          help: "write {rename: old, to: new, uid: …}"))
      return nil
    }
    let wanted =
      switch kind {
      case .rename, .move, .merge: 1...1
      case .split: 2...1000
      case .retire: 0...0
      }
    if !wanted.contains(to.count) || to.count != targets.count {
      collector.report(
        node.error(
          "migration-target",
          kind == .retire
            ? "a code that is retired goes nowhere"
            : kind == .split
              ? "a split needs the codes that it made" : "a \(kind.rawValue) needs one target",
          help: kind == .split
            ? "write 'to: [one, other]'" : kind == .retire ? "leave out 'to'" : "write 'to: code'"))
      return nil
    }
    var step = CodeStep(
      kind, from: Identifier(id), to: to.map { Identifier($0) }, uids: uids,
      location: node.location)
    if !uids.isEmpty, uids.count != to.count {
      collector.report(
        node.error(
          "migration-target",
          "there are \(to.count) codes under 'to' and \(uids.count) under 'uid'",
          help: "name a uid for each code, in the same order, or none"))
      step.uids = []
    }
    steps.append((step, node))
    return step
  }

  /// Reports targets of migrations that lead nowhere, once all codes are known.
  func checkSteps(of codebook: Codebook) {
    for (step, node) in steps {
      for target in step.to where codebook.fate(of: target) == .unknown {
        let uid = step.to.firstIndex(of: target).flatMap {
          step.uids.indices.contains($0) ? step.uids[$0] : nil
        }
        if let uid, uidLines[uid] != nil { continue }
        collector.report(
          node.error(
            "unknown-code", "the migration leads to '\(target)', which is not there",
            help: help(
              for: target.rawValue, known: codebook.codes.map(\.id.rawValue), called: "codes")))
      }
    }
  }
}
