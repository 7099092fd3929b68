import LeitmotifModel
import Synchronization

/// How far whoever reads a study has come.
final class ReadingProgress: Sendable {
  private let place = Mutex((read: 0, total: 0))

  /// How many transcripts have been read, and of how many; zero before the first.
  var transcripts: (read: Int, total: Int) { place.withLock(\.self) }

  fileprivate func begin(_ total: Int) { place.withLock { $0 = (0, total) } }
  fileprivate func reach(_ read: Int) { place.withLock { $0.read = read } }
}

/// A study that tells how far it was read: to read a million codings takes seconds.
struct WatchedStudy: StudyReader {
  private let study: any StudyReader
  private let progress: ReadingProgress
  private let numbers: [Identifier<Transcript>: Int]

  init(_ study: any StudyReader, progress: ReadingProgress) throws {
    self.study = study
    self.progress = progress
    let keys = try study.transcripts
    numbers = Dictionary(keys.enumerated().map { ($1, $0 + 1) }) { first, _ in first }
    progress.begin(keys.count)
  }

  private func reach(_ key: Identifier<Transcript>) {
    if let number = numbers[key] { progress.reach(number) }
  }

  func transcript(_ key: Identifier<Transcript>) throws -> SegmentedTranscript? {
    reach(key)
    return try study.transcript(key)
  }

  func codedTranscript(_ key: Identifier<Transcript>) throws -> CodedTranscript? {
    reach(key)
    return try study.codedTranscript(key)
  }

  func codedTranscript(
    _ key: Identifier<Transcript>, finals ids: Set<CodingID>
  ) throws -> CodedTranscript? {
    reach(key)
    return try study.codedTranscript(key, finals: ids)
  }

  func forEachFinalCoding(_ body: (FinalCoding) throws -> Void) throws {
    for key in try transcripts {
      reach(key)
      try finalCodings(of: key).forEach(body)
    }
  }

  func forEachCoding(_ body: (Coding) throws -> Void) throws {
    for key in try transcripts {
      reach(key)
      try codings(of: key).forEach(body)
    }
  }

  func codings(of transcript: Identifier<Transcript>) throws -> [Coding] {
    try study.codings(of: transcript)
  }
  func finalCodings(of transcript: Identifier<Transcript>) throws -> [FinalCoding] {
    try study.finalCodings(of: transcript)
  }
  func codings(
    _ ids: Set<CodingID>, in transcript: Identifier<Transcript>
  ) throws -> [Coding] { try study.codings(ids, in: transcript) }
  func codings(_ ids: Set<CodingID>) throws -> [Coding] { try study.codings(ids) }
  func finalCodings(restingOn id: CodingID) throws -> [FinalCoding] {
    try study.finalCodings(restingOn: id)
  }
  func decision(_ id: Identifier<Decision>) throws -> Decision? { try study.decision(id) }

  var run: Run { get throws { try study.run } }
  var codebook: Codebook { get throws { try study.codebook } }
  var participants: [Participant] { get throws { try study.participants } }
  var coders: [Coder] { get throws { try study.coders } }
  var coverage: [Coverage] { get throws { try study.coverage } }
  var transcripts: [Identifier<Transcript>] { get throws { try study.transcripts } }
  var queue: [QueueItem] { get throws { try study.queue } }
  var participantConflicts: [OpenPlace] { get throws { try study.participantConflicts } }
  var waiting: [WaitingPlace] { get throws { try study.waiting } }
  var previous: (any StudyReader)? { get throws { try study.previous } }
}
