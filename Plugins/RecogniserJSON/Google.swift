/// Google Speech-to-Text: each result an utterance; with speakers, the last one repeats all words.
enum Google {
  static func read(_ root: JSON) -> Recognised? {
    let results = root["results"]?.list ?? root["response"]?["results"]?.list
    guard let results, results.contains(where: { $0["alternatives"]?.list != nil }) else {
      return nil
    }
    let alternatives = results.compactMap { $0["alternatives"]?.list?.first }
    let isIBM = alternatives.contains { $0["timestamps"] != nil }
    guard !isIBM else { return nil }
    let spoken = alternatives.filter { alternative in
      alternative["words"]?.list?.contains { label($0) != nil } ?? false
    }
    // In version 1 the last result holds all words; in version 2 each result has its own.
    if let last = spoken.last, let words = last["words"]?.list {
      let isRepeated = spoken.count == 1 || start(spoken[0]) == start(last)
      let all = isRepeated ? words : spoken.flatMap { $0["words"]?.list ?? [] }
      return .words(all.map(word))
    }
    return .pieces(
      results.compactMap { result in
        guard let alternative = result["alternatives"]?.list?.first else { return nil }
        let words = alternative["words"]?.list ?? []
        return Recognised.Piece(
          label: nil, start: words.first.flatMap { word($0).start },
          end: words.last.flatMap { word($0).end }
            ?? result["resultEndTime", "result_end_time", "resultEndOffset"]?.duration,
          text: alternative["transcript"]?.string ?? "")
      })
  }

  private static func start(_ alternative: JSON) -> Int? {
    (alternative["words"]?.list?.first).flatMap { word($0).start }
  }

  private static func word(_ word: JSON) -> Recognised.Word {
    Recognised.Word(
      label: label(word), start: word["startTime", "start_time", "startOffset"]?.duration,
      end: word["endTime", "end_time", "endOffset"]?.duration, text: word["word"]?.string ?? "")
  }

  /// A speaker's number; 0 says that nobody was told apart.
  private static func label(_ word: JSON) -> String? {
    let label = word["speakerTag", "speaker_tag", "speakerLabel", "speaker_label"]?.label
    return label == "0" ? nil : label
  }
}

/// IBM Watson: words as lists of word, start and end; speakers in a list of their own.
enum IBM {
  static func read(_ root: JSON) -> Recognised? {
    // Batches wrap what one recording gives in a list.
    let whole =
      root["results"]?.list?.first.flatMap { $0["results"]?.list != nil ? $0 : nil } ?? root
    guard let results = whole["results"]?.list else { return nil }
    var words: [Recognised.Word] = []
    for result in results {
      for stamp in result["alternatives"]?.list?.first?["timestamps"]?.list ?? [] {
        guard let parts = stamp.list, parts.count >= 3, let text = parts[0].string else { continue }
        words.append(
          Recognised.Word(start: parts[1].seconds, end: parts[2].seconds, text: text))
      }
    }
    guard !words.isEmpty else { return nil }
    let labels = (whole["speaker_labels"]?.list ?? []).compactMap { label in
      label["from"]?.seconds.map { (label["speaker"]?.label, $0, label["to"]?.seconds ?? $0) }
    }
    return .words(labels.isEmpty ? words : words.spoken(by: labels))
  }
}

/// Azure Speech: batch (`recognizedPhrases`) and fast (`phrases`) transcription.
enum Azure {
  static func read(_ root: JSON) -> Recognised? {
    if let phrases = root["recognizedPhrases"]?.list {
      return .pieces(
        phrases.map { phrase in
          let start =
            phrase["offsetMilliseconds"]?.milliseconds ?? ticks(phrase["offsetInTicks"])
            ?? phrase["offset"]?.isoDuration
          let length =
            phrase["durationMilliseconds"]?.milliseconds ?? ticks(phrase["durationInTicks"])
            ?? phrase["duration"]?.isoDuration
          let best = phrase["nBest"]?.list?.first
          return Recognised.Piece(
            label: phrase["speaker"]?.label, start: start, end: end(start, length),
            text: best?["display", "lexical"]?.string ?? "")
        })
    }
    guard let phrases = root["phrases"]?.list, phrases.first?["text"] != nil else { return nil }
    return .pieces(
      phrases.map { phrase in
        let start = phrase["offsetMilliseconds", "offset"]?.milliseconds
        let length = phrase["durationMilliseconds", "duration"]?.milliseconds
        return Recognised.Piece(
          label: phrase["speaker"]?.label, start: start, end: end(start, length),
          text: phrase["text"]?.string ?? "")
      })
  }

  /// Ticks of 100 nanoseconds.
  private static func ticks(_ value: JSON?) -> Int? {
    value?.number.flatMap { abs($0) < 1e16 ? Int(($0 / 10_000).rounded()) : nil }
  }

  private static func end(_ start: Int?, _ length: Int?) -> Int? {
    guard let start, let length else { return nil }
    return start + length
  }
}
