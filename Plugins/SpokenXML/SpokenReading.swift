import LeitmotifModel
import LeitmotifPlugin

/// What the reader of a format found in a file.
struct SpokenReading {
  /// The format's name, as `inspect` shows it.
  var format: String
  /// The file's encoding.
  var encoding = ""
  /// The speech, one turn a line, who said it, and when.
  var speech = SpokenText()
  /// The roles that the file gives to labels.
  var roles: [String: Role] = [:]
  /// What the file says about itself.
  var metadata: [String: String] = [:]
  /// What was odd.
  var warnings: [Diagnostic] = []

  init(format: String) {
    self.format = format
  }

  /// Adds a turn, unless nobody spoke in it.
  mutating func add(_ words: [UInt8], label: String?, start: Int?, end: Int?) {
    speech.add(words, label: label, start: start, end: end)
  }

  /// The transcript of the file.
  func transcript(of source: Source, speakers: SpeakerMap) -> Transcript {
    var warnings = warnings
    if speech.turns.isEmpty, !warnings.contains(where: { $0.id == "no-speech" }) {
      warnings.append(
        .warning(
          "no-speech", "nobody says a word in the file",
          help: "look whether it is the right one; 'leitmotif inspect' shows what was found",
          at: SourceLocation(path: source.path)))
    }
    return Transcript(
      of: source, format: format, encoding: encoding, text: speech.text,
      turns: speech.turns, speakers: speakers, statedRoles: roles, metadata: metadata,
      warnings: warnings)
  }
}

/// A text in seconds, such as `12.34`, in whole milliseconds.
///
/// - Returns: `nil` for what is no time, or for one of more than 11 days, which no recording lasts.
func milliseconds(ofSeconds text: String) -> Int? {
  guard let seconds = Double(text), seconds >= 0, seconds < 1e6 else { return nil }
  return Int((seconds * 1000).rounded())
}
