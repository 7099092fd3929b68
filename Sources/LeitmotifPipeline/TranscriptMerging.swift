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
  /// The classifiers that the transcripts of each ingester reach.
  private let machines: [Int: [Identifier<Coder>]]

  init(pipeline: Pipeline, people: HumanWork.Content) {
    self.pipeline = pipeline
    self.people = people
    var machines: [Int: [Identifier<Coder>]] = [:]
    var byName: [Identifier<Coder>: Coder] = [:]
    for coder in people.coders { byName[coder] = Coder(id: coder, kind: .person) }
    for place in pipeline.graph.places(of: .classify) {
      guard case .classifier(let classifier) = pipeline.stages[place] else { continue }
      byName[classifier.coder] = Coder(id: classifier.coder, kind: .machine)
      for ingester in pipeline.graph.ingesters(reaching: place) {
        machines[ingester, default: []].append(classifier.coder)
      }
    }
    self.byName = byName
    self.machines = machines
  }

  /// Merges the codings of one transcript.
  ///
  /// - Parameters:
  ///   - reading: The transcript.
  ///   - ingester: The place of the stage that read it.
  ///   - machineCodings: What the classifiers found, sorted.
  /// - Returns: All codings, sorted, and what the merge made of them.
  /// - Throws: Whatever the merger throws.
  func merge(
    _ reading: TranscriptReading.Reading, ingester: Int, machineCodings: [Coding]
  ) throws -> Outcome {
    let key = reading.segmented.transcript.key
    let codings = people.codings[key].map { (machineCodings + $0).sorted() } ?? machineCodings
    let coverage =
      (machines[ingester] ?? []).map { Coverage(coder: $0, transcript: key) }
      + (people.coverage[key] ?? [])
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
