import ArgumentParser
import LeitmotifBuiltins
import LeitmotifModel
import LeitmotifPipeline

/// `leitmotif plan PIPELINE`.
struct Plan: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Says what a run would compute, and because of what; nothing is written.")

  @OptionGroup var pipeline: PipelineArguments

  @Flag(help: "Name everything that is behind the numbers, with old and new values.")
  var why = false

  @Option(
    help: ArgumentHelp(
      "Say what another codebook would gain and lose, with quotations.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var codebook: String?

  @Flag(help: "Print one line of JSON, with every setting's default filled in.")
  var json = false

  mutating func run() async throws {
    let registry = StageRegistry(builtinStages)
    let progress = Progress(pipeline.progress)
    if let codebook {
      let options = RunOptions(jobs: pipeline.jobs, isCancelled: { Interrupt.isCancelled })
      // Whoever stops it has the preview's copy of the store deleted.
      Interrupt.listen(deleting: options.scratch)
      let preview = try await CodebookPreview(
        pipeline: pipeline.path, codebook: codebook, registry: registry
      ).difference(options, progress: progress)
      progress.end()
      if json {
        printJSON(Runs.Diff.json(of: preview, hasQuotations: true))
      } else {
        Self.show(preview)
      }
      return
    }
    let ready = try Pipeline(path: pipeline.path, registry: registry)
    let plan = try await ready.plan(RunOptions(jobs: pipeline.jobs), progress: progress)
    progress.end()
    printWarnings(ready.warnings.all + ready.failingExamples)
    for (_, problems) in plan.unreadable.sorted(by: { $0.key < $1.key }) {
      printError(problems.description)
    }
    if json { printJSON(Self.json(of: plan, ready)) } else { Self.show(plan, why: why) }
    if !plan.unreadable.isEmpty { throw ExitCode(ExitStatus.partlyDone) }
  }

  /// Shows a plan as a table.
  static func show(_ plan: RunPlan, why: Bool) {
    print(
      "\(plan.transcripts.count) transcripts, \(plan.opened.count) to open; \(plan.total) cells to compute, \(plan.reused) to reuse."
    )
    let rows =
      plan.changedTranscripts.sorted { $0.key < $1.key }
      .map { [$0.key.rawValue, "all rules", $0.value.rawValue] }
      + plan.changedRules.sorted { $0.key < $1.key }
      .map { [$0.key, "\($0.value.transcripts) transcripts", $0.value.reason.rawValue] }
    let shown = why ? rows[...] : rows.prefix(12)
    if !rows.isEmpty { print(textTable([["what", "computed", "why"]] + shown)) }
    if shown.count < rows.count { print("… and \(rows.count - shown.count) more, named by --why") }
    if why {
      for detail in plan.details {
        print("  \(detail.what)")
        print("    was: \(detail.old ?? "not there")")
        print("    is:  \(detail.new ?? "not there")")
      }
    } else if !plan.details.isEmpty {
      print("--why shows what was edited, with old and new values.")
    }
    if plan.decisionsAtRisk > 0 {
      print("Review: at most \(plan.decisionsAtRisk) decisions could become stale.")
    }
    if let seconds = plan.estimatedSeconds, plan.total > 0 {
      print("Time: about \(seconds < 1 ? "a second" : "\(Int(seconds.rounded(.up))) seconds").")
    }
  }

  private static func show(_ preview: RunDifference) {
    let counts = RunDifference.Kind.allCases.map { "\(preview.count(of: $0)) \($0.rawValue)" }
    print(
      "With this codebook: final codings \(counts.joined(separator: ", ")). Nothing was written.")
    for change in preview.changes.prefix(50) {
      let sign =
        switch change.kind {
        case .added: "+"
        case .removed: "-"
        case .changed: "~"
        }
      let who = change.participant?.rawValue ?? change.transcript.rawValue
      let words = oneLine(change.quotation, atMost: 160)
      print("  \(sign) \(change.code)  \(printable(who)): “\(words)”")
    }
    if preview.changes.count > 50 { print("  … and \(preview.changes.count - 50) more") }
    for theme in preview.themes {
      print(
        "  \(theme.code): \(theme.before.k) of \(theme.before.n) → \(theme.now.k) of \(theme.now.n)"
      )
    }
  }

  private static func json(of plan: RunPlan, _ pipeline: Pipeline) -> JSONValue {
    [
      "transcripts": .integer(plan.transcripts.count),
      "opened": .integer(plan.opened.count),
      "decisionsAtRisk": .integer(plan.decisionsAtRisk),
      "estimatedSeconds": plan.estimatedSeconds.map { .number(($0 * 10).rounded() / 10) } ?? .null,
      "details": .list(
        plan.details.map {
          ["what": .string($0.what), "old": .optional($0.old), "new": .optional($0.new)]
        }),
      "unreadable": .list(plan.unreadable.keys.sorted().map { .string($0.rawValue) }),
      "cells": ["computed": .integer(plan.total), "reused": .integer(plan.reused)],
      "why": .object(
        Dictionary(
          uniqueKeysWithValues: plan.computed.map { ($0.key.rawValue, .integer($0.value)) })),
      "changedTranscripts": .object(
        Dictionary(
          uniqueKeysWithValues: plan.changedTranscripts.map {
            ($0.key.rawValue, .string($0.value.rawValue))
          })),
      "changedRules": .object(
        Dictionary(
          uniqueKeysWithValues: plan.changedRules.map { name, count in
            (
              name,
              [
                "reason": .string(count.reason.rawValue),
                "transcripts": .integer(count.transcripts),
              ]
            )
          })),
      "pipeline": pipeline.file.settings,
    ]
  }
}
