import ArgumentParser
import LeitmotifBuiltins
import LeitmotifModel
import LeitmotifPlugin
import LeitmotifYAML

/// `leitmotif inspect`: how a transcript is read.
struct Inspect: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Shows how transcripts are read: format, speakers, turns, and what is odd.",
    discussion: """
      Look here first when a transcript is new. Nothing is stored or changed. Where the labels are read wrong, \
      the settings of the ingester help: `leitmotif plugins describe text`.
      """)

  @Argument(help: "The transcripts.", completion: .file())
  var files: [String]

  @Flag(help: "Print one JSON object a file, on a line of its own, for other programs.")
  var json = false

  func run() throws {
    let reader = TranscriptReader(factories: builtinStages.filter { $0.kind == .ingest })
    var hasFailed = false
    for file in files {
      do {
        let transcript = try reader.transcript(from: readFile(file))
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
    if hasFailed { throw ExitCode(ExitStatus.wrongFiles) }
  }
}

/// Reads a transcript by the ingester that knows its format best.
struct TranscriptReader {
  /// The ingesters.
  let factories: [StageFactory]

  func transcript(from source: Source) throws -> Transcript {
    let ranked = factories.map { (factory: $0, recognition: $0.recognition(source)) }
    // Of those that are equally sure the first.
    let best = ranked.reversed().max { $0.recognition < $1.recognition }
    guard let best, best.recognition > .no,
      case .ingester(let ingester)? = try best.factory.withDefaults()
    else { throw Diagnostics(unknownFormat(of: source)) }
    return try ingester.transcript(from: source, in: StageContext())
  }

  private func unknownFormat(of source: Source) -> Diagnostic {
    let isPDF = source.bytes.starts(with: "%PDF".utf8)
    let names = factories.map(\.name).joined(separator: ", ")
    return .error(
      "unknown-format",
      isPDF ? "a PDF file keeps no text in reading order" : "no ingester knows this kind of file",
      help: isPDF
        ? "save the document that it was made from as plain text, or copy the text into a .txt file"
        : "ingesters: \(names); save the transcript as plain text (.txt) or TEI (.xml)",
      at: SourceLocation(path: source.path))
  }
}

extension StageFactory {
  /// The stage of somebody who sets nothing.
  fileprivate func withDefaults() throws -> AnyStage? {
    let collector = DiagnosticCollector()
    return try configured(by: nil, reporting: collector)?.make(StageSetup())
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
      "speakers": .list(
        speakers.map { ["label": .string($0.label), "role": .string($0.role.rawValue)] }),
      "turns": .list(
        turns.map { turn in
          [
            "speaker": .optional(speaker(of: turn)?.label),
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
