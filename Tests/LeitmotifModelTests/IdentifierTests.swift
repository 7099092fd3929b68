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

  @Test func `a code is within itself and the codes above it`() {
    let code: Identifier<Code> = "work.write.code"
    let above: [Identifier<Code>] = ["work.write.code", "work.write", "work"]
    #expect(above.allSatisfy(code.isWithin))
    let others: [Identifier<Code>] = [
      "work.write.cod", "wor", "work.write.code.x", "write", "work.",
    ]
    #expect(!others.contains(where: code.isWithin))
  }

  @Test func `a code moves with the one that it is within`() {
    let code: Identifier<Code> = "work.write.code"
    #expect(code.moved(from: "work.write", to: "tasks") == "tasks.code")
    #expect(code.moved(from: "work.write.code", to: "code") == "code")
    #expect(code.moved(from: "work.wri", to: "tasks") == code)
  }
}
