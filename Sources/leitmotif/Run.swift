import ArgumentParser
import Foundation
import LeitmotifBuiltins
import LeitmotifModel
import LeitmotifPipeline

/// `leitmotif run PIPELINE`.
struct Run: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Runs a pipeline: reads, codes, merges, reports.",
    discussion: """
      Only what changed since the last run is computed. What people coded and decided is never \
      touched. The store and the reports are written where the pipeline file says.
      """)

  @OptionGroup var pipeline: PipelineArguments

  @Flag(
    help: "Refuse to run when the lock file would change: inputs, codebook, settings, versions.")
  var locked = false

  @Flag(help: "Refuse to run while an example of the codebook fails.")
  var strict = false

  @Flag(
    help: "Take nothing from earlier runs, and keep nothing for the next: all is computed anew.")
  var keepNothing = false

  @Flag(help: "Print one line of JSON instead of tables.")
  var json = false

  mutating func run() async throws {
    let (outcome, store) = try await outcome()
    printWarnings(outcome.warnings)
    for (_, problems) in outcome.quarantined { printError(problems.description) }
    if json { printJSON(Self.json(of: outcome)) } else { Self.show(outcome, store: store) }
    for failed in outcome.failedChecks { Self.show(failed) }
    Self.show(outcome.lockDifferences, lock: "lock file")
    try Self.exit(after: outcome)
  }

  private func outcome() async throws -> (RunOutcome, store: String) {
    let registry = StageRegistry(builtinStages)
    let files = PipelineFiles()
    if !strict, !keepNothing,
      let unchanged = UnchangedStudy(path: pipeline.path, registry: registry, files: files)
    {
      return (try unchanged.run(), unchanged.storePath)
    }
    let ready = try Pipeline(path: pipeline.path, registry: registry, files: files)
    if strict { try Self.requireExamples(of: ready) }
    if locked { try Self.compareWithLock(ready) }
    let progress = Progress(pipeline.progress)
    Interrupt.listen()
    defer { progress.end() }
    let outcome = try await ready.run(
      RunOptions(
        jobs: pipeline.jobs, isLocked: locked, keepsWork: !keepNothing,
        isCancelled: { Interrupt.isCancelled }),
      progress: progress)
    return (outcome, ready.storePath)
  }

  /// Ends the command when an example fails.
  private static func requireExamples(of pipeline: Pipeline) throws {
    let failing = pipeline.failingExamples
    guard !failing.isEmpty else { return }
    printWarnings(failing)
    printError("Nothing was run: with --strict every example has to come out as it says.")
    throw ExitCode(ExitStatus.checkFailed)
  }

  /// Ends the command when something is not as the lock file says.
  private static func compareWithLock(_ pipeline: Pipeline) throws {
    guard let differences = try pipeline.differencesFromLock() else {
      throw Diagnostics(
        .error(
          "lock-missing", "there is no lock file to keep to",
          help: "'leitmotif run' without --locked writes it; keep it in git",
          at: SourceLocation(path: pipeline.file.lockPath)))
    }
    guard !differences.isEmpty else { return }
    show(differences, lock: displayPath(pipeline.file.lockPath))
    printError("Nothing was run: with --locked everything has to be as the lock file says.")
    throw ExitCode(ExitStatus.checkFailed)
  }

  private static func show(_ differences: [LockFile.Difference], lock: String) {
    for difference in differences.prefix(20) {
      printError(
        """
        \(lock): \(difference.name)
          the lock: \(difference.before ?? "nothing")
          now:      \(difference.now ?? "nothing")
        """)
    }
    if differences.count > 20 { printError("… and \(differences.count - 20) more") }
  }

  private static func json(of outcome: RunOutcome) -> JSONValue {
    [
      "run": .integer(outcome.run),
      "transcripts": .integer(outcome.counts.transcripts),
      "segments": .integer(outcome.counts.segments),
      "codings": .integer(outcome.counts.codings),
      "cells": [
        "computed": .integer(outcome.counts.computed), "reused": .integer(outcome.counts.reused),
        "changed": .integer(outcome.counts.changed),
      ],
      "quarantined": .list(
        (outcome.quarantined.map(\.transcript.rawValue) + Set(outcome.givenUp.map(\.rule)).sorted())
          .map { .string($0) }),
      "rulesGivenUp": .list(
        outcome.givenUp.map {
          ["rule": .string($0.rule), "transcript": .string($0.transcript.rawValue)]
        }),
      "status": .string(outcome.status.rawValue),
      "queued": .integer(outcome.queued),
      "result": .string(outcome.result),
      "seconds": .number((outcome.seconds * 1000).rounded() / 1000),
    ]
  }

  private static func show(_ outcome: RunOutcome, store: String) {
    if outcome.status == .interrupted {
      print(
        "Run \(outcome.run) was stopped after \(counted(outcome.counts.transcripts, "transcript")). What it finished is kept; the next run goes on."
      )
      return
    }
    for report in outcome.reports where !report.text.isEmpty { print(report.text) }
    let counts = outcome.counts
    print(
      """
      Run \(outcome.run): \(counts.transcripts) transcripts, \(counts.segments) segments, \
      \(counts.codings) final codings; \(places(outcome.queued)) for a reviewer.
      Cells: \(counts.computed) computed, \(counts.reused) reused. Result \(outcome.result.prefix(16)).
      """)
    if !outcome.quarantined.isEmpty {
      let names = outcome.quarantined.map(\.transcript.rawValue).joined(separator: ", ")
      print("Set aside, not coded: \(names) (see above).")
    }
    for (rule, transcript) in outcome.givenUp {
      print("Given up: the rule \(rule) in \(transcript) (see above).")
    }
    if let first = outcome.reports.first(where: { !$0.files.isEmpty })?.files.first {
      print("Report: \(displayPath(first))")
    }
    print("Store:  \(displayPath(store))")
  }

  private static func places(_ count: Int) -> String {
    count == 1 ? "1 place waits" : "\(count) places wait"
  }

  private static func show(_ failed: FailedCheck) {
    let (check, value) = (failed.check, failed.value)
    let found =
      value.map { "it is \($0 == $0.rounded() ? String(Int($0)) : String($0))" }
      ?? "it is undefined" + (failed.reason.map { ", for \($0)" } ?? "")
    let diagnostic = Diagnostic(
      check.severity == .error ? .error : .warning, "check-failed",
      "'\(check.text)' does not hold: \(found)", at: check.location, excerpt: check.excerpt)
    printError(diagnostic.description)
  }

  private static func exit(after outcome: RunOutcome) throws {
    if outcome.status == .interrupted { throw ExitCode(ExitStatus.interrupted) }
    if !outcome.quarantined.isEmpty || !outcome.givenUp.isEmpty {
      throw ExitCode(ExitStatus.partlyDone)
    }
    if !outcome.lockDifferences.isEmpty { throw ExitCode(ExitStatus.checkFailed) }
    if outcome.failedChecks.contains(where: { $0.check.severity == .error }) {
      throw ExitCode(ExitStatus.checkFailed)
    }
  }
}

/// A path without the detours that a pipeline file's relative paths bring (`Pipelines/../Corpus`).
func displayPath(_ path: String) -> String {
  let standard = URL(filePath: path).standardizedFileURL.path
  let here = FileManager.default.currentDirectoryPath + "/"
  return standard.hasPrefix(here) ? String(standard.dropFirst(here.count)) : standard
}
