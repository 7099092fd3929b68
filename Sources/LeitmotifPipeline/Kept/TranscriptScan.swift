import LeitmotifDigest
import LeitmotifModel
import LeitmotifStore

/// Looks which transcripts' files are as they were when their newest results were made.
struct TranscriptScan: Sendable {
  /// One file, and what is kept of it.
  struct File: Sendable {
    let file: Pipeline.TranscriptFile
    /// What is kept, when the file is the same and would be read as it was; with today's status.
    let kept: KeptWork?
    /// Whether today's status is another than the one that is kept.
    let isRenewed: Bool
  }

  /// The files, in the order of their transcripts' keys.
  let files: [File]

  /// What is kept of every transcript, whether or not it is of use.
  let kept: [Identifier<Transcript>: KeptWork]

  /// The blocks in which words of transcripts are remembered.
  let blocks: Set<Int>

  /// Looks at all files of a pipeline.
  ///
  /// - Parameters:
  ///   - pipeline: The pipeline.
  ///   - kept: What the newest results rest on.
  init(of pipeline: Pipeline, kept: [Identifier<Transcript>: KeptWork]) {
    let keys = StageKeys(of: pipeline)
    self.kept = kept
    blocks = Set(kept.values.lazy.compactMap { $0.words?.block })
    files = pipeline.transcripts.map { file in
      let seen = file.found.seen
      guard let status = seen.status, let work = kept[file.key],
        work.reading == keys.reading(ofIngester: file.ingester),
        // Warnings name the file: they are made anew where it has moved.
        work.source.path == pipeline.file.relativePath(file.path)
      else { return File(file: file, kept: nil, isRenewed: false) }
      if status == work.status, status.isSettled(seenAt: work.seenAt) {
        return File(file: file, kept: work, isRenewed: false)
      }
      guard let bytes = try? PipelineFiles.bytes(at: file.path),
        Digest(of: bytes) == work.source.digest
      else { return File(file: file, kept: nil, isRenewed: false) }
      var renewed = work
      renewed.status = status
      renewed.seenAt = seen.seenAt
      return File(file: file, kept: renewed, isRenewed: true)
    }
  }

  /// Gives the transcripts whose files are as they were, as the store has them.
  func stored(in store: Store?) -> @Sendable (Identifier<Transcript>) throws -> Transcript? {
    { [files] key in
      guard let place = files.place(of: key), files[place].kept != nil else { return nil }
      return try store?.newestTranscript(key)?.transcript
    }
  }
}

extension [TranscriptScan.File] {
  /// The place of a transcript, which it has by its key.
  fileprivate func place(of key: Identifier<Transcript>) -> Int? {
    let place = partitioningIndex { $0.file.key >= key }
    return place < count && self[place].file.key == key ? place : nil
  }
}
