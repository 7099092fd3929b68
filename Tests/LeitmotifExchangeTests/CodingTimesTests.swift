import LeitmotifExchange
import LeitmotifModel
import Testing

struct CodingTimesTests {
  private let one = CodingID(rawValue: 7)
  private let other = CodingID(rawValue: .max)

  @Test func `times come back as they were`() {
    let json = CodingTimes.json(of: [
      (one, "2024-05-01T10:00:00Z"), (other, "1 May 2024, 10 a.m."), (one, "2024-05-02"),
    ])
    #expect(
      json.canonicalText == """
        "0000000000000007 2024-05-01T10:00:00Z\\n7fffffffffffffff 1 May 2024, 10 a.m.\\n0000000000000007 2024-05-02\\n"
        """)
    #expect(CodingTimes.times(of: json) == [one: "2024-05-02", other: "1 May 2024, 10 a.m."])
  }

  @Test func `a line end in a time takes no other time away`() {
    let json = CodingTimes.json(of: [(one, "10\n00"), (other, "11:00")])
    #expect(CodingTimes.times(of: json) == [one: "10 00", other: "11:00"])
  }

  @Test func `stores of before keep a name for each coding`() {
    #expect(
      CodingTimes.times(of: ["0000000000000007": "10:00", "no number": "11:00"]) == [one: "10:00"])
    #expect(CodingTimes.times(of: nil).isEmpty)
    #expect(CodingTimes.times(of: CodingTimes.json(of: [])).isEmpty)
  }
}
