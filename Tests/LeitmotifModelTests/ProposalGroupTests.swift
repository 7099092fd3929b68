import LeitmotifModel
import LeitmotifTesting
import Testing

/// What of one code is at one place, as the merge's settings say.
struct ProposalGroupTests {
  private let interview = SegmentedTranscript(
    interview: "p1",
    """
    P: It helps, it really helps. It helps a lot.
    P: It helps me. Nobody helps us.
    """)

  private func told(_ settings: String) throws -> [[String]] {
    let pipeline = """
      {"stages":[{"kind":"segment","settings":{"match":"exact"}},
      {"kind":"merge","plugin":"adjudicate","settings":\(settings)}]}
      """
    let rule = PlaceRule(ofMergeIn: try JSONReader.read(Array(pipeline.utf8), path: "pipeline"))
    let codings = ["helps me", "really helps", "it really", "a lot", "It helps,", "helps us"].map {
      interview.coding($0, "help", by: "ada")
    }
    let twice = codings + [interview.coding("a lot", "help", by: "keywords")]
    return ProposalGroup.groups(of: twice, by: rule, in: interview).map { group in
      group.proposals.map { interview.transcript.text[$0.span] }
    }.sorted { $0[0] < $1[0] }
  }

  @Test func `a sentence is a place, unless the settings say otherwise`() throws {
    let sentences = [
      ["It helps,", "it really", "really helps"], ["a lot", "a lot"], ["helps me"], ["helps us"],
    ]
    #expect(try told("{}") == sentences)
    #expect(try told(#"{"match":"sentence","share":0.0}"#) == sentences)
    #expect(
      try told(#"{"match":"turn"}"#) == [
        ["It helps,", "it really", "really helps", "a lot", "a lot"], ["helps me", "helps us"],
      ])
    #expect(
      try told(#"{"match":"overlap","share":0}"#) == [
        ["It helps,"], ["a lot", "a lot"], ["helps me"], ["helps us"],
        ["it really", "really helps"],
      ])
    let apart = [
      ["It helps,"], ["a lot", "a lot"], ["helps me"], ["helps us"], ["it really"],
      ["really helps"],
    ]
    #expect(try told(#"{"match":"overlap","share":0.9}"#) == apart)
    #expect(try told(#"{"match":"exact"}"#) == apart)
  }

  @Test func `a pipeline without a merge has none's settings`() {
    #expect(PlaceRule(ofMergeIn: [:]) == PlaceRule())
  }
}
