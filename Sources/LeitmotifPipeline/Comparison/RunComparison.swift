import LeitmotifModel
public import LeitmotifStore
import LeitmotifReliability

/// Compares what two runs of one store found.
public struct RunComparison {
  private let before: StoreReader
  private let now: StoreReader
  private let causes: ChangeCauses
  private let locks: [LockFile?]

  /// Creates a comparison.
  ///
  /// - Parameters:
  ///   - store: The store.
  ///   - before: The number of the one run.
  ///   - now: The number of the other.
  /// - Throws: `StoreError` when one of them has not come to its end.
  public init(of store: Store, before: Int, now: Int) throws {
    self.before = try store.reader(ofRun: before)
    self.now = try store.reader(ofRun: now)
    locks = try [before, now].map { run in
      try store.lock(ofRun: run).flatMap { try? LockFile(reading: $0, path: store.path) }
    }
    causes = try ChangeCauses(before: self.before, now: self.now, locks: locks)
  }

  /// Everything that differs.
  ///
  /// - Throws: `StoreError`.
  public func difference() throws -> RunDifference {
    RunDifference(
      runs: [before.run.id, now.run.id], changes: try changes(), themes: try themes(),
      agreement: try agreement())
  }

  // MARK: - Codings

  private func changes() throws -> [RunDifference.Change] {
    var changes: [RunDifference.Change] = []
    for key in try Set(before.transcripts).union(now.transcripts).sorted() {
      // The locks say which transcripts came out the same.
      let fact = "result/transcript/\(key)"
      if let one = locks[0]?.facts[fact], one == locks[1]?.facts[fact] { continue }
      changes += try self.changes(in: key)
    }
    return changes
  }

  private struct Place: Hashable {
    let code: Identifier<Code>
    let span: TextSpan
  }

  private func changes(in key: Identifier<Transcript>) throws -> [RunDifference.Change] {
    let texts = (old: try before.transcript(key), new: try now.transcript(key))
    let isTextChanged = texts.old?.transcript.text != texts.new?.transcript.text
    let old = Dictionary(grouping: try before.finalCodings(of: key)) {
      Place(code: $0.coding.code, span: $0.coding.span)
    }
    let new = Dictionary(grouping: try now.finalCodings(of: key)) {
      Place(code: $0.coding.code, span: $0.coding.span)
    }
    let moved = isTextChanged ? Moved(old.values.joined(), new.values.joined(), texts) : nil
    var changes: [RunDifference.Change] = []
    for place in Set(old.keys).union(new.keys) {
      var gone = old[place] ?? []
      var come = new[place] ?? []
      let same = Set(gone.map(\.withoutNames)).intersection(come.map(\.withoutNames))
      gone.removeAll {
        same.contains($0.withoutNames) || moved?.before.contains($0.withoutNames) == true
      }
      come.removeAll {
        same.contains($0.withoutNames) || moved?.now.contains($0.withoutNames) == true
      }
      for pair in 0..<max(gone.count, come.count) {
        let (one, other) = (gone.dropFirst(pair).first, come.dropFirst(pair).first)
        let text = other != nil ? texts.new : texts.old
        changes.append(
          RunDifference.Change(
            kind: one == nil ? .added : other == nil ? .removed : .changed,
            cause: isTextChanged ? .text : causes.cause(from: one, to: other), transcript: key,
            participant: text.flatMap { Self.participant(at: place.span, in: $0.transcript) },
            code: place.code, before: one, now: other,
            quotation: text.map { Self.quotation(of: place.span, in: $0) } ?? ""))
      }
    }
    return changes.sorted { Self.order($0) < Self.order($1) }
  }

  private static func order(_ change: RunDifference.Change) -> (TextSpan, String, String) {
    let span = (change.now ?? change.before)?.coding.span ?? TextSpan(start: 0, end: 0)
    return (span, change.code.rawValue, change.kind.rawValue)
  }

  private static func participant(
    at span: TextSpan, in transcript: Transcript
  ) -> Identifier<Participant>? {
    transcript.turn(at: span.start).flatMap {
      transcript.speaker(of: transcript.turns[$0])?.participant
    }
  }

  private static func quotation(of span: TextSpan, in segmented: SegmentedTranscript) -> String {
    let around = segmented.extended(span, to: .sentence)
    let text = segmented.transcript.text
    guard text.isBoundary(around.start), text.isBoundary(around.end) else { return "" }
    return text[around]
  }

  // MARK: - Figures

  private func themes() throws -> [RunDifference.Theme] {
    let (old, new) = (try ParticipantCounts(before), try ParticipantCounts(now))
    return Set(old.codes).union(new.codes).sorted().compactMap { code in
      let (one, other) = (old.count(of: code), new.count(of: code))
      return one == other && old.total == new.total
        ? nil
        : RunDifference.Theme(code: code, before: (one, old.total), now: (other, new.total))
    }
  }

  private func agreement() throws -> [RunDifference.Agreement] {
    try CodedCoefficient.usualOnes.compactMap { coefficient in
      var measure = AgreementMeasure()
      measure.coefficient = coefficient
      let one = try measure.value(in: before).value
      let other = try measure.value(in: now).value
      return one == other
        ? nil
        : RunDifference.Agreement(coefficient: coefficient.name, before: one, now: other)
    }
  }
}

/// Codings that only stand elsewhere now: the same words, coded alike, in a text that was changed in front of them.
private struct Moved {
  private(set) var before: Set<FinalCoding> = []
  private(set) var now: Set<FinalCoding> = []

  /// What a coding says, wherever it stands.
  private struct Saying: Hashable {
    let coding: Coding
    let origin: FinalCoding.Origin
    let words: String
  }

  init(
    _ old: some Sequence<FinalCoding>, _ new: some Sequence<FinalCoding>,
    _ texts: (old: SegmentedTranscript?, new: SegmentedTranscript?)
  ) {
    let old = Self.grouped(old, in: texts.old)
    let new = Self.grouped(new, in: texts.new)
    for (saying, finals) in old {
      // Of words that are said as often as before each is the one that it was.
      guard let others = new[saying], others.count == finals.count else { continue }
      before.formUnion(finals)
      now.formUnion(others)
    }
  }

  private static func grouped(
    _ finals: some Sequence<FinalCoding>, in segmented: SegmentedTranscript?
  ) -> [Saying: [FinalCoding]] {
    guard let text = segmented?.transcript.text else { return [:] }
    return Dictionary(grouping: finals.map(\.withoutNames)) { final in
      var coding = final.coding
      let words = text[coding.span]
      coding.span = TextSpan(start: 0, end: 0)
      return Saying(coding: coding, origin: final.origin, words: words)
    }
  }
}

extension FinalCoding {
  /// The coding without what it and its decision are called: decisions are counted, and proposals named by their place.
  fileprivate var withoutNames: FinalCoding {
    var result = self
    result.sources = []
    result.decision = decision == nil ? nil : ""
    return result
  }
}

/// How many participants raised each code in a run.
private struct ParticipantCounts {
  let total: Int
  private var holders: [Identifier<Code>: Set<Identifier<Participant>>] = [:]

  var codes: [Identifier<Code>] { Array(holders.keys) }

  init(_ reader: StoreReader) throws {
    var everyone = Set(try reader.participants.map(\.id))
    for key in try reader.transcripts {
      guard let transcript = try reader.transcript(key)?.transcript else { continue }
      everyone.formUnion(transcript.speakers.compactMap(\.participant))
      for final in try reader.finalCodings(of: key) {
        guard let turn = transcript.turn(at: final.coding.span.start),
          let participant = transcript.speaker(of: transcript.turns[turn])?.participant
        else { continue }
        // A code above counts whoever raised one below it.
        var path = final.coding.code.rawValue[...]
        while true {
          holders[Identifier(String(path)), default: []].insert(participant)
          guard let dot = path.lastIndex(of: ".") else { break }
          path = path[..<dot]
        }
      }
    }
    total = everyone.count
  }

  func count(of code: Identifier<Code>) -> Int { holders[code]?.count ?? 0 }
}
