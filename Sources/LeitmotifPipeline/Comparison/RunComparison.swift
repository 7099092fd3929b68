import LeitmotifModel
import LeitmotifReliability
public import LeitmotifStore

/// Compares what two runs of one store found.
public struct RunComparison {
  private let before: StoreReader
  private let now: StoreReader
  private let names: ComparedNames
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
    names = try ComparedNames(before: self.before, now: self.now)
    causes = try ChangeCauses(before: self.before, now: self.now, names: names, locks: locks)
  }

  /// Everything that differs.
  ///
  /// - Returns: The differences; codes and transcripts are called as the later run does.
  /// - Throws: `StoreError`.
  public func difference() throws -> RunDifference {
    RunDifference(
      runs: [before.run.id, now.run.id], renames: names.renames, changes: try changes(),
      themes: try themes(), agreement: try agreement())
  }

  // MARK: - Codings

  private func changes() throws -> [RunDifference.Change] {
    let old = try Self.keys(in: before, names.before)
    let new = try Self.keys(in: now, names.now)
    return try Set(old.keys).union(new.keys).sorted().flatMap { key in
      // The locks say which transcripts came out the same.
      let fact = "result/transcript/\(key)"
      if old[key] == new[key], let one = locks[0]?.facts[fact], one == locks[1]?.facts[fact] {
        return [RunDifference.Change]()
      }
      return TranscriptComparison(
        of: key,
        before: .init(names: names.before, coded: try old[key].flatMap(before.codedTranscript)),
        now: .init(names: names.now, coded: try new[key].flatMap(now.codedTranscript))
      ).changes(by: causes)
    }
  }

  /// The transcripts of a run, by what they are called in the comparison.
  private static func keys(
    in reader: StoreReader, _ names: SideNames
  ) throws -> [Identifier<Transcript>: Identifier<Transcript>] {
    Dictionary(try reader.transcripts.map { (names.name(of: $0), $0) }) { first, _ in first }
  }

  // MARK: - Figures

  private func themes() throws -> [RunDifference.Theme] {
    let old = try ParticipantCounts(before, names.before)
    let new = try ParticipantCounts(now, names.now)
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

/// How many participants raised each code in a run.
private struct ParticipantCounts {
  let total: Int
  private var holders: [Identifier<Code>: Set<Identifier<Participant>>] = [:]

  var codes: [Identifier<Code>] { Array(holders.keys) }

  init(_ reader: StoreReader, _ names: SideNames) throws {
    var everyone = Set(try reader.participants.map(\.id))
    for key in try reader.transcripts {
      guard let transcript = try reader.transcript(key)?.transcript else { continue }
      everyone.formUnion(transcript.speakers.compactMap(\.participant))
      for final in try reader.finalCodings(of: key) {
        guard let participant = transcript.participant(at: final.coding.span.start) else {
          continue
        }
        // A code above counts whoever raised one below it.
        var path = final.coding.code.rawValue[...]
        while true {
          let code = names.name(of: Identifier<Code>(String(path)))
          holders[code, default: []].insert(participant)
          guard let dot = path.lastIndex(of: ".") else { break }
          path = path[..<dot]
        }
      }
    }
    total = everyone.count
  }

  func count(of code: Identifier<Code>) -> Int { holders[code]?.count ?? 0 }
}
