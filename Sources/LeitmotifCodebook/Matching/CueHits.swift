import LeitmotifModel

/// Where the cues of one set stand in a transcript, and what they reach.
struct CueHits {
  private let cues: CompiledCues
  private let forward: [Hit]
  private let backward: [Hit]
  private let stops: [Hit]

  /// Finds the cues that count: those that no other cue and no pseudo cue of the set holds.
  ///
  /// - Parameters:
  ///   - cues: The set.
  ///   - patterns: The hits of all pattern sets.
  init(_ cues: CompiledCues, patterns: [[Hit]]) {
    self.cues = cues
    let all = HitAlgebra.union([cues.forward, cues.backward, cues.pseudo].map { patterns[$0] })
    let pseudo = Set(patterns[cues.pseudo])
    func counts(_ cue: Hit) -> Bool {
      guard !pseudo.contains(cue) else { return false }
      // What holds the cue starts at most the longest cue's words before it.
      for index in stride(from: all.firstIndex(startingFrom: cue.start + 1) - 1, through: 0, by: -1)
      {
        guard cue.firstWord - all[index].firstWord <= cues.longest else { break }
        if all[index] != cue, all[index].contains(cue) { return false }
      }
      return true
    }
    forward = patterns[cues.forward].filter(counts)
    backward = patterns[cues.backward].filter(counts)
    stops = patterns[cues.stop]
  }

  /// Whether a cue reaches a hit inside a segment.
  ///
  /// A cue reaches as many words behind it (a forward cue) or before it (a backward cue) as the
  /// set's `reach`, up to the next stop. The hit's nearest word counts, and a cue that is part of
  /// the hit does not.
  func reach(_ hit: Hit, in segment: TextSpan) -> Bool {
    reachForward(hit, in: segment) || reachBackward(hit, in: segment)
  }

  private func reachForward(_ hit: Hit, in segment: TextSpan) -> Bool {
    for index in stride(from: forward.firstIndex(startingFrom: hit.start) - 1, through: 0, by: -1) {
      let cue = forward[index]
      guard cue.start >= segment.start,
        hit.firstWord - cue.firstWord < cues.reach + cues.longest
      else { return false }
      if cue.end <= hit.start, hit.firstWord - cue.endWord < cues.reach,
        !isStopped(from: cue.end, to: hit.start)
      {
        return true
      }
    }
    return false
  }

  private func reachBackward(_ hit: Hit, in segment: TextSpan) -> Bool {
    for cue in backward[backward.firstIndex(startingFrom: hit.end)...] {
      guard cue.start < segment.end, cue.firstWord - hit.endWord < cues.reach else { return false }
      if cue.end <= segment.end, !isStopped(from: hit.end, to: cue.start) { return true }
    }
    return false
  }

  private func isStopped(from start: Int, to end: Int) -> Bool {
    for stop in stops[stops.firstIndex(startingFrom: start)...] {
      guard stop.start < end else { return false }
      if stop.end <= end { return true }
    }
    return false
  }
}

extension [Hit] {
  /// Looks for one of these hits in another hit or near it.
  ///
  /// - Parameters:
  ///   - hit: The other hit.
  ///   - words: How many words may stand between, in either direction.
  ///   - longest: The most words that one of these hits has.
  ///   - segment: Nothing outside of it counts.
  /// - Returns: Whether there is one.
  func holdsHit(near hit: Hit, within words: Int, longest: Int, in segment: TextSpan) -> Bool {
    for other in self[firstIndex(startingFrom: hit.start)...] {
      guard other.start < segment.end, other.firstWord - hit.endWord <= words else { break }
      if other.end <= segment.end { return true }
    }
    for index in stride(from: firstIndex(startingFrom: hit.start) - 1, through: 0, by: -1) {
      let other = self[index]
      guard other.start >= segment.start, hit.firstWord - other.firstWord <= words + longest else {
        break
      }
      if hit.firstWord - other.endWord <= words { return true }
    }
    return false
  }
}
