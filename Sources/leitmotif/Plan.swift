import ArgumentParser
import LeitmotifBuiltins
import LeitmotifModel
import LeitmotifPipeline

/// `leitmotif plan PIPELINE`.
struct Plan: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Says what a run would compute, and because of what; nothing is written.")

  @OptionGroup var pipeline: PipelineArguments

  @Flag(help: "Name every transcript and rule that is behind the numbers.")
  var why = false

  @Flag(help: "Print one line of JSON, with every setting's default filled in.")
  var json = false

  mutating func run() async throws {
    let ready = try Pipeline(path: pipeline.path, registry: StageRegistry(builtinStages))
    let progress = Progress(pipeline.progress)
    let plan = try await ready.plan(RunOptions(jobs: pipeline.jobs), progress: progress)
    progress.end()
    printWarnings(ready.warnings.all)
    for (_, problems) in plan.unreadable.sorted(by: { $0.key < $1.key }) {
      printError(problems.description)
    }
    if json { printJSON(Self.json(of: plan, ready)) } else { show(plan) }
    if !plan.unreadable.isEmpty { throw ExitCode(ExitStatus.partlyDone) }
  }

  private func show(_ plan: RunPlan) {
    print(
      "\(plan.transcripts.count) transcripts; \(plan.total) cells to compute, \(plan.reused) to reuse."
    )
    guard plan.total > 0 else { return }
    let rows = RunPlan.Reason.allCases.compactMap { reason in
      plan.computed[reason].map { [reason.rawValue, String($0)] }
    }
    print(textTable([["why", "cells"]] + rows, rightAligned: [1]))
    guard why else {
      print("With --why each transcript and rule is named.")
      return
    }
    for (key, reason) in plan.changedTranscripts.sorted(by: { $0.key < $1.key }) {
      print("  \(key): \(reason.rawValue)")
    }
    for (name, count) in plan.changedRules.sorted(by: { $0.key < $1.key }) {
      print("  \(name): \(count.reason.rawValue), in \(count.transcripts) transcripts")
    }
  }

  private static func json(of plan: RunPlan, _ pipeline: Pipeline) -> JSONValue {
    [
      "transcripts": .integer(plan.transcripts.count),
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
