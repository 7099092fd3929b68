import LeitmotifModel
import LeitmotifPlugin
import LeitmotifTesting
import SpokenXML
import Testing

struct DamagedFilesTests {
  /// A small file of each format.
  private static let files = [
    (
      "p.trs",
      """
      <Trans><Speakers><Speaker id="s1" name="A"/></Speakers><Turn speaker="s1 s2" startTime="0" endTime="1.5">
      <Sync time="0"/><Who nb="1"/>one<Event desc="x"/><Who nb="2"/>two</Turn></Trans>
      """
    ),
    (
      "p.eaf",
      """
      <ANNOTATION_DOCUMENT><TIME_ORDER><TIME_SLOT TIME_SLOT_ID="t1" TIME_VALUE="5"/><TIME_SLOT TIME_SLOT_ID="t2"/></TIME_ORDER>
      <TIER TIER_ID="A" PARTICIPANT="P"><ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a" TIME_SLOT_REF1="t1" TIME_SLOT_REF2="t2">
      <ANNOTATION_VALUE>one</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION></TIER><TIER TIER_ID="B" PARENT_REF="A"><ANNOTATION>
      <REF_ANNOTATION ANNOTATION_ID="b" ANNOTATION_REF="a"><ANNOTATION_VALUE>x</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION></TIER>
      </ANNOTATION_DOCUMENT>
      """
    ),
    (
      "p.exb",
      """
      <basic-transcription><speaker id="S"><abbreviation>A</abbreviation></speaker><common-timeline><tli id="T0" time="0"/><tli id="T1"/>
      </common-timeline><tier id="a" speaker="S" type="t" category="v"><event start="T0" end="T1">one </event></tier></basic-transcription>
      """
    ),
    (
      "p.fln",
      """
      <folker-transcription><timepoint timepoint-id="a" absolute-time="1"/><contribution speaker-reference="A" start-reference="a">
      <w>o<lengthening/>ne</w><pause/><uncertain><w>x</w><alternative><w>y</w></alternative></uncertain></contribution></folker-transcription>
      """
    ),
    (
      "p.cha",
      "@UTF8\n@Begin\n@Participants:\tA X Investigator\n*A:\tone \u{15}1_2\u{15}\n\ttwo\n%x:\ty\n@End\n"
    ),
    (
      "p.xml",
      """
      <TEI xmlns="http://www.tei-c.org/ns/1.0"><timeline unit="s"><when xml:id="T0"/><when xml:id="T1" interval="1" since="#T0"/></timeline>
      <annotationBlock who="A" start="#T0" end="#T1"><u><seg>one<vocal><desc>x</desc></vocal></seg><choice><a>b</a><c>d</c></choice></u></annotationBlock>
      <sp><speaker>B.</speaker><p>two</p></sp></TEI>
      """
    ),
    ("g.xml", "<text id='a'><sp who='#A'>\n<s>\none\tX\ty\n<w>\ntwo\tX\n</w>\n</s>\n</sp></text>"),
  ]

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `a damaged file of any format is read or refused, and nothing worse`(seed: UInt64) {
    var numbers = SeededNumbers(seed: seed)
    for (name, file) in Self.files {
      for _ in 0..<60 {
        let source = Source(path: name, bytes: numbers.mutation(of: Array(file.utf8)))
        for recover in [false, true] {
          if let transcript = try? Self.read(source, recover: recover) {
            #expect(Self.isSound(transcript))
          }
        }
      }
    }
  }

  private static func read(_ source: Source, recover: Bool) throws -> Transcript {
    if source.fileExtension == "xml" {
      var configuration = TEIIngester.Configuration()
      configuration.recover = recover
      return try TEIIngester(configuration: configuration, setup: StageSetup())
        .transcript(from: source, in: StageContext())
    }
    var configuration = SpokenIngester.Configuration()
    configuration.recover = recover
    return try SpokenIngester(configuration: configuration, setup: StageSetup())
      .transcript(from: source, in: StageContext())
  }

  /// Whether turns lie in the text, one behind another, on borders of characters, each with words.
  private static func isSound(_ transcript: Transcript) -> Bool {
    var latest = 0
    return transcript.turns.allSatisfy { turn in
      defer { latest = turn.span.end }
      return turn.span.start >= latest && !turn.span.isEmpty
        && transcript.text.isBoundary(turn.span.start) && transcript.text.isBoundary(turn.span.end)
        && (turn.speaker.map { transcript.speakers.indices.contains($0) } ?? true)
    }
  }
}
