import LeitmotifModel
import LeitmotifReview
import LeitmotifTesting
import Testing

/// What a reviewer has seen of the others' decisions when they decide.
struct SeenDecisionsTests {
  private let now = "2026-05-04T09:12:33Z"
  private let reviewed: ReviewedStudy
  private let session: ReviewSession
  private let place: ReviewedPlace

  init() throws {
    reviewed = try ReviewedStudy()
    session = try reviewed.session()
    place = try #require(try session.place(session.queue.items[0].id))
  }

  /// What another reviewer writes, who sees everything.
  private func write(_ verdict: DecisionLine.Verdict, by reviewer: String) throws -> DecisionLine {
    let line = place.decision(verdict, by: Identifier(reviewer), at: now)
    try #require(try session.decide(line, seen: session.look()) == .written)
    return line
  }

  @Test func `who saw an older decision of a reviewer does not overwrite a newer one unseen`()
    throws
  {
    _ = try write(.accept, by: "cy")
    let seen = try session.look()
    let newer = try write(.reject, by: "cy")
    let line = place.decision(.accept, by: "ada", at: now, knowing: ["cy"])
    #expect(try session.decide(line, seen: seen) == .taken(by: newer))
    #expect(session.history(of: place).count == 2)
    // The page is shown again, with the newer decision.
    #expect(try session.decide(line, seen: session.look()) == .written)
    #expect(try session.standing()[place.item.id] == line)
  }

  @Test func `a known reviewer hides no unknown one before them`() throws {
    _ = try write(.accept, by: "cy")
    let seen = try session.look()
    _ = try write(.reject, by: "ben")
    _ = try write(.defer, by: "cy")
    let line = place.decision(.accept, by: "ada", at: now, knowing: ["cy"])
    #expect(try session.decide(line, seen: seen) != .written)
    #expect(session.history(of: place).count == 3)
  }

  @Test func `a page that is made now has seen what another program wrote before`() throws {
    let other = try reviewed.session()
    let rejected = place.decision(.reject, by: "cy", at: now)
    try #require(try other.decide(rejected, seen: other.look()) == .written)
    let seen = try session.look()
    #expect(session.history(of: place) == [rejected])
    let line = place.decision(.accept, by: "ada", at: now, knowing: ["cy"])
    #expect(try session.decide(line, seen: seen) == .written)
  }

  @Test func `what another reviewer decided on since is not taken back unseen`() throws {
    let added = DecisionLine(
      .add, transcript: "p1", code: "cost", place: 31..<35, reviewer: "eva")
    try #require(try session.decide(added, seen: session.look()) == .written)
    let seen = try session.look()
    let rejected = DecisionLine(
      .reject, transcript: "p1", code: "cost", place: 31..<35, reviewer: "ben")
    try #require(try session.decide(rejected, seen: seen) == .written)
    let refused = try session.takeBackAddition(to: "p1", by: "eva", at: now, seen: seen)
    #expect(refused?.outcome == .taken(by: rejected))
    #expect(session.file(of: "eva").lines == [added, rejected])
    let taken = try session.takeBackAddition(
      to: "p1", by: "eva", at: now, seen: try session.look())
    #expect(taken?.outcome == .written)
    #expect(taken?.added == added)
  }
}
