import LeitmotifModel

extension CodebookFile {
  /// The pairs of words that are compared in one set, at most: each with each takes its time.
  private static let mostCompared = 1_000_000

  /// Cues, pseudo cues and stops that can never act.
  func cueWarnings(_ terms: TermSets) -> [Diagnostic] {
    codebook.cues.flatMap { set -> [Diagnostic] in
      guard let words = outline.cues[set.name] else { return [] }
      let cues = words.forward + words.backward
      guard cues.count * max(1, words.pseudo.count) <= Self.mostCompared else { return [] }
      return hiddenCues(cues, words.pseudo, terms) + idlePseudos(words.pseudo, cues, terms)
        + longStops(words.stop, reach: set.reach)
    }
  }

  private func hiddenCues(
    _ cues: [PlacedPattern], _ pseudos: [PlacedPattern], _ terms: TermSets
  ) -> [Diagnostic] {
    cues.compactMap { cue in
      let words = cue.pattern.words
      guard !words.isEmpty, pseudos.contains(where: { $0.pattern.covers(words: words, terms) })
      else { return nil }
      return cue.place.warning(
        "unreachable-cue", "'\(cue.pattern.written)' never acts: it is listed under 'pseudo' too",
        help: "a pseudo cue is a longer phrase, such as \"not only\" for 'not'")
    }
  }

  private func idlePseudos(
    _ pseudos: [PlacedPattern], _ cues: [PlacedPattern], _ terms: TermSets
  ) -> [Diagnostic] {
    let foldsCase = terms.foldsCase
    // What a list or a stem may find is not guessed at.
    let isOpen = cues.contains { cue in
      cue.pattern.words.isEmpty || cue.pattern.words.contains { $0.matching == .stem }
    }
    guard !isOpen else { return [] }
    return pseudos.compactMap { pseudo in
      let words = pseudo.pattern.words
      guard !words.isEmpty, !words.contains(where: { $0.matching == .stem }) else { return nil }
      let hides = cues.contains { cue in
        let length = cue.pattern.words.count
        return length <= words.count
          && (0...words.count - length).contains { start in
            zip(words[start...], cue.pattern.words).allSatisfy {
              $1.covers($0, foldsCase: foldsCase) || $0.covers($1, foldsCase: foldsCase)
            }
          }
      }
      return hides
        ? nil
        : pseudo.place.warning(
          "unreachable-cue", "the pseudo cue '\(pseudo.pattern.written)' hides no cue of its set",
          help: "a pseudo cue holds a cue: \"not only\" hides 'not'")
    }
  }

  private func longStops(_ stops: [PlacedPattern], reach: Int) -> [Diagnostic] {
    stops.compactMap { stop in
      guard stop.pattern.words.count > reach else { return nil }
      return stop.place.warning(
        "unreachable-cue",
        "the stop '\(stop.pattern.written)' never acts: it is longer than the reach of \(countedWords(reach))",
        help: "shorten it, or raise 'reach'")
    }
  }
}

/// A number of words, for messages.
func countedWords(_ count: Int) -> String { count == 1 ? "1 word" : "\(count) words" }
