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
    let finder = PlaceFinder(transcript.text)
    for index in byTranscript[key] ?? [] {
      result[index] = finder.placed(written[index])
    }
  }
  return result
}

/// Finds the words that decisions are about in one text.
struct PlaceFinder {
  private let text: CanonicalText
  private let offsets: CodePointOffsets

  init(_ text: CanonicalText) {
    self.text = text
    offsets = CodePointOffsets(text)
  }

  /// The decision at its place in the text.
  ///
  /// That is where its offsets point, when the words that it quotes stand there; else the one other place
  /// where they stand. Where there is none, or more than one, the span is empty.
  func placed(_ written: WrittenDecision) -> Decision {
    var decision = written.decision
    let clamped = min(written.place.lowerBound, offsets.count)
    let start = offsets.byte(ofCodePoint: clamped) ?? 0
    decision.span = TextSpan(start: start, end: start)
    guard !written.isOpen, let span = span(of: written) else { return decision }
    if case .modify(var replacement) = decision.verdict, let place = written.replacement {
      // A corrected transcript moves both places alike.
      let shift = (offsets.codePoint(ofByte: span.start) ?? 0) - written.place.lowerBound
      guard place.lowerBound + shift >= 0,
        let moved = offsets.span(ofCodePoints: place.lowerBound + shift, place.upperBound + shift)
      else { return decision }
      replacement.span = moved
      decision.verdict = .modify(replacement)
    }
    decision.span = span
    return decision
  }

  private func span(of written: WrittenDecision) -> TextSpan? {
    let quotation = written.decision.quotation
    let place = offsets.span(ofCodePoints: written.place.lowerBound, written.place.upperBound)
    if let place, quotation.isEmpty || text.holds(quotation, at: place) { return place }
    return text.onlyPlace(of: quotation)
  }
}
