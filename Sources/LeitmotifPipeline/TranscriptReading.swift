import LeitmotifDigest
import LeitmotifModel
import LeitmotifPlugin
import LeitmotifStore

/// Reads and segments one transcript: the part of the work that needs neither cells nor coders.
struct TranscriptReading: Sendable {
  let pipeline: Pipeline
  let resolver: ParticipantResolver
  /// The segmenters that the transcripts of each ingester reach, in order.
  private let segmenters: [Int: [any Segmenter]]

  init(_ pipeline: Pipeline) {
    self.pipeline = pipeline
    var segmenters: [Int: [any Segmenter]] = [:]
    for place in pipeline.graph.places(of: .segment) {
      guard case .segmenter(let segmenter) = pipeline.stages[place] else { continue }
      for ingester in pipeline.graph.ingesters(reaching: place) {
        segmenters[ingester, default: []].append(segmenter)
      }
    }
    self.segmenters = segmenters
    resolver = ParticipantResolver(
      table: pipeline.participants, hasTable: pipeline.file.participants != nil)
  }

  /// A transcript as it was read.
  struct Reading: Sendable {
    let segmented: SegmentedTranscript
    let source: InputFile
    /// The hash of its text.
    let text: Digest
    /// What its cells are keyed by: the text, and who says which segment of it.
    let unit: [UInt8]
    let warnings: [Diagnostic]
    /// Whether it came from the store, where its rows are as they will be.
    var isStored = false
    /// Whether its text and its segments are there; without them nothing can be found in it.
    var isWhole = true
  }

  /// A transcript whose file is as it was, from the store; its file is read when the store does not have it so.
  ///
  /// - Parameters:
  ///   - scanned: The file, and what is kept of it.
  ///   - rows: The newest rows of the store; `nil` when there are none.
  ///   - isWhole: Whether its text and its segments are needed.
  /// - Returns: The transcript.
  /// - Throws: As `read`, and `StoreError`.
  func read(
    _ scanned: TranscriptScan.File, from rows: StoreReader?, isWhole: Bool = true
  ) throws -> Reading {
    // What was odd about the file is told anew, and only its reader knows what that was.
    guard let rows, let kept = scanned.kept, kept.warnings.isEmpty,
      let segmented = isWhole
        ? try rows.transcript(scanned.file.key) : try rows.outline(scanned.file.key)
    else { return try read(scanned.file) }
    // What the rows say was hashed when they were written.
    return Reading(
      segmented: segmented, source: kept.source, text: kept.text, unit: kept.unit, warnings: [],
      isStored: true, isWhole: isWhole)
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
    for segmenter in segmenters[file.ingester] ?? [] {
      segments[type(of: segmenter).level] = try segmenter.segments(of: transcript, in: context)
    }
    let segmented = SegmentedTranscript(transcript: transcript, segments: segments)
    let digest = Digest(of: source.bytes)
    // Nearly every file is its own canonical text, which then is the same array.
    let text =
      transcript.text.bytes == source.bytes ? digest : Digest(of: transcript.text.bytes)
    return Reading(
      segmented: segmented,
      source: InputFile(
        path: pipeline.file.relativePath(file.path), digest: digest, size: source.bytes.count),
      text: text, unit: Self.unit(of: segmented, text: text),
      warnings: transcript.warnings + context.diagnostics)
  }

  /// Hashes all that a classifier sees of a transcript; neither its key nor its speakers' names.
  static func unit(of segmented: SegmentedTranscript, text: Digest) -> [UInt8] {
    let transcript = segmented.transcript
    var builder = DigestBuilder()
    builder.append(text.bytes)
    let roles = transcript.speakers.map(\.role.rawValue)
    builder.append(number: roles.count)
    for role in roles { builder.append(field: role) }
    builder.append(number: transcript.turns.count)
    builder.append(
      numbers: numbers(3 * transcript.turns.count) { list in
        for turn in transcript.turns {
          list.append(UInt32(truncatingIfNeeded: turn.span.start))
          list.append(UInt32(truncatingIfNeeded: turn.span.end))
          list.append(UInt32(truncatingIfNeeded: turn.speaker ?? -1))
        }
      })
    for level in SegmentLevel.allCases {
      guard let layer = segmented.segments[level] else { continue }
      builder.append(field: level.rawValue)
      builder.append(number: layer.count)
      builder.append(
        numbers: numbers(3 * layer.count) { list in
          for segment in layer {
            list.append(UInt32(truncatingIfNeeded: segment.span.start))
            list.append(UInt32(truncatingIfNeeded: segment.span.end))
            list.append(UInt32(truncatingIfNeeded: segment.turn))
          }
        })
    }
    return builder.finish().short
  }

  private static func numbers(_ count: Int, _ body: (inout [UInt32]) -> Void) -> [UInt32] {
    var list: [UInt32] = []
    list.reserveCapacity(count)
    body(&list)
    return list
  }
}
