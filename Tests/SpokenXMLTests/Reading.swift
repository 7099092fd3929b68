import LeitmotifModel
import LeitmotifPlugin
import SpokenXML

/// Reads a file's text as `spoken` does.
func read(
  _ text: String, as name: String, _ configuration: SpokenIngester.Configuration = .init()
) throws -> Transcript {
  try read(Array(text.utf8), as: name, configuration)
}

/// Reads a file's bytes as `spoken` does.
func read(
  _ bytes: [UInt8], as name: String, _ configuration: SpokenIngester.Configuration = .init()
) throws -> Transcript {
  try SpokenIngester(configuration: configuration, setup: StageSetup())
    .transcript(from: Source(path: name, bytes: bytes), in: StageContext())
}

/// Every turn as `label start-end: words`, times in milliseconds.
func timedTurns(_ transcript: Transcript) -> [String] {
  transcript.turns.map { turn in
    let times = "\(turn.start.map(String.init) ?? "?")-\(turn.end.map(String.init) ?? "?")"
    let label = transcript.speaker(of: turn)?.label ?? "nobody"
    return "\(label) \(times): \(transcript.text[turn.span])"
  }
}

/// The error that reading ends with.
func error(of body: () throws -> Transcript) -> String {
  do {
    _ = try body()
    return ""
  } catch {
    return "\(error)"
  }
}
