/// Amazon Transcribe, its Call Analytics, and Bedrock Data Automation.
enum Amazon {
  static func read(_ root: JSON) -> Recognised? {
    if let calls = root["Transcript"]?.list { return callAnalytics(calls) }
    if let segments = root["audio_segments"]?.list { return automation(segments) }
    guard let results = root["results"], let items = results["items"]?.list else { return nil }
    if let channels = results["channel_labels"]?["channels"]?.list {
      return .words(channelWords(channels))
    }
    let labels = labels(of: results["speaker_labels"])
    return .words(items.compactMap { word($0, labels: labels) })
  }

  /// A word or mark of `items`; the times are texts, and marks have none.
  private static func word(_ item: JSON, labels: [String: String] = [:]) -> Recognised.Word? {
    guard let text = item["alternatives"]?.list?.first?["content"]?.string else { return nil }
    let time = item["start_time"]
    return Recognised.Word(
      label: item["speaker_label"]?.label ?? time.flatMap { labels[key($0)] },
      start: time?.seconds, end: item["end_time"]?.seconds, text: text,
      isAttached: item["type"]?.string == "punctuation")
  }

  /// Who speaks from when on, by the time as it is written.
  private static func labels(of speakers: JSON?) -> [String: String] {
    var labels: [String: String] = [:]
    for segment in speakers?["segments"]?.list ?? [] {
      for item in segment["items"]?.list ?? [] {
        guard let time = item["start_time"] else { continue }
        labels[key(time)] = item["speaker_label"]?.label ?? segment["speaker_label"]?.label
      }
    }
    return labels
  }

  private static func key(_ time: JSON) -> String {
    time.seconds.map(String.init) ?? ""
  }

  /// The words of all channels by time, each mark behind its word.
  private static func channelWords(_ channels: [JSON]) -> [Recognised.Word] {
    var words: [(time: Int, word: Recognised.Word)] = []
    for channel in channels {
      let label = channel["channel_label"]?.label
      var time = 0
      for item in channel["items"]?.list ?? [] {
        guard var word = word(item) else { continue }
        word.label = label
        time = word.start ?? time
        words.append((time, word))
      }
    }
    let order = words.indices.sorted { (words[$0].time, $0) < (words[$1].time, $1) }
    return order.map { words[$0].word }
  }

  private static func callAnalytics(_ turns: [JSON]) -> Recognised? {
    guard turns.first?["Content"] != nil else { return nil }
    return .pieces(
      turns.map { turn in
        Recognised.Piece(
          label: turn["ParticipantRole", "ParticipantId"]?.label,
          start: turn["BeginOffsetMillis"]?.milliseconds,
          end: turn["EndOffsetMillis"]?.milliseconds, text: turn["Content"]?.string ?? "")
      })
  }

  private static func automation(_ segments: [JSON]) -> Recognised? {
    .pieces(
      segments.map { segment in
        Recognised.Piece(
          label: segment["speaker"]?["speaker_label"]?.label ?? segment["speaker"]?.label,
          start: segment["start_timestamp_millis"]?.milliseconds,
          end: segment["end_timestamp_millis"]?.milliseconds,
          text: segment["text"]?.string ?? "")
      })
  }
}
