import LeitmotifModel
import Testing

struct AttributesTests {
  @Test func `the order of writing does not matter`() {
    var later: Attributes = ["task": "experiment"]
    later["stance"] = "optimistic"
    #expect(later == ["stance": "optimistic", "task": "experiment"])
    #expect(later.pairs.map(\.name) == ["stance", "task"])
  }

  @Test func `values laid over others win`() {
    let base: Attributes = ["stance": "optimistic", "task": "experiment"]
    #expect(
      base.overlaid(with: ["stance": "pessimistic"])
        == ["stance": "pessimistic", "task": "experiment"])
  }

  @Test func `a value that is taken away is gone`() {
    var attributes: Attributes = ["improves": "no"]
    attributes["improves"] = nil
    #expect(attributes.isEmpty)
  }
}
