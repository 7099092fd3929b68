import LeitmotifCodebook
import LeitmotifDigest
import LeitmotifModel
import LeitmotifPlugin
import LeitmotifText

/// Codes one transcript by the pipeline's classifiers, from kept cells where there are any.
struct TranscriptCoding: Sendable {
  /// One operation of one classifier.
  struct Cell: Sendable {
    /// The classifier's place among the stages.
    let stage: Int
    /// The operation's place in the classifier.
    let operation: Int
    /// What its results are kept by.
    let key: CellPack.Key
    /// What it is called across edits: the rule, or the stage.
    let name: String
    /// The rule's place among the codebook's rules; `nil` for a classifier in one piece.
    let rule: Int?
    /// The code of its matches, when each match does not say its own.
    let code: Identifier<Code>?
    let coder: Identifier<Coder>
    /// The classifier with its version and settings.
    let classifier: String
    /// What it finds.
    let meaning: String
  }

  /// What the cells of one transcript gave.
  struct Outcome: Sendable {
    var codings: [Coding]
    var pack: CellPack
    var isPackNew: Bool
    var counts: Run.Counts
    /// The operations that gave up here.
    var givenUp: [String]
    var warnings: [Diagnostic]
  }

  private let pipeline: Pipeline
  private let rules: [Rule]

  /// Every operation of the pipeline's classifiers, in order.
  let cells: [Cell]

  init(_ pipeline: Pipeline) {
    self.pipeline = pipeline
    rules = pipeline.codebook.rules
    let places = Dictionary(rules.enumerated().map { ($1.id, $0) }) { first, _ in first }
    cells = pipeline.graph.places(of: .classify).flatMap { place -> [Cell] in
      guard case .classifier(let classifier) = pipeline.stages[place] else { return [] }
      let stage = StageKeys.text(of: pipeline.file.stages[place])
      return classifier.operations.enumerated().map { number, operation in
        var builder = DigestBuilder()
        builder.append(field: stage)
        builder.append(field: unicodeVersion)
        builder.append(field: operation.meaning)
        return Cell(
          stage: place, operation: number, key: builder.finish().short,
          name: operation.rule?.rawValue ?? pipeline.file.stages[place].id,
          rule: operation.rule.flatMap { places[$0] }, code: operation.code,
          coder: classifier.coder, classifier: stage, meaning: operation.meaning)
      }
    }
  }

  /// The cells that look at the transcripts of one ingester.
  func cells(forIngester ingester: Int) -> [Cell] {
    let reached = Set(
      pipeline.graph.places(of: .classify).filter {
        pipeline.graph.ingesters(reaching: $0).contains(ingester)
      })
    return cells.filter { reached.contains($0.stage) }
  }

  /// Codes a transcript.
  ///
  /// - Parameters:
  ///   - reading: The transcript.
  ///   - ingester: The place of the stage that read it.
  ///   - pack: The kept cells of the transcript's unit.
  /// - Returns: The codings of all classifiers, sorted, and the pack with what was computed.
  /// - Throws: Whatever a classifier throws.
  func code(
    _ reading: TranscriptReading.Reading, ingester: Int, pack: CellPack?
  ) throws -> Outcome {
    let context = StageContext()
    let cells = cells(forIngester: ingester)
    var outcome = Outcome(
      codings: [], pack: pack ?? CellPack(), isPackNew: false, counts: Run.Counts(), givenUp: [],
      warnings: [])
    var found: [[Match]] = Array(repeating: [], count: cells.count)
    var missing: [Int: [Int]] = [:]
    for (place, cell) in cells.enumerated() {
      if let matches = outcome.pack.matches(
        of: cell.key, within: reading.segmented.transcript.text.span)
      {
        found[place] = matches
        outcome.counts.reused += 1
        // A rule that went back to an earlier meaning finds other things, though nothing is computed.
        if let before = outcome.pack.current[cell.name], before != cell.key,
          outcome.pack.matches(of: before) != matches
        {
          outcome.counts.changed += 1
        }
      } else {
        missing[cell.stage, default: []].append(place)
      }
    }
    for (stage, places) in missing.sorted(by: { $0.key < $1.key }) {
      guard case .classifier(let classifier) = pipeline.stages[stage] else { continue }
      let results = try classifier.matches(
        of: places.map { cells[$0].operation }, in: reading.segmented, context: context)
      for (place, result) in zip(places, results) {
        // An operation that gave up has no result to keep; the next run tries it again.
        guard let matches = result?.sorted(by: { $0.span < $1.span }) else {
          outcome.givenUp.append(cells[place].name)
          continue
        }
        found[place] = matches
        outcome.counts.computed += 1
        let cell = cells[place]
        let before = outcome.pack.current[cell.name].flatMap { outcome.pack.matches(of: $0) } ?? []
        if before != matches { outcome.counts.changed += 1 }
        outcome.pack.keep(matches, of: cell.key)
      }
    }
    outcome.warnings = context.diagnostics
    let names = Dictionary(cells.map { ($0.name, $0.key) }) { first, _ in first }
    outcome.isPackNew = outcome.counts.computed > 0 || outcome.pack.current != names
    outcome.pack.current = names
    outcome.codings = codings(found, of: cells, in: reading.segmented.transcript.key)
    return outcome
  }

  /// The codings that are left when the matches of each code's rules have competed.
  private func codings(
    _ found: [[Match]], of cells: [Cell], in transcript: Identifier<Transcript>
  ) -> [Coding] {
    var codings: [Coding] = []
    var competing: [Identifier<Code>: [(rule: Int, match: Match)]] = [:]
    var coders: [Int: Identifier<Coder>] = [:]
    for (cell, matches) in zip(cells, found) where !matches.isEmpty {
      if let rule = cell.rule { coders[rule] = cell.coder }
      // Matches are many, and nearly all are of their rule's code: it is looked up once.
      if let rule = cell.rule, let code = cell.code, matches.allSatisfy({ $0.code == nil }) {
        competing[code, default: []].append(contentsOf: matches.lazy.map { (rule, $0) })
        continue
      }
      for match in matches {
        guard let code = match.code ?? cell.code else { continue }
        if let rule = cell.rule {
          competing[code, default: []].append((rule, match))
        } else {
          codings.append(
            Coding(
              transcript: transcript, code: code, coder: cell.coder, span: match.span,
              attributes: match.attributes))
        }
      }
    }
    for (code, matches) in settleOverlap(ofCodes: competing, rules: rules).kept {
      for (rule, match) in matches {
        codings.append(
          Coding(
            transcript: transcript, code: code, coder: coders[rule] ?? "rules",
            rule: rules[rule].id, span: match.span, attributes: match.attributes))
      }
    }
    return Self.sorted(codings)
  }

  /// Sorts the codings of one transcript: names are compared only where spans are equal.
  private static func sorted(_ codings: [Coding]) -> [Coding] {
    let spans = codings.map(\.span)
    let order = codings.indices.sorted {
      spans[$0] != spans[$1] ? spans[$0] < spans[$1] : codings[$0] < codings[$1]
    }
    return order.map { codings[$0] }
  }
}
