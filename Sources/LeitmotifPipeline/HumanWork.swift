import LeitmotifExchange
import LeitmotifModel
import LeitmotifPlugin
import Synchronization

/// Reads what people said: all coders' files and decisions, checked against the transcripts that they are about.
struct HumanWork {
  let pipeline: Pipeline
  let reading: TranscriptReading
  /// Gives the transcripts that need not be read, for they are as the store has them.
  var stored: @Sendable (Identifier<Transcript>) throws -> Transcript? = { _ in nil }

  /// What all the files say, by transcript.
  struct Content: Sendable {
    /// The decisions in the order in which they were made.
    var allDecisions: [Decision] = []
    var decisions: [Identifier<Transcript>: [Decision]] = [:]
    var codings: [Identifier<Transcript>: [Coding]] = [:]
    var coverage: [Identifier<Transcript>: [Coverage]] = [:]
    var coders: Set<Identifier<Coder>> = []
    var warnings: [Diagnostic] = []
    /// What became of each foreign project.
    var reports: [JSONValue] = []
  }

  /// Reads the files.
  ///
  /// - Throws: `Diagnostics` with everything that is wrong in all of them.
  func read() throws -> Content {
    var content = Content()
    var diagnostics = Diagnostics()
    let study = Outline(pipeline: pipeline, reading: reading, stored: stored)
    // One coder may have several files, and they may say the same twice.
    var seen: Set<Coding> = []
    var finished: [Coverage: String] = [:]
    var twice: Set<Identifier<Coder>> = []
    var places: [CodingID: Coding] = [:]
    func clashes(_ coding: Coding) -> Bool {
      places.updateValue(coding, forKey: CodingID(coding)) != nil
    }
    for (stage, path) in pipeline.coderFiles {
      guard case .importer(let importer) = pipeline.stages[stage] else { continue }
      let context = StageContext()
      do {
        let imported = try importer.codings(
          from: try pipeline.files.source(at: path), study: study, in: context)
        for coding in imported.codings where seen.insert(coding).inserted {
          content.codings[coding.transcript, default: []].append(coding)
          content.coders.insert(coding.coder)
          if clashes(coding) { diagnostics.append(clash(of: coding, in: path)) }
        }
        for covered in imported.coverage {
          if let other = finished[covered] {
            // Two people may have called their files alike.
            let areNamedAlike = [path, other].allSatisfy {
              stem(of: $0) == covered.coder.rawValue
            }
            if areNamedAlike, path != other, twice.insert(covered.coder).inserted {
              content.warnings.append(Self.sameName(covered, in: other, and: path))
            }
            continue
          }
          finished[covered] = path
          content.coverage[covered.transcript, default: []].append(covered)
          content.coders.insert(covered.coder)
        }
        content.warnings.append(contentsOf: context.diagnostics)
        if imported.report != .null { content.reports.append(["report": imported.report]) }
      } catch let error as Diagnostics {
        diagnostics.append(contentsOf: error)
      }
    }
    for case .classifier(let classifier) in pipeline.stages
    where content.coders.contains(classifier.coder) {
      diagnostics.append(
        .error(
          "duplicate-coder", "a person has the name of the classifier '\(classifier.coder)'",
          help: "name the person otherwise: by the column 'coder', or by the file's name"))
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

  /// Two files by whose names one coder finished the same transcript.
  private static func sameName(
    _ covered: Coverage, in first: String, and second: String
  ) -> Diagnostic {
    .warning(
      "coder-in-two-files",
      "'\(covered.coder)' finished '\(covered.transcript)' here and in \(first): they count as one coder",
      help:
        "if they are two people, give each a name of their own: by the file's name, or by a column 'coder'",
      at: SourceLocation(path: second))
  }

  /// Two files that give one coder's coding two sets of attributes, or two memos.
  private func clash(of coding: Coding, in path: String) -> Diagnostic {
    .error(
      "coding-clash",
      "'\(coding.coder)' codes '\(coding.code)' at one place of '\(coding.transcript)' twice, with different attributes or memos",
      help: "keep one of the two; the other may be in another file of the same coder",
      at: SourceLocation(path: path))
  }

  /// The transcripts as an importer sees them; those it asked for last are kept at hand.
  private final class Outline: StudyOutline {
    private static let kept = 64
    private let reading: TranscriptReading
    private let stored: @Sendable (Identifier<Transcript>) throws -> Transcript?
    private let files: [Identifier<Transcript>: Pipeline.TranscriptFile]
    private let unreadable = Mutex<Set<Identifier<Transcript>>>([])
    private let recent = Mutex<[(key: Identifier<Transcript>, transcript: Transcript?)]>([])

    let codebook: Codebook
    let transcripts: [Identifier<Transcript>]

    init(
      pipeline: Pipeline, reading: TranscriptReading,
      stored: @escaping @Sendable (Identifier<Transcript>) throws -> Transcript?
    ) {
      self.reading = reading
      self.stored = stored
      codebook = pipeline.codebook
      transcripts = pipeline.transcripts.map(\.key)
      files = Dictionary(pipeline.transcripts.map { ($0.key, $0) }) { first, _ in first }
    }

    /// A transcript that cannot be read is quarantined by the run itself, which says why.
    func isSetAside(_ key: Identifier<Transcript>) -> Bool {
      unreadable.withLock { $0.contains(key) }
    }

    func transcript(_ key: Identifier<Transcript>) throws -> Transcript? {
      if isSetAside(key) { return nil }
      if let known = recent.withLock({ $0.first { $0.key == key } }) { return known.transcript }
      guard let file = files[key] else { return nil }
      let transcript: Transcript
      do {
        transcript = try stored(key) ?? reading.read(file).segmented.transcript
      } catch is Diagnostics {
        unreadable.withLock { _ = $0.insert(key) }
        return nil
      }
      recent.withLock { recent in
        recent.insert((key, transcript), at: 0)
        if recent.count > Self.kept { recent.removeLast() }
      }
      return transcript
    }
  }
}
