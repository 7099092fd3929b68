/// Whisper and what is built on it: `segments` with text and times, speakers from WhisperX and OpenAI.
enum Whisper {
  static func read(_ root: JSON) -> Recognised? {
    if let entries = root["transcription"]?.list { return cpp(entries) }
    guard let segments = root["segments"]?.list, let first = segments.first,
      first["start"]?.number != nil, first["text"]?.string != nil
    else { return nil }
    return .pieces(
      segments.compactMap { segment in
        segment["text"]?.string.map { text in
          Recognised.Piece(
            label: segment["speaker"]?.label, start: segment["start"]?.seconds,
            end: segment["end"]?.seconds, text: text)
        }
      })
  }

  /// whisper.cpp: times in milliseconds under `offsets`, or on a clock under `timestamps`.
  private static func cpp(_ entries: [JSON]) -> Recognised? {
    guard entries.first?["text"] != nil else { return nil }
    return .pieces(
      entries.compactMap { entry in
        entry["text"]?.string.map { text in
          Recognised.Piece(
            label: entry["speaker"]?.label,
            start: entry["offsets"]?["from"]?.milliseconds ?? entry["timestamps"]?["from"]?.clock,
            end: entry["offsets"]?["to"]?.milliseconds ?? entry["timestamps"]?["to"]?.clock,
            text: text)
        }
      })
  }
}
