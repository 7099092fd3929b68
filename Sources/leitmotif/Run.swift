import ArgumentParser
import Foundation
import LeitmotifBuiltins
import LeitmotifModel
import LeitmotifPipeline

/// `leitmotif run PIPELINE`.
struct Run: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Runs a pipeline: reads, codes, merges, reports.",
    discussion: """
      Only what changed since the last run is computed. What people coded and decided is never \
      touched. The store and the reports are written where the pipeline file says.
      """)

  @OptionGroup var pipeline: PipelineArguments

  @Flag(help: "Print one line of JSON instead of tables.")
  var json = false

  mutating func run() async throws {
    let ready = try Pipeline(path: pipeline.path, registry: StageRegistry(builtinStages))
    let progress = Progress(pipeline.progress)
    Interrupt.listen()
    let outcome = try await ready.run(
      RunOptions(jobs: pipeline.jobs, isCancelled: { Interrupt.isCancelled }), progress: progress)
    progress.end()
    printWarnings(outcome.warnings)
    for (_, problems) in outcome.quarantined { printError(problems.description) }
    if json {
      printJSON(Self.json(of: outcome))
    } else {
      Self.show(outcome, store: ready.storePath)
    }
    for failed in outcome.failedChecks { Self.show(failed) }
    try Self.exit(after: outcome)
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
      "quarantined": .list(outcome.quarantined.map { .string($0.transcript.rawValue) }),
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
        "Run \(outcome.run) was stopped after \(outcome.counts.transcripts) transcripts. What it finished is kept; the next run goes on."
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
      "'\(check.text)' does not hold: \(found)", at: check.location)
    printError(diagnostic.description)
  }

  private static func exit(after outcome: RunOutcome) throws {
    if outcome.status == .interrupted { throw ExitCode(ExitStatus.interrupted) }
    if !outcome.quarantined.isEmpty || !outcome.givenUp.isEmpty {
      throw ExitCode(ExitStatus.partlyDone)
    }
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
