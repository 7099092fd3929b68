import LeitmotifDigest
import LeitmotifModel
import LeitmotifStore

/// Looks which transcripts' files are as they were when their newest results were made.
struct TranscriptScan: Sendable {
  /// One file, and what is kept of it.
  struct File: Sendable {
    let file: Pipeline.TranscriptFile
    /// What the file system says of it.
    let status: FileStatus?
    /// When it was asked.
    let seenAt: Int64
    /// What is kept, when the file is the same and would be read as it was; with today's status.
    let kept: KeptWork?
    /// Whether today's status is another than the one that is kept.
    let isRenewed: Bool
  }

  /// The files, in the order of their transcripts' keys.
  let files: [File]

  /// Looks at all files of a pipeline.
  ///
  /// - Parameters:
  ///   - pipeline: The pipeline.
  ///   - kept: What the newest results rest on.
  init(of pipeline: Pipeline, kept: [Identifier<Transcript>: KeptWork]) {
    let keys = StageKeys(of: pipeline)
    files = pipeline.transcripts.map { file in
      let seenAt = FileStatus.now
      let status = FileStatus(of: file.path)
      guard let status, let work = kept[file.key],
        work.reading == keys.reading(ofIngester: file.ingester),
        // Warnings name the file: they are made anew where it has moved.
        work.source.path == pipeline.file.relativePath(file.path)
      else {
        return File(file: file, status: status, seenAt: seenAt, kept: nil, isRenewed: false)
      }
      if status.bytes == work.fileStatus, status.isSettled(seenAt: work.seenAt) {
        return File(file: file, status: status, seenAt: seenAt, kept: work, isRenewed: false)
      }
      guard let bytes = try? PipelineFiles.bytes(at: file.path),
        Digest(of: bytes) == work.source.digest
      else { return File(file: file, status: status, seenAt: seenAt, kept: nil, isRenewed: false) }
      var renewed = work
      renewed.fileStatus = status.bytes
      renewed.seenAt = seenAt
      return File(file: file, status: status, seenAt: seenAt, kept: renewed, isRenewed: true)
    }
  }

  /// Gives the transcripts whose files are as they were, as the store has them.
  func stored(in store: Store?) -> @Sendable (Identifier<Transcript>) throws -> Transcript? {
    let same = Set(files.lazy.filter { $0.kept != nil }.map(\.file.key))
    return { key in
      same.contains(key) ? try store?.newestTranscript(key)?.transcript : nil
    }
  }
}
