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
    let missing = builtinStages.filter { $0.kind != .report }
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

  /// One entry for what each stage and each rule gave, named with the versions that it rests on.
  private static func results() async throws -> [String: String] {
    let scratch = try TemporaryFolder()
    let copy = scratch.path("Frozen")
    try FileManager.default.copyItem(
      atPath: Command.projectFolder.appending(path: folder).path, toPath: copy)
    let pipeline = try Self.pipeline(in: copy)
    _ = try await pipeline.run(RunOptions(writesReports: false), progress: Silence())
    let study = try Store(at: pipeline.storePath, access: .read).reader()
    var results: [String: String] = [:]
    for stage in pipeline.file.stages {
      let name = "\(stage.factory.kind.rawValue) \(stage.factory.name)@\(stage.factory.version)"
      switch stage.factory.kind {
      case .ingest:
        results[name] = try text(of: study) { $0.transcript.format == stage.factory.name }
      case .segment:
        results[name] = try text(of: study, level: stage.factory.level)
      case .import:
        results[name] = try codings(of: study) { $0.rule == nil }
      case .merge:
        results[name] = try merged(study)
      case .classify, .report: break
      }
    }
    try add(rules: pipeline, of: study, to: &results)
    return results
  }

  private static func add(
    rules pipeline: Pipeline, of study: StoreReader, to results: inout [String: String]
  ) throws {
    let compiled = try CompiledCodebook(pipeline.codebook)
    for (place, rule) in compiled.rules.enumerated() {
      let operators = RuleOperator.named(inMeaning: compiled.meaning(ofRule: place))
      results["rule \(rule.id) \(operators.joined(separator: " "))"] =
        try codings(of: study) { $0.rule == rule.id }
    }
  }

  private static func text(
    of study: StoreReader, where isWanted: (SegmentedTranscript) -> Bool
  ) throws -> String {
    try study.transcripts.compactMap { try study.transcript($0) }.filter(isWanted).map { each in
      let transcript = each.transcript
      let speakers = transcript.speakers.map {
        "\($0.label)=\($0.role.rawValue):\($0.participant?.rawValue ?? "-")"
      }
      let turns = transcript.turns.map { "\($0.speaker ?? -1):\($0.span.start)-\($0.span.end)" }
      return
        "\(transcript.key) \(Digest(of: transcript.text.bytes).description.prefix(16)) \(transcript.encoding) \((speakers + turns).joined(separator: " "))"
    }.joined(separator: " | ")
  }

  private static func text(of study: StoreReader, level: SegmentLevel?) throws -> String {
    try study.transcripts.compactMap { try study.transcript($0) }.map { each in
      let segments = level.flatMap { each.segments[$0] } ?? []
      return ([each.transcript.key.rawValue] + segments.map { "\($0.span.start)-\($0.span.end)" })
        .joined(separator: " ")
    }.joined(separator: " | ")
  }

  private static func codings(
    of study: StoreReader, where isWanted: (Coding) -> Bool
  ) throws -> String {
    var found: [String] = []
    try study.forEachCoding { if isWanted($0) { found.append(line($0)) } }
    return found.joined(separator: " | ")
  }

  private static func merged(_ study: StoreReader) throws -> String {
    var lines: [String] = []
    try study.forEachFinalCoding { final in
      lines.append("\(line(final.coding)) \(final.origin.rawValue) \(final.sources.count)")
    }
    let queue = try study.queue.map {
      "\($0.transcript) \($0.span.start)-\($0.span.end) \($0.code) \($0.reason.rawValue)"
    }
    return (lines + ["queue"] + queue).joined(separator: " | ")
  }

  private static func line(_ coding: Coding) -> String {
    let attributes = coding.attributes.pairs.map { "\($0.name)=\($0.value)" }.joined(separator: ",")
    return
      "\(coding.transcript) \(coding.span.start)-\(coding.span.end) \(coding.code) \(coding.coder) {\(attributes)}"
  }
}

/// Tells nobody how far work has come.
struct Silence: ProgressReporter {
  func report(stage: String, done: Int, of total: Int) {}
}
