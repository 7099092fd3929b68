import LeitmotifModel
import LeitmotifReview
import Mustache

/// A whole transcript with its codings in the margin.
struct TranscriptPage: Sendable {
  let key: String
  /// The transcript with its codings beside it, as HTML.
  let turns: String
  let coders: [Choice]
  let showsCoders: Bool
  let codes: [Choice]
  let participants: [Choice]
  let count: Int
  let seen: String
  let message: String
  /// The orphan whose words are looked for: one, or none.
  let moving: [Moving]

  /// How many turns are laid out together.
  private static let stretch = 16

  /// A decision whose words are gone, to be moved to those that are selected.
  struct Moving: Sendable {
    let id: String
    let code: String
    let words: String
    let verdict: String
  }

  /// Something to filter by.
  struct Choice: Sendable {
    let name: String
    let style: String
    let isChosen: Bool
  }

  /// What is shown of the codings; empty for everything.
  struct Filter: Sendable {
    var code = ""
    var coder = ""
    var participant = ""

    func shows(_ coding: Coding, in transcript: Transcript) -> Bool {
      (participant.isEmpty
        || transcript.participant(at: coding.span.start)?.rawValue == participant)
        && (coder.isEmpty || coding.coder.rawValue == coder)
        && (code.isEmpty || coding.code.isWithin(Identifier(code)))
    }
  }

  /// Lays a transcript out.
  ///
  /// - Parameters:
  ///   - transcript: The transcript.
  ///   - codings: What all coders proposed in it, and what reviewers added since.
  ///   - notes: What reviewers noted.
  ///   - session: The session.
  ///   - seen: How much of the files had been read before anything of the page was.
  ///   - filter: What to show.
  ///   - moving: The orphan whose words are looked for.
  ///   - isBlind: Whether it hides who proposed and decided what.
  ///   - message: What is to be said above it; empty for nothing.
  init(
    _ transcript: Transcript, codings: [Coding], notes: [ReviewNote], in session: ReviewSession,
    seen: String, filter: Filter, moving: ReviewedPlace? = nil, isBlind: Bool = false,
    message: String = ""
  ) {
    key = transcript.key.rawValue
    self.seen = seen
    showsCoders = !isBlind
    self.message = message
    self.moving = [moving].compactMap(\.self).filter(\.isOrphan).compactMap { place in
      place.earlier.map {
        Moving(
          id: place.item.id, code: place.item.place.code.rawValue, words: $0.quotation,
          verdict: $0.verdict.line.rawValue)
      }
    }
    let styles = isBlind ? CoderStyles([:]) : CoderStyles(session.coders)
    // What reviewers code themselves is no proposal.
    let name = { (coding: Coding) in
      isBlind && session.coders[coding.coder] != nil ? "" : coding.coder.shown(isBlind: isBlind)
    }
    let shown = codings.filter { filter.shows($0, in: transcript) }.sorted()
    count = shown.count
    coders = (isBlind ? [] : Set(codings.map(\.coder))).sorted().map {
      Choice(name: $0.rawValue, style: styles.style(of: $0), isChosen: $0.rawValue == filter.coder)
    }
    codes = Set(codings.map(\.code)).sorted().map {
      Choice(name: $0.rawValue, style: "", isChosen: $0.rawValue == filter.code)
    }
    participants = Set(transcript.speakers.compactMap(\.participant)).sorted().map {
      Choice(name: $0.rawValue, style: "", isChosen: $0.rawValue == filter.participant)
    }
    let offsets = CodePointOffsets(transcript.text)
    // Codings and turns are both in the order of the text: one walk through both.
    var waiting = shown[...]
    var open: [Coding] = []
    let views = transcript.turns.map { turn in
      open.removeAll { $0.span.end <= turn.span.start }
      while let next = waiting.first, next.span.start < turn.span.end {
        if next.span.end > turn.span.start { open.append(next) }
        waiting.removeFirst()
      }
      let here = open.filter { $0.span.overlaps(turn.span) }
      let notes = notes.filter { $0.span.overlaps(turn.span) }
      var view = TurnView(
        turn, of: transcript, offsets: offsets,
        marks: here.map {
          .init(
            span: $0.span, style: "mark \(styles.style(of: $0.coder))",
            title: "\($0.code), \(name($0))")
        }
          + notes.map {
            .init(
              span: $0.span, style: "mark note",
              title: "\($0.reviewer.shown(isBlind: isBlind)): \($0.text)")
          })
      view.stripes = here.map {
        .init(
          code: $0.code.rawValue, coder: name($0), style: styles.style(of: $0.coder),
          words: transcript.text[$0.span])
      }
      view.stripes += notes.map {
        let about = $0.code.rawValue.isEmpty ? "" : " (\($0.code))"
        return .init(
          code: "“\($0.text)”\(about)", coder: $0.reviewer.shown(isBlind: isBlind),
          style: "note", words: transcript.text[$0.span])
      }
      return view.markup
    }
    // What is far away is not laid out; turn by turn, that would cost more than it saves when the page is scrolled.
    turns = stride(from: 0, to: views.count, by: Self.stretch).map { start in
      let stretch = views[start..<min(start + Self.stretch, views.count)]
      return "<div class=\"stretch\">\n\(stretch.joined(separator: "\n"))\n</div>"
    }.joined(separator: "\n")
  }
}

/// All transcripts of a study.
struct TranscriptsPage: Sendable {
  let rows: [Row]

  struct Row: Sendable, MustacheParent {
    let key: String
    let waiting: Int

    func child(named name: String) -> Any? {
      switch name {
      case "key": key
      case "waiting": waiting
      default: nil
      }
    }
  }

  init(_ keys: [Identifier<Transcript>], _ session: ReviewSession) {
    let waiting = Dictionary(grouping: session.queue.items, by: \.place.transcript)
    rows = keys.map { Row(key: $0.rawValue, waiting: waiting[$0]?.count ?? 0) }
  }
}
