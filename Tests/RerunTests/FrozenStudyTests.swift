import Foundation
import LeitmotifBuiltins
import LeitmotifCodebook
import LeitmotifDigest
import LeitmotifModel
import LeitmotifPipeline
import LeitmotifPlugin
import LeitmotifStore
import LeitmotifTesting
import Testing

/// What every operator and stage gives for a small study, kept beside the version that gave it.
///
/// A kept result is reused as long as the versions behind it are the same. An output that changes under an
/// unchanged version would silently be mixed with older ones; so this fails, and recording does not help:
/// only a raised version makes room for another output.
struct FrozenStudyTests {
  private static let folder = "Tests/RerunTests/Frozen"
  private static let expectation = "\(folder)/results.txt"

  @Test func `no output changes unless its version does`() async throws {
    let found = try await Self.results()
    let url = Command.projectFolder.appending(path: Self.expectation)
    let kept = Self.entries(
      (try? String(decoding: Data(contentsOf: url), as: UTF8.self)) ?? "")
    var isRecorded = true
    for (name, output) in found.sorted(by: { $0.key < $1.key }) {
      guard let before = kept[name] else {
        isRecorded = false
        continue
      }
      #expect(
        before == output,
        "'\(name)' gives another output than it did: raise the version of what changed (RuleOperator, or the stage's)"
      )
    }
    isRecorded = isRecorded && kept.count == found.count
    if Golden.isRecording, found.allSatisfy({ kept[$0.key] == nil || kept[$0.key] == $0.value }) {
      let text = found.sorted { $0.key < $1.key }.map { "\($0.key)\t\($0.value)\n" }.joined()
      try Data(text.utf8).write(to: url)
      Issue.record("recorded; run again without LEITMOTIF_RECORD")
      return
    }
    #expect(
      isRecorded, "a version or the frozen study is new: record with LEITMOTIF_RECORD=1")
  }

  @Test func `every stage that makes results is in the frozen study`() throws {
    let pipeline = try Self.pipeline(in: Command.projectFolder.appending(path: Self.folder).path)
    let used = Set(pipeline.file.stages.map { "\($0.factory.kind.rawValue): \($0.factory.name)" })
    // What people's files say is read anew by every run.
    let kinds: Set<StageKind> = [.ingest, .segment, .classify, .merge]
    let missing = builtinStages.filter { kinds.contains($0.kind) }
      .map { "\($0.kind.rawValue): \($0.name)" }.filter { !used.contains($0) }
    #expect(missing == [], "add a small file for each to \(Self.folder) and to its pipeline.yaml")
  }

  @Test func `every operator of rules is in the frozen study`() async throws {
    let operators = try await Set(
      Self.results().keys.flatMap { $0.split(separator: " ") }
        .map { String($0.prefix { $0 != "@" && $0 != "." }) })
    #expect(RuleOperator.allCases.map(\.rawValue).filter { !operators.contains($0) } == [])
  }

  // MARK: - What the study gives

  private static func entries(_ text: String) -> [String: String] {
    Dictionary(
      text.split(separator: "\n").map { line in
        let parts = line.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
        return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
      }, uniquingKeysWith: { first, _ in first })
  }

  private static func pipeline(in folder: String) throws -> Pipeline {
    try Pipeline(path: "\(folder)/pipeline.yaml", registry: StageRegistry(builtinStages))
  }

  /// One entry for what each stage and each rule gave in each transcript, named with the versions behind it.
  private static func results() async throws -> [String: String] {
    let scratch = try TemporaryFolder()
    let copy = scratch.path("Frozen")
    try FileManager.default.copyItem(
      atPath: Command.projectFolder.appending(path: folder).path, toPath: copy)
    let pipeline = try Self.pipeline(in: copy)
    let run = try await pipeline.run(RunOptions(writesReports: false), progress: Silence())
    let store = try Store(at: pipeline.storePath, access: .read)
    let study = try store.reader()
    let lock = try LockFile(reading: store.lock(ofRun: run.run) ?? "", path: "frozen.lock")
    var results: [String: String] = [:]
    for stage in pipeline.file.stages {
      let factory = stage.factory
      let name = "\(factory.kind.rawValue) \(factory.name)@\(factory.version)"
      let files = try? FileManager.default.contentsOfDirectory(atPath: "\(copy)/\(factory.name)")
      let own = (files ?? []).map { String($0.prefix { $0 != "." }) }
      for key in try study.transcripts {
        switch factory.kind {
        case .ingest:
          if own.contains(key.rawValue) { results["\(name) \(key)"] = try text(of: key, in: study) }
        case .segment:
          results["\(name) \(key)"] = try segments(of: key, at: factory.level, in: study)
        case .merge: results["\(name) \(key)"] = try merged(key, in: study)
        case .classify, .import, .report: break
        }
      }
    }
    let compiled = try CompiledCodebook(pipeline.codebook)
    for key in try study.transcripts {
      let version = lock.facts["operator/result"] ?? ""
      results["result@\(version) \(key)"] = lock.facts["result/transcript/\(key)"]
      for (place, rule) in compiled.rules.enumerated() {
        let operators = RuleOperator.named(inMeaning: compiled.meaning(ofRule: place))
        let codings = try study.codings(of: key).filter { $0.rule == rule.id }
        results["rule \(rule.id) \(operators.joined(separator: " ")) \(key)"] =
          codings.map(line).joined(separator: " | ")
      }
    }
    return results
  }

  private static func text(
    of key: Identifier<Transcript>, in study: StoreReader
  ) throws -> String {
    guard let transcript = try study.transcript(key)?.transcript else { return "" }
    let speakers = transcript.speakers.map {
      "\($0.label)=\($0.role.rawValue):\($0.participant?.rawValue ?? "-")"
    }
    let turns = transcript.turns.map { "\($0.speaker ?? -1):\($0.span.start)-\($0.span.end)" }
    let hash = Digest(of: transcript.text.bytes).description.prefix(16)
    return "\(hash) \(transcript.encoding) \((speakers + turns).joined(separator: " "))"
  }

  private static func segments(
    of key: Identifier<Transcript>, at level: SegmentLevel?, in study: StoreReader
  ) throws -> String {
    let all = try study.transcript(key)?.segments ?? [:]
    return (level.flatMap { all[$0] } ?? []).map { "\($0.span.start)-\($0.span.end)" }
      .joined(separator: " ")
  }

  private static func merged(
    _ key: Identifier<Transcript>, in study: StoreReader
  ) throws -> String {
    let finals = try study.finalCodings(of: key).map {
      "\(line($0.coding)) \($0.origin.rawValue) \($0.sources.count)"
    }
    let queue = try study.queue.filter { $0.transcript == key }.map {
      "\($0.span.start)-\($0.span.end) \($0.code) \($0.reason.rawValue)"
    }
    return (finals + ["queue"] + queue).joined(separator: " | ")
  }

  private static func line(_ coding: Coding) -> String {
    let attributes = coding.attributes.pairs.map { "\($0.name)=\($0.value)" }.joined(separator: ",")
    return
      "\(coding.span.start)-\(coding.span.end) \(coding.code) \(coding.coder) {\(attributes)}"
  }
}

/// Tells nobody how far work has come.
struct Silence: ProgressReporter {
  func report(stage: String, done: Int, of total: Int) {}
}
