import LeitmotifModel
import LeitmotifStore

/// A reader without short cuts.
struct PlainReader: StudyReader {
  let store: StoreReader
  var run: Run { store.run }
  var codebook: Codebook { get throws { try store.codebook } }
  var participants: [Participant] { get throws { try store.participants } }
  var coders: [Coder] { get throws { try store.coders } }
  var coverage: [Coverage] { get throws { try store.coverage } }
  var transcripts: [Identifier<Transcript>] { get throws { try store.transcripts } }
  var queue: [QueueItem] { get throws { try store.queue } }
  func transcript(_ key: Identifier<Transcript>) throws -> SegmentedTranscript? {
    try store.transcript(key)
  }
  func forEachCoding(_ body: (Coding) throws -> Void) throws { try store.forEachCoding(body) }
  func forEachFinalCoding(_ body: (FinalCoding) throws -> Void) throws {
    try store.forEachFinalCoding(body)
  }
  func decision(_ id: Identifier<Decision>) throws -> Decision? { try store.decision(id) }
}
