/// Deepgram: `results.utterances`, or words of channels, or their paragraphs.
enum Deepgram {
  static func read(_ root: JSON) -> Recognised? {
    guard let results = root["results"] else { return nil }
    if let utterances = results["utterances"]?.list, utterances.first?["transcript"] != nil {
      return .pieces(
        utterances.map { utterance in
          Recognised.Piece(
            label: utterance["speaker"]?.label, start: utterance["start"]?.seconds,
            end: utterance["end"]?.seconds, text: utterance["transcript"]?.string ?? "")
        })
    }
    guard let channels = results["channels"]?.list else { return nil }
    let words = channels.compactMap { $0["alternatives"]?.list?.first?["words"]?.list }
    guard !words.isEmpty else { return nil }
    let several = words.count { !$0.isEmpty } > 1
    let all = words.enumerated().flatMap { channel, words in
      words.map { word in
        Recognised.Word(
          label: word["speaker"]?.label ?? (several ? "channel \(channel)" : nil),
          start: word["start"]?.seconds, end: word["end"]?.seconds,
          text: word["punctuated_word", "word"]?.string ?? "")
      }
    }
    return .words(several ? all.sorted { ($0.start ?? 0) < ($1.start ?? 0) } : all)
  }
}

/// AssemblyAI: `utterances` or, where they are null, words; times in milliseconds.
enum AssemblyAI {
  static func read(_ root: JSON) -> Recognised? {
    if let utterances = root["utterances"]?.list, !utterances.isEmpty {
      return .pieces(
        utterances.map { utterance in
          Recognised.Piece(
            label: utterance["speaker"]?.label, start: utterance["start"]?.milliseconds,
            end: utterance["end"]?.milliseconds, text: utterance["text"]?.string ?? "")
        })
    }
    guard root["text"]?.string != nil, let words = root["words"]?.list,
      words.first?["text"]?.string != nil, words.allSatisfy({ $0["start"]?.isWhole ?? false })
    else { return nil }
    return .words(
      words.map { word in
        Recognised.Word(
          label: word["speaker"]?.label, start: word["start"]?.milliseconds,
          end: word["end"]?.milliseconds, text: word["text"]?.string ?? "")
      })
  }
}
