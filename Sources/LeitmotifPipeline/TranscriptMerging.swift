import LeitmotifModel
import LeitmotifPlugin

/// Puts one transcript's machine codings and people's codings together and merges them.
struct TranscriptMerging: Sendable {
  /// Everything that was said of one transcript, and what the merge made of it.
  struct Outcome: Sendable {
    /// All codings; those that are final as they stand say so.
    var codings: CodingList
    var coverage: [Coverage]
    /// The final codings that are something else than one of the codings.
    var finals: [FinalCoding] = []
    /// What waits for a reviewer.
    var queue: [QueueItem] = []
    var warnings: [Diagnostic] = []
    /// Whether all codings are final as they stand, so that the merger was not asked.
    var isStanding = false
  }

  /// What is known of the transcripts of one ingester before any of them is coded.
  fileprivate struct Expectation: Sendable {
    /// The classifiers that they reach.
    var classifiers: [Identifier<Coder>] = []
    /// For each kind of their cells why its codings are final where nobody else had a say; `nil` when the
    /// merger has to see them.
    var origins: [Unopposed.Voice: FinalCoding.Origin]?
    var originOfKind: [FinalCoding.Origin?] = []
  }

  /// What is odd about the merge itself, whatever the transcript: to be said once a run.
  let warnings: [Diagnostic]

  private let pipeline: Pipeline
  private let people: HumanWork.Content
  private let byName: [Identifier<Coder>: Coder]
  private let merger: (any Merger)?
  private let expectations: [Int: Expectation]

  init(pipeline: Pipeline, coding: TranscriptCoding, people: HumanWork.Content) {
    self.pipeline = pipeline
    self.people = people
    var expectations: [Int: Expectation] = [:]
    var byName: [Identifier<Coder>: Coder] = [:]
    for coder in people.coders { byName[coder] = Coder(id: coder, kind: .person) }
    for place in pipeline.graph.places(of: .classify) {
      guard case .classifier(let classifier) = pipeline.stages[place] else { continue }
      byName[classifier.coder] = Coder(id: classifier.coder, kind: .machine)
      for ingester in pipeline.graph.ingesters(reaching: place) {
        expectations[ingester, default: Expectation()].classifiers.append(classifier.coder)
      }
    }
    self.byName = byName
    var merger: (any Merger)?
    for case .merger(let last) in pipeline.stages { merger = last }
    self.merger = merger
    let context = StageContext()
    if let merger {
      for ingester in expectations.keys.sorted() {
        let kinds = coding.sets[ingester]?.kinds ?? []
        expectations[ingester]?.ask(merger, about: kinds, coders: byName, in: context)
      }
      // Where no classifier codes, nothing is unopposed; there may be something to say all the same.
      if expectations.isEmpty {
        _ = merger.origins(
          of: Unopposed(voices: [], coders: byName, classifiers: []), in: context)
      }
    }
    // It was asked for each ingester, and mostly says the same.
    var told: Set<Diagnostic> = []
    warnings = context.diagnostics.filter { told.insert($0).inserted }
    self.expectations = expectations
  }

  /// Merges the codings of one transcript.
  ///
  /// - Parameters:
  ///   - reading: The transcript.
  ///   - ingester: The place of the stage that read it.
  ///   - machineCodings: What the classifiers found.
  ///   - whole: Reads the transcript with its text, for the merger; called only where `reading` lacks it.
  /// - Returns: All codings, and what the merge made of them.
  /// - Throws: Whatever the merger or the reading throws.
  func merge(
    _ reading: TranscriptReading.Reading, ingester: Int, machineCodings: CodingList,
    whole: () throws -> TranscriptReading.Reading
  ) throws -> Outcome {
    let key = reading.segmented.transcript.key
    let expected = expectations[ingester] ?? Expectation()
    let classifiers = expected.classifiers.map { Coverage(coder: $0, transcript: key) }
    let coverage = (classifiers + (people.coverage[key] ?? [])).sorted {
      ($0.coder, $0.code ?? "") < ($1.coder, $1.code ?? "")
    }
    let isUnopposed =
      people.codings[key] == nil && people.coverage[key] == nil && people.decisions[key] == nil
    if isUnopposed, let standing = expected.standing(machineCodings) {
      return Outcome(codings: standing, coverage: coverage, isStanding: true)
    }
    var outcome = Outcome(
      codings: people.codings[key].map { CodingList(machineCodings + $0, of: key) }
        ?? machineCodings,
      coverage: coverage)
    guard let merger else { return outcome }
    let context = StageContext()
    let merged = try merger.merge(
      Proposals(
        transcript: reading.isWhole ? reading.segmented : try whole().segmented,
        codings: Array(outcome.codings), coders: byName,
        coverage: coverage, decisions: people.decisions[key] ?? []),
      in: context)
    outcome.finals = outcome.codings.mark(merged.finals)
    outcome.queue = merged.queue.sorted()
    outcome.warnings = context.diagnostics
    return outcome
  }
}

extension TranscriptMerging.Expectation {
  /// Asks the merger why codings are final where nobody else had a say.
  fileprivate mutating func ask(
    _ merger: any Merger, about kinds: [CodingList.Kind], coders: [Identifier<Coder>: Coder],
    in context: StageContext
  ) {
    let voices = kinds.map { Unopposed.Voice(code: $0.code, coder: $0.coder) }
    let distinct = Array(Set(voices))
    let reasons = merger.origins(
      of: Unopposed(voices: distinct, coders: coders, classifiers: classifiers), in: context)
    guard let reasons, reasons.count == distinct.count else { return }
    var origins: [Unopposed.Voice: FinalCoding.Origin] = [:]
    for (voice, reason) in zip(distinct, reasons) { origins[voice] = reason }
    self.origins = origins
    originOfKind = voices.map { origins[$0] }
  }

  /// The codings, all final as they stand; `nil` when the merger has to see them.
  fileprivate func standing(_ codings: CodingList) -> CodingList? {
    guard let origins else { return nil }
    // The kinds of the cells come first; a transcript may have more, of other attributes.
    let further = codings.kinds.dropFirst(originOfKind.count).map {
      origins[Unopposed.Voice(code: $0.code, coder: $0.coder)]
    }
    return codings.standing(by: further.isEmpty ? originOfKind : originOfKind + further)
  }
}
