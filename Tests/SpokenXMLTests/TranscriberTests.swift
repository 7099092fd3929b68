import LeitmotifModel
import SpokenXML
import Testing

struct TranscriberTests {
  private static func file(_ turns: String, speakers: String = defaultSpeakers) -> String {
    """
    <?xml version='1.0' encoding='UTF-8'?>
    <!DOCTYPE Trans SYSTEM "trans-14.dtd">
    <Trans scribe="ada" audio_filename="harvest_03">
    \(speakers)
    <Episode><Section type="report" startTime="0" endTime="60">
    \(turns)
    </Section></Episode>
    </Trans>
    """
  }

  private static let defaultSpeakers = """
    <Speakers>
    <Speaker id="spk1" name="Interviewer" check="no"/>
    <Speaker scope="global" name="Rosa" id="spk2"/>
    </Speakers>
    """

  @Test func `hears the text between the marks of a turn`() throws {
    let transcript = try read(
      Self.file(
        """
        <Turn startTime="0" endTime="0.449"><Sync time="0"/>

        </Turn>
        <Turn speaker="spk1" startTime="0.449" endTime="3.1144">
        <Sync time="0.449"/>
        so the harvest
        <Event desc="laughs" type="noise" extent="instantaneous"/>
        <Sync time="2"/>

        <Comment desc="a car"/>went well
        </Turn>
        <Turn endTime="9" mode="spontaneous" startTime="3.1144" speaker="spk2"><Sync time="3"/>it did</Turn>
        """), as: "p1.trs")
    #expect(
      timedTurns(transcript) == [
        "Interviewer 449-3114: so the harvest went well", "Rosa 3114-9000: it did",
      ])
    #expect(transcript.text == CanonicalText("so the harvest went well\nit did"))
    #expect(transcript.format == "transcriber")
    #expect(transcript.speakers.map(\.role) == [.interviewer, .participant])
    #expect(transcript.metadata["recording"] == "harvest_03")
    #expect(transcript.warnings == [])
  }

  @Test func `parts two who speak at once`() throws {
    let transcript = try read(
      Self.file(
        """
        <Turn speaker="spk2 spk1" startTime="1" endTime="2">
        <Sync time="1"/><Who nb="1"/>but the rain<Who nb="2"/>yes
        <Sync time="1.5"/><Who nb="1"/>did not come<Who nb="2"/>I know
        </Turn>
        <Turn speaker="spk1 spk2" startTime="2" endTime="3"><Sync time="2"/>amen</Turn>
        """), as: "p1.trs")
    #expect(
      timedTurns(transcript) == [
        "Rosa 1000-2000: but the rain did not come", "Interviewer 1000-2000: yes I know",
        "Interviewer Rosa 2000-3000: amen",
      ])
  }

  @Test func `keeps speech of nobody, and of somebody without a name`() throws {
    let transcript = try read(
      Self.file(
        """
        <Turn startTime="0" endTime="x"><Sync time="0"/>first</Turn>
        <Turn speaker="spk9" startTime="-1" endTime="4"><Sync time="0"/>second</Turn>
        <Turn speaker="spk1" startTime="4" endTime="5"><Who nb="7"/>third</Turn>
        """, speakers: ""), as: "p1.trs")
    #expect(
      timedTurns(transcript) == [
        "nobody 0-?: first", "spk9 ?-4000: second", "nobody 4000-5000: third",
      ])
  }

  @Test func `reads the encoding that the file declares`() throws {
    let latin = Self.file("<Turn speaker='spk2'><Sync time='0'/>d\u{E9}j\u{E0}</Turn>")
      .replacing("UTF-8", with: "ISO-8859-1")
    let transcript = try read(latin.unicodeScalars.map { UInt8($0.value) }, as: "p1.trs")
    #expect(timedTurns(transcript) == ["Rosa ?-?: déjà"])
    #expect(transcript.encoding == "iso-8859-1")
  }

  @Test func `a file that was cut off says where, and is read so far when asked`() throws {
    let cut = String(
      Self.file("<Turn speaker='spk2' startTime='1'><Sync time='1'/>the rain did").dropLast(30))
    #expect(error { try read(cut, as: "p1.trs") }.hasPrefix("p1.trs:9:"))
    #expect(error { try read(cut, as: "p1.trs") }.contains("[xml-syntax]"))
    var configuration = SpokenIngester.Configuration()
    configuration.recover = true
    let transcript = try read(cut, as: "p1.trs", configuration)
    #expect(timedTurns(transcript) == ["Rosa 1000-?: the rain did"])
    #expect(transcript.warnings.map(\.id) == ["recovered"])
    #expect(transcript.warnings.first?.location?.line == 9)
  }
}
