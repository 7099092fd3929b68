import LeitmotifDigest
import LeitmotifModel
import LeitmotifStore

extension TranscriptResult {
  /// A result of codings one by one; those that are final as they stand are found among them.
  init(
    transcript: SegmentedTranscript, source: InputFile, text: Digest, codings: [Coding],
    coverage: [Coverage] = [], finals: [FinalCoding] = [], queue: [QueueItem] = [],
    contentDigest: [UInt8], cellPacks: [CellPack] = []
  ) {
    var list = CodingList(codings, of: transcript.transcript.key)
    let others = list.mark(finals)
    self.init(
      transcript: transcript, source: source, text: text, codings: list, coverage: coverage,
      finals: others, queue: queue, contentDigest: contentDigest, cellPacks: cellPacks)
  }

  /// Every final coding, those that are final as they stand included.
  var allFinals: [FinalCoding] {
    finals
      + codings.indices.compactMap { place in
        codings.entries[place].origin.map {
          FinalCoding(
            coding: codings[place], origin: $0, sources: [CodingID(codings[place])])
        }
      }
  }
}
