import LeitmotifModel

/// What voices said of one transcript: its units, and the places of each code in them.
struct RatedTranscript {
  let segmented: SegmentedTranscript
  let space: UnitSpace
  /// Where voices gave each code.
  fileprivate(set) var places: [Identifier<Code>: CodePlaces] = [:]
  /// The words that voices gave each code for: their text, and a bit for each voice.
  fileprivate(set) var evidence: [Identifier<Code>: [(span: TextSpan, voices: UInt64)]] = [:]
  /// The units that each rule coded.
  fileprivate(set) var ruleUnits: [Identifier<Rule>: [Range<Int>]] = [:]

  var key: Identifier<Transcript> { segmented.transcript.key }
}

/// Reads what voices said of a study, transcript by transcript.
struct RatingReader {
  let voices: [Voice]
  let codes: [Identifier<Code>]
  let coverage: VoiceCoverage
  /// What each voice's ratings rest on, as far as was read.
  private(set) var basis: [VoiceBasis]
  /// What was read and does not count.
  private(set) var leftOut = LeftOut()

  private let study: any StudyReader
  private let unit: AgreementUnit
  private let asked: Set<Identifier<Code>>
  /// The places of the voices through which a coder speaks.
  private let speaking: [Identifier<Coder>: [Int]]
  private let finals: [Int]
  private let queued: [Identifier<Transcript>: [QueueItem]]

  /// Prepares the reading.
  ///
  /// - Parameters:
  ///   - study: The study.
  ///   - question: Who is compared, in what pieces, on which codes.
  /// - Throws: Whatever the study throws.
  init(of study: any StudyReader, _ question: AgreementQuestion) throws {
    self.study = study
    voices = question.voices
    unit = question.unit
    let codes = try question.codes ?? study.codebook.codes.map(\.id)
    self.codes = codes
    asked = Set(codes)
    let coverage = try VoiceCoverage(of: study)
    self.coverage = coverage
    var speaking: [Identifier<Coder>: [Int]] = [:]
    for (index, voice) in voices.enumerated() {
      for member in voice.members { speaking[member, default: []].append(index) }
    }
    self.speaking = speaking
    finals = voices.indices.filter { [voices] in voices[$0].kind == .final }
    queued =
      finals.isEmpty ? [:] : Dictionary(grouping: try study.queue, by: \.transcript)
    basis = voices.map { voice in
      VoiceBasis(codesWithoutRules: codes.filter { !coverage.looks(voice, for: $0) })
    }
  }

  /// Calls a function with every transcript, one at a time.
  ///
  /// - Throws: Whatever the study and the function throw.
  mutating func forEachTranscript(_ body: (RatedTranscript) throws -> Void) throws {
    for key in try study.transcripts {
      if let rated = try read(key) { try body(rated) }
    }
  }

  /// The voices that have ratings of each of some codes in a transcript, a bit for each.
  func covered(
    _ codes: [Identifier<Code>], in transcript: Identifier<Transcript>
  ) -> UInt64 {
    var mask: UInt64 = 0
    for (index, voice) in voices.enumerated()
    where codes.allSatisfy({ coverage.covers(voice, $0, in: transcript) }) {
      mask |= 1 << UInt64(index)
    }
    return mask
  }

  private mutating func read(_ key: Identifier<Transcript>) throws -> RatedTranscript? {
    guard let segmented = try study.transcript(key) else { return nil }
    for (index, voice) in voices.enumerated() where coverage.hasSeen(voice, key) {
      basis[index].transcripts += 1
    }
    let space = UnitSpace(of: segmented, unit: unit)
    leftOut.namelessTurns += space.namelessTurns
    if space.count == 0 { leftOut.transcriptsWithoutUnits += 1 }
    if space.fallsBackOnTurns { leftOut.transcriptsWithoutSentences += 1 }
    var rated = RatedTranscript(segmented: segmented, space: space)
    try addProposals(to: &rated)
    if !finals.isEmpty { try addFinals(to: &rated) }
    return rated
  }

  private mutating func addProposals(to rated: inout RatedTranscript) throws {
    for coding in try study.codings(of: rated.key) where asked.contains(coding.code) {
      guard let heard = speaking[coding.coder] else { continue }
      let units = rated.space.units(of: coding.span)
      guard !units.isEmpty else {
        leftOut.codingsElsewhere += 1
        continue
      }
      let counted = heard.filter { coverage.covers(voices[$0], coding.code, in: rated.key) }
      if counted.isEmpty { leftOut.codingsNotCovered += 1 }
      if !counted.isEmpty {
        let mask: UInt64 = counted.reduce(0) { $0 | 1 << UInt64($1) }
        rated.evidence[coding.code, default: []].append((coding.span, mask))
      }
      for voice in counted {
        basis[voice].codings += 1
        rated.places[coding.code, default: CodePlaces()].addCoded(units, by: voice)
      }
      if let rule = coding.rule { rated.ruleUnits[rule, default: []] += units }
    }
  }

  private mutating func addFinals(to rated: inout RatedTranscript) throws {
    for final in try study.finalCodings(of: rated.key) where asked.contains(final.coding.code) {
      let units = rated.space.units(of: final.coding.span)
      let mask: UInt64 = finals.reduce(0) { $0 | 1 << UInt64($1) }
      if !units.isEmpty {
        rated.evidence[final.coding.code, default: []].append((final.coding.span, mask))
      }
      for voice in finals where !units.isEmpty {
        basis[voice].codings += 1
        rated.places[final.coding.code, default: CodePlaces()].addCoded(units, by: voice)
      }
    }
    for item in queued[rated.key] ?? [] where asked.contains(item.code) {
      leftOut.openPlaces += 1
      let units = rated.space.units(of: item.span)
      for voice in finals {
        rated.places[item.code, default: CodePlaces()].addOpen(units, by: voice)
      }
    }
  }
}
