import LeitmotifCodebook
import LeitmotifDigest
import LeitmotifModel
import LeitmotifText

/// Everything that a run reads, as the file system shows it: equal when nobody touched any of it.
struct StudyFingerprint {
  /// The hash of all files' status, and of the program's versions.
  let digest: Digest

  /// The fingerprint of files as they stood when they were read; `nil` when one was written so recently that a
  /// change might not show.
  ///
  /// - Parameters:
  ///   - seen: The files that were read.
  ///   - missing: Where one was looked for and none was.
  ///   - pipeline: The pipeline.
  init?(
    seen: [String: PipelineFiles.SeenFile], missing: Set<String>, pipeline: PipelineFile
  ) {
    var statuses = missing.map { (path: pipeline.relativePath($0), bytes: [UInt8]()) }
    for (path, file) in seen {
      guard let status = file.status, status.isSettled(seenAt: file.seenAt) else { return nil }
      statuses.append((pipeline.relativePath(path), status.bytes))
    }
    digest = Self.digest(of: statuses, pipeline)
  }

  /// The fingerprint of files as they stand now; `nil` when one is not there, or one that was missing is.
  ///
  /// - Parameters:
  ///   - paths: The files.
  ///   - missing: Where none was when the study was run.
  ///   - pipeline: The pipeline.
  init?(of paths: Set<String>, missing: Set<String>, pipeline: PipelineFile) {
    guard !missing.contains(where: { FileStatus(of: $0) != nil }) else { return nil }
    var statuses = missing.map { (path: pipeline.relativePath($0), bytes: [UInt8]()) }
    for path in paths {
      guard let status = FileStatus(of: path) else { return nil }
      statuses.append((pipeline.relativePath(path), status.bytes))
    }
    digest = Self.digest(of: statuses, pipeline)
  }

  private static func digest(
    of statuses: [(path: String, bytes: [UInt8])], _ pipeline: PipelineFile
  ) -> Digest {
    var builder = DigestBuilder()
    builder.append(field: "\(leitmotifVersion) result@\(ResultDigest.version) \(unicodeVersion)")
    for step in RuleOperator.allCases { builder.append(field: step.text) }
    for stage in pipeline.stages { builder.append(field: StageKeys.text(of: stage)) }
    builder.append(field: pipeline.settings.canonicalText)
    let sorted = statuses.sorted { $0.path.precedesBytewise($1.path) }
    for (path, bytes) in sorted {
      builder.append(field: path)
      builder.append(bytes)
    }
    return builder.finish()
  }
}
