import LeitmotifModel

/// Finds out how a project's offsets count: by which reading its places hold the words that it quotes.
struct ReadingChoice {
  /// How well a reading fits: how many quotations it meets, and how many of them blank by blank.
  private struct Score: Comparable {
    var matches = 0
    var exact = 0

    static func < (lhs: Score, rhs: Score) -> Bool {
      (lhs.matches, lhs.exact) < (rhs.matches, rhs.exact)
    }
  }

  /// One text with the codings that can be checked on it.
  private struct Checkable {
    let source: Int
    let raw: [UInt8]
    let text: CanonicalText
    let codings: [Int]
  }

  /// The reading for the whole project, apart from the mark.
  let reading: OffsetReading
  /// How many codings quote words and have offsets.
  let quoted: Int
  /// How many of them the reading meets.
  let matches: Int
  /// Whether every reading gives the same places, for the texts are plain.
  let isSettledByText: Bool
  /// The sources in whose offsets a byte order mark is counted.
  private let marked: Set<Int>

  init(_ project: ForeignProject, texts: [CanonicalText?], _ quotations: Quotations) {
    var isPlain = true
    var checkables: [Checkable] = []
    for (source, codings) in Dictionary(
      grouping: project.codings.indices, by: { project.codings[$0].source })
    {
      guard let raw = project.sources[source].text, let text = texts[source] else { continue }
      if !raw.allSatisfy({ $0 < 0x80 && $0 != 0x0D }) { isPlain = false }
      let own = codings.filter {
        guard case .offsets(let start, let end) = project.codings[$0].place else { return false }
        return start < end && quotations.hasWords($0)
      }
      if !own.isEmpty {
        checkables.append(Checkable(source: source, raw: raw, text: text, codings: own))
      }
    }
    let quoted = checkables.reduce(0) { $0 + $1.codings.count }
    var best: (reading: OffsetReading, score: Score, marked: Set<Int>)?
    // A mark that is counted though the text has none is the last thing to think of.
    search: for mayCountAny in [false, true] {
      for reading in project.counting.readings where !reading.countsMark {
        var total = Score()
        var marked: Set<Int> = []
        for each in checkables {
          let without = Self.score(of: reading, on: each, project, quotations)
          var best = without
          if mayCountAny || each.raw.starts(with: [0xEF, 0xBB, 0xBF]) {
            var withMark = reading
            withMark.countsMark = true
            best = max(without, Self.score(of: withMark, on: each, project, quotations))
          }
          if best > without { marked.insert(each.source) }
          total.matches += best.matches
          total.exact += best.exact
        }
        if best.map({ total > $0.score }) ?? true { best = (reading, total, marked) }
        // Nothing can be better; what is likelier was tried before.
        if total.exact == quoted { break search }
      }
      if best?.score.matches == quoted { break }
    }
    reading = best?.reading ?? OffsetReading(.codePoints)
    matches = best?.score.matches ?? 0
    marked = best?.marked ?? []
    self.quoted = quoted
    isSettledByText = isPlain
  }

  /// The reading for one source.
  func reading(ofSource source: Int) -> OffsetReading {
    var result = reading
    result.countsMark = marked.contains(source)
    return result
  }

  private static func score(
    of reading: OffsetReading, on checkable: Checkable, _ project: ForeignProject,
    _ quotations: Quotations
  ) -> Score {
    let map = OffsetMap(of: checkable.raw, reading: reading)
    var score = Score()
    for coding in checkable.codings {
      guard case .offsets(let start, let end) = project.codings[coding].place,
        let span = map.span(start, end)
      else { continue }
      switch quotations.fit(of: coding, in: checkable.text, at: span) {
      case .unquoted, .other: break
      case .butForBlanks: score.matches += 1
      case .exact:
        score.matches += 1
        score.exact += 1
      }
    }
    return score
  }
}
