import LeitmotifModel
import SpokenXML
import Testing

struct EXMARaLDATests {
  private static func file(_ tiers: String, speakers: String) -> String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <basic-transcription>
    <head><meta-information><referenced-file url="C:\\work\\p1.wav"/></meta-information>
    <speakertable>\(speakers)</speakertable></head>
    <basic-body><common-timeline>
    <tli id="T0" time="0.0"/><tli id="T9" time="1.2504"/><tli id="T1"/><tli id="T3" time="3.5"/>
    </common-timeline>\(tiers)</basic-body>
    </basic-transcription>
    """
  }

  private static func speaker(_ id: String, _ abbreviation: String) -> String {
    "<speaker id='\(id)'><abbreviation>\(abbreviation)</abbreviation><sex value='f'/></speaker>"
  }

  @Test func `events of transcription tiers are turns in the order of the timeline`() throws {
    let transcript = try read(
      Self.file(
        """
        <tier id="A" speaker="SPK0" category="v" type="t" display-name="ROS [v]">
        <event start="T0" end="T9">So it </event><event start="T1" end="T3">was.</event></tier>
        <tier id="B" speaker="SPK0" category="en" type="a"><event start="T0" end="T9">gloss</event></tier>
        <tier id="C" speaker="SPK1" category="v" type="t">
        <event start="T9" end="T1">Mhm. <ud-information attribute-name="x">not said</ud-information></event></tier>
        <tier id="D" category="nn" type="d"><event start="T0" end="T9">a door</event></tier>
        """, speakers: Self.speaker("SPK0", "ROS") + Self.speaker("SPK1", "")), as: "p1.exb")
    #expect(
      timedTurns(transcript) == ["ROS 0-1250: So it", "SPK1 1250-?: Mhm.", "ROS ?-3500: was."])
    #expect(transcript.format == "exmaralda")
    #expect(transcript.metadata["recording"] == "p1.wav")
    #expect(transcript.warnings == [])
  }

  @Test func `of versions of one text the first one is read`() throws {
    let transcript = try read(
      Self.file(
        """
        <tier id="A" speaker="dipl" category="dipl" type="t" display-name="dipl [dipl]">
        <event start="T0" end="T9">I'm</event></tier>
        <tier id="B" speaker="norm" category="norm" type="t" display-name="norm [norm]">
        <event start="T0" end="T9">I am</event></tier>
        """, speakers: Self.speaker("dipl", "dipl") + Self.speaker("norm", "norm")), as: "p1.exb")
    #expect(timedTurns(transcript) == ["dipl 0-1250: I'm"])
    #expect(transcript.warnings.map(\.id) == ["tiers-left-out"])
  }

  @Test func `a speaker whom no table has and a time that is none are warned of`() throws {
    let transcript = try read(
      Self.file(
        "<tier id='A' speaker='X' type='t' category='v'><event start='T3' end='T7'>yes</event></tier>",
        speakers: ""
      ).replacing("3.5", with: "soon"), as: "p1.exb")
    #expect(timedTurns(transcript) == ["X ?-?: yes"])
    #expect(transcript.warnings.map(\.id) == ["unreadable-time", "undeclared-speaker"])
  }
}
