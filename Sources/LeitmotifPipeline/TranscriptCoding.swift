import LeitmotifCodebook
import LeitmotifModel
import LeitmotifPlugin

/// Codes one transcript by the pipeline's classifiers, from kept cells where there are any.
struct TranscriptCoding: Sendable {
  /// What the cells of one transcript gave.
  struct Outcome: Sendable {
    var codings: CodingList
    /// The cells to be kept; `nil` when they are kept already.
    var pack: [UInt8]?
    var counts: Run.Counts
    /// The operations that gave up here.
    var givenUp: [String]
    var warnings: [Diagnostic]
  }

  private let pipeline: Pipeline
  private let rules: [Rule]
  /// Whether matches of different codes compete with each other.
  private let doCodesCompete: Bool

  /// The cells of all classifiers.
  let cells: [Cell]

  /// For each ingester the cells that look at its transcripts.
  let sets: [Int: CellSet]

  init(_ pipeline: Pipeline) {
    self.pipeline = pipeline
    let rules = pipeline.codebook.rules
    self.rules = rules
    doCodesCompete = rules.contains { $0.overlap == .codebook }
    let places = Dictionary(rules.enumerated().map { ($1.id, $0) }) { first, _ in first }
    let cells = pipeline.graph.places(of: .classify).flatMap { place -> [Cell] in
      guard case .classifier(let classifier) = pipeline.stages[place] else { return [] }
      let stage = StageKeys.text(of: pipeline.file.stages[place])
      return classifier.operations.enumerated().map { number, operation in
        Cell(
          stage: place, operation: number,
          key: CellKey(classifier: stage, meaning: operation.meaning),
          name: operation.rule?.rawValue ?? pipeline.file.stages[place].id,
          rule: operation.rule.flatMap { places[$0] }, code: operation.code,
          coder: classifier.coder, classifier: stage, meaning: operation.meaning)
      }
    }
    var sets: [Int: CellSet] = [:]
    for ingester in pipeline.graph.places(of: .ingest) {
      let reached = Set(
        pipeline.graph.places(of: .classify).filter {
          pipeline.graph.ingesters(reaching: $0).contains(ingester)
        })
      sets[ingester] = CellSet(
        cells.filter { reached.contains($0.stage) }, of: pipeline.codebook)
    }
    self.cells = cells
    self.sets = sets
  }

  /// The cells that look at the transcripts of one ingester.
  func cells(forIngester ingester: Int) -> [Cell] {
    sets[ingester]?.cells ?? []
  }

  /// Whether a pack has the results of all cells of an ingester's transcripts, some under the keys of their equals.
  func isComplete(
    _ pack: CellPack, forIngester ingester: Int, equals: EqualResults.Found
  ) -> Bool {
    cells(forIngester: ingester).enumerated().allSatisfy {
      pack.holds($1.key, near: $0) || equals[$1.key] != nil
    }
  }

  /// Codes a transcript.
  ///
  /// - Parameters:
  ///   - reading: The transcript.
  ///   - ingester: The place of the stage that read it.
  ///   - pack: The kept cells of the transcript's unit.
  ///   - equals: What cells that the pack lacks are known to find.
  ///   - isPacked: Whether what is found is to be kept.
  /// - Returns: The codings of all classifiers, and the pack with what was computed.
  /// - Throws: Whatever a classifier throws; `TextNeeded`.
  func code(
    _ reading: TranscriptReading.Reading, ingester: Int, pack: CellPack?,
    equals: EqualResults.Found, isPacked: Bool
  ) throws -> Outcome {
    guard let set = sets[ingester] else {
      return Outcome(
        codings: CodingList(of: reading.segmented.transcript.key), pack: nil, counts: Run.Counts(),
        givenUp: [], warnings: [])
    }
    let context = StageContext()
    var counts = Run.Counts()
    var found: [[Match]?] = Array(repeating: nil, count: set.cells.count)
    // What is new to the pack.
    var added: [Int] = []
    if let pack { added = reuse(pack, equals, for: set, in: reading, &found, &counts) }
    var computed = 0
    var missing: [Int: [Int]] = [:]
    for place in found.indices where found[place] == nil {
      missing[set.cells[place].stage, default: []].append(place)
    }
    if !missing.isEmpty, !reading.isWhole { throw TextNeeded() }
    for (stage, places) in missing.sorted(by: { $0.key < $1.key }) {
      guard case .classifier(let classifier) = pipeline.stages[stage] else { continue }
      let results = try classifier.matches(
        of: places.map { set.cells[$0].operation }, in: reading.segmented, context: context)
      for (place, result) in zip(places, results) {
        guard let result else { continue }
        found[place] = Self.sorted(result)
        added.append(place)
        computed += 1
        if isChanged(result, set.cells[place], since: pack) { counts.changed += 1 }
      }
    }
    counts.computed = computed
    // An operation that gave up has no result to keep; the next run tries it again.
    let givenUp = found.indices.filter { found[$0] == nil }.map { set.cells[$0].name }
    return Outcome(
      codings: try FoundCodings.list(
        found.map { $0 ?? [] }, of: set, rules: rules, doCodesCompete: doCodesCompete, in: reading),
      pack: isPacked ? newPack(from: pack, found, set, added: added) : nil, counts: counts,
      givenUp: givenUp, warnings: context.diagnostics)
  }

  /// Takes the results that are kept.
  ///
  /// - Returns: The cells whose results were kept under the keys of their equals.
  private func reuse(
    _ pack: CellPack, _ equals: EqualResults.Found, for set: CellSet,
    in reading: TranscriptReading.Reading, _ found: inout [[Match]?], _ counts: inout Run.Counts
  ) -> [Int] {
    var added: [Int] = []
    // A transcript without its text was not changed since its results were kept.
    let text = reading.isWhole ? reading.segmented.transcript.text.span : nil
    for place in set.cells.indices {
      let key = set.cells[place].key
      guard
        let matches = pack.matches(of: key, near: place, within: text)
          ?? equals[key].flatMap({ $0.matches(in: pack, within: text) })
      else { continue }
      if !pack.holds(key, near: place) { added.append(place) }
      found[place] = matches
      counts.reused += 1
      // A rule that went back to an earlier meaning finds other things, though nothing is computed.
      if let before = pack.earlierOperation(
        called: set.cells[place].name, now: key, near: place),
        pack.matches(of: before) != matches
      {
        counts.changed += 1
      }
    }
    return added
  }

  private func isChanged(_ matches: [Match], _ cell: Cell, since pack: CellPack?) -> Bool {
    guard let pack else { return !matches.isEmpty }
    return matches != pack.operation(called: cell.name).flatMap { pack.matches(of: $0) } ?? []
  }

  /// The pack with what it did not have; `nil` when it is as it was.
  private func newPack(
    from pack: CellPack?, _ found: [[Match]?], _ set: CellSet, added: [Int]
  ) -> [UInt8]? {
    guard let pack else { return added.isEmpty ? nil : set.layout.packed(found) }
    if added.isEmpty, pack.isOf(set.layout) { return nil }
    var new: [CellKey: [Match]] = [:]
    for place in added { new[set.cells[place].key] = found[place] }
    return pack.adding(new, of: set.layout)
  }

  /// Most classifiers hand their matches out in order.
  private static func sorted(_ matches: [Match]) -> [Match] {
    let isSorted = matches.indices.dropFirst().allSatisfy {
      !(matches[$0].span < matches[$0 - 1].span)
    }
    return isSorted ? matches : matches.sorted { $0.span < $1.span }
  }
}

/// Thrown when something has to be found in a transcript that was read without its text.
struct TextNeeded: Error {}
