/// Whisper and what is built on it: `segments` with text and times, speakers from WhisperX and OpenAI.
enum Whisper {
  static func read(_ root: JSON) -> Recognised? {
    if let entries = root["transcription"]?.list { return cpp(entries) }
    if let lists = root.list, lists.first?.list != nil {
      let pieces = lists.compactMap { $0.list.flatMap(piece) }
      return pieces.isEmpty ? nil : .pieces(pieces)
    }
    // Hugging Face's pipelines; insanely-fast-whisper adds who speaks.
    if let chunks = (root["speakers"] ?? root["chunks"])?.list,
      chunks.first?["timestamp"]?.list != nil
    {
      return .pieces(chunks.compactMap(chunk))
    }
    guard let segments = root["segments"]?.list else { return nil }
    // It heard nothing, and says so.
    if segments.isEmpty, root["text"]?.string?.allSatisfy(\.isWhitespace) == true {
      return .pieces([])
    }
    guard let first = segments.first, first["start"]?.number != nil, first["text"]?.string != nil
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

  /// A chunk: its text, and from when to when in one list.
  private static func chunk(_ chunk: JSON) -> Recognised.Piece? {
    chunk["text"]?.string.map { text in
      let times = chunk["timestamp"]?.list ?? []
      return Recognised.Piece(
        label: chunk["speaker"]?.label, start: times.first?.seconds,
        end: times.dropFirst().first?.seconds, text: text)
    }
  }

  /// A segment of faster-whisper as Python writes it, without names: …, start, end, text, ….
  private static func piece(_ values: [JSON]) -> Recognised.Piece? {
    guard let place = values.firstIndex(where: { $0.string != nil }), place >= 2,
      let start = values[place - 2].seconds, let end = values[place - 1].seconds
    else { return nil }
    return Recognised.Piece(start: start, end: end, text: values[place].string ?? "")
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
