import LeitmotifModel
import Testing

struct CodingIDTests {
  private func coding(_ start: Int, _ end: Int, code: Identifier<Code> = "planning") -> Coding {
    Coding(
      transcript: "p1", code: code, coder: "rules", rule: "planning/words",
      span: TextSpan(start: start, end: end))
  }

  @Test func `the same content has the same number on every machine`() {
    #expect(CodingID(coding(10, 20)).description == "71099bbe963ec6b8")
  }

  @Test func `transcript, code, coder, rule and span make the number; attributes and memo do not`()
  {
    var other = coding(10, 20)
    other.attributes = ["stance": "optimistic"]
    other.memo = "why?"
    #expect(CodingID(other) == CodingID(coding(10, 20)))
    #expect(CodingID(coding(10, 21)) != CodingID(coding(10, 20)))
    #expect(CodingID(coding(10, 20, code: "plannin")) != CodingID(coding(10, 20)))
  }

  @Test func `a hundred thousand neighbouring spans have a hundred thousand numbers`() {
    let ids = Set((0..<100_000).map { CodingID(coding($0 / 10, $0 / 10 + $0 % 10)) })
    #expect(ids.count == 100_000)
  }

  @Test func `its text reads back`() throws {
    let id = CodingID(coding(3, 4))
    #expect(CodingID(id.description) == id)
    #expect(CodingID("71099bbe963ec6b") == nil)
    #expect(CodingID("ffffffffffffffff") == nil)
    #expect(CodingID("nothexadecimal!!") == nil)
  }
}
