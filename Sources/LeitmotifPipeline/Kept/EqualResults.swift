import LeitmotifModel
import LeitmotifPlugin
import LeitmotifStore
import Synchronization

/// Finds out what cells find that were never run on a text, because the words of the text say it.
///
/// A run does not open a transcript that lacks the words by which an edited rule differs from what it was (`WorkPlan`),
/// and keeps no result of the rule there. Whoever opens it later asks the same question of the same words: where the rule
/// finds what it found before the edit, or cannot find anything, nobody has to run it.
final class EqualResults: Sendable {
  /// What a cell finds.
  enum Equal: Sendable {
    /// What another operation found, whose result is kept.
    case result(of: CellKey)
    /// Nothing.
    case nothing

    /// The matches; `nil` when what was kept cannot be about this text.
    func matches(in pack: CellPack, within text: TextSpan?) -> [Match]? {
      switch self {
      case .result(let key): pack.matches(of: key, within: text)
      case .nothing: []
      }
    }
  }

  /// What the cells find of which it is known.
  typealias Found = [CellKey: Equal]

  private struct Name: Hashable {
    let classifier: String
    let name: String
  }

  /// Two meanings of a rule; `nil` for none.
  private struct Edit: Hashable {
    let classifier: String
    let old: String?
    let new: String
  }

  private struct State {
    let answers: WordAnswers
    var words: [[UInt8]: WordPlace]?
    /// The meanings that each operation had in earlier bases, the newest first.
    var meanings: [Name: [String]]?
    var evidence: [Edit: WordEvidence] = [:]
  }

  private let scan: TranscriptScan
  private let classifiers: [String: any Classifier.Type]
  private let store: Store
  private let state: Mutex<State>

  /// How many bases are looked through: who edits a rule more often without a transcript being opened computes it there.
  private static let basesToRead = 16

  init(of scan: TranscriptScan, _ pipeline: Pipeline, in store: Store) {
    self.scan = scan
    self.store = store
    classifiers = pipeline.classifiers
    state = Mutex(State(answers: WordAnswers(in: store)))
  }

  /// What cells find that a pack has no results of, as far as it is known.
  ///
  /// - Parameters:
  ///   - cells: The cells.
  ///   - pack: What is kept of the unit; without it nothing is known.
  ///   - unit: The unit of text.
  /// - Returns: What they find, by key.
  /// - Throws: `StoreError`.
  func found(for cells: [Cell], notIn pack: CellPack?, ofUnit unit: [UInt8]?) throws -> Found {
    guard let pack, let unit else { return [:] }
    let missing = cells.enumerated().filter { !pack.holds($1.key, near: $0) }.map(\.element)
    guard !missing.isEmpty else { return [:] }
    return try state.withLock { state in
      guard let place = words(&state)[unit] else { return [:] }
      var found: Found = [:]
      for cell in missing {
        found[cell.key] = try equal(to: cell, in: pack, at: place, &state)
      }
      return found
    }
  }

  private func equal(
    to cell: Cell, in pack: CellPack, at place: WordPlace, _ state: inout State
  ) throws -> Equal? {
    if try isSame(cell, as: nil, at: place, &state) { return .nothing }
    let name = Name(classifier: cell.classifier, name: cell.name)
    for meaning in try meanings(&state)[name] ?? [] {
      let key = CellKey(classifier: cell.classifier, meaning: meaning)
      if pack.holds(key), try isSame(cell, as: meaning, at: place, &state) {
        return .result(of: key)
      }
    }
    return nil
  }

  /// Whether the words of a text say that a cell finds in it what it found with an earlier meaning.
  private func isSame(
    _ cell: Cell, as old: String?, at place: WordPlace, _ state: inout State
  ) throws -> Bool {
    let edit = Edit(classifier: cell.classifier, old: old, new: cell.meaning)
    let evidence =
      state.evidence[edit]
      ?? classifiers[cell.classifier]?.evidence(from: old, to: cell.meaning) ?? .anything
    state.evidence[edit] = evidence
    return try state.answers.lanes(evidence, inBlockOf: place) >> UInt64(place.lane) & 1 == 0
  }

  private func words(_ state: inout State) -> [[UInt8]: WordPlace] {
    if let known = state.words { return known }
    let places = scan.kept.values.compactMap { work in work.words.map { (work.unit, $0) } }
    let words = Dictionary(places) { first, _ in first }
    state.words = words
    return words
  }

  private func meanings(_ state: inout State) throws -> [Name: [String]] {
    if let known = state.meanings { return known }
    var meanings: [Name: [String]] = [:]
    for number in try store.basisDigests().keys.sorted(by: >).prefix(Self.basesToRead) {
      guard let basis = try store.basis(number).flatMap({ CodingBasis($0) }) else { continue }
      for part in basis.parts {
        let name = Name(classifier: part.classifier, name: part.name)
        if meanings[name]?.last != part.meaning { meanings[name, default: []].append(part.meaning) }
      }
    }
    state.meanings = meanings
    return meanings
  }
}
