import LeitmotifModel
import LeitmotifTesting
import Testing

@testable import LeitmotifStore

struct SpanListsTests {
  private let turns = [
    Turn(speaker: nil, span: TextSpan(start: 0, end: 9)),
    Turn(speaker: 1, span: TextSpan(start: 12, end: 12), start: 0, end: nil),
    Turn(speaker: 0, span: TextSpan(start: 20, end: 123_456_789_012), start: -5, end: 2_400),
  ]

  private func text(_ bytes: [UInt8]?) -> String? {
    bytes.map { String(decoding: $0, as: UTF8.self) }
  }

  @Test func `turns are lists of numbers`() {
    let json = SpanLists.json(turns)
    #expect(text(json) == "[[null,0,9],[1,12,12,0,null],[0,20,123456789012,-5,2400]]")
    #expect(SpanLists.turns(json, speakers: 2) == turns)
    #expect(text(SpanLists.json([])) == "[]")
  }

  @Test func `segments are lists of a turn`() {
    let segments = [
      Segment(span: TextSpan(start: 0, end: 4), turn: 0),
      Segment(span: TextSpan(start: 5, end: 9), turn: 0),
      Segment(span: TextSpan(start: 30, end: 100_000_030), turn: 2),
    ]
    let json = SpanLists.json(segments, turns: turns)
    #expect(text(json) == "[[[0,4],[5,4]],[],[[30,100000000]]]")
    #expect(json.flatMap { SpanLists.segments($0) } == segments)
    #expect(text(SpanLists.json([], turns: turns)) == "[]")
  }

  @Test func `segments that are the turns need no list`() {
    let segments = turns.enumerated().map { Segment(span: $1.span, turn: $0) }
    #expect(SpanLists.json(segments, turns: turns) == nil)
    #expect(SpanLists.json(Array(segments.dropLast()), turns: turns) != nil)
  }

  @Test func `a list that was cut or changed is refused, and never crashes`() {
    let json = SpanLists.json(turns)
    var random = SeededNumbers(seed: 3)
    for length in json.indices {
      #expect(SpanLists.turns(Array(json[..<length]), speakers: 2) == nil)
    }
    for _ in 0..<5000 {
      var changed = json
      for _ in 0..<(1 + random.below(4)) {
        changed[random.below(changed.count)] = UInt8(truncatingIfNeeded: random.next())
      }
      _ = SpanLists.turns(changed, speakers: 2)
      _ = SpanLists.segments(changed)
    }
    #expect(SpanLists.turns(json, speakers: 1) == nil)
    #expect(SpanLists.turns(json + [0x20], speakers: 2) == nil)
    #expect(SpanLists.segments(Array("[[[9999999999999999999,1]]]".utf8)) == nil)
  }
}
