import Captions
import LeitmotifModel
import LeitmotifPlugin

/// Reads a file of captions.
func read(
  _ text: String, as path: String, configuration: CaptionsIngester.Configuration = .init()
) throws -> Transcript {
  try CaptionsIngester(configuration: configuration, setup: StageSetup())
    .transcript(from: Source(path: path, bytes: Array(text.utf8)), in: StageContext())
}

/// The turns of a file of captions as `label@seconds-seconds: speech`.
func turns(
  _ text: String, as path: String, configuration: CaptionsIngester.Configuration = .init()
) throws -> [String] {
  let transcript = try read(text, as: path, configuration: configuration)
  return transcript.turns.map { turn in
    let label = transcript.speaker(of: turn)?.label ?? "-"
    return
      "\(label)@\(seconds(turn.start))-\(seconds(turn.end)): \(transcript.text[turn.span])"
  }
}

private func seconds(_ milliseconds: Int?) -> String {
  guard let milliseconds else { return "?" }
  return milliseconds % 1000 == 0 ? "\(milliseconds / 1000)" : "\(Double(milliseconds) / 1000)"
}
