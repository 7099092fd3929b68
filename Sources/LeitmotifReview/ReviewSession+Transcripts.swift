public import LeitmotifModel

/// A reviewer's note on some words of a transcript.
public struct ReviewNote: Hashable, Sendable {
  /// The words.
  public let span: TextSpan
  /// The code that it is about; empty for the words alone.
  public let code: Identifier<Code>
  /// Who wrote it.
  public let reviewer: Identifier<Coder>
  /// What it says.
  public let text: String
}

extension ReviewSession {
  /// The notes on a transcript, in the order of the files; one whose words are gone waits as an item instead.
  ///
  /// - Throws: `Diagnostics` when a file cannot be read; what the study throws.
  public func notes(on transcript: Transcript) throws -> [ReviewNote] {
    try files.refresh()
    let offsets = CodePointOffsets(transcript.text)
    return try files.notes(on: transcript.key).compactMap { decision, line in
      // The run has found the words of those that it replayed, wherever they are now.
      let span =
        try decision.flatMap { try study.decision($0)?.span }
        ?? offsets.span(ofCodePoints: line.place.lowerBound, line.place.upperBound)
      return span.flatMap { span in
        span.isEmpty
          ? nil
          : ReviewNote(span: span, code: line.code, reviewer: line.reviewer, text: line.reason)
      }
    }
  }

  /// What reviewers added to a transcript since the run, and did not take back, as codings of theirs.
  ///
  /// - Throws: `Diagnostics` when a file cannot be read.
  public func additions(to transcript: Transcript) throws(Diagnostics) -> [Coding] {
    let offsets = CodePointOffsets(transcript.text)
    return standingAdditions(try files.linesSinceRun(), to: transcript.key).compactMap { line in
      offsets.span(ofCodePoints: line.place.lowerBound, line.place.upperBound).map {
        Coding(
          transcript: line.transcript, code: line.code, coder: line.reviewer, span: $0,
          attributes: line.attributes, memo: line.reason)
      }
    }
  }

  /// Takes back what a reviewer coded last in a transcript since the run, unless another reviewer
  /// decided on its place since the page was made.
  ///
  /// What was decided there before stands again; where nothing was, a line puts the place off.
  ///
  /// - Parameters:
  ///   - transcript: The transcript.
  ///   - reviewer: Who coded.
  ///   - time: When: ISO 8601.
  ///   - seen: What `seen` was when the page was made.
  /// - Returns: The coding's line, and whether it was taken back; `nil` when there is nothing
  ///   to take back.
  /// - Throws: `Diagnostics` when a file cannot be read or written.
  public func takeBackAddition(
    to transcript: Identifier<Transcript>, by reviewer: Identifier<Coder>, at time: String,
    seen: String
  ) throws(Diagnostics) -> (added: DecisionLine, outcome: DecisionFile.Outcome)? {
    let lines = try files.linesSinceRun().filter { $0.reviewer == reviewer }
    guard let added = standingAdditions(lines, to: transcript).last else { return nil }
    let first = lines.first { $0.about == added.about } ?? added
    let line = takingBack(added, for: decision(before: first, not: lines), at: time)
    return (added, try write([line], by: reviewer, seen: seen))
  }

  /// The line that takes an addition back: what was decided on its place before stands again, or the place is put off.
  func takingBack(
    _ added: DecisionLine, for before: DecisionLine?, at time: String
  ) -> DecisionLine {
    var line = before ?? added
    if let before {
      line.over = Set(line.over + [before.reviewer]).subtracting([added.reviewer]).sorted()
      line.reviewer = added.reviewer
    } else {
      (line.verdict, line.attributes, line.change) = (.defer, Attributes(), nil)
      line.reason = "undone"
    }
    line.time = time
    return line
  }

  /// What was decided last on a line's words before it: by its reviewer, else by another.
  func decision(before line: DecisionLine, not own: [DecisionLine]) -> DecisionLine? {
    let earlier = files.lines(about: line.about).filter {
      $0.verdict != .memo && $0.text == line.text && $0.time <= line.time && !own.contains($0)
    }
    return earlier.last { $0.reviewer == line.reviewer } ?? earlier.max { $0.time < $1.time }
  }

  /// The additions that are the last word on their place, in the order of the lines.
  private func standingAdditions(
    _ lines: [DecisionLine], to transcript: Identifier<Transcript>
  ) -> [DecisionLine] {
    let own = lines.enumerated().filter {
      $0.element.transcript == transcript && $0.element.verdict != .memo
    }
    let last = Dictionary(own.map { ($0.element.about, $0.offset) }) { $1 }
    return own.filter { last[$0.element.about] == $0.offset && $0.element.verdict == .add }
      .map(\.element)
  }
}
