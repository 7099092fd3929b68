import LeitmotifModel
import Testing

struct IdentifierTests {
  @Test func `names that look alike and have other bytes are different`() {
    let composed: Identifier<Code> = "caf\u{E9}"
    let decomposed: Identifier<Code> = "cafe\u{301}"
    #expect(composed != decomposed)
    #expect(Set([composed, decomposed, composed]).count == 2)
    #expect((composed < decomposed) != (decomposed < composed))
  }

  @Test func `names stand in the order of their bytes`() {
    let names: [Identifier<Code>] = ["b", "ä", "a.b", "a", "B"]
    #expect(names.sorted().map(\.rawValue) == ["B", "a", "a.b", "b", "ä"])
  }
}
