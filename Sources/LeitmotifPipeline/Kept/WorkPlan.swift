import LeitmotifModel
import LeitmotifPlugin
import LeitmotifStore
import LeitmotifText

/// What has to be done with each transcript: `run` does it, and `plan` tells of it.
struct WorkPlan: Sendable {
  /// What is done with one transcript.
  enum Step: Sendable {
    /// Its rows live on.
    case keep(KeptWork)
    /// It is read, coded and merged; cells that are kept are not computed again.
    case work
  }

  /// The steps, in the order of the transcripts' keys.
  private(set) var steps: [Step]

  /// What results that stay rest on by now, where that is something else than before.
  private(set) var renewals: [(key: Identifier<Transcript>, work: KeptWork)] = []

  /// The parts of the codebook that are not as they were for some transcript: names of rules.
  private(set) var changedParts: Set<String> = []

  /// Works out what has to be done.
  ///
  /// - Parameters:
  ///   - scan: The files.
  ///   - pipeline: The pipeline.
  ///   - coding: Its classifiers' operations.
  ///   - people: What people said.
  ///   - store: The store.
  ///   - number: Gives the number of a basis; `nil` when the store does not know it yet.
  /// - Throws: `StoreError`.
  init(
    of scan: TranscriptScan, _ pipeline: Pipeline, coding: TranscriptCoding,
    people: HumanWork.Content, store: Store?, number: (CodingBasis) throws -> Int64?
  ) throws {
    steps = Array(repeating: .work, count: scan.files.count)
    guard let store else { return }
    let keys = StageKeys(of: pipeline, people: people)
    var bases: [Int: (basis: CodingBasis, number: Int64?)] = [:]
    for ingester in pipeline.graph.places(of: .ingest) {
      let basis = CodingBasis(of: coding.cells(forIngester: ingester), in: pipeline)
      bases[ingester] = (basis, try number(basis))
    }
    let changes = BasisChanges(of: pipeline, in: store)
    for (place, file) in scan.files.enumerated() {
      let (key, ingester) = (file.file.key, file.file.ingester)
      guard var work = file.kept, let (basis, number) = bases[ingester],
        work.merging == keys.merging(of: key, ingester: ingester)
      else { continue }
      if work.basis == number {
        if file.isRenewed { renewals.append((key, work)) }
      } else {
        let change = try changes.change(from: work.basis, to: basis, ofIngester: ingester)
        changedParts.formUnion(change?.changedParts ?? [])
        guard try change.map({ try !changes.mayMatter($0, to: key) }) == true else { continue }
        if let number {
          work.basis = number
          renewals.append((key, work))
        }
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
  private var words: [Identifier<Transcript>: TextWords]?
  private var codes: [Identifier<Transcript>: Set<Identifier<Code>>]?

  private struct Pair: Hashable {
    let basis: Int64
    let ingester: Int
  }

  init(of pipeline: Pipeline, in store: Store) {
    self.store = store
    var classifiers: [String: any Classifier.Type] = [:]
    for place in pipeline.graph.places(of: .classify) {
      guard case .classifier(let classifier) = pipeline.stages[place] else { continue }
      classifiers[StageKeys.text(of: pipeline.file.stages[place])] = type(of: classifier)
    }
    self.classifiers = classifiers
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

  /// Whether a transcript may come out otherwise by a change.
  func mayMatter(_ change: BasisChange, to key: Identifier<Transcript>) throws -> Bool {
    if change.isEmpty { return false }
    return change.mayMatter(
      words: try wordsByTranscript()[key],
      codes: change.concernsCodes ? try codesByTranscript()[key] ?? [] : [])
  }

  private func wordsByTranscript() throws -> [Identifier<Transcript>: TextWords] {
    if let words { return words }
    var found: [Identifier<Transcript>: TextWords] = [:]
    try store.forEachTextWords { found[$0] = TextWords(bytes: $1) }
    words = found
    return found
  }

  private func codesByTranscript() throws -> [Identifier<Transcript>: Set<Identifier<Code>>] {
    if let codes { return codes }
    let found = try store.codesOfKeptWork()
    codes = found
    return found
  }
}
