import LeitmotifModel
import Testing

struct FOLKERTests {
  @Test func `each contribution is a turn, whether it was taken apart or not`() throws {
    let transcript = try read(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <folker-transcription><head/>
      <speakers><speaker speaker-id="MÜ(1)"><name>Müller</name></speaker></speakers>
      <recording path="p1.wav"/>
      <timeline><timepoint timepoint-id="TLI_0" absolute-time="0.0"/>
      <timepoint timepoint-id="TLI_1" absolute-time="2.0204"/><timepoint timepoint-id="TLI_2"/></timeline>
      <contribution speaker-reference="MÜ(1)" start-reference="TLI_0" end-reference="TLI_1" parse-level="2">
        <w id="w1">ge<lengthening/>s<time timepoint-reference="TLI_2"/>agt</w>
        <pause duration="micro"/><w id="w2" n="habe">hab</w>
        <uncertain><w>ich</w><alternative><w>nich</w></alternative></uncertain><p>.</p>
      </contribution>
      <contribution start-reference="TLI_1" end-reference="TLI_2" parse-level="0"><unparsed>ja (.) gut</unparsed></contribution>
      <contribution speaker-reference="LK" start-reference="TLI_1"><segment>so </segment><segment>war es</segment></contribution>
      <contribution speaker-reference="LK"><breathe type="in"/><non-phonological description="lacht"/></contribution>
      </folker-transcription>
      """, as: "p1.fln")
    #expect(
      timedTurns(transcript) == [
        "MÜ(1) 0-2020: gesagt hab ich .", "nobody 2020-?: ja (.) gut", "LK 2020-?: so war es",
      ])
    #expect(transcript.format == "folker")
  }
}
