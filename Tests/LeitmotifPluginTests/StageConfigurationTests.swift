import LeitmotifModel
import LeitmotifPlugin
import LeitmotifYAML
import Testing

struct StageConfigurationTests {
  enum Style: String, SettingChoice { case plain, bold }

  struct Mapping: StageConfiguration, Equatable {
    var match = ""
    var role = "participant"

    static let settings: [Setting<Self>] = [
      Setting("match", \.match, "The label."), Setting("role", \.role, "The role."),
    ]
  }

  struct Example: StageConfiguration, Equatable {
    var minimumWords = 3
    var share = 0.5
    var isOn = true
    var style = Style.plain
    var names: [String] = []
    var speakers: [Mapping] = []
    var terms: [String: [String]] = [:]
    var file = FileReference.none

    static let settings: [Setting<Self>] = [
      Setting("minimumWords", \.minimumWords, "Words."), Setting("share", \.share, "A share."),
      Setting("isOn", \.isOn, "Whether."), Setting("style", \.style, "How."),
      Setting("names", \.names, "Names."), Setting("speakers", \.speakers, "Who is who."),
      Setting("terms", \.terms, "Terms."), Setting("file", \.file, "A file."),
    ]

    func validate() -> [SettingProblem] {
      minimumWords < 1 ? [SettingProblem("minimumWords", "at least one word is needed")] : []
    }
  }

  private func read(_ text: String) throws -> (Example?, String) {
    let node = try YAMLReader.read(Array(text.utf8), path: "folder/p.yaml")
    let collector = DiagnosticCollector()
    let value = Example.read(node, reporting: collector)
    return (value, collector.diagnostics.description)
  }

  @Test func `what is set lies over the defaults`() throws {
    let (value, message) = try read(
      """
      minimumWords: 5
      style: bold
      names: ada
      speakers: [{match: "INT*", role: interviewer}, {match: "P*"}]
      terms: {social_isolation: [alone, lonely]}
      file: data/x.csv
      """)
    var expected = Example()
    expected.minimumWords = 5
    expected.style = .bold
    expected.names = ["ada"]
    expected.speakers = [
      Mapping(match: "INT*", role: "interviewer"), Mapping(match: "P*", role: "participant"),
    ]
    expected.terms = ["social_isolation": ["alone", "lonely"]]
    expected.file = FileReference(written: "data/x.csv", resolved: "folder/data/x.csv")
    #expect(value == expected)
    #expect(message == "")
  }

  @Test func `nothing set is the default`() throws {
    #expect(try read("{}").0 == Example())
  }

  @Test func `wrong settings are refused, all at once`() throws {
    let (value, message) = try read(
      "minimumWord: 2\nshare: much\nstyle: blod\nspeakers: [{mach: x}]\n")
    #expect(value == nil)
    #expect(
      message == """
        folder/p.yaml:1:1: error: there is no setting 'minimumWord' [unknown-setting]
          1 | minimumWord: 2
            | ^^^^^^^^^^^
        help: did you mean 'minimumWords'?
        folder/p.yaml:2:8: error: expected a number, not 'much' [wrong-type]
          2 | share: much
            |        ^^^^
        folder/p.yaml:3:8: error: 'blod' is not known here [unknown-value]
          3 | style: blod
            |        ^^^^
        help: did you mean 'bold'?
        folder/p.yaml:4:13: error: there is no setting 'mach' [unknown-setting]
          4 | speakers: [{mach: x}]
            |             ^^^^
        help: did you mean 'match'?
        """)
  }

  @Test func `a value of the right type can still be wrong`() throws {
    let (value, message) = try read("minimumWords: 0\n")
    #expect(value == nil)
    #expect(
      message == """
        folder/p.yaml:1:15: error: at least one word is needed [invalid-setting]
          1 | minimumWords: 0
            |               ^
        """)
  }

  @Test func `a configuration as data names every setting and holds no path of this machine`()
    throws
  {
    let (value, _) = try read("file: data/x.csv\n")
    #expect(
      value?.value.canonicalText
        == #"{"file":"data/x.csv","isOn":true,"minimumWords":3,"names":[],"share":0.5,"speakers":[],"style":"plain","terms":{}}"#
    )
  }
}
