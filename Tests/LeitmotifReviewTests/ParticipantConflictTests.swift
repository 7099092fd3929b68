import LeitmotifModel
import LeitmotifReview
import LeitmotifTesting
import Testing

/// Places that wait because their participant has another code, too, which is in another transcript.
struct ParticipantConflictTests {
  private let folder: TemporaryFolder
  private let session: ReviewSession
  private let bright: Coding
  private let dark: Coding

  init() throws {
    var reviewed = try ReviewedStudy()
    let first = SegmentedTranscript(interview: "p1", "P: It helps, it really helps.")
    let second = SegmentedTranscript(interview: "p2", "P: It fails.")
    bright = first.coding("really helps", "outlook.bright", by: "rules")
    dark = second.coding("fails", "outlook.dark", by: "ada")
    reviewed.study = MemoryStudy(
      codebook: Codebook(
        name: "test",
        codes: [
          Code(id: "outlook", name: "Outlook", exclusive: .participant),
          Code(id: "outlook.bright", parent: "outlook", name: "Bright"),
          Code(id: "outlook.dark", parent: "outlook", name: "Dark"),
        ]), participants: ["P"], interviews: [first, second], codings: [bright, dark])
    folder = reviewed.folder
    session = try reviewed.session()
  }

  @Test func `are items like others, and say who has what`() throws {
    #expect(session.queue.items.map(\.place.code) == ["outlook.bright", "outlook.dark"])
    #expect(session.queue.items.map(\.place.reason) == [.exclusive, .exclusive])
    for item in session.queue.items {
      #expect(
        item.conflicts.map(\.told)
          == ["P has outlook.bright and outlook.dark, of which only one can hold"])
    }
  }

  @Test func `are decided on as others are`() throws {
    let item = session.queue.items[1]
    let place = try #require(try session.place(item.id))
    #expect(place.verdicts == [.accept, .reject, .modify, .defer])
    #expect(place.proposals == [dark])
    let line = place.decision(.reject, by: "eva", at: "2026-05-04T09:12:33Z")
    #expect(line.text == "fails")
    #expect(line.proposals == proposalHash(of: [dark], coders: session.coders))
    #expect(try session.decide(line, seen: session.seen) == .written)
    #expect(try session.standing()[item.id] == line)
    #expect(try session.standing().progress == ReviewProgress(total: 2, done: 1))
  }

  @Test(arguments: [false, true])
  func `are rows of the table`(isBlind: Bool) throws {
    let rows = String(
      decoding: try ReviewTable(of: session).csv(isBlind: isBlind), as: UTF8.self
    ).split(separator: "\n").dropFirst()
    let waits = "exclusive: P has outlook.bright and outlook.dark, of which only one can hold"
    #expect(rows.count == 2)
    for row in rows { #expect(row.contains("\"\(waits)\"")) }
    #expect(rows.contains { $0.contains("ada") } != isBlind)
  }
}
