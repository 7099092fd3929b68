import LeitmotifDigest
import LeitmotifModel
import LeitmotifPlugin
import LeitmotifStore

/// What a run told people, kept so that a run that finds everything as it was can say it again.
struct KeptWords {
  /// A file that the run wrote, with its status then.
  struct Output {
    var path: String
    var status: FileStatus?
  }

  /// A report: its files and its tables as text.
  struct Report {
    var files: [String]
    var text: String
  }

  /// A check that did not hold, by its place in the pipeline file.
  struct FailedCheck {
    var place: Int
    var value: Double?
    var reason: String?
  }

  /// All that reports and checks depend on, as a hash.
  var basis: Digest
  var result: String
  var counts: Run.Counts
  var queued: Int
  var reports: [Report]
  var outputs: [Output]
  var failedChecks: [FailedCheck]
  var warnings: [Diagnostic]
  /// What the reports warned of.
  var reportWarnings: [Diagnostic]
  /// What was read besides the files that the pipeline's globs find.
  var inputs: [String]
  /// Where a file was looked for that need not be there, and was not.
  var missing: [String]

  /// What a run says; the warnings of its reports are told apart from the others.
  init(
    of outcome: RunOutcome, reportWarnings: [Diagnostic], basis: Digest, pipeline: Pipeline
  ) {
    let file = pipeline.file
    self.basis = basis
    result = outcome.result
    counts = outcome.counts
    counts.reused += counts.computed
    (counts.computed, counts.changed) = (0, 0)
    queued = outcome.queued
    reports = outcome.reports.map {
      Report(files: $0.files.map { file.relativePath($0) }, text: $0.text)
    }
    outputs = (outcome.reports.flatMap(\.files) + [file.lockPath]).map {
      Output(path: file.relativePath($0), status: FileStatus(of: $0))
    }
    failedChecks = outcome.failedChecks.map { failed in
      FailedCheck(
        place: file.checks.firstIndex(of: failed.check) ?? 0, value: failed.value,
        reason: failed.reason)
    }
    warnings = outcome.warnings
    self.reportWarnings = reportWarnings
    inputs = pipeline.files.inputs.map { file.relativePath($0.path) }
    missing = pipeline.files.missing.map { file.relativePath($0) }.sorted()
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
      $0.status != nil && FileStatus(of: file.path(fromRelative: $0.path)) == $0.status
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

extension KeptWords {
  private static let format: UInt8 = 2

  /// What the store keeps.
  var bytes: [UInt8] {
    var writer = ByteWriter(capacity: 1024)
    writer.put(byte: Self.format)
    writer.put(raw: basis.bytes)
    writer.put(text: result)
    for number in [counts.transcripts, counts.segments, counts.codings, counts.reused, queued] {
      writer.put(number: number)
    }
    writer.put(number: reports.count)
    for report in reports {
      writer.put(texts: report.files)
      writer.put(text: report.text)
    }
    writer.put(number: outputs.count)
    for output in outputs {
      writer.put(text: output.path)
      writer.put(byte: output.status == nil ? 0 : 1)
      output.status?.put(to: &writer)
    }
    writer.put(number: failedChecks.count)
    for check in failedChecks {
      writer.put(number: check.place)
      writer.put(byte: check.value == nil ? 0 : 1)
      if let value = check.value { writer.put(word: Int64(bitPattern: value.bitPattern)) }
      writer.put(optional: check.reason)
    }
    for list in [warnings, reportWarnings] {
      writer.put(number: list.count)
      for warning in list { writer.put(warning) }
    }
    writer.put(texts: inputs)
    writer.put(texts: missing)
    return writer.bytes
  }

  /// What the store kept; `nil` when another version of the program wrote it.
  init?(reading outcome: KeptOutcome) {
    var reader = ByteReader(outcome.content)
    guard reader.byte() == Self.format, let basis = reader.raw(32).flatMap({ Digest(bytes: $0) }),
      let result = reader.text(), let transcripts = reader.number(),
      let segments = reader.number(), let codings = reader.number(), let reused = reader.number(),
      let queued = reader.number(),
      let reports = reader.list({ reader -> Report? in
        guard let files = reader.texts(), let text = reader.text() else { return nil }
        return Report(files: files, text: text)
      }),
      let outputs = reader.list({ reader -> Output? in
        guard let path = reader.text(), let isThere = reader.byte() else { return nil }
        return Output(path: path, status: isThere == 1 ? FileStatus(&reader) : nil)
      }),
      let failedChecks = reader.list({ reader -> FailedCheck? in
        guard let place = reader.number(), let hasValue = reader.byte() else { return nil }
        let value =
          hasValue == 1 ? reader.word().map { Double(bitPattern: UInt64(bitPattern: $0)) } : nil
        guard let reason = reader.optionalText() else { return nil }
        return FailedCheck(place: place, value: value, reason: reason)
      }), let warnings = reader.diagnostics(), let reportWarnings = reader.diagnostics(),
      let inputs = reader.texts(),
      let missing = reader.texts(), reader.isAtEnd
    else { return nil }
    self.basis = basis
    self.result = result
    counts = Run.Counts()
    (counts.transcripts, counts.segments) = (transcripts, segments)
    (counts.codings, counts.reused) = (codings, reused)
    self.queued = queued
    self.reports = reports
    self.outputs = outputs
    self.failedChecks = failedChecks
    self.warnings = warnings
    self.reportWarnings = reportWarnings
    self.inputs = inputs
    self.missing = missing
  }
}

extension ByteWriter {
  fileprivate mutating func put(texts: [String]) {
    put(number: texts.count)
    for text in texts { put(text: text) }
  }
}

extension ByteReader {
  /// Reads how many things there are, and each by a function.
  fileprivate mutating func list<Item>(_ item: (inout ByteReader) -> Item?) -> [Item]? {
    guard let count = number() else { return nil }
    var items: [Item] = []
    for _ in 0..<count {
      guard let next = item(&self) else { return nil }
      items.append(next)
    }
    return items
  }

  fileprivate mutating func texts() -> [String]? { list { $0.text() } }
}

extension PipelineFile {
  /// A path that `relativePath` gave, as it is from here.
  func path(fromRelative path: String) -> String {
    resolvedPath(path, besideFile: self.path)
  }
}
