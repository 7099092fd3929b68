import LeitmotifModel

/// Finds where voices differ, one transcript after the other.
struct DisagreementFinder {
  let comparison: Comparison
  let codes: [Identifier<Code>]
  /// What was said of participants so far.
  var participants: [Identifier<Participant>: ParticipantSayings] = [:]

  private let voiceCount: Int
  private let order: [Identifier<Code>: Int]
  private let queued: [Identifier<Transcript>: [QueueItem]]

  private(set) var found: [Disagreement] = []
  private(set) var confusion: [ConfusionCell: Int] = [:]
  /// For each pattern, how many units are rated in each way.
  private var ways: [DisagreementPattern: [RatingState: Int]] = [:]

  init(_ agreement: CoderAgreement, _ comparison: Comparison, queue: [QueueItem]) {
    self.comparison = comparison
    voiceCount = agreement.voices.count
    codes = agreement.codesGiven
    order = Dictionary(uniqueKeysWithValues: codes.enumerated().map { ($1, $0) })
    queued = Dictionary(grouping: queue, by: \.transcript)
  }

  /// What was said of each code in some units, in the codebook's order.
  typealias Sayings = [(code: Identifier<Code>, state: RatingState)]

  /// Finds the disagreements of one transcript; those over participants are found at the end.
  mutating func find(in rated: RatedTranscript, _ reader: RatingReader) {
    guard rated.space.participants.isEmpty else { return gather(from: rated, reader) }
    let offsets = CodePointOffsets(rated.segmented.transcript.text)
    for (units, sayings) in stretches(of: rated, reader) {
      let disagreeing = countDisagreeing(sayings, times: units.count)
      guard !disagreeing.isEmpty else { continue }
      for (stretch, span) in rated.space.stretches(of: units) {
        for (code, state) in disagreeing {
          let words = Words(
            transcript: rated.key, span: span,
            place: offsets.codePoints(of: span) ?? span.range,
            quotation: quotation(of: code, at: span, in: rated),
            isQueued: isQueued(code, in: rated.key) { $0.overlaps(span) })
          note(code, state, among: disagreeing, sayings, times: stretch.count, at: words)
        }
      }
    }
  }

  /// Where something was said, and what.
  struct Words {
    let transcript: Identifier<Transcript>
    let span: TextSpan
    let place: Range<Int>
    let quotation: String
    let isQueued: Bool
  }

  /// Counts what compared voices said of units, and gives that over which they differ.
  mutating func countDisagreeing(_ sayings: Sayings, times: Int) -> Sayings {
    let own = sayings.map { saying in
      (
        code: saying.code,
        state: RatingState(
          covered: saying.state.covered & comparison.mask,
          coded: saying.state.coded & comparison.mask)
      )
    }
    count(own, times: times)
    return own.filter { $0.state.isDisagreement }
  }

  /// Notes a disagreement.
  ///
  /// - Parameters:
  ///   - code: The code.
  ///   - state: What the compared voices said of it.
  ///   - disagreeing: Everything over which they differ there.
  ///   - sayings: What all voices said there.
  ///   - participant: Whom it is about, when units are participants.
  ///   - times: How many units it is.
  ///   - words: The place.
  mutating func note(
    _ code: Identifier<Code>, _ state: RatingState, among disagreeing: Sayings,
    _ sayings: Sayings, of participant: Identifier<Participant>? = nil, times: Int,
    at words: Words
  ) {
    let pattern = pattern(of: code, state, among: disagreeing)
    ways[pattern, default: [:]][state, default: 0] += times
    found.append(
      Disagreement(
        transcript: words.transcript, participant: participant, span: words.span,
        place: words.place, count: times, code: code,
        given: comparison.voices.filter { state.coded & 1 << UInt64($0) != 0 },
        notGiven: comparison.voices.filter {
          state.covered & ~state.coded & 1 << UInt64($0) != 0
        },
        codes: codesOfVoices(sayings), quotation: words.quotation, isQueued: words.isQueued,
        pattern: pattern))
  }

  /// Whether a reviewer is asked about a code in some places of a transcript.
  func isQueued(
    _ code: Identifier<Code>, in transcript: Identifier<Transcript>,
    where fits: (TextSpan) -> Bool
  ) -> Bool {
    queued[transcript]?.contains { $0.code == code && fits($0.span) } ?? false
  }

  /// The patterns, those first whose settling does most for agreement.
  func groups(_ settling: Settling) -> [DisagreementGroup] {
    let alpha = settling.alpha(settling: [:])
    return ways.map { pattern, ways in
      let settled = settling.alpha(settling: ways)
      return DisagreementGroup(
        pattern: pattern, count: ways.values.reduce(0, +),
        gain: alpha.flatMap { alpha in settled.map { $0 - alpha } })
    }.sorted { lhs, rhs in
      let (left, right) = (lhs.gain ?? -.infinity, rhs.gain ?? -.infinity)
      if left != right { return left > right }
      if lhs.count != rhs.count { return lhs.count > rhs.count }
      return place(of: lhs.pattern) < place(of: rhs.pattern)
    }
  }

  private func place(of pattern: DisagreementPattern) -> (Int, Int) {
    (order[pattern.code] ?? 0, pattern.other.flatMap { order[$0] } ?? -1)
  }

  /// Runs of units in which somebody gave a code, with what was said of each code there.
  private func stretches(
    of rated: RatedTranscript, _ reader: RatingReader
  ) -> [(units: Range<Int>, sayings: Sayings)] {
    var runs: [(units: Range<Int>, code: Identifier<Code>, state: RatingState)] = []
    for code in codes {
      guard let places = rated.places[code] else { continue }
      places.forEachRun(
        ofUnits: rated.space.count, covered: reader.covered([code], in: rated.key)
      ) { units, state in
        if state.settled.coded != 0 { runs.append((units, code, state.settled)) }
      }
    }
    let borders = Set(runs.flatMap { [$0.units.lowerBound, $0.units.upperBound] }).sorted()
    let places = Dictionary(uniqueKeysWithValues: borders.enumerated().map { ($1, $0) })
    var sayings: [Sayings] = Array(repeating: [], count: borders.count)
    for run in runs {
      guard let first = places[run.units.lowerBound], let end = places[run.units.upperBound] else {
        continue
      }
      for place in first..<end { sayings[place].append((run.code, run.state)) }
    }
    return zip(borders.indices.dropLast(), sayings).compactMap { place, sayings in
      sayings.isEmpty ? nil : (borders[place]..<borders[place + 1], sayings)
    }
  }

  /// The pattern of a disagreement: the first code that others gave in its place, if there is one.
  private func pattern(
    of code: Identifier<Code>, _ state: RatingState, among disagreeing: Sayings
  ) -> DisagreementPattern {
    let missing = state.covered & ~state.coded
    let other = disagreeing.first { other in
      other.code != code && other.state.coded & missing != 0
        && other.state.covered & ~other.state.coded & state.coded != 0
    }
    guard let other else { return DisagreementPattern(code: code, other: nil) }
    let isBehind = (order[code] ?? 0) > (order[other.code] ?? 0)
    return DisagreementPattern(
      code: isBehind ? other.code : code, other: isBehind ? code : other.code)
  }

  /// For each voice of the question the codes that it gave; `nil` where it rated none of the codes given here.
  private func codesOfVoices(_ sayings: Sayings) -> [[Identifier<Code>]?] {
    (0..<voiceCount).map { voice in
      let bit: UInt64 = 1 << UInt64(voice)
      guard sayings.contains(where: { $0.state.covered & bit != 0 }) else { return nil }
      return sayings.filter { $0.state.coded & bit != 0 }.map(\.code)
    }
  }

  private func quotation(
    of code: Identifier<Code>, at span: TextSpan, in rated: RatedTranscript
  ) -> String {
    let text = rated.segmented.transcript.text
    guard rated.space.isOfWholes else { return text[span] }
    let evidence = rated.evidence[code]?.first { $0.voices & comparison.mask != 0 }?.span
    return evidence.map { text[rated.segmented.extended($0, to: .sentence)] } ?? ""
  }

  /// Counts who gave what where another gave something else, for each two voices.
  private mutating func count(_ sayings: Sayings, times: Int) {
    for (place, first) in comparison.voices.enumerated() {
      for second in comparison.voices.dropFirst(place + 1) {
        let (a, b): (UInt64, UInt64) = (1 << UInt64(first), 1 << UInt64(second))
        let shared = sayings.filter { $0.state.covered & a != 0 && $0.state.covered & b != 0 }
        let both = shared.filter { $0.state.coded & a != 0 && $0.state.coded & b != 0 }
        let onlyFirst = shared.filter { $0.state.coded & a != 0 && $0.state.coded & b == 0 }
        let onlySecond = shared.filter { $0.state.coded & a == 0 && $0.state.coded & b != 0 }
        for saying in both {
          confusion[ConfusionCell(first: saying.code, second: saying.code), default: 0] += times
        }
        for saying in onlyFirst {
          for other in onlySecond {
            confusion[ConfusionCell(first: saying.code, second: other.code), default: 0] += times
          }
          if onlySecond.isEmpty {
            confusion[ConfusionCell(first: saying.code, second: nil), default: 0] += times
          }
        }
        if onlyFirst.isEmpty {
          for other in onlySecond {
            confusion[ConfusionCell(first: nil, second: other.code), default: 0] += times
          }
        }
      }
    }
  }
}

extension RatingState {
  /// Whether at least two rated the unit, and some but not all of them gave the code.
  fileprivate var isDisagreement: Bool { coded != 0 && coded != covered }
}
