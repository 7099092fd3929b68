import LeitmotifModel
import LeitmotifReview

/// One item of the queue, with all that a reviewer needs to decide.
struct ItemPage: Sendable {
  let id: String
  let position: Int
  let total: Int
  let done: Int
  let left: Int
  let stale: Int
  let reason: String
  /// The conflicts over a participant that are to be settled here, too.
  let conflicts: [String]
  let transcript: String
  let speaker: String
  let code: CodeView
  /// The codes that the code was split into, one of which has to be chosen.
  let choices: [Choice]
  /// The codes that are told about: the item's, or those that it was split into.
  let cards: [CodeView]
  /// The place and what stands around it, as HTML.
  let turns: String
  let proposals: [Proposal]
  /// What was proposed when it was decided on, where that is something else.
  let then: [Proposal]
  let earlier: [Earlier]
  /// Whether what was decided on stands beside what is proposed now.
  let isChanged: Bool
  let hasChoices: Bool
  let attributes: [AttributeChoice]
  let decided: String
  let start: Int
  let end: Int
  let seen: String
  let known: String
  /// The hash of the proposals that are shown.
  let proposalHash: String
  let next: String
  let previous: String
  let message: String
  /// Whether the words of a decision are gone, so that it can be closed, and not decided on.
  let isOrphan: Bool

  /// One of the codes that a code was split into, with the key that chooses it.
  struct Choice: Sendable {
    let number: Int
    let code: CodeView
  }

  /// What one coder proposed.
  struct Proposal: Sendable {
    let who: String
    let style: String
    let words: String
    let attributes: String
    let rule: String
    let memo: String
  }

  /// What a reviewer decided before.
  struct Earlier: Sendable {
    let who: String
    let verdict: String
    /// What a modification changes; empty for other verdicts.
    let change: String
    let words: String
    let why: String
    let isStale: Bool
  }

  /// An attribute that can be changed.
  struct AttributeChoice: Sendable {
    let name: String
    let isOpen: Bool
    let values: [String]
    let given: String
  }

  /// Lays an item out.
  ///
  /// - Parameters:
  ///   - place: The item.
  ///   - session: The session that it is of.
  ///   - standing: What has been decided since the run.
  ///   - seen: How much of the files had been read before anything of the page was: what another reviewer decides
  ///     while the page is made, its reviewer has not seen.
  ///   - isBlind: Whether it hides who proposed and decided what.
  ///   - message: What is to be said above it; empty for nothing.
  init(
    _ place: ReviewedPlace, in session: ReviewSession, standing: ReviewStanding,
    seen: String, isBlind: Bool, message: String = ""
  ) {
    let item = place.item
    let progress = standing.progress
    id = item.id
    position = (session.queue.position(of: item.id) ?? 0) + 1
    total = progress.total
    done = progress.done
    left = progress.left
    stale = progress.stale
    reason = session.reason(for: item.place)
    conflicts = item.conflicts.map(\.told)
    transcript = item.place.transcript.rawValue
    speaker = place.speaker?.label ?? ""
    let declared = session.codebook[item.place.code]
    let isNote = item.place.code.rawValue.isEmpty
    code = CodeView(
      declared
        ?? Code(
          id: item.place.code, name: isNote ? "a note on words" : "not in the codebook any more"))
    let parts = place.choices.compactMap { session.codebook[$0] }.map(CodeView.init)
    hasChoices = !parts.isEmpty
    choices = parts.enumerated().map { Choice(number: $0 + 1, code: $1) }
    cards = parts.isEmpty ? [code] : parts
    let styles = CoderStyles(session.coders)
    func told(_ codings: [Coding], of text: CanonicalText) -> [Proposal] {
      codings.enumerated().map { number, coding in
        Proposal(
          who: isBlind ? "Proposal \(number + 1)" : coding.coder.rawValue,
          style: isBlind ? "k0" : styles.style(of: coding.coder), words: text[coding.span],
          attributes: coding.attributes.pairs.map { "\($0.name): \($0.value)" }
            .joined(separator: ", "),
          rule: isBlind ? "" : coding.rule?.rawValue ?? "", memo: coding.memo)
      }
    }
    proposals = told(place.proposals, of: place.transcript.transcript.text)
    then = place.seen.map { told($0.proposals, of: $0.transcript.text) } ?? []
    isChanged = !then.isEmpty
    turns = Self.context(
      of: place,
      marks: zip(place.proposals, proposals).map {
        .init(span: $0.span, style: "mark \($1.style)", title: $1.who)
      }
    ).map(\.markup).joined(separator: "\n")
    let history = session.history(of: place)
    earlier = Self.earlier(place, history, isBlind: isBlind)
    known = Set(history.map(\.reviewer.rawValue)).sorted().joined(separator: "\n")
    attributes = (declared?.attributes ?? []).map { attribute in
      AttributeChoice(
        name: attribute.name, isOpen: attribute.values.isEmpty, values: attribute.values,
        given: Set(place.proposals.compactMap { $0.attributes[attribute.name] }).sorted()
          .joined(separator: " / "))
    }
    self.decided =
      standing[item.id].map { "\($0.reviewer.shown(isBlind: isBlind)): \($0.verdict)" } ?? ""
    start = place.about.codePoints.lowerBound
    end = place.about.codePoints.upperBound
    self.seen = seen
    proposalHash = place.proposalHash
    next = standing.next(after: item.id)?.id ?? ""
    let position = position
    previous = position > 1 ? session.queue.items[position - 2].id : ""
    self.message = message
    isOrphan = place.isOrphan
  }

  /// The turn of the place with the two before and behind it.
  private static func context(
    of place: ReviewedPlace, marks: [MarkedPiece.Mark]
  ) -> [TurnView] {
    let transcript = place.transcript.transcript
    let offsets = CodePointOffsets(transcript.text)
    let span = place.item.place.span
    let here = transcript.turns.firstIndex { $0.span.end > span.start } ?? 0
    let last = transcript.turns.lastIndex { $0.span.start < max(span.end, span.start + 1) } ?? here
    guard !transcript.turns.isEmpty else { return [] }
    let shown = max(0, here - 2)...min(transcript.turns.count - 1, max(here, last) + 2)
    return shown.map { index in
      TurnView(
        transcript.turns[index], of: transcript, offsets: offsets, marks: marks,
        isHere: (here...max(here, last)).contains(index))
    }
  }

  private static func earlier(
    _ place: ReviewedPlace, _ history: [DecisionLine], isBlind: Bool
  ) -> [Earlier] {
    let lines = history.map { line in
      Earlier(
        who: line.reviewer.shown(isBlind: isBlind), verdict: line.verdict.rawValue,
        change: line.change?.told ?? "",
        words: line.text, why: line.reason,
        isStale: !line.proposals.isEmpty && line.proposals != place.proposalHash)
    }
    guard let old = place.earlier, !history.contains(where: { $0.reviewer == old.reviewer })
    else { return lines }
    let first = Earlier(
      who: old.reviewer.shown(isBlind: isBlind), verdict: old.verdict.line.rawValue,
      change: old.verdict.told, words: old.quotation, why: old.reason, isStale: true)
    return [first] + lines
  }
}

extension Identifier<Coder> {
  /// A reviewer's name as a page may show it: a blind one names nobody.
  func shown(isBlind: Bool) -> String { isBlind ? "A reviewer" : rawValue }
}

extension DecisionLine.Change {
  /// What is changed, for people.
  fileprivate var told: String {
    [code.map(\.rawValue), place.map { _ in "other words" }].compactMap(\.self)
      .joined(separator: ", ") + attributes.told
  }
}

extension Decision.Verdict {
  /// What a modification changes, for people; empty for other verdicts.
  fileprivate var told: String {
    guard case .modify(let to) = self else { return "" }
    return DecisionLine.Change(
      code: to.code, place: to.span.map { $0.start..<$0.end }, attributes: to.attributes
    ).told
  }
}

extension Attributes {
  fileprivate var told: String { pairs.map { " \($0.name): \($0.value)" }.joined() }
}
