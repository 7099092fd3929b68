import LeitmotifLabels
import LeitmotifModel
import LeitmotifPlugin

/// Reads a text as the file `study/p1.txt`.
func read(_ text: String, settings: LabelSettings = LabelSettings()) throws -> Transcript {
  let text = CanonicalText(text)
  let source = Source(path: "study/p1.txt", bytes: text.bytes)
  let read = LabelledText(text, settings: settings)
  return Transcript(
    of: source, format: "text", encoding: "utf-8", text: text, turns: read.turns,
    speakers: settings.speakers, metadata: read.metadata,
    warnings: read.warnings(for: source))
}

/// The turns of a text as `label@seconds: speech`, line ends in the speech as `/`.
func turns(_ text: String, settings: LabelSettings = LabelSettings()) throws -> [String] {
  turns(try read(text, settings: settings))
}

func turns(_ transcript: Transcript) -> [String] {
  transcript.turns.map { turn in
    let label = transcript.speaker(of: turn)?.label ?? "-"
    let time = turn.start.map { start in
      start % 1000 == 0 ? "@\(start / 1000)" : "@\(Double(start) / 1000)"
    }
    let speech = transcript.text[turn.span].split(separator: "\n", omittingEmptySubsequences: false)
    return "\(label)\(time ?? ""): \(speech.joined(separator: "/"))"
  }
}
