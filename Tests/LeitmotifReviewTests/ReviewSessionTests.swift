import LeitmotifModel
import LeitmotifReview
import LeitmotifTesting
import Testing

/// A queue, and reviewers who work through it.
struct ReviewSessionTests {
  private let now = "2026-05-04T09:12:33Z"

  private func told(_ items: [ReviewItem]) -> [String] {
    items.map { "\($0.place.transcript) \($0.place.code) \($0.codePoints)" }
  }

  @Test func `begins with what settles most`() throws {
    var reviewed = try ReviewedStudy()
    // P1 is counted under cost already: settling it changes no k.
    reviewed.study.finals = [
      FinalCoding(
        coding: ReviewedStudy.first.coding("the bill", "cost", by: "ada"), origin: .single,
        sources: [])
    ]
    let order = told(try reviewed.session().queue.items)
    #expect(
      order == [
        "p1 limitation.reliability 34..<48", "p2 limitation.reliability 53..<67",
        "p1 cost 88..<100",
      ])
  }

  @Test func `goes on to the next, and comes back to what was put off`() throws {
    let reviewed = try ReviewedStudy()
    let session = try reviewed.session()
    var (decided, order) = (try session.decided(), [String]())
    var item = session.next(after: nil, decided)
    for verdict in [DecisionLine.Verdict.defer, .accept, .reject] {
      let place = try #require(try session.place(item?.id ?? ""))
      order += told([place.item])
      let line = place.decision(verdict, by: "eva", at: now)
      #expect(try session.decide(line, seen: session.seen) == .written)
      decided = try session.decided()
      item = session.next(after: item?.id, decided)
    }
    #expect(Set(order).count == 3)
    #expect(told([try #require(item)]) == [order[0]])
    #expect(session.progress(decided) == ReviewProgress(total: 3, done: 2, deferred: 1, stale: 0))
    let last = try #require(try session.place(item?.id ?? ""))
    _ = try session.decide(last.decision(.accept, by: "eva", at: now), seen: session.seen)
    #expect(session.next(after: item?.id, try session.decided()) == nil)
    #expect(session.progress(try session.decided()).left == 0)
  }

  @Test func `undoes a decision by putting it off again`() throws {
    let reviewed = try ReviewedStudy()
    let session = try reviewed.session()
    let place = try #require(try session.place(session.queue.items[0].id))
    _ = try session.decide(place.decision(.reject, by: "eva", at: now), seen: session.seen)
    _ = try session.decide(place.decision(.defer, by: "eva", at: now), seen: session.seen)
    #expect(session.progress(try session.decided()).done == 0)
    #expect(session.history(of: place.item).map(\.verdict) == [.reject, .defer])
  }

  @Test func `shows the second reviewer what the first one decided, in one file or in two`() throws
  {
    for files in [["decisions.jsonl"], ["ada.jsonl", "ben.jsonl"]] {
      let reviewed = try ReviewedStudy()
      let open = {
        try ReviewSession(
          on: reviewed.study, decisions: [],
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
      #expect(try second.decide(knowing, seen: seen) == .written)
      #expect(try first.decided()[place.item.id] == knowing)
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
    #expect(try session.decided().isEmpty)
    #expect(session.history(of: place.item).count == 1)
  }
}
