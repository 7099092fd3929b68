import LeitmotifModel
import LeitmotifPlugin

/// Where a transcript can come out otherwise by another basis.
struct BasisChange: Sendable {
  /// What the transcript has to hold so that it is coded otherwise: one of these.
  private(set) var evidence: [WordEvidence] = []
  /// The codes that a merge may treat otherwise.
  private var codes: Set<Identifier<Code>> = []

  /// The codes whose codings may come out otherwise, as long as nothing has to be merged; `nil` for any.
  private(set) var recoded: Set<Identifier<Code>>? = []
  /// The codes of which something may come out otherwise, whatever has to be merged; `nil` for any.
  private(set) var affected: Set<Identifier<Code>>?

  /// Compares two bases.
  ///
  /// - Parameters:
  ///   - old: The basis of a result.
  ///   - new: The basis of today.
  ///   - classifiers: The classifiers that know what their meanings say, by name and version.
  init(
    from old: CodingBasis, to new: CodingBasis, classifiers: [String: any Classifier.Type]
  ) {
    struct Name: Hashable {
      let classifier: String
      let name: String
    }
    func byName(_ basis: CodingBasis) -> [Name: CodingBasis.Part] {
      Dictionary(
        basis.parts.map { (Name(classifier: $0.classifier, name: $0.name), $0) },
        uniquingKeysWith: { first, _ in first })
    }
    let oldParts = byName(old)
    let newParts = byName(new)
    for name in Set(oldParts.keys).union(newParts.keys) {
      let (one, other) = (oldParts[name], newParts[name])
      if one == other { continue }
      for part in [one, other].compactMap({ $0 }) { noteRecoded(part) }
      let kind = classifiers[name.classifier]
      func add(_ from: String?, _ to: String?) {
        evidence.append(kind?.evidence(from: from, to: to) ?? .anything)
      }
      if let one, let other, one.code == other.code, one.coder == other.coder,
        one.overlap == other.overlap
      {
        add(one.meaning, other.meaning)
      } else {
        if let one { add(one.meaning, nil) }
        if let other { add(nil, other.meaning) }
      }
    }
    // Of equal matches that compete the one whose rule stands first stays.
    let before = Self.order(of: old.parts)
    for (rivals, now) in Self.order(of: new.parts) {
      let names = before[rivals]?.map(\.name) ?? []
      let common = Set(names).intersection(now.map(\.name))
      guard names.filter(common.contains) != now.map(\.name).filter(common.contains) else {
        continue
      }
      for part in now {
        noteRecoded(part)
        evidence.append(
          classifiers[part.classifier]?.evidence(from: nil, to: part.meaning) ?? .anything)
      }
    }
    for code in Set(old.codes.keys).union(new.codes.keys) where old.codes[code] != new.codes[code] {
      codes.insert(Identifier(code))
    }
    // Where codes compete with each other, a match of one takes matches of others away.
    let areRivals = [old, new].contains {
      $0.parts.contains { $0.overlap.hasPrefix(Rule.Overlap.codebook.rawValue) }
    }
    // Of codes that compete with each other the others may come out otherwise, too.
    let rivals = Set(
      [old, new].flatMap(\.parts)
        .filter { $0.overlap.hasPrefix(Rule.Overlap.codebook.rawValue) }
        .map { Identifier<Code>($0.code) })
    let ofRules = recoded.map { $0.isDisjoint(with: rivals) ? $0 : $0.union(rivals) }
    if areRivals || !codes.isEmpty { recoded = nil }
    // What changes above a code changes the codes below it.
    for code in Set(old.codes.keys).union(new.codes.keys).map({ Identifier<Code>($0) })
    where codes.contains(where: code.isWithin) {
      codes.insert(code)
    }
    affected = ofRules.map { $0.union(codes) }
  }

  /// Notes that matches of a part may be others, or may win where they did not.
  private mutating func noteRecoded(_ part: CodingBasis.Part) {
    if part.code.isEmpty { recoded = nil }
    recoded?.insert(Identifier(part.code))
  }

  /// The parts whose matches compete, in their order: those of one code, and those of all codes that say so.
  private static func order(of parts: [CodingBasis.Part]) -> [String: [CodingBasis.Part]] {
    var groups = Dictionary(grouping: parts, by: \.code)
    groups["*"] = parts.filter { $0.overlap == CodingBasis.text(of: .codebook) }
    return groups
  }

  /// Whether nothing has to be known of transcripts to see that they come out the same.
  var isEmpty: Bool { evidence.allSatisfy { $0 == .nothing } && codes.isEmpty }

  /// Whether it has to be known which codes a result speaks of.
  var concernsCodes: Bool { !codes.isEmpty }

  /// Whether a result that speaks of some codes may come out otherwise, whatever its transcript holds.
  func concerns(_ spoken: Set<Identifier<Code>>) -> Bool { !codes.isDisjoint(with: spoken) }
}
