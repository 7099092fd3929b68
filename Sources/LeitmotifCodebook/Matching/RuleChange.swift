public import LeitmotifModel

/// Where a rule can find something else than it did before it was edited.
public enum RuleChange {
  /// What a transcript has to hold so that two rules can find different things in it.
  ///
  /// Two rules that differ in some words of a list find the same wherever none of those words is said; rules
  /// that differ otherwise find the same where neither finds anything.
  ///
  /// - Parameters:
  ///   - old: The meaning of the rule before (`CompiledCodebook.meaning`); `nil` when there was none.
  ///   - new: Its meaning now; `nil` when it is gone.
  /// - Returns: What is necessary for a difference.
  public static func evidence(from old: String?, to new: String?) -> WordEvidence {
    if old == new { return .nothing }
    let parts = [old, new].compactMap { $0.map(MeaningParts.init) }
    guard !parts.contains(where: { $0.isUnreadable }) else { return .anything }
    if parts.count == 2, let change = change(from: parts[0], to: parts[1]) { return change }
    return .any(parts.map(\.evidence))
  }

  /// The words in which two rules of one form differ; `nil` when they differ otherwise.
  private static func change(from old: MeaningParts, to new: MeaningParts) -> WordEvidence? {
    guard old.lines.count == new.lines.count, !old.hasOtherVersions(than: new) else { return nil }
    var changed: [WordEvidence] = []
    for (before, now) in zip(old.lines, new.lines) where before != now {
      // Hits of each list being the same, the same form gives the same, in whatever order lists stand.
      guard before.name == now.name, before.holdsLists,
        let left = PatternReader.form(of: before.content),
        let right = PatternReader.form(of: now.content), left.skeleton == right.skeleton
      else { return nil }
      for (one, other) in zip(left.lists, right.lists) {
        for pattern in Set(one).symmetricDifference(other).sorted() {
          guard let evidence = PatternReader.evidence(ofPattern: pattern) else { return .anything }
          changed.append(evidence)
        }
      }
    }
    return .any(changed)
  }
}

/// The lines of a rule's meaning.
private struct MeaningParts {
  struct Line: Hashable {
    let name: Substring
    let content: Substring

    /// Whether the line holds lists of patterns.
    var holdsLists: Bool {
      ["any", "all", "query", "unless", "forward", "backward", "pseudo", "stop"].contains(name)
    }
  }

  let operators: [String]
  let lines: [Line]

  init(_ meaning: String) {
    operators = RuleOperator.named(inMeaning: meaning)
    lines = meaning.split(separator: "\n").dropFirst().map { line in
      let name = line.prefix { $0 != " " }
      return Line(name: name, content: line.dropFirst(name.count + 1))
    }
  }

  /// Whether it is no meaning that this program writes.
  var isUnreadable: Bool { operators.isEmpty || body == nil }

  private var body: Line? {
    lines.first { ["any", "anywhere", "all", "query", "regex"].contains($0.name) }
  }

  /// Whether an operator that both use has another version there.
  func hasOtherVersions(than other: MeaningParts) -> Bool {
    func versions(_ parts: MeaningParts) -> [Substring: String] {
      Dictionary(
        parts.operators.map { ($0.prefix { $0 != "@" }, $0) }, uniquingKeysWith: { one, _ in one })
    }
    let theirs = versions(other)
    return versions(self).contains {
      theirs[$0.key].map { [text = $0.value] in $0 != text } ?? false
    }
  }

  /// What has to be there so that the rule finds anything.
  var evidence: WordEvidence {
    guard let body, var reader = PatternReader(body.content) else { return .anything }
    switch body.name {
    case "any": return reader.list() ?? .anything
    case "all":
      var parts: [WordEvidence] = []
      while !reader.isAtEnd {
        guard let part = reader.list() else { return .anything }
        parts.append(part)
      }
      return .all(parts)
    case "query": return reader.query() ?? .anything
    default: return .anything
    }
  }
}
