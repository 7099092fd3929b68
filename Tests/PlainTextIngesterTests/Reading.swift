import LeitmotifModel
import LeitmotifPlugin
import PlainTextIngester

/// Reads a text as the file `study/p1.txt`.
func read(
  _ text: String, configuration: PlainTextIngester.Configuration = .init()
) throws -> Transcript {
  try read(Array(text.utf8), configuration: configuration)
}

func read(
  _ bytes: [UInt8], configuration: PlainTextIngester.Configuration = .init()
) throws -> Transcript {
  try PlainTextIngester(configuration: configuration, setup: StageSetup())
    .transcript(from: Source(path: "study/p1.txt", bytes: bytes), in: StageContext())
}

/// The turns of a text as `label@seconds: speech`, line ends in the speech as `/`.
func turns(
  _ text: String, configuration: PlainTextIngester.Configuration = .init()
) throws -> [String] {
  turns(try read(text, configuration: configuration))
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
