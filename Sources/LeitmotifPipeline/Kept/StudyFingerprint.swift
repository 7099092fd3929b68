import LeitmotifCodebook
import LeitmotifDigest
import LeitmotifModel
import LeitmotifText

/// Everything that a run reads, as the file system shows it: equal when nobody touched any of it.
struct StudyFingerprint {
  /// The hash of all files' status, and of the program's versions.
  let digest: Digest

  /// The fingerprint of files as they stood before they were read: those that the pipeline names, by path, and what
  /// was seen of the others.
  ///
  /// There is none when one was written so recently that a change might not show. Where a file was looked for and
  /// none was, it counts that there is none.
  init?(
    inputs: [String: PipelineFiles.SeenFile], missing: Set<String>, files: PipelineFiles,
    pipeline: PipelineFile
  ) {
    guard let found = pipeline.found(in: files),
      (inputs.values + found.map(\.seen)).allSatisfy({ seen in
        seen.status.map { $0.isSettled(seenAt: seen.seenAt) } == true
      })
    else { return nil }
    self.init(inputs.mapValues(\.status), missing, found, pipeline)
  }

  /// The fingerprint of files as they stand now; `nil` when one is not there, or one that was missing is.
  ///
  /// There is none when one is not there, or one that was missing is.
  init?(
    inputs: [String], missing: Set<String>, files: PipelineFiles, pipeline: PipelineFile
  ) {
    guard !missing.contains(where: { FileStatus(of: $0) != nil }),
      let found = pipeline.found(in: files)
    else { return nil }
    let statuses = Dictionary(inputs.map { ($0, FileStatus(of: $0)) }) { first, _ in first }
    self.init(statuses, missing, found, pipeline)
  }

  private init?(
    _ inputs: [String: FileStatus?], _ missing: Set<String>, _ found: [PipelineFiles.FoundFile],
    _ pipeline: PipelineFile
  ) {
    var writer = ByteWriter(capacity: 128 * (found.count + 16))
    writer.put(text: "\(leitmotifVersion) result@\(ResultDigest.version) \(unicodeVersion)")
    for step in RuleOperator.allCases { writer.put(text: step.text) }
    writer.put(number: overlapVersion)
    for stage in pipeline.stages { writer.put(text: StageKeys.text(of: stage)) }
    writer.put(text: pipeline.settings.canonicalText)
    for (path, status) in inputs.sorted(by: { $0.key.precedesBytewise($1.key) }) {
      guard let status else { return nil }
      writer.put(text: pipeline.relativePath(path))
      status.put(to: &writer)
    }
    writer.put(number: missing.count)
    for path in missing.sorted(by: { $0.precedesBytewise($1) }) {
      writer.put(text: pipeline.relativePath(path))
    }
    writer.put(number: found.count)
    for file in found where inputs[file.path] == nil {
      guard let status = file.seen.status else { return nil }
      writer.put(text: pipeline.relativePath(file.path))
      status.put(to: &writer)
    }
    digest = Digest(of: writer.bytes)
  }
}

extension PipelineFile {
  /// The files that the globs of all stages find, stage by stage; `nil` when a folder cannot be read.
  func found(in files: PipelineFiles) -> [PipelineFiles.FoundFile]? {
    try? stages.flatMap { try $0.files.flatMap { try files.files(by: $0) } }
  }
}
