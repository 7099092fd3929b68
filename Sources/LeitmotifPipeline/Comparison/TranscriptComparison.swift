import LeitmotifModel

/// Compares what two runs found in one transcript.
struct TranscriptComparison {
  /// The transcript as one of the runs has it.
  struct Side {
    let names: SideNames
    /// What the run has of it; `nil` when it is not there.
    let coded: CodedTranscript?

    fileprivate func participant(of final: FinalCoding) -> Identifier<Participant>? {
      coded?.transcript.participant(at: final.coding.span.start)
    }
  }

  private let key: Identifier<Transcript>
  private let before: Side
  private let now: Side
  /// What stands where; `nil` when both texts are the same, or there is but one.
  private let alignment: TextAlignment?

  init(of key: Identifier<Transcript>, before: Side, now: Side) {
    (self.key, self.before, self.now) = (key, before, now)
    if let old = before.coded?.transcript.text, let new = now.coded?.transcript.text, old != new {
      alignment = TextAlignment(old, new)
    } else {
      alignment = nil
    }
  }

  // MARK: - Places

  /// A code at a place of the text of today.
  private struct Place: Hashable {
    let code: Identifier<Code>
    let span: TextSpan
    /// Whether only one of the texts has its words, and which: what stands there in the other one is something else.
    let only: Text?
  }

  private enum Text {
    case before, now
  }

  private struct Entry {
    let final: FinalCoding
    /// What it says, by the names and places of today.
    let form: FinalCoding
    /// Whether both texts have its words.
    let isShared: Bool
  }

  /// Where words of the earlier text stand today; `nil` when they were edited.
  private func moved(_ span: TextSpan) -> TextSpan? {
    guard let alignment else { return span }
    return alignment.moved(span)
  }

  /// Where words of today stand; `nil` when the earlier text does not have them.
  private func known(_ span: TextSpan) -> TextSpan? {
    guard let alignment else { return span }
    return alignment.known(span)
  }

  private func entries(
    of side: Side, in text: Text, place: (TextSpan) -> TextSpan?
  ) -> [Place: [Entry]] {
    let entries = (side.coded?.finals ?? []).map { final in
      let span = place(final.coding.span)
      return Entry(
        final: final, form: side.names.form(of: final, at: span ?? final.coding.span),
        isShared: span != nil)
    }
    return Dictionary(grouping: entries) {
      Place(
        code: $0.form.coding.code, span: $0.form.coding.span, only: $0.isShared ? nil : text)
    }
  }

  // MARK: - Changes

  /// What became of the final codings, in the order of the text.
  func changes(by causes: ChangeCauses) -> [RunDifference.Change] {
    let old = entries(of: before, in: .before, place: moved)
    let new = entries(of: now, in: .now, place: known)
    let surroundings = surroundings()
    let offsets = [before, now].map { $0.coded.map { CodePointOffsets($0.transcript.text) } }
    var changes: [RunDifference.Change] = []
    func add(_ one: Entry?, _ other: Entry?, _ cause: RunDifference.Cause, at place: Place) {
      changes.append(
        RunDifference.Change(
          kind: one == nil ? .added : other == nil ? .removed : .changed, cause: cause,
          transcript: key,
          participant: other.map { now.participant(of: $0.final) }
            ?? one.flatMap { before.participant(of: $0.final) },
          participantBefore: one.flatMap { before.participant(of: $0.final) },
          code: place.code, before: one?.final, now: other?.final,
          placeBefore: one.flatMap { offsets[0]?.codePoints(of: $0.final.coding.span) },
          placeNow: other.flatMap { offsets[1]?.codePoints(of: $0.final.coding.span) },
          quotation: quotation(one?.final, other?.final)))
    }
    for place in Set(old.keys).union(new.keys) {
      var gone = old[place] ?? []
      var come = new[place] ?? []
      let same = Set(gone.map(\.form)).intersection(come.map(\.form))
      for form in same {
        let one = gone.first { $0.form == form }
        let other = come.first { $0.form == form }
        // The coding is the same; whose it is need not be.
        if one.flatMap({ before.participant(of: $0.final) })
          != other.flatMap({ now.participant(of: $0.final) })
        {
          add(one, other, .speaker, at: place)
        }
      }
      gone.removeAll { same.contains($0.form) }
      come.removeAll { same.contains($0.form) }
      for pair in 0..<max(gone.count, come.count) {
        let (one, other) = (gone.dropFirst(pair).first, come.dropFirst(pair).first)
        add(one, other, cause(one, other, surroundings, causes), at: place)
      }
    }
    return changes.sorted { Self.order($0) < Self.order($1) }
  }

  private func cause(
    _ one: Entry?, _ other: Entry?, _ surroundings: ChangeCauses.Surroundings,
    _ causes: ChangeCauses
  ) -> RunDifference.Cause {
    guard let entry = one ?? other, before.coded != nil, let text = now.coded?.transcript,
      [one, other].contains(where: { $0?.isShared == true })
    else { return .text }
    var coding = (other ?? entry).form.coding
    // Its rule is not part of the form where codes were merged.
    coding.rule =
      one?.final.coding.rule.map { before.names.name(of: $0) }
      ?? other?.final.coding.rule.map { now.names.name(of: $0) }
    let reach = text.turn(at: coding.span.start).map { text.turns[$0].span } ?? coding.span
    return causes.cause(of: coding, near: reach, in: surroundings)
      ?? (alignment == nil ? .merge : .text)
  }

  private func surroundings() -> ChangeCauses.Surroundings {
    // Rows of people stay as they are when a text is corrected, though their places are others.
    func proposals(of side: Side, place: (TextSpan) -> TextSpan?) -> [Coding: Int] {
      (side.coded?.proposals ?? []).reduce(into: [:]) { counts, coding in
        let isFixed = alignment != nil && coding.rule == nil
        let span = isFixed ? TextSpan(start: 0, end: 0) : place(coding.span)
        if let span { counts[side.names.named(coding, at: span), default: 0] += 1 }
      }
    }
    let (old, new) = (proposals(of: before, place: moved), proposals(of: now, place: known))
    let speakers = [before, now].map { side in
      Dictionary(
        (side.coded?.transcript.speakers ?? []).map { ($0.label, $0) }
      ) { first, _ in first }
    }
    return ChangeCauses.Surroundings(
      proposals: Dictionary(
        grouping: Set(old.keys).union(new.keys).filter { old[$0] != new[$0] }, by: \.code),
      areSpeakersOther: speakers[0].contains { label, speaker in
        speakers[1][label].map { $0 != speaker } ?? false
      },
      isTextSame: alignment == nil)
  }

  private static func order(_ change: RunDifference.Change) -> (TextSpan, String, String) {
    let span = (change.now ?? change.before)?.coding.span ?? TextSpan(start: 0, end: 0)
    return (span, change.code.rawValue, change.kind.rawValue)
  }

  /// The words of a coding, with the sentences around them.
  private func quotation(_ one: FinalCoding?, _ other: FinalCoding?) -> String {
    guard let span = (other ?? one)?.coding.span,
      let segmented = (other != nil ? now : before).coded?.segmented
    else { return "" }
    let around = segmented.extended(span, to: .sentence)
    let text = segmented.transcript.text
    guard text.isBoundary(around.start), text.isBoundary(around.end) else { return "" }
    return text[around]
  }
}
