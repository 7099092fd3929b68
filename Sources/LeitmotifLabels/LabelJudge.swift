import LeitmotifModel
import LeitmotifPlugin

/// Decides which of all candidates are labels, by looking at the whole file: a label comes again, or is printed
/// like others that do.
struct LabelJudge {
  /// Who the settings say is there: those labels need no proof.
  let speakers: SpeakerMap

  /// How many paragraphs the file has.
  let paragraphCount: Int

  /// The candidates of one layout that are labels, in the file's order.
  func labels(among candidates: [LabelCandidate], layout: LabelStyle.Layout) -> [LabelCandidate] {
    let counts = Dictionary(grouping: candidates.filter { !$0.label.isEmpty }, by: \.label)
      .mapValues(\.count)
    let shapes = Dictionary(
      uniqueKeysWithValues: counts.keys.map { ($0, LabelShape($0)) })
    let named = Set(counts.keys.filter(speakers.names))
    let core = candidates.filter { candidate in
      !candidate.isTight
        && (named.contains(candidate.label)
          || isProven(
            candidate, count: counts[candidate.label] ?? 0, shape: shapes[candidate.label]))
    }
    switch layout {
    case .colons: return colons(candidates, core: core, shapes: shapes)
    case .nameLines:
      let known = Set(core.map(\.label))
      return candidates.filter { candidate in
        known.contains(candidate.label)
          || !core.isEmpty && [.name, .word].contains(shapes[candidate.label])
      }
    case .bareNameLines: return core.count >= 3 ? core : []
    case .margin, .brackets: return Set(core.map(\.label)).count >= 2 ? core : []
    case .custom, .cues: return candidates
    }
  }

  /// Whether a label needs no other labels beside it.
  private func isProven(_ candidate: LabelCandidate, count: Int, shape: LabelShape?) -> Bool {
    if candidate.label.isEmpty || isNoSpeaker(candidate.label) { return false }
    switch shape {
    // One letter may begin a list: "A: the first".
    case .role: return count >= 2 || candidate.label.unicodeScalars.count > 1
    case .name, .word, .initials, .numbered:
      // A time between name and colon is seldom found in a sentence.
      let isTimed = candidate.time != nil && candidate.style != .leadingTime
      return count >= 2 || isTimed && candidate.style != .colon
    case .handle: return count >= 2 && candidate.beginsParagraph
    case .phrase: return count >= 2 && candidate.style != .colon
    case nil: return false
    }
  }

  private func colons(
    _ candidates: [LabelCandidate], core: [LabelCandidate], shapes: [String: LabelShape]
  ) -> [LabelCandidate] {
    if core.count < 2 {
      let pairs = pairsOfNames(candidates, shapes: shapes)
      if core.isEmpty || pairs.count > core.count { return pairs }
    }
    let fits = placement(of: core)
    let known = Set(
      Dictionary(grouping: core, by: \.label).filter { _, same in
        // One that mostly stands elsewhere is a word of sentences.
        same.count { $0.style != .colon || fits($0) } * 2 >= same.count
      }.keys)
    let kinds = Set(known.compactMap { shapes[$0] })
    let hasTimes = core.contains { $0.time != nil && known.contains($0.label) }
    return candidates.filter { candidate in
      if candidate.label.isEmpty { return hasTimes && candidate.beginsParagraph }
      if known.contains(candidate.label) { return !candidate.isTight || fits(candidate) }
      // "**Break:** [16:53]" is nobody's turn, but it ends one.
      if isNoSpeaker(candidate.label) { return candidate.style == .bold && candidate.isSilent }
      guard core.count >= 2, !candidate.isTight else { return false }
      if candidate.style == .colon, !fits(candidate) { return false }
      return isLike(kinds, candidate.label, shapes[candidate.label])
        || candidate.style != .colon && shapes[candidate.label] != .phrase
    }
  }

  /// Whether a label seen once looks like those that are proven.
  private func isLike(_ kinds: Set<LabelShape>, _ label: String, _ shape: LabelShape?) -> Bool {
    switch shape {
    case .role: true
    case .name: kinds.contains(.name) || kinds.contains(.word)
    case .word, .initials, .numbered: shape.map { kinds.contains($0) } ?? false
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
    _ candidates: [LabelCandidate], shapes: [String: LabelShape]
  ) -> [LabelCandidate] {
    let names = candidates.filter { candidate in
      guard !candidate.isTight, !isNoSpeaker(candidate.label) else { return false }
      switch shapes[candidate.label] {
      case .name, .word, .initials, .numbered, .role: return true
      case .handle, .phrase, nil: return candidate.style != .colon && !candidate.label.isEmpty
      }
    }
    return names.count >= 2 && names.count * 2 >= paragraphCount ? names : []
  }
}
