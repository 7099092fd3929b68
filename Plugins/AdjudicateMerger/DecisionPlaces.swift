import LeitmotifModel
import LeitmotifPlugin

/// Finds the places of decisions in today's transcripts.
///
/// - Throws: `Diagnostics` that name every decision on a transcript that the study does not have.
func placed(_ written: [WrittenDecision], in study: any StudyOutline) throws -> [Decision] {
  let known = study.transcripts
  let keys = Set(known)
  let problems = written.filter { !keys.contains($0.decision.transcript) }.map { line in
    Diagnostic.error(
      "unknown-transcript", "the study has no transcript '\(line.decision.transcript)'",
      help: helpForUnknown(
        line.decision.transcript.rawValue, known: known.map(\.rawValue), called: "transcripts"),
      at: line.location)
  }
  try Diagnostics(problems).throwIfErrors()
  var result = written.map(\.decision)
  let byTranscript = Dictionary(grouping: written.indices) { written[$0].decision.transcript }
  for key in byTranscript.keys.sorted() {
    guard let transcript = try study.transcript(key) else { continue }
    var finder = PlaceFinder(transcript)
    for index in byTranscript[key] ?? [] {
      result[index] = finder.placed(written[index])
    }
  }
  return result
}

/// Finds the words that decisions are about in one transcript.
struct PlaceFinder {
  private let transcript: Transcript
  private let offsets: CodePointOffsets
  private let labels: Set<String>
  private lazy var nearWords = NearWords(transcript.text)

  init(_ transcript: Transcript) {
    self.transcript = transcript
    offsets = CodePointOffsets(transcript.text)
    labels = Set(transcript.speakers.map(\.label))
  }

  /// The decision at its place in the text.
  ///
  /// That is where its offsets point, when the words that it quotes stand there; else the one other place
  /// where its speaker says them; else the one place where its speaker says nearly that. Where there is none,
  /// or more than one, the span is empty.
  mutating func placed(_ written: WrittenDecision) -> Decision {
    var decision = written.decision
    let clamped = min(written.place.lowerBound, offsets.count)
    let start = offsets.byte(ofCodePoint: clamped) ?? 0
    decision.span = TextSpan(start: start, end: start)
    guard let span = span(of: written) else { return decision }
    if case .modify(var replacement) = decision.verdict, let place = written.replacement {
      guard let moved = self.place(place, movedAs: written.place, to: span) else { return decision }
      replacement.span = moved
      decision.verdict = .modify(replacement)
    }
    decision.span = span
    return decision
  }

  private mutating func span(of written: WrittenDecision) -> TextSpan? {
    let quotation = written.decision.quotation
    let place = offsets.span(ofCodePoints: written.place.lowerBound, written.place.upperBound)
    if let place, quotation.isEmpty || transcript.text.holds(quotation, at: place) { return place }
    let exact = transcript.text.places(of: quotation).filter { isSaid(at: $0, by: written.speaker) }
    guard exact.isEmpty else { return exact.count == 1 ? exact[0] : nil }
    let near = nearWords.places(of: quotation).filter {
      isSaid(at: $0.span, by: written.speaker)
    }
    return near.count == 1 ? near[0].span : nil
  }

  /// Whether a speaker says the words of a span; a label that was renamed since may be anybody's.
  private func isSaid(at span: TextSpan, by label: String) -> Bool {
    guard labels.contains(label) else { return true }
    return transcript.speaker(at: span.start)?.label == label
  }

  /// Where a place is that a reviewer named beside the one that moved.
  ///
  /// What lies before it moves with its beginning, what lies behind it with its end; what lies inside is found
  /// again as long as nothing in it was put in or taken out.
  private func place(
    _ place: Range<Int>, movedAs old: Range<Int>, to span: TextSpan
  ) -> TextSpan? {
    guard let new = offsets.codePoints(of: span) else { return nil }
    func moved(_ offset: Int) -> Int? {
      let isBefore = offset <= old.lowerBound || new.count == old.count
      guard isBefore || offset >= old.upperBound else { return nil }
      let way =
        isBefore ? new.lowerBound - old.lowerBound : new.upperBound - old.upperBound
      // A file may name any number.
      let (sum, isTooLarge) = offset.addingReportingOverflow(way)
      return isTooLarge ? nil : sum
    }
    guard let start = moved(place.lowerBound), let end = moved(place.upperBound), start >= 0
    else { return nil }
    return offsets.span(ofCodePoints: start, end)
  }
}
