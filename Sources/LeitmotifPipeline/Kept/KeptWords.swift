import Foundation
import LeitmotifDigest
import LeitmotifModel
import LeitmotifPlugin
import LeitmotifStore

/// What a run told people, kept so that a run that finds everything as it was can say it again.
struct KeptWords: Codable {
  /// A file that the run wrote, with its status then.
  struct Output: Codable {
    var path: String
    var status: [UInt8]
  }

  /// A report: its files and its tables as text.
  struct Report: Codable {
    var files: [String]
    var text: String
  }

  /// A check that did not hold, by its place in the pipeline file.
  struct FailedCheck: Codable {
    var place: Int
    var value: Double?
    var reason: String?
  }

  /// A warning, with the place that it is about.
  struct Warning: Codable {
    var isError: Bool
    var id: String
    var message: String
    var help: String
    var path: String?
    var line: Int?
    var column: Int?
    var length: Int?
    var excerpt: String?
  }

  /// All that reports and checks depend on, as a hash.
  var basis: String
  var result: String
  var transcripts: Int
  var segments: Int
  var codings: Int
  var cells: Int
  var queued: Int
  var reports: [Report]
  var outputs: [Output]
  var failedChecks: [FailedCheck]
  var warnings: [Warning]
  /// What was read besides the files that the pipeline's globs find.
  var inputs: [String]
  /// Where a file was looked for that need not be there, and was not.
  var missing: [String]

  /// What a run says.
  init(of outcome: RunOutcome, basis: String, pipeline: Pipeline) {
    let file = pipeline.file
    self.basis = basis
    result = outcome.result
    transcripts = outcome.counts.transcripts
    segments = outcome.counts.segments
    codings = outcome.counts.codings
    cells = outcome.counts.computed + outcome.counts.reused
    queued = outcome.queued
    reports = outcome.reports.map {
      Report(files: $0.files.map { file.relativePath($0) }, text: $0.text)
    }
    outputs = (outcome.reports.flatMap(\.files) + [file.lockPath]).map {
      Output(path: file.relativePath($0), status: FileStatus(of: $0)?.bytes ?? [])
    }
    failedChecks = outcome.failedChecks.map { failed in
      FailedCheck(
        place: file.checks.firstIndex { $0.text == failed.check.text } ?? 0, value: failed.value,
        reason: failed.reason)
    }
    warnings = outcome.warnings.map(Warning.init)
    inputs = pipeline.files.inputs.map { file.relativePath($0.path) }
    missing = pipeline.files.missing.map { file.relativePath($0) }.sorted()
  }

  /// What the store kept; `nil` when another version of the program wrote it.
  init?(reading outcome: KeptOutcome) throws {
    guard let kept = try? JSONDecoder().decode(Self.self, from: Data(outcome.text.utf8)) else {
      return nil
    }
    self = kept
  }

  /// What the store keeps.
  func text() throws -> String {
    String(decoding: try JSONEncoder().encode(self), as: UTF8.self)
  }

  /// Whether all files that were written are as they were written.
  ///
  /// - Parameters:
  ///   - file: The pipeline file.
  ///   - isLockCounted: Whether the lock file counts, or the reports only.
  /// - Returns: Whether they are.
  func outputsAreThere(beside file: PipelineFile, isLockCounted: Bool = true) -> Bool {
    let lock = file.relativePath(file.lockPath)
    return outputs.filter { isLockCounted || $0.path != lock }.allSatisfy {
      FileStatus(of: file.path(fromRelative: $0.path))?.bytes == $0.status
    }
  }

  /// Says again what the reports and checks said.
  func repeatReports(in outcome: inout RunOutcome, _ file: PipelineFile) {
    outcome.reports = reports.map {
      ($0.files.map { file.path(fromRelative: $0) }, $0.text)
    }
    outcome.failedChecks = failedChecks.compactMap { kept in
      guard file.checks.indices.contains(kept.place) else { return nil }
      return LeitmotifPipeline.FailedCheck(
        check: file.checks[kept.place], value: kept.value, reason: kept.reason)
    }
  }
}

extension KeptWords.Warning {
  init(_ warning: Diagnostic) {
    isError = warning.severity == .error
    id = warning.id
    message = warning.message
    help = warning.help
    path = warning.location?.path
    line = warning.location?.line
    column = warning.location?.column
    length = warning.location?.length
    excerpt = warning.excerpt
  }

  var diagnostic: Diagnostic {
    Diagnostic(
      isError ? .error : .warning, id, message, help: help,
      at: path.map { SourceLocation(path: $0, line: line, column: column, length: length ?? 1) },
      excerpt: excerpt)
  }
}

extension PipelineFile {
  /// A path that `relativePath` gave, as it is from here.
  func path(fromRelative path: String) -> String {
    resolvedPath(path, besideFile: self.path)
  }
}
