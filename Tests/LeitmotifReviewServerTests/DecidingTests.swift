import Foundation
import HTTPTypes
import LeitmotifModel
import LeitmotifReview
import LeitmotifTesting
import Testing

@testable import LeitmotifReviewServer

/// Reviewers who decide on one place, each with what their page showed.
struct DecidingTests {
  private let study: ServedStudy

  init() throws { study = try ServedStudy() }

  private func decide(
    _ verdict: String, _ page: ServedStudy.Answer, as reviewer: Identifier<Coder>
  ) async throws -> ServedStudy.Answer {
    var fields = page.hidden
    fields["verdict"] = verdict
    return try await study.send(fields, to: ServedStudy.item, as: reviewer)
  }

  @Test func `a newer decision of a reviewer is shown before it is replaced`() async throws {
    let item = ServedStudy.item
    let empty = try await study.look(at: item, as: "cy")
    #expect(try await decide("accept", empty, as: "cy").status == .seeOther)
    let page = try await study.look(at: item, as: "ada")
    #expect(page.hidden["known"] == "cy")
    let again = try await study.look(at: item, as: "cy")
    #expect(try await decide("reject", again, as: "cy").status == .seeOther)
    let refused = try await decide("accept", page, as: "ada")
    #expect(refused.status == .conflict)
    #expect(refused.text.contains("cy decided on this just now: reject"))
    #expect(try study.decisions.count == 2)
    #expect(try await decide("accept", refused, as: "ada").status == .seeOther)
    let last = try #require(try study.decisions.last)
    #expect(last.reviewer == "ada")
    #expect(last.over == ["cy"])
  }

  @Test func `a page has seen what another program wrote before it`() async throws {
    let item = ServedStudy.item
    let first = try await study.look(at: item, as: "cy")
    #expect(try await decide("accept", first, as: "cy").status == .seeOther)
    let file = try DecisionFile(path: study.folder.path("decisions.jsonl"))
    var other = try #require(file.lines.first)
    (other.verdict, other.reviewer) = (.reject, "dan")
    #expect(try file.append([other], seen: file.position) == .written)
    let page = try await study.look(at: item, as: "ada")
    #expect(try await decide("accept", page, as: "ada").status == .seeOther)
    #expect(try study.decisions.last?.over == ["cy", "dan"])
  }

  @Test func `a decision is on the proposals that its reviewer saw`() async throws {
    let item = ServedStudy.item
    let page = try await study.look(at: item, as: "ada")
    try study.run(["ben", "dan"])
    #expect(try await study.send([:], to: "/renew", as: "cy").status == .seeOther)
    let refused = try await decide("accept", page, as: "ada")
    #expect(refused.status == .conflict)
    #expect(refused.text.contains("has changed since this page was loaded"))
    #expect(refused.hidden["proposals"] != page.hidden["proposals"])
    #expect(try study.decisions == [])
    #expect(try await decide("accept", refused, as: "ada").status == .seeOther)
    #expect(try study.decisions.map(\.proposals) == [refused.hidden["proposals"]])
    // Nor on none.
    let unseen = try await study.send(["verdict": "accept"], to: item, as: "ada")
    #expect(unseen.status == .conflict)
  }

  @Test func `an undo is refused where another reviewer decided since`() async throws {
    let item = ServedStudy.item
    let page = try await study.look(at: item, as: "ada")
    var undo = page.hidden
    (undo["verdict"], undo["undo"]) = ("defer", "yes")
    // What is proposed does not matter to it.
    undo["proposals"] = nil
    // One's own decision since the page was made is no other's.
    #expect(try await decide("accept", page, as: "ada").status == .seeOther)
    #expect(try await study.send(undo, to: item, as: "ada").status == .seeOther)
    #expect(try await decide("accept", page, as: "ada").status == .seeOther)
    let others = try await study.look(at: item, as: "cy")
    #expect(try await decide("reject", others, as: "cy").status == .seeOther)
    let refused = try await study.send(undo, to: item, as: "ada")
    #expect(refused.status == .conflict)
    #expect(refused.text.contains("cy decided on this just now: reject"))
    #expect(try study.decisions.map(\.verdict) == [.accept, .defer, .accept, .reject])
    undo.merge(refused.hidden) { $1 }
    #expect(try await study.send(undo, to: item, as: "ada").status == .seeOther)
    #expect(try study.decisions.last?.verdict == .defer)
    #expect(try study.decisions.last?.over == ["cy"])
  }

  @Test func `an orphan that is moved by a key is answered with a part`() async throws {
    try study.run(["ben"], isLosing: true)
    #expect(try await study.send([:], to: "/renew", as: "ada").status == .seeOther)
    let item = ServedStudy.orphan
    var fields = try await study.look(at: item, as: "ada").hidden
    fields.merge(["verdict": "move", "start": "8", "end": "12"]) { $1 }
    let part = try await study.send(fields, to: item, as: "ada", isPart: true)
    #expect(part.status == .ok)
    #expect(part.text.contains("<article"))
    #expect(!part.text.contains("<main"))
    #expect(try study.decisions.map(\.verdict) == [.memo, .accept])
    #expect(try study.decisions.last?.text == "bill")
    // Without keys it leads on.
    fields["seen"] = try await study.look(at: item, as: "ada").hidden["seen"]
    #expect(try await study.send(fields, to: item, as: "ada").status == .seeOther)
  }

  @Test func `who has nothing to take back is told`() async throws {
    let answer = try await study.send(["verdict": "undo"], to: "/transcript/p1", as: "ada")
    #expect(answer.status == .ok)
    #expect(answer.text.contains("There is nothing to take back."))
    #expect(try study.decisions == [])
  }

  @Test func `a blind page names no other reviewer`() async throws {
    let study = try ServedStudy(isBlind: true)
    let (item, transcript) = (ServedStudy.item, "/transcript/p1")
    let (empty, words) = (
      try await study.look(at: item, as: "ada"), try await study.look(at: transcript, as: "ada")
    )
    var fields = empty.hidden
    fields["verdict"] = "reject"
    #expect(try await study.send(fields, to: item, as: "cy").status == .seeOther)
    var added = ["verdict": "add", "code": "cost", "start": "4", "end": "7"]
    #expect(try await study.send(added, to: transcript, as: "cy").status == .seeOther)
    (added["verdict"], added["reason"]) = ("memo", "why")
    #expect(try await study.send(added, to: transcript, as: "cy").status == .seeOther)
    (added["verdict"], added["seen"]) = ("add", words.hidden["seen"])
    let refusals = [
      try await study.send(fields, to: item, as: "ada"),
      try await study.send(added, to: transcript, as: "ada"),
    ]
    for refused in refusals {
      #expect(refused.status == .conflict)
      #expect(refused.text.contains("A reviewer decided on th"))
    }
    let pages = [
      try await study.look(at: item, as: "ada"), try await study.look(at: "/queue", as: "ada"),
      try await study.look(at: transcript, as: "ada"),
    ]
    for page in pages + refusals {
      #expect(page.text.contains("A reviewer"))
      // The form remembers whom it replaces; that is not shown.
      let shown = page.text.replacing(/name="known" value="[^"]*"/, with: "")
      #expect(!shown.contains(/\bcy\b/))
    }
  }

  @Test func `a file that is none is not called unwritten by who only looks`() async throws {
    let item = ServedStudy.item
    let page = try await study.look(at: item, as: "ada")
    try FileManager.default.createDirectory(
      atPath: study.folder.path("decisions.jsonl"), withIntermediateDirectories: false)
    let looked = try await study.look(at: item, as: "ada")
    #expect(looked.status == .internalServerError)
    #expect(looked.text.contains("<h1>The decisions cannot be read</h1>"))
    let sent = try await decide("accept", page, as: "ada")
    #expect(sent.status == .internalServerError)
    #expect(sent.text.contains("<h1>Not written</h1>"))
  }

  @Test func `who takes back a coding is told that another reviewer decided on it`() async throws {
    let path = "/transcript/p1"
    var fields = ["verdict": "add", "code": "cost", "start": "4", "end": "7"]
    fields["seen"] = try await study.look(at: path, as: "ada").hidden["seen"]
    #expect(try await study.send(fields, to: path, as: "ada").status == .seeOther)
    let page = try await study.look(at: path, as: "ada")
    fields["seen"] = page.hidden["seen"]
    #expect(try await study.send(fields, to: path, as: "cy").status == .seeOther)
    var undo = ["verdict": "undo", "seen": page.hidden["seen"] ?? ""]
    let refused = try await study.send(undo, to: path, as: "ada")
    #expect(refused.status == .conflict)
    #expect(refused.text.contains("cy decided on these words just now: add"))
    #expect(try study.decisions.count == 2)
    undo["seen"] = refused.hidden["seen"]
    #expect(try await study.send(undo, to: path, as: "ada").status == .seeOther)
    #expect(try study.decisions.map(\.reviewer) == ["ada", "cy", "ada"])
  }

  @Test func `a change that changes nothing is refused, and nothing is written`() async throws {
    let page = try await study.look(at: ServedStudy.item, as: "ada")
    let refused = try await decide("modify", page, as: "ada")
    #expect(refused.status == .badRequest)
    #expect(refused.text.contains("Nothing was changed, so nothing was written"))
    #expect(try study.decisions == [])
    // The page that says so can be decided on.
    #expect(try await decide("accept", refused, as: "ada").status == .seeOther)
  }
}
