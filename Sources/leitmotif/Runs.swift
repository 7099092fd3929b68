import ArgumentParser
import Foundation
import LeitmotifDigest
import LeitmotifModel
import LeitmotifPipeline
import LeitmotifStore

/// `leitmotif runs list|show|diff|restore STORE`.
struct Runs: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs",
    abstract: "Lists, shows and compares the runs of a store, and brings one back.",
    subcommands: [List.self, Show.self, Diff.self, Restore.self])

  /// `leitmotif runs list STORE`.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Lists all runs, the newest last.")

    @Argument(help: "The store.", completion: .file(extensions: ["sqlite"]))
    var store: String

    @Flag(help: "Print one line of JSON.")
    var json = false

    func run() throws {
      let opened = try Store(at: store, access: .read)
      let (runs, forgotten) = (try opened.runsToShow(), try opened.forgottenRuns())
      if json {
        printJSON([
          "runs": .list(
            runs.map { run in
              var fields = Runs.fields(of: run)
              fields["forgotten"] = .boolean(forgotten.contains(run.id))
              return .object(fields)
            })
        ])
        return
      }
      guard !runs.isEmpty else {
        print("No run has been made in this store.")
        return
      }
      let head = ["run", "when", "pipeline", "status", "transcripts", "codings", "result"]
      let rows = runs.map { run in
        [
          String(run.id), Runs.time(run.startedAt), run.pipeline,
          // What it found was cleared away (`gc`).
          forgotten.contains(run.id) ? "forgotten" : run.status.rawValue,
          String(run.counts.transcripts), String(run.counts.codings),
          String((run.result ?? "-").prefix(16)),
        ]
      }
      print(textTable([head] + rows, rightAligned: [0, 4, 5]))
    }
  }

  /// `leitmotif runs show STORE [RUN]`.
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Shows a run: what went in, what was computed, what came out.")

    @Argument(help: "The store.", completion: .file(extensions: ["sqlite"]))
    var store: String

    @Argument(help: "The run's number; the newest when none is given.")
    var number: Int?

    @Flag(help: "Print one line of JSON.")
    var json = false

    func run() throws {
      let store = try Store(at: store, access: .read)
      let runs = try store.runsToShow()
      guard let run = number.map({ number in runs.first { $0.id == number } }) ?? runs.last else {
        throw Diagnostics(
          .error(
            "unknown-run", number.map { "there is no run \($0)" } ?? "there is no run yet",
            help: runs.isEmpty
              ? "make one with 'leitmotif run'"
              : "runs: \(runs[0].id) to \(runs[runs.count - 1].id)",
            at: SourceLocation(path: store.path)))
      }
      // Only a run that came to its end, and was not forgotten, knows all of its inputs.
      let isForgotten = try store.forgottenRuns().contains(run.id)
      let inputs =
        run.status == .succeeded && !isForgotten ? try store.reader(ofRun: run.id).inputs : []
      if json {
        var fields = Runs.fields(of: run)
        fields["forgotten"] = .boolean(isForgotten)
        fields["inputs"] = .list(
          inputs.map {
            [
              "path": .string($0.path), "sha256": .string($0.digest.description),
              "bytes": .integer($0.size),
            ]
          })
        printJSON(.object(fields))
        return
      }
      let counts = run.counts
      print(
        """
        Run \(run.id) of '\(run.pipeline)': \(isForgotten ? "forgotten (cleared away by 'gc')" : run.status.rawValue)
          began       \(Runs.time(run.startedAt))
          ended       \(run.finishedAt.map(Runs.time) ?? "-")
          codebook    \(run.codebook.prefix(16))
          transcripts \(counts.transcripts), segments \(counts.segments), final codings \(counts.codings)
          cells       \(counts.computed) computed (\(counts.changed) changed), \(counts.reused) reused
          result      \(run.result ?? "-")
          inputs      \(isForgotten ? "-" : "\(inputs.count)")
        """)
      for input in inputs {
        print("    \(input.digest.description.prefix(16))  \(input.path)")
      }
    }
  }

  private static func fields(of run: LeitmotifModel.Run) -> [String: JSONValue] {
    [
      "run": .integer(run.id), "pipeline": .string(run.pipeline),
      "status": .string(run.status.rawValue), "started": .string(time(run.startedAt)),
      "finished": .optional(run.finishedAt.map(time)), "codebook": .string(run.codebook),
      "result": .optional(run.result),
      "transcripts": .integer(run.counts.transcripts), "segments": .integer(run.counts.segments),
      "codings": .integer(run.counts.codings),
      "cells": [
        "computed": .integer(run.counts.computed), "reused": .integer(run.counts.reused),
        "changed": .integer(run.counts.changed),
      ],
    ]
  }

  private static func time(_ milliseconds: Int64) -> String {
    Date(timeIntervalSince1970: Double(milliseconds) / 1000).formatted(.iso8601)
  }
}
