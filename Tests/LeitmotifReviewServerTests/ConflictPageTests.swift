import LeitmotifModel
import LeitmotifReview
import LeitmotifTesting
import Testing

@testable import LeitmotifReviewServer

/// The page of a place whose participant has another code, too.
struct ConflictPageTests {
  @Test(arguments: [false, true])
  func `says who has what, and not who proposed it to whom that is hidden`(isBlind: Bool) throws {
    let interview = SegmentedTranscript(interview: "p1", "P<1>: It helps. It fails.")
    let study = MemoryStudy(
      codebook: Codebook(
        name: "test",
        codes: [
          Code(id: "outlook", name: "Outlook", exclusive: .participant),
          Code(id: "outlook.bright", parent: "outlook", name: "Bright"),
          Code(id: "outlook.dark", parent: "outlook", name: "Dark"),
        ]), participants: ["P<1>"], interviews: [interview],
      codings: [
        interview.coding("helps", "outlook.bright", by: "ada"),
        interview.coding("fails", "outlook.dark", by: "ada"),
      ])
    let folder = try TemporaryFolder()
    let session = try ReviewSession(
      on: study, replayed: [], files: [try DecisionFile(path: folder.path("decisions.jsonl"))])
    let place = try #require(try session.place(session.queue.items[0].id))
    let page = ItemPage(
      place, in: session, standing: try session.standing(), seen: "", isBlind: isBlind)
    #expect(page.reason == "Codes that exclude each other")
    let text = try Templates().main("item", page)
    #expect(
      text.contains(
        "<p>P&lt;1&gt; has outlook.bright and outlook.dark, of which only one can hold; "
          + "they may stand in different transcripts.</p>"))
    #expect(text.contains("ada") != isBlind)
  }
}
