import LeitmotifModel
import LeitmotifPlugin
import SpokenXML
import Testing

struct XMLIngesterTests {
  private static let file = """
    <talk xmlns="urn:house">
      <meta><line>not a turn</line></meta>
      <body>
        <line nr="1"><who ref="#INT">The interviewer</who><from>0:00:01.5</from><p>How <b>was</b> it?</p></line>
        <line nr="2"><who ref="P1"/><from>12.25</from><p>Good.</p><aside>laughs</aside><p>Very<note>sic</note> good.</p></line>
        <line nr="3"><p> </p></line>
      </body>
    </talk>
    """

  private func read(
    _ change: (inout XMLIngester.Configuration) -> Void, file: String = Self.file
  ) throws -> Transcript {
    var configuration = XMLIngester.Configuration()
    configuration.turn = "talk/body/line"
    configuration.speaker = "who/@ref"
    configuration.start = "from"
    configuration.text = ["p"]
    configuration.silent = ["note"]
    change(&configuration)
    return try XMLIngester(configuration: configuration, setup: StageSetup())
      .transcript(from: Source(path: "p1.xml", bytes: Array(file.utf8)), in: StageContext())
  }

  @Test func `paths say where turns, speakers, words and times are`() throws {
    let transcript = try read { _ in }
    #expect(timedTurns(transcript) == ["INT 1500-?: How was it?", "P1 12250-?: Good. Very good."])
    #expect(transcript.format == "xml")
  }

  @Test func `a speaker may be a text, and a path may begin anywhere`() throws {
    let transcript = try read {
      $0.turn = "//line"
      $0.speaker = "who"
      $0.text = ["*"]
      $0.start = "@nr"
      $0.timeUnit = .milliseconds
    }
    #expect(
      timedTurns(transcript) == [
        "The interviewer 1-?: 0:00:01.5 How was it?", "nobody 2-?: 12.25 Good. laughs Very good.",
      ])
  }

  @Test func `a path that leads nowhere is warned of`() throws {
    #expect(try read { $0.turn = "talk/line" }.warnings.map(\.id) == ["no-speech"])
  }

  @Test(arguments: [
    ("", "'turn' has to say where the turns are"), ("a//b", "'a//b' is no path"),
    ("@", "'@' is no path"), ("a/@b/c", "'a/@b/c' is no path"),
  ])
  func `what is no path is refused`(turn: String, message: String) {
    var configuration = XMLIngester.Configuration()
    configuration.turn = turn
    #expect(configuration.validate().map(\.message) == [message])
  }
}
