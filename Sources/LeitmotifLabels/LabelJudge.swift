import LeitmotifModel
import LeitmotifPlugin

/// Decides which of all candidates are labels, by looking at the whole file: a label comes again, or is printed
/// like others that do.
struct LabelJudge {
  /// Who the settings say is there: those labels need no proof.
  let speakers: SpeakerMap

  /// How many paragraphs the file has.
  let paragraphCount: Int

  /// The labels of all candidates.
  let table: LabelTable

  /// The candidates of one layout that are labels, in the file's order.
  func labels(among candidates: [LabelCandidate], layout: LabelStyle.Layout) -> [LabelCandidate] {
    let facts = LabelFacts(candidates, in: table, speakers: speakers)
    let core = candidates.filter { candidate in
      !candidate.isTight && (facts[candidate].isNamed || isProven(candidate, facts[candidate]))
    }
    switch layout {
    case .colons: return colons(candidates, core: core, facts: facts)
    case .nameLines:
      // A time in brackets may stand in the middle of a sentence: "Exactly [0:12] so".
      let isKnown = table.numbers(of: core.lazy.filter { $0.isSilent || facts[$0].count >= 2 })
      guard isKnown.contains(true) else { return [] }
      return candidates.filter { candidate in
        isKnown[candidate.number]
          || [.name, .word].contains(facts[candidate].shape)
      }
    case .bareNameLines: return core.count >= 3 ? core : []
    case .margin, .brackets:
      // Of those that only a number tells apart each may speak once.
      let isNumbered = core.contains { facts[$0].shape == .numbered }
      let isKnown = table.numbers(of: core)
      let labels = candidates.filter {
        isKnown[$0.number] || isNumbered && facts[$0].shape == .numbered
      }
      return table.numbers(of: labels).count { $0 } >= 2 ? labels : []
    case .custom, .cues: return candidates
    }
  }

  /// Whether a label needs no other labels beside it.
  private func isProven(_ candidate: LabelCandidate, _ facts: LabelFacts.Fact) -> Bool {
    if candidate.name.isEmpty || facts.isNoSpeaker { return false }
    let count = facts.count
    switch facts.shape {
    // One letter may begin a list: "A: the first".
    case .role: return count >= 2 || table.labels[candidate.number].unicodeScalars.count > 1
    case .name, .word, .initials, .numbered:
      // A time between name and colon is seldom found in a sentence.
      let isTimed = candidate.time != nil && candidate.style != .leadingTime
      return count >= 2 || isTimed && candidate.style != .colon
    case .handle:
      // Where no line is empty, no paragraph begins; in scripts without capitals names are handles, too.
      let isASCII = table.labels[candidate.number].utf8.allSatisfy { $0 < 0x80 }
      let isBare = paragraphCount <= 1 && !isASCII
      return count >= 2 && (candidate.beginsParagraph || isBare)
    case .phrase: return count >= 2 && candidate.style != .colon
    case nil: return false
    }
  }

  private func colons(
    _ candidates: [LabelCandidate], core: [LabelCandidate], facts: LabelFacts
  ) -> [LabelCandidate] {
    if core.count < 2 {
      let pairs = pairsOfNames(candidates, facts: facts)
      if core.isEmpty || pairs.count > core.count { return pairs }
    }
    let fits = placement(of: core)
    var places = table.labels.map { _ in (all: 0, fitting: 0) }
    for candidate in core {
      let isFitting = candidate.style != .colon || fits(candidate)
      places[candidate.number].all += 1
      if isFitting { places[candidate.number].fitting += 1 }
    }
    // One that mostly stands elsewhere is a word of sentences.
    let isKnown = places.map { $0.all > 0 && $0.fitting * 2 >= $0.all }
    let known = isKnown.indices.filter { isKnown[$0] }
    let kinds = Set(known.compactMap { facts[$0].shape })
    let areCapital = known.allSatisfy { hasNoSmallLetter(table.labels[$0]) }
    // Where only those who ask are proven, whoever answers once is somebody too.
    let isOneSided =
      kinds == [.role]
      && known.allSatisfy { number in
        [.interviewer, .moderator].contains(knownRole(ofLabel: table.labels[number]))
      }
    let hasTimes = core.contains { $0.time != nil && isKnown[$0.number] }
    return candidates.filter { candidate in
      if candidate.name.isEmpty { return hasTimes && candidate.beginsParagraph }
      if isKnown[candidate.number] { return !candidate.isTight || fits(candidate) }
      let fact = facts[candidate]
      // "**Break:** [16:53]" is nobody's turn, but it ends one.
      if fact.isNoSpeaker { return candidate.style == .bold && candidate.isSilent }
      guard core.count >= 2, !candidate.isTight else { return false }
      if candidate.style == .colon, !fits(candidate) { return false }
      if isOneSided, candidate.beginsParagraph,
        [.name, .word, .initials, .numbered].contains(fact.shape)
      {
        return true
      }
      let label = table.labels[candidate.number]
      return isLike(kinds, label, fact.shape)
        || areCapital && fact.shape != .phrase && isAllCapitals(label)
        || candidate.style != .colon && fact.shape != .phrase
    }
  }

  /// Whether a label seen once looks like those that are proven.
  private func isLike(_ kinds: Set<LabelShape>, _ label: String, _ shape: LabelShape?) -> Bool {
    switch shape {
    case .role: true
    case .name: kinds.contains(.name) || kinds.contains(.word)
    case .numbered:
      kinds.contains(.numbered) || kinds.contains(.role) && label.first?.isUppercase == true
    case .word, .initials: shape.map { kinds.contains($0) } ?? false
    // In a script without capitals every short phrase is a handle.
    case .handle: kinds.contains(.handle) && label.utf8.allSatisfy { $0 < 0x80 }
    case .phrase, nil: false
    }
  }

  /// Where most labels stand: one that stands elsewhere is a word of a sentence.
  private func placement(of core: [LabelCandidate]) -> (LabelCandidate) -> Bool {
    let beginning = core.count { $0.beginsParagraph }
    let needsParagraph = beginning * 10 >= core.count * 9
    let indented = core.count { $0.indentation > 1 }
    let needsEdge = indented * 10 <= core.count
    return { candidate in
      (!needsParagraph || candidate.beginsParagraph) && (!needsEdge || candidate.indentation <= 1)
    }
  }

  /// A short file, in which each of several people speaks once.
  private func pairsOfNames(
    _ candidates: [LabelCandidate], facts: LabelFacts
  ) -> [LabelCandidate] {
    let names = candidates.filter { candidate in
      let fact = facts[candidate]
      guard !candidate.isTight, !fact.isNoSpeaker else { return false }
      switch fact.shape {
      case .name, .word, .initials, .numbered, .role: return true
      case .handle, .phrase, nil: return candidate.style != .colon && !candidate.name.isEmpty
      }
    }
    return names.count >= 2 && names.count * 2 >= paragraphCount ? names : []
  }
}
