import LeitmotifModel
import LeitmotifTesting
import Testing

@testable import LeitmotifDiscovery

/// What a codebook misses.
struct DiscoveryTests {
  @Test(arguments: [
    // 2(a ln(a/E1) + b ln(b/E2)), worked out by hand.
    (10, 1000, 5, 2000, 6.93), (0, 1000, 10, 1000, 13.86), (12, 10_000, 12, 10_000, 0.0),
  ])
  func `the log-likelihood is Dunning's`(a: Int, c: Int, b: Int, d: Int, expected: Double) {
    let keyness = Keyness(count: a, of: c, otherCount: b, of: d)
    #expect(abs(keyness.logLikelihood - expected) < 0.01)
  }

  @Test func `nothing to compare is nothing`() {
    #expect(Keyness(count: 0, of: 0, otherCount: 0, of: 0).logLikelihood == 0)
    #expect(Keyness(count: 3, of: 3, otherCount: 0, of: 0).isKey == false)
  }

  /// Ten dull sentences, and two in which somebody complains of jargon in words that no rule knows.
  private func study() -> MemoryStudy {
    let dull = (0..<40).map { "The day number \($0) was a plain one and I went home." }
    let p1 = SegmentedTranscript(
      interview: "p1",
      "P1: The model hallucinates a lot. Again it hallucinates things. It makes mistakes. "
        + dull.joined(separator: " "))
    let p2 = SegmentedTranscript(
      interview: "p2",
      "P2: My tool hallucinates too sometimes. " + dull.joined(separator: " "))
    let p3 = SegmentedTranscript(interview: "p3", "I: It hallucinates? P3: no.")
    let codings = [
      p1.coding("The model hallucinates a lot", "errors", by: "ada"),
      p1.coding("it hallucinates things", "errors", by: "ada"),
      p1.coding("makes mistakes", "errors", by: "rules"),
    ]
    return MemoryStudy(
      codebook: Codebook(name: "c", codes: [Code(id: "errors", name: "Errors")]),
      participants: ["P1", "P2"], interviews: [p1, p2, p3], codings: codings)
  }

  @Test func `a term that people code and no rule finds is named with its rule`() throws {
    let found = try #require(try Discovery(of: study()).codes.first)
    #expect(found.code == "errors")
    #expect(found.k == 1)
    let missed = try #require(found.missed.first)
    #expect(missed.term == "hallucinates")
    #expect(missed.rule == "- any: [\"hallucinates\"]")
    #expect(missed.keyness.count == 2)
    #expect(missed.keyness.otherCount == 1)
    #expect(missed.quotations.map(\.text).first == "The model hallucinates a lot.")
  }

  @Test func `a term that would change k names whom it would add`() throws {
    let found = try #require(try Discovery(of: study()).codes.first)
    let gaining = try #require(found.gaining.first { $0.term == "hallucinates" })
    #expect(gaining.gains == ["P2"])
    #expect(gaining.quotations.map(\.text) == ["My tool hallucinates too sometimes."])
  }

  @Test func `a coding is theirs who speaks where it begins, as in reports`() throws {
    let interview = SegmentedTranscript(
      interview: "t", "P1: It fails.\nP2: And it fails again.")
    let study = MemoryStudy(
      codebook: Codebook(name: "c", codes: [Code(id: "errors", name: "Errors")]),
      participants: ["P1", "P2"], interviews: [interview],
      codings: [interview.coding("fails.\nP2: And", "errors", by: "ada")])
    #expect(try Speech(of: study, tree: CodeTree(study.codebook)).holders == [0: ["P1"]])
  }

  @Test func `what is said where nothing is coded is a phrase of several people`() throws {
    let discovery = try Discovery(of: study())
    #expect(!discovery.uncoded.isEmpty)
    #expect(discovery.uncoded.allSatisfy { $0.participants == 2 && $0.term.contains(" ") })
    #expect(discovery.sentenceCount == 84)
    #expect(discovery.uncodedCount == 81)
  }

  @Test func `equal studies give equal findings`() throws {
    var other = study()
    other.codings.reverse()
    other.finals.reverse()
    let (one, two) = (try Discovery(of: study()), try Discovery(of: other))
    #expect(one.codes == two.codes)
    #expect(one.uncoded == two.uncoded)
  }

  @Test func `an empty study gives nothing`() throws {
    let study = MemoryStudy(
      codebook: Codebook(name: "c"), participants: [], interviews: [], codings: [])
    let discovery = try Discovery(of: study)
    #expect(discovery.codes.isEmpty && discovery.uncoded.isEmpty)
  }
}
