import LeitmotifModel
import Testing

struct SharedValuesTests {
  @Test func `a value is made once, and by whoever expects that it is asked for`() {
    let shared = SharedValues()
    #expect(!shared.isExpected(Int.self))
    shared.expect(Int.self)
    #expect(shared.isExpected(Int.self))
    #expect(!shared.isExpected(String.self))
    #expect(shared.value { 1 } == 1)
    #expect(shared.value { 2 } == 1)
    #expect(shared.value { "two" } == "two")
  }
}
