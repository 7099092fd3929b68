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
}
