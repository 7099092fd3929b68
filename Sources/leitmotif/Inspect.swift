import ArgumentParser
import LeitmotifBuiltins
import LeitmotifModel
import LeitmotifPipeline
import LeitmotifPlugin

/// `leitmotif inspect`: how a transcript is read.
struct Inspect: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Shows how transcripts are read: format, speakers, turns, and what is odd.",
    discussion: """
      Look here first when a transcript is new. Nothing is stored, and the transcripts stay as they are. Where the \
      labels are read wrong, the settings of the ingester help: `leitmotif plugins describe text`.

      --save-speakers writes a table of the labels with their roles, which `speakers: speakers.csv` in a pipeline \
      reads. At a terminal you are asked for the role of each label once.
      """)

  @Argument(help: "The transcripts.", completion: .file())
  var files: [String]

  @Flag(help: "Print one JSON object a file, on a line of its own, for other programs.")
  var json = false

  @Option(help: "A table of labels with role and participant, to read by.", completion: .file())
  var speakers: String?

  @Option(help: "Write the labels with their roles to a table.", completion: .file())
  var saveSpeakers: String?

  @Option(
    help:
      "A table of names with their pseudonyms, to read by; lists what looks like a name and is not in it.",
    completion: .file())
  var pseudonyms: String?

  @Flag(help: "Read as much as can be read of a broken file.")
  var recover = false

  func run() throws {
    let reader = TranscriptReader(
      factories: builtinStages.filter { $0.kind == .ingest }, speakers: speakers,
      pseudonyms: pseudonyms, recovers: recover)
    var hasFailed = false
    var people: [Speaker] = []
    for file in files {
      do {
        let transcript = try reader.transcript(from: readFile(file))
        people += transcript.speakers
        if json {
          printJSON(transcript.inspection(ofFile: file))
        } else {
          print(TranscriptPage(transcript: transcript, file: file).text)
        }
      } catch let diagnostics as Diagnostics {
        printError(diagnostics.description)
        hasFailed = true
      }
    }
    if let saveSpeakers { try save(people, to: saveSpeakers) }
    if hasFailed { throw ExitCode(ExitStatus.wrongFiles) }
  }

  /// Writes the table of speakers, after asking for their roles where somebody is there to answer.
  private func save(_ people: [Speaker], to path: String) throws {
    var seen: Set<String> = []
    var people = people.filter { seen.insert($0.label).inserted }
    var interview = RoleInterview()
    for place in people.indices { interview.ask(&people[place]) }
    try writeWhole(SpeakerTable.write(people), to: path)
    printError(
      "\(people.count) \(people.count == 1 ? "label" : "labels") written to \(path); "
        + "in a pipeline:  settings: {speakers: \(path)}")
  }
}

extension Transcript {
  /// The transcript as `inspect --json` prints it; times in seconds.
  fileprivate func inspection(ofFile file: String) -> JSONValue {
    [
      "file": .string(file),
      "format": .string(format),
      "style": .optional(metadata["style"]),
      "encoding": .string(encoding),
      "confidence": metadata["encoding.confidence"].flatMap(Int.init).map { .integer($0) } ?? .null,
      "speakers": .list(
        speakers.map { ["label": .string($0.label), "role": .string($0.role.rawValue)] }),
      "turns": .list(
        turns.map { turn in
          [
            "speaker": .optional(speaker(of: turn).flatMap { $0.label.isEmpty ? nil : $0.label }),
            "start": .optional(turn.start.map { Double($0) / 1000 }),
            "end": .optional(turn.end.map { Double($0) / 1000 }),
            "text": .string(text[turn.span]),
          ]
        }),
      "warnings": .list(
        warnings.map { ["id": .string($0.id), "message": .string($0.message)] }),
    ]
  }
}
