import LeitmotifModel
import LeitmotifTesting
import Testing

/// Codes of which a participant can have one only, wherever they were found.
struct ParticipantExclusionTests {
  private static let codebook = Codebook(
    name: "test",
    codes: [
      Code(id: "outlook", name: "Outlook", exclusive: .participant),
      Code(id: "outlook.bright", parent: "outlook", name: "Bright"),
      Code(id: "outlook.bright.very", parent: "outlook.bright", name: "Very bright"),
      Code(id: "outlook.dark", parent: "outlook", name: "Dark"),
      Code(id: "cost", name: "Cost"),
    ])

  private static let first = SegmentedTranscript(
    interview: "p1",
    """
    I: It fails, does it?
    P: It helps, it really helps. It helps a lot. The bill is high.
    """)

  private static let second = SegmentedTranscript(
    interview: "p2",
    """
    P: It fails. Then it works.
    Q: Mine works.
    """)

  private let bright = Self.first.coding("helps,", "outlook.bright", by: "keywords")
  private let dark = Self.second.coding("fails", "outlook.dark", by: "ada")

  /// A study of codings that are all final, some because reviewers said so.
  private func study(_ codings: [Coding], decided: [Coding] = []) -> MemoryStudy {
    MemoryStudy(
      codebook: Self.codebook, participants: ["P", "Q"], interviews: [Self.first, Self.second],
      codings: codings,
      finals: codings.map {
        FinalCoding(
          coding: $0, origin: decided.contains($0) ? .decision : .single, sources: [CodingID($0)])
      })
  }

  private func tell(_ places: [OpenPlace], in study: MemoryStudy) -> [String] {
    places.map { place in
      let item = place.item
      let words = study.interviews[item.transcript].map { $0.transcript.text[item.span] } ?? ""
      return "\(item.transcript) \(item.code) «\(words)» \(item.reason) \(item.proposals.count)"
        + place.conflicts.map { conflict in
          ": \(conflict.participant) \(conflict.codes.map(\.rawValue).joined(separator: " "))"
        }.joined()
    }
  }

  @Test func `codes of two branches conflict over all of a participant's transcripts`() throws {
    let study = study([
      bright, Self.first.coding("a lot", "outlook.bright.very", by: "keywords"), dark,
      // These are nobody's, another's, of no branch, and of no code that excludes others.
      Self.first.coding("fails", "outlook.dark", by: "ada"),
      Self.second.coding("Mine works", "outlook.bright", by: "ada"),
      Self.first.coding("helps a", "outlook", by: "ada"),
      Self.first.coding("bill", "cost", by: "keywords"),
    ])
    #expect(
      tell(try study.participantConflicts, in: study) == [
        "p1 outlook.bright «helps,» exclusive 1: P outlook.bright outlook.dark",
        "p1 outlook.bright.very «a lot» exclusive 1: P outlook.bright outlook.dark",
        "p2 outlook.dark «fails» exclusive 1: P outlook.bright outlook.dark",
      ])
  }

  @Test func `a code and one below it exclude nobody`() throws {
    let below = Self.first.coding("a lot", "outlook.bright.very", by: "keywords")
    #expect(try study([bright, below]).participantConflicts == [])
    #expect(try study([]).participantConflicts == [])
  }

  @Test func `what reviewers decided of one branch stands`() throws {
    let other = Self.second.coding("works", "outlook.bright", by: "ada")
    let all = [bright, dark, other]
    let codes = { (decided: [Coding]) in
      try study(all, decided: decided).participantConflicts.map(\.item.code)
    }
    #expect(try codes([]) == ["outlook.bright", "outlook.dark", "outlook.bright"])
    #expect(try codes([dark]) == ["outlook.bright", "outlook.bright"])
    #expect(try codes([bright, other]) == ["outlook.dark"])
    #expect(try codes([bright, dark]) == ["outlook.bright", "outlook.dark", "outlook.bright"])
  }

  @Test func `nothing is looked for where no code says so`() {
    var codebook = Self.codebook
    codebook.codes[0].exclusive = .transcript
    #expect(ParticipantExclusion(codebook) == nil)
    #expect(
      ParticipantExclusion(Self.codebook)?.codes
        == ["outlook.bright", "outlook.bright.very", "outlook.dark"])
  }

  @Test func `what was proposed in one sentence is one place, final or not`() throws {
    let again = Self.first.coding("really helps", "outlook.bright", by: "keywords")
    let turnedDown = Self.first.coding("It helps", "outlook.bright", by: "ada")
    var study = study([bright, again, turnedDown, dark])
    study.finals.remove(at: 2)
    #expect(
      tell(try study.participantConflicts, in: study) == [
        "p1 outlook.bright «It helps, it really helps» exclusive 3: P outlook.bright outlook.dark",
        "p2 outlook.dark «fails» exclusive 1: P outlook.bright outlook.dark",
      ])
  }

  @Test func `a place that is queued already waits once`() throws {
    var study = study([bright, dark])
    study.queue = [
      QueueItem(
        transcript: "p1", code: bright.code, span: bright.span, reason: .disagreement,
        proposals: [CodingID(bright)]),
      QueueItem(
        transcript: "p2", code: "cost", span: Self.second.span(of: "Then"), reason: .orphaned,
        proposals: []),
    ]
    let told = [
      "p1 outlook.bright «helps,» disagreement 1: P outlook.bright outlook.dark",
      "p2 outlook.dark «fails» exclusive 1: P outlook.bright outlook.dark",
      "p2 cost «Then» orphaned 0",
    ]
    #expect(tell(try study.openPlaces, in: study) == told)
    let waiting = try study.waiting.map { OpenPlace(item: $0.item, conflicts: $0.conflicts) }
    #expect(tell(waiting, in: study) == told)
  }

  @Test func `what a decision made is found where the decision is`() throws {
    let proposed = Self.first.coding("It helps a lot", "cost", by: "ada")
    var made = proposed
    (made.code, made.coder) = ("outlook.bright", FinalCoding.coder)
    var study = study([proposed, dark], decided: [dark])
    study.finals[0] = FinalCoding(
      coding: made, origin: .decision, sources: [CodingID(proposed)], decision: "d:1")
    study.decisions = [
      Decision(
        id: "d:1", transcript: "p1", code: "cost", span: proposed.span,
        verdict: .modify(.init(code: "outlook.bright")), reviewer: "eva")
    ]
    #expect(
      tell(try study.participantConflicts, in: study) == [
        "p1 cost «It helps a lot» exclusive 1: P outlook.bright outlook.dark",
        "p2 outlook.dark «fails» exclusive 1: P outlook.bright outlook.dark",
      ])
  }
}
