import LeitmotifModel
import LeitmotifText

/// Counts the words before hits that were found without a look at words.
struct WordCounts {
  private var borders: [Int: WordBorders] = [:]

  /// The hit at a place in a turn, with its words counted as the scan counts them.
  ///
  /// - Parameters:
  ///   - range: Its bytes.
  ///   - turn: The turn that it stands in.
  ///   - transcript: The transcript, the same at every call.
  /// - Returns: The hit.
  mutating func hit(_ range: Range<Int>, turn: Int, in transcript: Transcript) -> Hit {
    let words =
      borders[turn] ?? WordBorders(in: transcript.text.bytes, transcript.turns[turn].span.range)
    borders[turn] = words
    return Hit(
      start: range.lowerBound, end: range.upperBound,
      firstWord: turn << 32 + words.count(endingBy: range.lowerBound),
      endWord: turn << 32 + words.count(beginningBefore: range.upperBound))
  }
}
