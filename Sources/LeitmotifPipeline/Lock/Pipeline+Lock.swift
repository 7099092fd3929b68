import Foundation
import LeitmotifCodebook
import LeitmotifDigest
import LeitmotifModel
import LeitmotifPlugin
import LeitmotifStore
import LeitmotifText

/// What one transcript came to, for the lock.
struct LockedResult: Sendable {
  let key: Identifier<Transcript>
  let source: InputFile
  let result: Digest
}

extension PipelineFile {
  /// The path of the pipeline's lock file: beside it, with its name.
  public var lockPath: String {
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
    for path in transcripts.map(\.path) + coderFiles.map(\.path) {
      let bytes = try PipelineFiles.bytes(at: path)
      let input = InputFile(path: path, digest: Digest(of: bytes), size: bytes.count)
      facts["input/\(file.relativePath(path))"] = fact(of: input)
    }
    return LockFile(facts)
  }

  /// The lock of a run that came to its end.
  func lock(
    of outcome: RunOutcome, _ results: [LockedResult], coding: TranscriptCoding
  ) -> LockFile {
    var facts = settingFacts(coding)
    for input in files.inputs { facts["input/\(file.relativePath(input.path))"] = fact(of: input) }
    for result in results {
      facts["input/\(result.source.path)"] = fact(of: result.source)
      facts["result/transcript/\(result.key)"] = "sha256:\(result.result)"
    }
    facts["result/all"] =
      "sha256:\(outcome.result)  transcripts:\(outcome.counts.transcripts)  codings:\(outcome.counts.codings)"
    return LockFile(facts)
  }

  /// What differs from the lock file, before anything is computed: inputs, codebook, settings, versions.
  ///
  /// - Returns: The facts that are not as the lock says; `nil` when there is no lock.
  /// - Throws: `Diagnostics` for files that cannot be read.
  public func differencesFromLock() throws -> [LockFile.Difference]? {
    guard let lock = try file.lock() else { return nil }
    let quarantined = Set(transcripts.map { "input/\(file.relativePath($0.path))" })
      .subtracting(lock.facts.keys)
    return lock.differences(from: try inputFacts()) {
      // A transcript that was set aside is in no lock.
      !$0.hasPrefix("result/") && !quarantined.contains($0)
    }
  }

  /// Writes the lock file, unless it says the same already.
  func write(lock: String) throws {
    let text = Array(lock.utf8)
    if let bytes = try? PipelineFiles.bytes(at: file.lockPath), bytes == text { return }
    try writeWhole(text, to: file.lockPath)
  }
}
