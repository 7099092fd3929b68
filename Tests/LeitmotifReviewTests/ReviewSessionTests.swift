import Foundation
import LeitmotifModel
import LeitmotifReview
import LeitmotifTesting
import Testing

/// A queue, and reviewers who work through it.
struct ReviewSessionTests {
  private let now = "2026-05-04T09:12:33Z"

  private func told(_ items: [ReviewItem], _ session: ReviewSession) throws -> [String] {
    try items.map {
      let place = try #require(try session.place($0.id)).about
      return "\(place.transcript) \(place.code) \(place.codePoints)"
    }
  }

  @Test func `begins with what settles most`() throws {
    var reviewed = try ReviewedStudy()
    // P1 is counted under cost already: settling it changes no k.
    reviewed.study.finals = [
      FinalCoding(
        coding: ReviewedStudy.first.coding("the bill", "cost", by: "ada"), origin: .single,
        sources: [])
    ]
    let session = try reviewed.session()
    let order = try told(session.queue.items, session)
    #expect(
      order == [
        "p1 limitation.reliability 34..<48", "p2 limitation.reliability 53..<67",
        "p1 cost 88..<100",
      ])
  }

  @Test func `goes on to the next, and comes back to what was put off`() throws {
    let reviewed = try ReviewedStudy()
    let session = try reviewed.session()
    var (standing, order) = (try session.standing(), [String]())
    var item = standing.next(after: nil)
    for verdict in [DecisionLine.Verdict.defer, .accept, .reject] {
      let place = try #require(try session.place(item?.id ?? ""))
      order += try told([place.item], session)
      let line = place.decision(verdict, by: "eva", at: now)
      #expect(try session.decide(line, seen: session.seen) == .written)
      standing = try session.standing()
      item = standing.next(after: item?.id)
    }
    #expect(Set(order).count == 3)
    #expect(try told([try #require(item)], session) == [order[0]])
    #expect(standing.progress == ReviewProgress(total: 3, done: 2, deferred: 1, stale: 0))
    let last = try #require(try session.place(item?.id ?? ""))
    _ = try session.decide(last.decision(.accept, by: "eva", at: now), seen: session.seen)
    #expect(try session.standing().next(after: item?.id) == nil)
    #expect(try session.standing().progress.left == 0)
  }

  @Test func `undoes a decision by putting it off again`() throws {
    let reviewed = try ReviewedStudy()
    let session = try reviewed.session()
    let place = try #require(try session.place(session.queue.items[0].id))
    _ = try session.decide(place.decision(.reject, by: "eva", at: now), seen: session.seen)
    _ = try session.decide(place.decision(.defer, by: "eva", at: now), seen: session.seen)
    #expect(try session.standing().progress.done == 0)
    #expect(session.history(of: place).map(\.verdict) == [.reject, .defer])
  }

  @Test func `shows the second reviewer what the first one decided, in one file or in two`() throws
  {
    for files in [["decisions.jsonl"], ["ada.jsonl", "ben.jsonl"]] {
      let reviewed = try ReviewedStudy()
      let open = {
        try ReviewSession(
          on: reviewed.study, replayed: [],
          files: try files.map {
            try DecisionFile(path: reviewed.path($0))
          })
      }
      let (first, second) = (try open(), try open())
      let seen = second.seen
      let place = try #require(try first.place(first.queue.items[0].id))
      let accepted = place.decision(.accept, by: "ada", at: now)
      #expect(try first.decide(accepted, seen: first.seen) == .written)
      let rejected = place.decision(.reject, by: "ben", at: now)
      #expect(try second.decide(rejected, seen: seen) == .taken(by: accepted))
      let knowing = place.decision(.reject, by: "ben", at: now, knowing: ["ada"])
      #expect(knowing.over == ["ada"])
      #expect(try second.decide(knowing, seen: seen) == .taken(by: accepted))
      #expect(try second.decide(knowing, seen: second.seen) == .written)
      #expect(try first.standing()[place.item.id] == knowing)
    }
  }

  @Test func `knows what the run has replayed already`() throws {
    var reviewed = try ReviewedStudy()
    var session = try reviewed.session()
    let place = try #require(try session.place(session.queue.items[0].id))
    _ = try session.decide(place.decision(.accept, by: "eva", at: now), seen: session.seen)
    reviewed.study.decisions = [
      Decision(
        id: "decisions:1", transcript: place.item.place.transcript, code: place.item.place.code,
        span: place.item.place.span, verdict: .accept, reviewer: "eva")
    ]
    session = try reviewed.session()
    #expect(try session.standing().isEmpty)
    #expect(session.history(of: place).count == 1)
  }

  @Test func `looks at all decisions anew when git merged another reviewer's into a file`() throws {
    let reviewed = try ReviewedStudy()
    let session = try reviewed.session()
    let places = try session.queue.items.map { try #require(try session.place($0.id)) }
    _ = try session.decide(places[0].decision(.accept, by: "eva", at: now), seen: session.seen)
    #expect(try session.standing().progress.done == 1)
    let merged = [
      places[1].decision(.reject, by: "ben", at: now),
      places[0].decision(.defer, by: "ben", at: now),
    ]
    try Data(merged.map { $0.json + "\n" }.joined().utf8)
      .write(to: URL(filePath: reviewed.path()), options: .atomic)
    let standing = try session.standing()
    #expect(standing[places[0].item.id] == merged[1])
    #expect(standing[places[1].item.id] == merged[0])
    #expect(standing.progress == ReviewProgress(total: 3, done: 1, deferred: 1, stale: 0))
  }

  @Test func `one decision answers a place that waits for two reasons`() throws {
    var reviewed = try ReviewedStudy()
    var twice = reviewed.study.queue[0]
    twice.reason = .exclusive
    reviewed.study.queue.append(twice)
    let session = try reviewed.session()
    let item = try #require(session.queue.items.first { $0.place.reason == .exclusive })
    let place = try #require(try session.place(item.id))
    _ = try session.decide(place.decision(.accept, by: "eva", at: now), seen: session.seen)
    #expect(try session.standing().progress == ReviewProgress(total: 4, done: 2))
  }

  @Test func `closes an orphan by a note that names the words that are gone`() throws {
    var reviewed = try ReviewedStudy()
    var lost = DecisionLine(
      .accept, transcript: "p1", code: "cost", place: 70..<82, reviewer: "ada")
    (lost.text, lost.speaker) = ("words of old", "P1")
    try Data((lost.json + "\n").utf8).write(to: URL(filePath: reviewed.path()))
    // The run found two decisions without a place: one that is in the file still, and one that is not.
    reviewed.study.decisions = ["decisions:1", "gone:7"].map {
      Decision(
        id: $0, transcript: "p1", code: "cost", span: TextSpan(start: 60, end: 60),
        verdict: .accept, quotation: "words of old", reviewer: "ada")
    }
    reviewed.study.queue = reviewed.study.decisions.map {
      QueueItem(
        transcript: "p1", code: "cost", span: $0.span, reason: .orphaned, proposals: [],
        decision: $0.id)
    }
    let session = try reviewed.session()
    let places = try session.queue.items.map { try #require(try session.place($0.id)) }
      .sorted { ($0.item.place.decision ?? "") < ($1.item.place.decision ?? "") }
    #expect(Set(places.map(\.item.id)).count == 2)
    #expect(places.map(\.verdicts) == [[.memo, .defer], [.memo, .defer]])
    let notes = places.map { $0.decision(.memo, by: "eva", at: now) }
    #expect(notes.map(\.place) == [70..<82, 60..<61])
    #expect(notes.map(\.text) == ["words of old", "words of old"])
    #expect(notes.map(\.speaker) == ["P1", ""])
    #expect(notes.map(\.over) == [["ada"], ["ada"]])
    #expect(notes.map(\.proposals) == ["", ""])
    #expect(try session.decide(notes[0], seen: session.seen) == .written)
    #expect(try session.standing().progress == ReviewProgress(total: 2, done: 1))
  }

  @Test(arguments: [
    ("makes mistakes", "accept cost", "add cost"), ("bill", "accept cost", "accept cost"),
  ])
  func `moves an orphan to other words at once`(words: String, old: String, new: String) throws {
    let reviewed = try ReviewedStudy(losing: .accept)
    let session = try reviewed.session()
    let text = ReviewedStudy.first.transcript.text
    let span = ReviewedStudy.first.span(of: words)
    let place = try #require(try session.place(session.queue.items[0].id))
    let moved = try session.move(
      place, to: span.start..<span.end, by: "eva", at: now, seen: session.seen)
    #expect(moved == .written)
    let lines = session.file(of: "eva").lines
    #expect(
      lines.map { "\($0.verdict) \($0.code)" } == [old, "memo cost", new])
    #expect(lines.map(\.text) == ["words of old", "words of old", words])
    #expect(lines[1].over == ["ada"])
    #expect(lines.map(\.reason) == ["too dear", "moved", "too dear"])
    #expect(lines[2].speaker == "P1")
    #expect(text[span] == words)
    #expect(try session.standing().progress.done == 1)
    // Undo takes both back.
    let undone = try #require(try session.place(place.item.id)).decision(.defer, by: "eva", at: now)
    #expect(try session.undo(undone, seen: session.seen) == .written)
    #expect(
      session.file(of: "eva").lines.dropFirst(3).map { "\($0.verdict) \($0.text)" } == [
        "defer words of old", "defer \(words)",
      ])
    #expect(try session.standing().progress.done == 0)
    #expect(try session.move(place, to: 0..<9_999, by: "eva", at: now, seen: "") == nil)
  }

  /// Moves an orphan of the code cost to the word "bill", and takes that back.
  private func undoneMove(
    earlier: DecisionLine? = nil, later: DecisionLine? = nil
  ) throws -> [String] {
    let reviewed = try ReviewedStudy(losing: .accept)
    let session = try reviewed.session()
    if let earlier { _ = try session.decide(earlier, seen: session.seen) }
    let place = try #require(try session.place(session.queue.items[0].id))
    let span = ReviewedStudy.first.span(of: "bill")
    _ = try session.move(
      place, to: span.start..<span.end, by: "eva", at: now, seen: session.seen)
    if let later { _ = try session.decide(later, seen: session.seen) }
    let count = session.file(of: "eva").lines.count
    let undone = try #require(try session.place(place.item.id)).decision(
      .defer, by: "eva", at: "2026-05-04T10:00:00Z")
    _ = try session.undo(undone, seen: session.seen)
    return session.file(of: "eva").lines.dropFirst(count).map {
      "\($0.verdict) \($0.text) \($0.reviewer) \($0.over)"
    }
  }

  private func decision(
    _ verdict: DecisionLine.Verdict, _ text: String = "bill", by reviewer: Identifier<Coder>,
    at time: String
  ) -> DecisionLine {
    let span = ReviewedStudy.first.span(of: "bill")
    var line = DecisionLine(
      verdict, transcript: "p1", code: "cost", place: span.start..<span.end, reviewer: reviewer)
    (line.text, line.time) = (text, time)
    return line
  }

  @Test func `what stood on the words before a move stands again when it is undone`() throws {
    let closed = "defer words of old eva [ada]"
    let rejected = decision(.reject, by: "ada", at: "2026-05-03T08:00:00Z")
    #expect(try undoneMove(earlier: rejected) == [closed, "reject bill eva [ada]"])
    // Other words stood there.
    let other = decision(.reject, "loan", by: "ada", at: "2026-05-03T08:00:00Z")
    #expect(try undoneMove(earlier: other) == [closed, "defer bill eva []"])
    // Somebody has decided on the words since.
    let since = decision(.accept, by: "ada", at: "2026-05-04T09:30:00Z")
    #expect(try undoneMove(earlier: rejected, later: since) == [closed])
  }

  @Test func `a move to the place that the orphan had is undone, too`() throws {
    let reviewed = try ReviewedStudy(losing: .accept)
    let session = try reviewed.session()
    let place = try #require(try session.place(session.queue.items[0].id))
    _ = try session.move(
      place, to: place.about.codePoints, by: "eva", at: now, seen: session.seen)
    #expect(try session.additions(to: ReviewedStudy.first.transcript).count == 1)
    let undone = try #require(try session.place(place.item.id)).decision(.defer, by: "eva", at: now)
    _ = try session.undo(undone, seen: session.seen)
    #expect(try session.additions(to: ReviewedStudy.first.transcript) == [])
  }

  @Test func `takes back what was coded in a transcript, the last first`() throws {
    let reviewed = try ReviewedStudy()
    let session = try reviewed.session()
    let transcript = ReviewedStudy.first.transcript
    for start in [31, 40] {
      let line = DecisionLine(
        .add, transcript: "p1", code: "cost", place: start..<start + 4, reviewer: "eva")
      _ = try session.decide(line, seen: session.seen)
    }
    let take = {
      try session.takeBackAddition(to: "p1", by: "eva", at: now, seen: session.seen)?.added.place
        .lowerBound
    }
    #expect(try session.additions(to: transcript).map(\.span.start) == [31, 40])
    #expect(try take() == 40)
    #expect(try session.additions(to: transcript).map(\.span.start) == [31])
    #expect([try take(), try take()] == [31, nil])
    #expect(try session.additions(to: transcript) == [])
    #expect(
      session.file(of: "eva").lines.map(\.verdict) == [.add, .add, .defer, .defer])
  }

  @Test func `what was decided before stands again when an addition is taken back`() throws {
    let reviewed = try ReviewedStudy()
    let session = try reviewed.session()
    var line = DecisionLine(
      .accept, transcript: "p1", code: "cost", place: 31..<35, reviewer: "ben")
    line.reason = "as he says"
    _ = try session.decide(line, seen: session.seen)
    line = DecisionLine(.add, transcript: "p1", code: "cost", place: 31..<35, reviewer: "eva")
    line.over = ["ben"]
    _ = try session.decide(line, seen: session.seen)
    let taken = try session.takeBackAddition(to: "p1", by: "eva", at: now, seen: session.seen)
    #expect(taken?.outcome == .written)
    let last = try #require(session.file(of: "eva").lines.last)
    #expect(last.verdict == .accept)
    #expect(last.reason == "as he says")
    #expect(last.over == ["ben"])
  }

  @Test func `asks which part of a split code is meant`() throws {
    var reviewed = try ReviewedStudy()
    reviewed.study.codebook.steps = [
      CodeStep(.split, from: "price", to: ["cost", "limitation"])
    ]
    reviewed.study.queue = [
      QueueItem(
        transcript: "p1", code: "price", span: TextSpan(start: 31, end: 35), reason: .stale,
        proposals: [])
    ]
    let session = try reviewed.session()
    let place = try #require(try session.place(session.queue.items[0].id))
    #expect(place.choices == ["cost", "limitation"])
    #expect(place.verdicts == [.modify, .reject, .defer])
    #expect(
      session.check(.init(attributes: ["improves": "yes"]), of: "price")?.description == """
        error: 'price' was split: it has to be said which code is meant [code-split]
        help: one of cost, limitation
        """)
    #expect(
      session.check(.init(code: "limitation", attributes: ["improves": "yes"]), of: "price") == nil)
    let table = String(
      decoding: try ReviewTable(of: session).csv(isBlind: false), as: UTF8.self)
    #expect(table.contains(",stale: cost or limitation,"))
  }

  @Test func `shows what was proposed when a stale decision was made`() throws {
    var reviewed = try ReviewedStudy()
    let before = [
      ReviewedStudy.first.coding("the bill is high", "cost", by: "ben"),
      ReviewedStudy.first.coding("bill", "cost", by: "rules"),
    ]
    let coders = Dictionary(reviewed.study.coders.map { ($0.id, $0) }) { $1 }
    var line = DecisionLine(
      .accept, transcript: "p1", code: "cost", place: 84..<100, reviewer: "ada")
    (line.text, line.proposals) = ("the bill is high", proposalHash(of: before, coders: coders))
    try Data((line.json + "\n").utf8).write(to: URL(filePath: reviewed.path()))
    var then = reviewed.study
    then.codings = before
    reviewed.study.earlier = [then]
    reviewed.study.decisions = [
      Decision(
        id: "decisions:1", transcript: "p1", code: "cost", span: before[0].span, verdict: .accept,
        quotation: line.text, reviewer: "ada", proposals: line.proposals)
    ]
    reviewed.study.queue[0].reason = .stale
    reviewed.study.queue[0].decision = "decisions:1"
    let session = try reviewed.session()
    let item = try #require(session.queue.items.first { $0.place.reason == .stale })
    let place = try #require(try session.place(item.id))
    #expect(place.seen?.proposals == before)
    #expect(place.proposals.map(\.coder) == ["ben"])
  }

  @Test func `shows notes where the run found their words`() throws {
    var reviewed = try ReviewedStudy()
    let text = ReviewedStudy.first.transcript.text
    let note = { (start: Int, code: Identifier<Code>, reason: String) in
      var line = DecisionLine(
        .memo, transcript: "p1", code: code, place: start..<start + 4, reviewer: "eva")
      line.reason = reason
      return line
    }
    let lines = [note(0, "", "the question"), note(31, "cost", "hm"), note(5, "", "new")]
    try Data(lines[..<2].map { $0.json + "\n" }.joined().utf8)
      .write(to: URL(filePath: reviewed.path()))
    reviewed.study.decisions = [TextSpan(start: 3, end: 7), TextSpan(start: 9, end: 9)]
      .enumerated().map { number, span in
        Decision(
          id: Identifier("decisions:\(number + 1)"), transcript: "p1", code: "", span: span,
          verdict: .memo, reviewer: "eva")
      }
    let session = try reviewed.session()
    _ = try session.decide(lines[2], seen: session.seen)
    let notes = try session.notes(on: ReviewedStudy.first.transcript)
    #expect(notes.map { "\(text[$0.span]): \($0.text)" } == ["What: the question", "at s: new"])
  }
}
