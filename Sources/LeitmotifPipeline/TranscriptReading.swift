import LeitmotifDigest
import LeitmotifModel
import LeitmotifPlugin
import LeitmotifStore

/// Reads and segments one transcript: the part of the work that needs neither cells nor coders.
struct TranscriptReading: Sendable {
  let pipeline: Pipeline
  let resolver: ParticipantResolver

  init(_ pipeline: Pipeline) {
    self.pipeline = pipeline
    resolver = ParticipantResolver(
      table: pipeline.participants, hasTable: pipeline.file.participants != nil)
  }

  /// A transcript as it was read.
  struct Reading: Sendable {
    let segmented: SegmentedTranscript
    let source: InputFile
    /// What its cells are keyed by: the text, and who says which segment of it.
    let unit: [UInt8]
    let warnings: [Diagnostic]
  }

  /// Reads one transcript.
  ///
  /// - Throws: `Diagnostics` when its file cannot be read; any other error when a stage fails.
  func read(_ file: Pipeline.TranscriptFile) throws -> Reading {
    let context = StageContext()
    let source = Source(path: file.path, bytes: try PipelineFiles.bytes(at: file.path))
    guard case .ingester(let ingester) = pipeline.stages[file.ingester] else {
      throw StageError(
        "stage-failed", "'\(pipeline.file.stages[file.ingester].id)' reads no transcripts")
    }
    try source.refusePointer()
    var transcript = try ingester.transcript(from: source, in: context)
    resolver.resolve(&transcript, path: file.path)

    var segments: [SegmentLevel: [Segment]] = [:]
    for place in pipeline.graph.places(of: .segment)
    where pipeline.graph.ingesters(reaching: place).contains(file.ingester) {
      guard case .segmenter(let segmenter) = pipeline.stages[place] else { continue }
      segments[type(of: segmenter).level] = try segmenter.segments(of: transcript, in: context)
    }
    let segmented = SegmentedTranscript(transcript: transcript, segments: segments)
    return Reading(
      segmented: segmented,
      source: InputFile(
        path: pipeline.file.relativePath(file.path), digest: Digest(of: source.bytes),
        size: source.bytes.count),
      unit: Self.unit(of: segmented),
      warnings: transcript.warnings + context.diagnostics)
  }

  /// Hashes all that a classifier sees of a transcript; neither its key nor its speakers' names.
  static func unit(of segmented: SegmentedTranscript) -> [UInt8] {
    let transcript = segmented.transcript
    var builder = DigestBuilder()
    builder.append(number: transcript.text.count)
    builder.append(transcript.text.bytes)
    builder.append(number: transcript.turns.count)
    for turn in transcript.turns {
      builder.append(number: turn.span.start)
      builder.append(number: turn.span.end)
      builder.append(field: transcript.speaker(of: turn)?.role.rawValue ?? "")
    }
    for level in SegmentLevel.allCases {
      guard let layer = segmented.segments[level] else { continue }
      builder.append(field: level.rawValue)
      builder.append(number: layer.count)
      for segment in layer {
        builder.append(number: segment.span.start)
        builder.append(number: segment.span.end)
      }
    }
    return builder.finish().short
  }
}
