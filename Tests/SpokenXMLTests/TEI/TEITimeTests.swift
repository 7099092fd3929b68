import LeitmotifModel
import Testing

struct TEITimeTests {
  private func times(_ body: String, timeline: String = "") throws -> [[Int?]] {
    try ingest(body, timeline: timeline).turns.map { [$0.start, $0.end] }
  }

  @Test func `reads points that follow each other in any order`() throws {
    let timeline = """
      <timeline unit="s"><when xml:id="T3" interval="0.5" since="#T2"/>
        <when absolute="0" xml:id="T0"/><when xml:id="T2" interval="61.0405" since="#T0"/></timeline>
      """
    #expect(
      try times("<u start='#T0' end='#T3'>Yes.</u><u start='#T2'>No.</u>", timeline: timeline)
        == [[0, 61_541], [61_041, nil]])
  }

  @Test(arguments: [("ms", 250), ("s", 250_000), ("min", 15_000_000), (nil, 250_000)])
  func `knows the timeline's unit`(unit: String?, time: Int) throws {
    let attribute = unit.map { " unit='\($0)'" } ?? ""
    let timeline = "<timeline\(attribute)><when xml:id='a' interval='250'/></timeline>"
    #expect(try times("<u start='#a'>Yes.</u>", timeline: timeline) == [[time, nil]])
  }

  @Test func `takes speaker and times from the block around an utterance`() throws {
    let timeline = """
      <timeline unit="s"><when absolute="0" xml:id="T0"/><when xml:id="T1" interval="2" since="#T0"/>
      </timeline>
      """
    let transcript = try ingest(
      """
      <annotationBlock who="Anita" from="#T0" to="#T1"><u>bon</u>
        <spanGrp><span>1</span></spanGrp></annotationBlock>
      <annotationBlock who="Sonia" start="#T1"><u>voilà</u></annotationBlock><u>euh</u>
      """, timeline: timeline)
    #expect(turns(transcript) == ["Anita: bon", "Sonia: voilà", "-: euh"])
    #expect(transcript.turns.map(\.start) == [0, 2000, nil])
    #expect(transcript.turns.map(\.end) == [2000, nil, nil])
  }

  @Test func `takes times from the anchors in an utterance that has none`() throws {
    let timeline = """
      <timeline unit="s"><when absolute="0:00:01" xml:id="a"/><when xml:id="b" interval="1"/>
      <when xml:id="c" interval="1"/></timeline>
      """
    #expect(
      try times(
        "<u><anchor synch='#a'/>So <anchor synch='#b'/>then<anchor synch='#c'/></u>",
        timeline: timeline) == [[1000, 3000]])
  }

  @Test func `reads seconds and clock times that stand in the utterance itself`() throws {
    #expect(
      try times("<u start='12.25' end='0:01:02.5'>Yes.</u><u start='later'>No.</u>")
        == [[12_250, 62_500], [nil, nil]])
  }

  @Test func `survives points that follow each other in a circle or name nothing`() throws {
    let timeline = """
      <timeline><when xml:id="a" interval="1" since="#b"/><when xml:id="b" interval="1" since="#a"/>
      <when xml:id="c" interval="1" since="#nowhere"/><when xml:id="d" interval="-1"/>
      <when xml:id="e" interval="1e300" since="#a"/></timeline>
      """
    #expect(
      try times("<u start='#a' end='#c'>Yes.</u><u start='#d' end='#e'>No.</u>", timeline: timeline)
        == [[nil, nil], [nil, nil]])
  }
}
