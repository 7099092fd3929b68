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
    let core = candidates.filter { candidate in
      !candidate.isTight
        && isProven(candidate, count: counts[candidate.label] ?? 0, shape: shapes[candidate.label])
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
    }
  }

  /// Whether a label needs no other labels beside it.
  private func isProven(_ candidate: LabelCandidate, count: Int, shape: LabelShape?) -> Bool {
    if speakers.names(candidate.label) { return true }
    if candidate.label.isEmpty || isNoSpeaker(candidate.label) { return false }
    switch shape {
    // One letter may begin a list: "A: the first".
    case .role: return count >= 2 || candidate.label.unicodeScalars.count > 1
    case .name, .word, .initials, .numbered: return count >= 2
    case .handle: return count >= 2 && candidate.beginsParagraph
    case .phrase: return count >= 2 && candidate.style != .colon
    case nil: return false
    }
  }

  private func colons(
    _ candidates: [LabelCandidate], core: [LabelCandidate], shapes: [String: LabelShape]
  ) -> [LabelCandidate] {
    guard !core.isEmpty else { return pairsOfNames(candidates, shapes: shapes) }
    let fits = placement(of: core)
    let placed = core.filter { $0.style != .colon || fits($0) }
    let known = Set(placed.map(\.label))
    let kinds = Set(known.compactMap { shapes[$0] })
    let hasTimes = placed.contains { $0.start != nil }
    return candidates.filter { candidate in
      if candidate.label.isEmpty { return hasTimes && candidate.beginsParagraph }
      if candidate.style == .colon, !fits(candidate) { return false }
      if known.contains(candidate.label) { return true }
      guard placed.count >= 2, !candidate.isTight, !isNoSpeaker(candidate.label) else {
        return false
      }
      return isLike(kinds, shapes[candidate.label])
        || candidate.style != .colon && shapes[candidate.label] != .phrase
    }
  }

  /// Whether a label seen once looks like those that are proven.
  private func isLike(_ kinds: Set<LabelShape>, _ shape: LabelShape?) -> Bool {
    switch shape {
    case .role: true
    case .name: kinds.contains(.name) || kinds.contains(.word)
    case .word: kinds.contains(.word)
    case .initials, .numbered: shape.map { kinds.contains($0) } ?? false
    case .handle, .phrase, nil: false
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
