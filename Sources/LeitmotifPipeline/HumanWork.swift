import LeitmotifModel
import LeitmotifPlugin
import Synchronization

/// Reads what people said: all coders' files and decisions, checked against the transcripts that they are about.
struct HumanWork {
  let pipeline: Pipeline
  let reading: TranscriptReading

  /// What all the files say, by transcript.
  struct Content: Sendable {
    /// The decisions in the order in which they were made.
    var allDecisions: [Decision] = []
    var decisions: [Identifier<Transcript>: [Decision]] = [:]
    var codings: [Identifier<Transcript>: [Coding]] = [:]
    var coverage: [Identifier<Transcript>: [Coverage]] = [:]
    var coders: Set<Identifier<Coder>> = []
    var warnings: [Diagnostic] = []
  }

  /// Reads the files.
  ///
  /// - Throws: `Diagnostics` with everything that is wrong in all of them.
  func read() throws -> Content {
    var content = Content()
    var diagnostics = Diagnostics()
    let study = Outline(pipeline: pipeline, reading: reading)
    for (stage, path) in pipeline.coderFiles {
      guard case .importer(let importer) = pipeline.stages[stage] else { continue }
      let context = StageContext()
      do {
        let imported = try importer.codings(
          from: try pipeline.files.source(at: path), study: study, in: context)
        for coding in imported.codings {
          content.codings[coding.transcript, default: []].append(coding)
          content.coders.insert(coding.coder)
        }
        for covered in imported.coverage {
          content.coverage[covered.transcript, default: []].append(covered)
          content.coders.insert(covered.coder)
        }
        content.warnings.append(contentsOf: context.diagnostics)
      } catch let error as Diagnostics {
        diagnostics.append(contentsOf: error)
      }
    }
    for case .merger(let merger) in pipeline.stages {
      do {
        content.allDecisions = try merger.decisions(in: study)
      } catch let error as Diagnostics {
        diagnostics.append(contentsOf: error)
      }
    }
    content.decisions = Dictionary(grouping: content.allDecisions, by: \.transcript)
    try diagnostics.throwIfErrors()
    return content
  }

  /// The transcripts as an importer sees them; those it asked for last are kept at hand.
  private final class Outline: StudyOutline {
    private static let kept = 64
    private let reading: TranscriptReading
    private let files: [Identifier<Transcript>: Pipeline.TranscriptFile]
    private let recent = Mutex<[(key: Identifier<Transcript>, transcript: Transcript?)]>([])

    let codebook: Codebook
    let transcripts: [Identifier<Transcript>]

    init(pipeline: Pipeline, reading: TranscriptReading) {
      self.reading = reading
      codebook = pipeline.codebook
      transcripts = pipeline.transcripts.map(\.key)
      files = Dictionary(pipeline.transcripts.map { ($0.key, $0) }) { first, _ in first }
    }

    func transcript(_ key: Identifier<Transcript>) throws -> Transcript? {
      if let known = recent.withLock({ $0.first { $0.key == key } }) { return known.transcript }
      guard let file = files[key] else { return nil }
      let transcript = try reading.read(file).segmented.transcript
      recent.withLock { recent in
        recent.insert((key, transcript), at: 0)
        if recent.count > Self.kept { recent.removeLast() }
      }
      return transcript
    }
  }
}
