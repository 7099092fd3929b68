import Foundation
import LeitmotifCodebook
import LeitmotifDigest
import LeitmotifModel
import LeitmotifPlugin
import LeitmotifStore
import LeitmotifText

extension PipelineFile {
  /// The path of the pipeline's lock file: beside it, with its name.
  public var lockPath: String { Self.lockPath(beside: path) }

  static func lockPath(beside path: String) -> String {
    let stem = Source(path: path, bytes: []).stem
    return resolvedPath("\(stem).lock", besideFile: path)
  }

  /// The lock file as it is on disk.
  ///
  /// - Returns: `nil` when there is none.
  /// - Throws: `Diagnostics` when it cannot be read.
  public func lock() throws -> LockFile? {
    guard FileManager.default.fileExists(atPath: lockPath) else { return nil }
    let bytes = try PipelineFiles.bytes(at: lockPath)
    return try LockFile(reading: String(decoding: bytes, as: UTF8.self), path: lockPath)
  }
}

extension Pipeline {
  /// The facts that are known before a run, but for the transcripts' and coders' files.
  private func settingFacts(_ coding: TranscriptCoding) -> [String: String] {
    var facts = [
      "tool": "leitmotif \(leitmotifVersion)", "unicode": unicodeVersion,
      "codebook/hash": "sha256:\(codebookSource.digest)",
      "config/hash": "sha256:\(Digest(of: file.settings.canonicalText))",
      "operator/overlap": String(overlapVersion),
      "operator/result": String(ResultDigest.version),
    ]
    for each in RuleOperator.allCases { facts["operator/\(each.rawValue)"] = String(each.version) }
    for stage in file.stages {
      facts["plugin/\(stage.factory.kind.rawValue).\(stage.factory.name)"] =
        String(stage.factory.version)
    }
    for cell in coding.cells where cell.rule != nil {
      facts["codebook/\(cell.name)"] = "rule:\(hexadecimal(Digest(of: cell.meaning).short))"
    }
    return facts
  }

  private func fact(of input: InputFile) -> String {
    "sha256:\(input.digest)  bytes:\(input.size)"
  }

  /// The facts that a run rests on, every file read.
  ///
  /// - Throws: `Diagnostics` for a file that cannot be read.
  func inputFacts() throws -> LockFile {
    var facts = settingFacts(TranscriptCoding(self))
    for input in files.inputs { facts["input/\(file.relativePath(input.path))"] = fact(of: input) }
    for path in transcripts.map(\.path) {
      facts["input/\(file.relativePath(path))"] = factOfTranscript(at: path)
    }
    for path in coderFiles.map(\.path) {
      let bytes = try PipelineFiles.bytes(at: path)
      let input = InputFile(path: path, digest: Digest(of: bytes), size: bytes.count)
      facts["input/\(file.relativePath(path))"] = fact(of: input)
    }
    return LockFile(facts)
  }

  /// What is said of a transcript's file, also of one that was set aside: it may be that nobody can read it.
  private func factOfTranscript(at path: String) -> String {
    guard let bytes = try? PipelineFiles.bytes(at: path) else { return "unreadable" }
    return fact(of: InputFile(path: path, digest: Digest(of: bytes), size: bytes.count))
  }

  /// The lock file of a run that came to its end: what `LockFile.text` says of its facts, written as it comes.
  func lock(
    of outcome: RunOutcome, _ results: [ResultWriter.Written.Entry], coding: TranscriptCoding
  ) -> [UInt8] {
    var others = settingFacts(coding)
    for input in files.inputs { others["input/\(file.relativePath(input.path))"] = fact(of: input) }
    if results.count < transcripts.count {
      let coded = Set(results.map(\.key))
      for transcript in transcripts where !coded.contains(transcript.key) {
        others["input/\(file.relativePath(transcript.path))"] = factOfTranscript(
          at: transcript.path)
      }
    }
    others["result/all"] =
      "sha256:\(outcome.result)  transcripts:\(outcome.counts.transcripts)  codings:\(outcome.counts.codings)"
    var text = LockText(capacity: 320 * results.count + 128 * others.count)
    var rest = others.sorted { $0.key.precedesBytewise($1.key) }[...]
    // Thousands of facts are of two kinds, and come nearly in order.
    for (path, source) in results.map({ (name: $0.work.source.path, value: $0.work.source) })
      .sortedByName()
    {
      text.add(&rest, before: "input/", path)
      text.add("input/", path, digest: source.digest)
      text.end("  bytes:\(source.size)")
    }
    for result in results {
      text.add(&rest, before: "result/transcript/", result.key.rawValue)
      text.add("result/transcript/", result.key.rawValue, digest: result.work.result)
      text.end("")
    }
    text.add(&rest)
    return text.bytes
  }

  /// The facts that are not as the lock file on disk says; none when there is no lock file.
  ///
  /// - Throws: `Diagnostics` when it cannot be read.
  func differences(from lock: [UInt8]) throws -> [LockFile.Difference] {
    guard let kept = try file.lock() else { return [] }
    let text = String(decoding: lock, as: UTF8.self)
    return kept.differences(from: try LockFile(reading: text, path: file.lockPath))
  }

  /// What differs from the lock file, before anything is computed: inputs, codebook, settings, versions.
  ///
  /// - Returns: The facts that are not as the lock says; `nil` when there is no lock.
  /// - Throws: `Diagnostics` for files that cannot be read.
  public func differencesFromLock() throws -> [LockFile.Difference]? {
    guard let lock = try file.lock() else { return nil }
    return lock.differences(from: try inputFacts()) { !$0.hasPrefix("result/") }
  }

  /// Writes the lock file, unless it says the same already.
  func write(lock: [UInt8]) throws {
    if let bytes = try? PipelineFiles.bytes(at: file.lockPath), bytes == lock { return }
    try writeWhole(lock, to: file.lockPath)
  }
}
