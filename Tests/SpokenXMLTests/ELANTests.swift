import LeitmotifModel
import SpokenXML
import Testing

struct ELANTests {
  private static func file(_ tiers: String, types: String = "") -> String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <ANNOTATION_DOCUMENT FORMAT="3.0">
    <HEADER TIME_UNITS="milliseconds">
    <MEDIA_DESCRIPTOR MEDIA_URL="file:///home/ada/p1.wav" RELATIVE_MEDIA_URL="./p1.wav"/></HEADER>
    <TIME_ORDER>
    <TIME_SLOT TIME_SLOT_ID="t0" TIME_VALUE="0"/><TIME_SLOT TIME_SLOT_ID="t1" TIME_VALUE="830"/>
    <TIME_SLOT TIME_SLOT_ID="t2"/><TIME_SLOT TIME_SLOT_ID="t3" TIME_VALUE="2330"/>
    <TIME_SLOT TIME_SLOT_ID="t4" TIME_VALUE="4000"/>
    </TIME_ORDER>
    \(tiers)
    \(types)
    </ANNOTATION_DOCUMENT>
    """
  }

  private static func said(_ from: String, _ to: String, _ words: String) -> String {
    """
    <ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="\(from)\(to)" TIME_SLOT_REF1="\(from)"
      TIME_SLOT_REF2="\(to)"><ANNOTATION_VALUE>\(words)</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>
    """
  }

  private static func tier(_ attributes: String, _ content: String...) -> String {
    "<TIER \(attributes)>\(content.joined())</TIER>"
  }

  @Test func `people's annotations are turns in the order of time`() throws {
    let transcript = try read(
      Self.file(
        Self.tier(
          "TIER_ID='Rosa' LINGUISTIC_TYPE_REF='utt'", Self.said("t1", "t3", "Better."),
          Self.said("t3", "t4", "  "))
          + Self.tier(
            "TIER_ID='INT' LINGUISTIC_TYPE_REF='utt'", Self.said("t0", "t1", "How was\nit?"),
            Self.said("t2", "t4", "Good."))), as: "p1.eaf")
    #expect(
      timedTurns(transcript) == [
        "INT 0-830: How was it?", "Rosa 830-2330: Better.", "INT ?-4000: Good.",
      ])
    #expect(transcript.speakers.map(\.role) == [.interviewer, .participant])
    #expect(transcript.format == "elan")
    #expect(transcript.metadata["recording"] == "p1.wav")
    #expect(transcript.warnings == [])
  }

  private static let layered = file(
    tier(
      "TIER_ID='R-utt' PARTICIPANT='Rosa' LINGUISTIC_TYPE_REF='utt'", said("t1", "t3", "So it is."))
      + tier("TIER_ID='R-words' PARENT_REF='R-utt' PARTICIPANT='Rosa'", said("t1", "t3", "So"))
      + tier("TIER_ID='marker' LINGUISTIC_TYPE_REF='utt'", said("t0", "t4", "topic 2"))
      + tier(
        "TIER_ID='R-emotion' PARTICIPANT='Rosa' LINGUISTIC_TYPE_REF='emo'", said("t1", "t3", "joy"))
        + """
        <TIER TIER_ID='R-en' PARENT_REF='R-utt' PARTICIPANT='Rosa'><ANNOTATION><REF_ANNOTATION
        ANNOTATION_ID='r1' ANNOTATION_REF='t1t3'><ANNOTATION_VALUE>That's how it is.</ANNOTATION_VALUE>
        </REF_ANNOTATION></ANNOTATION></TIER>
        """,
    types: "<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID='emo' CONTROLLED_VOCABULARY_REF='Emotion'/>")

  @Test func `tiers that depend on others, are about nobody, or choose among values are no speech`()
    throws
  {
    let transcript = try read(Self.layered, as: "p1.eaf")
    #expect(timedTurns(transcript) == ["Rosa 830-2330: So it is."])
    #expect(
      transcript.warnings.map(\.message) == [
        "2 tiers are no speech by what the file says: 'marker', 'R-emotion'"
      ])
  }

  @Test func `the user names the tiers that are speech`() throws {
    var configuration = SpokenIngester.Configuration()
    configuration.tiers = ["*-EN"]
    let transcript = try read(Self.layered, as: "p1.eaf", configuration)
    #expect(timedTurns(transcript) == ["Rosa 830-2330: That's how it is."])
    #expect(transcript.warnings == [])
  }

  @Test func `what one speaker says until another does is one turn when asked`() throws {
    let file = Self.file(
      Self.tier("TIER_ID='A'", Self.said("t0", "t1", "one"), Self.said("t1", "t3", "two"))
        + Self.tier("TIER_ID='B'", Self.said("t3", "t4", "three")))
    var configuration = SpokenIngester.Configuration()
    configuration.join = true
    let transcript = try read(file, as: "p1.eaf", configuration)
    #expect(timedTurns(transcript) == ["A 0-2330: one two", "B 2330-4000: three"])
    #expect(transcript.text == CanonicalText("one two\nthree"))
  }

  @Test func `another file under such a name is refused`() {
    let pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:12\nsize 400\n"
    #expect(error { try read(pointer, as: "p1.eaf") }.contains("p1.eaf:1:"))
  }
}
