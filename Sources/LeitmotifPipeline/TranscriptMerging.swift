import LeitmotifModel
import LeitmotifPlugin

/// Puts one transcript's machine codings and people's codings together and merges them.
struct TranscriptMerging: Sendable {
  /// Everything that was said of one transcript, and what the merge made of it.
  struct Outcome: Sendable {
    var codings: [Coding]
    var coverage: [Coverage]
    var merged: Merged
    var warnings: [Diagnostic]
  }

  private let pipeline: Pipeline
  private let people: HumanWork.Content
  private let byName: [Identifier<Coder>: Coder]
  private let machines: [Identifier<Coder>]

  init(pipeline: Pipeline, people: HumanWork.Content) {
    self.pipeline = pipeline
    self.people = people
    machines = pipeline.stages.compactMap { stage in
      if case .classifier(let classifier) = stage { classifier.coder } else { nil }
    }
    var byName: [Identifier<Coder>: Coder] = [:]
    for coder in people.coders { byName[coder] = Coder(id: coder, kind: .person) }
    for coder in machines { byName[coder] = Coder(id: coder, kind: .machine) }
    self.byName = byName
  }

  /// Merges the codings of one transcript.
  ///
  /// - Parameters:
  ///   - reading: The transcript.
  ///   - machineCodings: What the classifiers found, sorted.
  /// - Returns: All codings, sorted, and what the merge made of them.
  /// - Throws: Whatever the merger throws.
  func merge(
    _ reading: TranscriptReading.Reading, machineCodings: [Coding]
  ) throws -> Outcome {
    let key = reading.segmented.transcript.key
    let codings = people.codings[key].map { (machineCodings + $0).sorted() } ?? machineCodings
    let coverage =
      machines.map { Coverage(coder: $0, transcript: key) } + (people.coverage[key] ?? [])
    let context = StageContext()
    var merged = Merged()
    for case .merger(let merger) in pipeline.stages {
      merged = try merger.merge(
        Proposals(
          transcript: reading.segmented, codings: codings, coders: byName,
          coverage: coverage, decisions: people.decisions[key] ?? []),
        in: context)
    }
    return Outcome(
      codings: codings,
      coverage: coverage.sorted {
        ($0.coder, $0.code?.rawValue ?? "") < ($1.coder, $1.code?.rawValue ?? "")
      },
      merged: merged, warnings: context.diagnostics)
  }
}
