import LeitmotifModel

/// Finds out how a project's offsets count: by which reading its places hold the words that it quotes.
struct ReadingChoice {
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

  /// - Parameters:
  ///   - project: The project.
  ///   - texts: The text of each source that has one.
  ///   - bySource: The codings of each source that has some, by their places.
  ///   - quotations: What they quote.
  init(
    _ project: ForeignProject, texts: [SourceText?], bySource: [Int: [Int]],
    _ quotations: Quotations
  ) {
    isSettledByText = bySource.keys.allSatisfy { texts[$0]?.isPlain ?? true }
    var quotedTexts = bySource.compactMap { source, codings in
      texts[source].flatMap {
        QuotedText($0, source: source, of: project, codings: codings, quotations)
      }
    }
    let quoted = quotedTexts.reduce(0) { $0 + $1.count }
    var best: (reading: OffsetReading, score: QuotedText.Score, marked: Set<Int>)?
    // A mark that is counted though the text has none is the last thing to think of.
    search: for mayHaveLostMark in [false, true] {
      for reading in project.counting.readings where !reading.countsMark {
        var total = QuotedText.Score()
        var marked: Set<Int> = []
        for place in quotedTexts.indices {
          var score = quotedTexts[place].score(of: reading)
          if mayHaveLostMark || quotedTexts[place].text.hasMark {
            var withMark = reading
            withMark.countsMark = true
            let other = quotedTexts[place].score(of: withMark)
            if other > score {
              score = other
              marked.insert(quotedTexts[place].source)
            }
          }
          total.matches += score.matches
          total.exact += score.exact
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
  }

  /// The reading for one source.
  func reading(ofSource source: Int) -> OffsetReading {
    var result = reading
    result.countsMark = marked.contains(source)
    return result
  }
}
