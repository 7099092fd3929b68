import LeitmotifModel

/// One sentence of a participant (a turn, where nobody cut sentences), with who coded what in it.
struct Sentence {
  let transcript: Int32
  let span: TextSpan
  let participant: Identifier<Participant>?
  let words: [Int32]
  /// Codes that a person gave, by their places in the codebook.
  var byPeople: Set<Int> = []
  /// Codes that a classifier gave.
  var byMachine: Set<Int> = []
  /// Final codes, with those above them.
  var final: Set<Int> = []
}

/// All that participants say in a study.
struct Speech {
  private(set) var sentences: [Sentence] = []
  private(set) var vocabulary = Vocabulary()
  private(set) var transcripts: [Identifier<Transcript>] = []
  /// Who has a final coding of each code or of one below it: who speaks where its evidence begins, as reports count.
  private(set) var holders: [Int: Set<Identifier<Participant>>] = [:]

  init(of study: any StudyReader, tree: CodeTree) throws {
    let machines = Set(try study.coders.filter { $0.kind == .machine }.map(\.id))
    try study.forEachCodedTranscript { coded in add(coded, machines: machines, tree: tree) }
  }

  private mutating func add(
    _ coded: CodedTranscript, machines: Set<Identifier<Coder>>, tree: CodeTree
  ) {
    let transcript = coded.transcript
    let number = Int32(transcripts.count)
    transcripts.append(transcript.key)
    let layer = coded.segmented.segments[.sentence] ?? coded.segmented.segments[.turn] ?? []
    let first = sentences.count
    for segment in layer {
      guard let speaker = transcript.speaker(of: transcript.turns[segment.turn]),
        speaker.role == .participant
      else { continue }
      sentences.append(
        Sentence(
          transcript: number, span: segment.span, participant: speaker.participant,
          words: vocabulary.words(of: transcript.text[segment.span])))
    }
    for coding in coded.proposals {
      guard let code = tree.place[coding.code] else { continue }
      for place in touched(by: coding.span, from: first) {
        if machines.contains(coding.coder) {
          sentences[place].byMachine.insert(code)
        } else {
          sentences[place].byPeople.insert(code)
        }
      }
    }
    for final in coded.finals {
      guard let code = tree.place[final.coding.code] else { continue }
      let codes = tree.atOrAbove(code)
      for place in touched(by: final.coding.span, from: first) {
        sentences[place].final.formUnion(codes)
      }
      guard let holder = transcript.participant(at: final.coding.span.start) else { continue }
      for code in codes { holders[code, default: []].insert(holder) }
    }
  }

  /// The places of the sentences of one transcript that a span touches.
  private func touched(by span: TextSpan, from first: Int) -> Range<Int> {
    let touched = sentences[first...].partitioningIndex { $0.span.end > span.start }
    var end = touched
    while end < sentences.count, sentences[end].span.start < max(span.end, span.start + 1) {
      end += 1
    }
    return touched..<end
  }
}
