import LeitmotifModel

/// Finds out how a project's offsets count: by which reading its places hold the words that it quotes.
struct ReadingChoice {
  /// A reading with how many quotations it meets.
  struct Score {
    let reading: OffsetReading
    let matches: Int
  }

  /// The reading for the whole project, apart from the mark.
  let reading: OffsetReading
  /// How many codings quote words and have offsets.
  let quoted: Int
  /// How many of them the reading meets.
  let matches: Int
  /// Whether a byte order mark is counted, by source.
  let countsMark: [Int: Bool]
  /// Whether any other reading gives other places.
  let isSettledByText: Bool

  init(_ project: ForeignProject, texts: [CanonicalText?], words: [Words?]) {
    let bySource = Dictionary(grouping: project.codings.indices) { project.codings[$0].source }
    let readings = project.counting.readings
    var scores: [OffsetReading: Int] = [:]
    var marks: [OffsetReading: [Int: Bool]] = [:]
    var quoted = 0
    var agree = true
    for (source, codings) in bySource {
      guard let raw = project.sources[source].text, let text = texts[source] else { continue }
      let checkable = codings.filter {
        if case .offsets(let start, let end) = project.codings[$0].place {
          return start < end && words[$0]?.bytes.isEmpty == false
        }
        return false
      }
      if !Self.isPlain(raw) { agree = false }
      quoted += checkable.count
      guard !checkable.isEmpty else { continue }
      var known: [OffsetReading: Int] = [:]
      for reading in readings {
        known[reading] = Self.matches(
          reading, of: checkable, in: text, raw: raw, project: project, words: words)
        // Nothing can be better than everything; what is likelier was tried before.
        if known[reading] == checkable.count { break }
      }
      for reading in readings where !reading.countsMark {
        var marked = reading
        marked.countsMark = true
        let without = known[reading]
        let with = known[marked] ?? 0
        // A reading that was not tried is behind one that meets everything.
        scores[reading, default: 0] += max(without ?? 0, with)
        marks[reading, default: [:]][source] = with > (without ?? 0)
      }
    }
    let best =
      readings.filter { !$0.countsMark }.reduce(nil as OffsetReading?) { best, reading in
        guard let best else { return reading }
        return scores[reading, default: 0] > scores[best, default: 0] ? reading : best
      } ?? OffsetReading(.codePoints)
    self.reading = best
    self.quoted = quoted
    matches = scores[best, default: 0]
    countsMark = marks[best] ?? [:]
    isSettledByText = agree
  }

  /// The reading for one source.
  func reading(ofSource source: Int) -> OffsetReading {
    var result = reading
    result.countsMark = countsMark[source] ?? false
    return result
  }

  private static func isPlain(_ raw: [UInt8]) -> Bool {
    raw.allSatisfy { $0 < 0x80 && $0 != 0x0D }
  }

  private static func matches(
    _ reading: OffsetReading, of codings: [Int], in text: CanonicalText, raw: [UInt8],
    project: ForeignProject, words: [Words?]
  ) -> Int {
    let map = OffsetMap(of: raw, reading: reading)
    return codings.count { coding in
      guard case .offsets(let start, let end) = project.codings[coding].place,
        let span = map.span(start, end), let words = words[coding]
      else { return false }
      return words.stand(in: text, at: span)
    }
  }
}
