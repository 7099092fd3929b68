import LeitmotifModel
import LeitmotifReview
import LeitmotifTesting
import Testing

/// The queue in a spreadsheet.
struct ReviewTableTests {
  private let now = "2026-05-04T09:12:33Z"

  private func text(_ session: ReviewSession, isBlind: Bool = false) throws -> String {
    String(decoding: try ReviewTable(of: session).csv(isBlind: isBlind), as: UTF8.self)
  }

  private func fill(_ text: String, _ cells: [Int: [String: String]]) -> [UInt8] {
    // The cells to fill in are the last but one of each row, and the hash behind them has no comma.
    let rows = text.split(separator: "\n")
    return Array(
      rows.enumerated().map { number, row -> String in
        guard let filled = cells[number] else { return String(row) }
        let names = ["decision", "to_code", "to_attributes", "reason"]
        let values = names.map { filled[$0] ?? "" }.joined(separator: ",")
        let hash = row.suffix(18)
        return row.dropLast(18 + 5) + "," + values + "," + hash
      }.joined(separator: "\n").utf8)
  }

  @Test func `lists what waits, with its context and who proposed what`() throws {
    let reviewed = try ReviewedStudy()
    let session = try reviewed.session()
    let rows = try text(session).split(separator: "\n")
    #expect(rows.count == 4)
    #expect(
      rows[0] == """
        item,transcript,speaker,code,waits,start,end,text,context,proposed,earlier,decision,\
        to_code,to_attributes,reason,proposals
        """)
    #expect(rows[1].hasPrefix("q-\(session.queue.items[0].id),p1,P1,limitation.reliability,"))
    #expect(rows[1].contains("ada: “makes mistakes”; rules: “mistakes”"))
    #expect(try text(session, isBlind: true).contains("ada") == false)
  }

  @Test func `writes what was filled in, once`() throws {
    let reviewed = try ReviewedStudy()
    let session = try reviewed.session()
    let filled = fill(
      try text(session),
      [
        1: ["decision": "reject", "reason": "a quotation"],
        2: ["decision": "modify", "to_code": "limitation", "to_attributes": "improves=yes"],
      ])
    let table = ReviewTable(of: session)
    let read = try table.read(filled, path: "queue.csv", by: "eva", at: now)
    #expect(read == .init(written: 2, known: 0, open: 1))
    #expect(
      session.file(of: "eva").lines.map(\.change)
        == [nil, .init(code: "limitation", attributes: ["improves": "yes"])])
    let again = try table.read(filled, path: "queue.csv", by: "eva", at: now)
    #expect(again == .init(written: 0, known: 2, open: 1))
    #expect(session.file(of: "eva").lines.count == 2)
  }

  @Test func `writes nothing when a row is wrong, and names every one`() throws {
    let reviewed = try ReviewedStudy()
    let session = try reviewed.session()
    let filled = fill(
      try text(session),
      [
        1: ["decision": "acept"], 2: ["decision": "modify", "to_attributes": "improves:yes"],
        3: ["decision": "accept", "to_code": "limitation"],
      ])
    let problems = #expect(throws: Diagnostics.self) {
      try ReviewTable(of: session).read(filled, path: "queue.csv", by: "eva", at: now)
    }
    #expect(problems?.all.map(\.id) == ["unknown-value", "unknown-value", "misplaced-key"])
    #expect(session.file(of: "eva").lines.isEmpty)
  }

  @Test func `a change that says to what is needed, and an item is decided on once`() throws {
    let reviewed = try ReviewedStudy()
    let session = try reviewed.session()
    var filled = fill(
      try text(session), [1: ["decision": "accept"], 2: ["decision": "modify"]])
    let rows = filled.split(separator: 0x0A)
    filled += [0x0A] + rows[1]
    let problems = #expect(throws: Diagnostics.self) {
      try ReviewTable(of: session).read(filled, path: "queue.csv", by: "eva", at: now)
    }
    #expect(
      problems?.all.map { "\($0.location?.line ?? 0) \($0.id)" } == [
        "3 missing-key", "5 already-decided",
      ])
    #expect(session.file(of: "eva").lines.isEmpty)
  }

  @Test func `refuses rows of a queue that has changed, or that another has decided`() throws {
    let reviewed = try ReviewedStudy()
    let session = try reviewed.session()
    let filled = fill(try text(session), [1: ["decision": "accept"], 2: ["decision": "reject"]])
    var changed = reviewed
    changed.study.codings.removeAll { $0.coder == "rules" }
    let place = try #require(try session.place(session.queue.items[1].id))
    _ = try session.decide(place.decision(.accept, by: "ada", at: now), seen: session.seen)
    let problems = #expect(throws: Diagnostics.self) {
      try ReviewTable(of: changed.session()).read(filled, path: "queue.csv", by: "eva", at: now)
    }
    #expect(problems?.all.map(\.id) == ["stale-row", "already-decided"])
  }

  @Test func `rows about what a run has settled are left aside, and the others written`() throws {
    let reviewed = try ReviewedStudy()
    let filled = fill(
      try text(reviewed.session()), [1: ["decision": "accept"], 2: ["decision": "reject"]])
    var later = reviewed
    later.study.queue.removeFirst()
    let session = try later.session()
    let read = try ReviewTable(of: session).read(filled, path: "queue.csv", by: "eva", at: now)
    #expect(read.settled == 1)
    #expect(read.written == 1)
    #expect(session.file(of: "eva").lines.count == 1)
  }

  @Test func `rows that were changed, and items that never were, are refused`() throws {
    let reviewed = try ReviewedStudy()
    let session = try reviewed.session()
    let filled = fill(try text(session), [1: ["decision": " Accept "], 2: ["decision": "reject"]])
    func problems(_ change: (String) -> String) -> [String] {
      let bytes = Array(change(String(decoding: filled, as: UTF8.self)).utf8)
      do {
        _ = try ReviewTable(of: session).read(bytes, path: "queue.csv", by: "eva", at: now)
        return []
      } catch {
        return (error as? Diagnostics)?.all.map(\.id) ?? ["?"]
      }
    }
    #expect(problems { $0.replacing(",limitation.reliability,", with: ",limitation,") } != [])
    #expect(
      problems {
        $0.replacing("q-\(session.queue.items[0].id)", with: "q-0000000000000000")
      } == ["unknown-item"])
    #expect(session.file(of: "eva").lines.isEmpty)
    #expect(problems { $0 } == [])
    #expect(session.file(of: "eva").lines.count == 2)
  }
}
