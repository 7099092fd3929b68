import LeitmotifModel
import LeitmotifPlugin
import LeitmotifStore

/// What has to be done with each transcript: `run` does it, and `plan` tells of it.
struct WorkPlan: Sendable {
  /// What is done with one transcript.
  enum Step: Sendable {
    /// Its rows live on.
    case keep(KeptWork)
    /// It is read, coded and merged; cells that are kept are not computed again.
    ///
    /// Its codings of all other codes than these stay as they are; `nil` when anything may change.
    case work(recoded: Set<Identifier<Code>>?)
  }

  /// The steps, in the order of the transcripts' keys.
  private(set) var steps: [Step]

  /// Whether results that stay rest on something else by now.
  private(set) var isRenewed = false

  /// Works out what has to be done.
  ///
  /// - Parameters:
  ///   - scan: The files.
  ///   - pipeline: The pipeline.
  ///   - coding: Its classifiers' operations.
  ///   - people: What people said.
  ///   - store: The store.
  ///   - number: Gives the number of the basis of an ingester's transcripts; `nil` when the store does not know it
  ///     yet.
  /// - Throws: `StoreError`.
  init(
    of scan: TranscriptScan, _ pipeline: Pipeline, coding: TranscriptCoding,
    people: HumanWork.Content, store: Store?, number: (CodingBasis, Int) throws -> Int64?
  ) throws {
    steps = Array(repeating: .work(recoded: nil), count: scan.files.count)
    guard let store else { return }
    let keys = StageKeys(of: pipeline, people: people)
    var bases: [Int: (basis: CodingBasis, number: Int64?)] = [:]
    for ingester in pipeline.graph.places(of: .ingest) {
      let basis = CodingBasis(of: coding.cells(forIngester: ingester), in: pipeline)
      bases[ingester] = (basis, try number(basis, ingester))
    }
    let changes = BasisChanges(of: pipeline, in: store)
    for (place, file) in scan.files.enumerated() {
      let (key, ingester) = (file.file.key, file.file.ingester)
      guard var work = file.kept, let (basis, number) = bases[ingester],
        work.merging == keys.merging(of: key, ingester: ingester)
      else { continue }
      if work.basis == number {
        if file.isRenewed { isRenewed = true }
      } else {
        guard let change = try changes.change(from: work.basis, to: basis, ofIngester: ingester)
        else { continue }
        if try changes.mayMatter(change, ofIngester: ingester, to: key, work) {
          steps[place] = .work(recoded: work.isStanding ? change.recoded : nil)
          continue
        }
        if let number { work.basis = number }
        isRenewed = true
      }
      steps[place] = .keep(work)
    }
  }
}

/// Works out changes of bases, each once, and what is needed to tell whom they concern.
private final class BasisChanges {
  private let store: Store
  private let classifiers: [String: any Classifier.Type]
  private var changes: [Pair: BasisChange?] = [:]
  private let answers: WordAnswers
  private var lanes: [Pair: [Int: UInt64]] = [:]
  private var codes: [Identifier<Transcript>: Set<Identifier<Code>>]?

  private struct Pair: Hashable {
    let basis: Int64
    let ingester: Int
  }

  init(of pipeline: Pipeline, in store: Store) {
    self.store = store
    answers = WordAnswers(in: store)
    classifiers = pipeline.classifiers
  }

  /// The change from a basis of the store; `nil` when the store cannot say what that was.
  func change(
    from old: Int64, to new: CodingBasis, ofIngester ingester: Int
  ) throws -> BasisChange? {
    let pair = Pair(basis: old, ingester: ingester)
    if let known = changes[pair] { return known }
    let change = try store.basis(old).flatMap { CodingBasis($0) }.map {
      BasisChange(from: $0, to: new, classifiers: classifiers)
    }
    changes[pair] = change
    return change
  }

  /// Whether a transcript may come out otherwise by a change from the basis of its result.
  func mayMatter(
    _ change: BasisChange, ofIngester ingester: Int, to key: Identifier<Transcript>,
    _ work: KeptWork
  ) throws -> Bool {
    if change.isEmpty { return false }
    if change.concernsCodes, change.concerns(try codesByTranscript()[key] ?? []) { return true }
    guard let place = work.words else { return true }
    let pair = Pair(basis: work.basis, ingester: ingester)
    let lanes =
      try lanes[pair]?[place.block]
      ?? answers.lanes(.any(change.evidence), inBlockOf: place)
    self.lanes[pair, default: [:]][place.block] = lanes
    return lanes >> UInt64(place.lane) & 1 == 1
  }

  private func codesByTranscript() throws -> [Identifier<Transcript>: Set<Identifier<Code>>] {
    if let codes { return codes }
    let found = try store.codesOfTranscripts()
    codes = found
    return found
  }
}

extension Pipeline {
  /// The kinds of its classifiers, by name, version and settings.
  var classifiers: [String: any Classifier.Type] {
    var classifiers: [String: any Classifier.Type] = [:]
    for place in graph.places(of: .classify) {
      guard case .classifier(let classifier) = stages[place] else { continue }
      classifiers[StageKeys.text(of: file.stages[place])] = type(of: classifier)
    }
    return classifiers
  }
}
