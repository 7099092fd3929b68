/// Speechmatics, version 2 (`results` of words and marks) and 1 (`words` beside `speakers`).
enum Speechmatics {
  static func read(_ root: JSON) -> Recognised? {
    if let results = root["results"]?.list, results.first?["alternatives"] != nil,
      results.contains(where: { $0["type"]?.string == "word" })
    {
      return .words(words(results))
    }
    guard let words = root["words"]?.list, words.first?["name"]?.string != nil else { return nil }
    func section(_ item: JSON) -> (label: String?, start: Int, end: Int)? {
      guard let start = item["time"]?.seconds else { return nil }
      return (item["name"]?.label, start, start + (item["duration"]?.seconds ?? 0))
    }
    let heard = words.compactMap { item -> Recognised.Word? in
      guard let text = item["name"]?.string else { return nil }
      let time = section(item)
      return Recognised.Word(
        start: time?.start, end: time?.end, text: text,
        isAttached: text.unicodeScalars.allSatisfy { ".,?!;:".unicodeScalars.contains($0) })
    }
    let speakers = (root["speakers"]?.list ?? []).compactMap(section)
    return .words(speakers.isEmpty ? heard : heard.spoken(by: speakers))
  }
}

extension Speechmatics {
  /// The words of version 2; a mark that belongs to the word behind it, as `¿` does, is put in front of that.
  private static func words(_ results: [JSON]) -> [Recognised.Word] {
    var words: [Recognised.Word] = []
    var opening = ""
    for item in results {
      guard let best = item["alternatives"]?.list?.first, let text = best["content"]?.string else {
        continue
      }
      let isMark = item["type"]?.string == "punctuation"
      if isMark, item["attaches_to"]?.string == "next" {
        opening += text
        continue
      }
      words.append(
        Recognised.Word(
          label: best["speaker"]?.label ?? item["channel"]?.label,
          start: item["start_time"]?.seconds, end: item["end_time"]?.seconds,
          text: opening + text, isAttached: isMark))
      opening = ""
    }
    return words
  }
}

/// Rev: monologues of elements, which carry their own blanks.
enum Rev {
  static func read(_ root: JSON) -> Recognised? {
    guard let monologues = root["monologues"]?.list else { return nil }
    var names: [String: String] = [:]
    for speaker in root["speakers"]?.list ?? [] {
      if let id = speaker["id"]?.label { names[id] = speaker["name"]?.label }
    }
    return .pieces(
      monologues.map { monologue in
        let elements = monologue["elements"]?.list ?? []
        let label = monologue["speaker"]?.label
        return Recognised.Piece(
          label: monologue["speaker_info"]?["display_name"]?.label
            ?? label.map { names[$0] ?? $0 },
          start: elements.lazy.compactMap { time($0["ts", "timestamp"]) }.first,
          end: elements.lazy.compactMap { time($0["end_ts", "end_timestamp"]) }.last,
          text: elements.compactMap { $0["value"]?.string }.joined())
      })
  }
}

extension Rev {
  /// Seconds, or a clock's time in what people transcribed.
  private static func time(_ value: JSON?) -> Int? { value?.seconds ?? value?.clock }
}

/// The BBC's: Kaldi (words beside sections of speakers), digital-paper-edit, autoEdit 2.
enum BBC {
  static func read(_ root: JSON) -> Recognised? {
    if let value = root["retval"], let words = value["words"]?.list {
      let sections = (value["segmentation"]?["segments"]?.list ?? []).compactMap { segment in
        segment["start"]?.seconds.map { start in
          (
            segment["speaker"]?["@id"]?.label, start, start + (segment["duration"]?.seconds ?? 0)
          )
        }
      }
      let heard = words.map { word($0, text: ["punct", "word"]) }
      return .words(sections.isEmpty ? heard : heard.spoken(by: sections))
    }
    if let words = root["words"]?.list, let paragraphs = root["paragraphs"]?.list {
      return paperEdit(words, paragraphs)
    }
    guard let texts = root["text"]?.list, texts.first?["paragraph"] != nil else { return nil }
    return .pieces(
      texts.map { text in
        let lines = (text["paragraph"]?.list ?? []).flatMap { $0["line"]?.list ?? [] }
        return Recognised.Piece(
          label: text["speaker"]?.label, start: lines.first?["start", "startTime"]?.seconds,
          end: lines.last?["end", "endTime"]?.seconds,
          text: lines.compactMap { $0["text"]?.string }.joined(separator: " "))
      })
  }

  /// Each paragraph with the words that begin in it.
  private static func paperEdit(_ words: [JSON], _ paragraphs: [JSON]) -> Recognised? {
    let heard = words.map { word($0, text: ["text", "punct"]) }
    var place = 0
    let pieces = paragraphs.enumerated().map { number, paragraph in
      let next = paragraphs.dropFirst(number + 1).first?["start"]?.seconds ?? .max
      var inside: [Recognised.Word] = []
      while place < heard.count, (heard[place].start ?? 0) < next {
        inside.append(heard[place])
        place += 1
      }
      return Recognised.Piece(
        label: paragraph["speaker"]?.label,
        start: paragraph["start"]?.seconds ?? inside.first?.start,
        end: paragraph["end"]?.seconds ?? inside.last?.end,
        text: inside.map(\.text).joined(separator: " "))
    }
    return .pieces(pieces)
  }

  private static func word(_ word: JSON, text names: [String]) -> Recognised.Word {
    Recognised.Word(
      start: word["start"]?.seconds, end: word["end"]?.seconds,
      text: names.lazy.compactMap { word[$0]?.string }.first ?? "")
  }
}

/// A plain list of records with a text, and perhaps a speaker and times, under the names that programs use:
/// Podcasting 2.0 (`segments` with `startTime` and `body`) and many a team's own export.
enum RecordList {
  private static let names = [
    "segments", "utterances", "sentences", "transcript", "turns", "results", "paragraphs", "words",
    "result", "data",
  ]

  /// What programs wrap the list up in.
  private static let wrappers = ["result", "results", "transcription", "transcript", "data"]

  static func read(_ root: JSON) -> Recognised? { read(root, depth: 0) }

  private static func read(_ root: JSON, depth: Int) -> Recognised? {
    for (name, list) in [("", root.list)] + names.map({ ($0, root[$0]?.list) }) {
      guard let records = list, let first = records.first, first.isObject, text(first) != nil
      else { continue }
      let pieces = pieces(records)
      return name == "words" || first["word"] != nil || areWords(pieces)
        ? .words(pieces.map(word)) : .pieces(pieces)
    }
    guard depth < 3 else { return nil }
    return wrappers.lazy.compactMap { root[$0].flatMap { read($0, depth: depth + 1) } }.first
  }

  private static func pieces(_ records: [JSON]) -> [Recognised.Piece] {
    let isMilliseconds = usesMilliseconds(records)
    func time(_ value: JSON?) -> Int? {
      isMilliseconds ? value?.milliseconds : value?.seconds ?? value?.clock
    }
    return records.compactMap { record in
      guard let text = text(record), text.contains(where: { !$0.isWhitespace }),
        // ElevenLabs lists laughter among the words.
        record["type"]?.string != "audio_event"
      else { return nil }
      return Recognised.Piece(
        label: record[
          "speaker", "speaker_label", "speakerName", "speaker_name", "speaker_id", "speakerId",
          "name", "role"]?.label,
        start: time(record["start", "startTime", "start_time", "begin", "timestamp"]),
        end: time(record["end", "endTime", "end_time"]), text: text)
    }
  }

  private static func text(_ record: JSON) -> String? {
    record["text", "body", "transcript", "content", "utterance", "sentence", "word"]?.string
  }

  private static func word(_ piece: Recognised.Piece) -> Recognised.Word {
    Recognised.Word(label: piece.label, start: piece.start, end: piece.end, text: piece.text)
  }

  /// Whether most records are single words, so that they are joined by speaker.
  private static func areWords(_ pieces: [Recognised.Piece]) -> Bool {
    let single = pieces.count { piece in
      !piece.text.utf8.drop { $0 == 0x20 }.contains(0x20)
    }
    return pieces.count >= 8 && single * 10 >= pieces.count * 8
  }

  /// Whether times are whole numbers so large that they would be hours as seconds.
  private static func usesMilliseconds(_ records: [JSON]) -> Bool {
    let times = records.compactMap { $0["end", "endTime", "end_time", "start", "startTime"] }
    guard !times.isEmpty, times.allSatisfy(\.isWhole) else { return false }
    let last = times.compactMap(\.number).max() ?? 0
    // A record lasts seconds, not minutes.
    return last / Double(times.count) > 120
  }
}
