import LeitmotifLabels
import LeitmotifModel
import LeitmotifPlugin
import Testing

/// What looks like a label and is none, and the other way round.
struct LabelJudgeTests {
  private static let talk = "ADA: One.\n\nBO: Two.\n\nADA: Three.\n\nBO: Four.\n\n"

  @Test(arguments: [
    "https://example.org/a", "See https://example.org: it is there", "Heat map: what you see",
    "The thing is: nobody knew", "At 10:30 we left", "Note: he laughs", "e.g.: this",
    "Pastebin of the resources: https://example.org", "Slides: <https://example.org>",
    "\"Really: no\"", "Ratio 3:1", "a::b", "however: not", "Chapter 2: the flood",
    "One of them (the older: Kim) left", "Well: yes", "Laughter: all",
  ])
  func `lets no sentence open a turn`(line: String) throws {
    #expect(
      try turns(Self.talk + line + "\n\nADA: Five.\n") == [
        "ADA: One.", "BO: Two.", "ADA: Three.", "BO: Four.//\(line)", "ADA: Five.",
      ])
  }

  @Test func `lets no sentence open a turn though it comes again`() throws {
    let lines = "Heat map: one\n\nNote: x\n\nHeat map: two\n\nNote: y\n\nSo: z\n\nSo: w\n\n"
    #expect(try turns(Self.talk + lines).count == 4)
  }

  @Test(arguments: ["CAT", "Zoë", "INTERVIEWER", "Moderatorin", "Ada Obi"])
  func `believes a label seen once that is like the others`(label: String) throws {
    let others =
      "Ada Lo: One.\n\nBO: Two.\n\nKim: Hm.\n\nAda Lo: Three.\n\nBO: Four.\n\nKim: Oh.\n\n"
    #expect(try turns(others + "\(label): Hello.\n").last == "\(label): Hello.")
  }

  @Test func `believes no new name in the middle of a paragraph when labels begin them`() throws {
    #expect(
      try turns("ADA: One of us said to\nKIM: leave.\n\nBO: Two.\n\n" + Self.talk).first
        == "ADA: One of us said to/KIM: leave.")
    #expect(
      try turns("ADA: One of us said to\nBO: leave.\n\nBO: Two.\n\n" + Self.talk).first
        == "ADA: One of us said to")
  }

  @Test func `believes no word that mostly stands in the middle of paragraphs`() throws {
    let lines = (0..<3).map { "BO: There was Ghana and\nTogo: all of it \($0).\n\n" }.joined()
    let talk = String(repeating: Self.talk, count: 9)
    #expect(try read(talk + lines).speakers.map(\.label) == ["ADA", "BO"])
  }

  @Test func `believes each of several people who speak once`() throws {
    #expect(try turns("Anna: Hello.\n\nBen: Hi.\n") == ["Anna: Hello.", "Ben: Hi."])
  }

  @Test func `believes whoever answers once where only the interviewer comes again`() throws {
    #expect(
      try turns("INT: So?\n\nANNA OBI: Well: yes.\n\nINT: And?\n")
        == ["INT: So?", "ANNA OBI: Well: yes.", "INT: And?"])
  }

  @Test func `believes one role alone`() throws {
    #expect(
      try turns("INTERVIEWER: Tell me all.\n\nMore.\n") == ["INTERVIEWER: Tell me all.//More."])
  }

  @Test func `believes no label in an essay`() throws {
    let essay = """
      Kant said much about this.

      Hegel: a summary. It went on for some time.

      Others came, and they wrote more. Then came the end.

      Marx: another one.

      And so on.
      """
    let transcript = try read(essay)
    #expect(transcript.turns.count == 1)
    #expect(transcript.warnings.map(\.id) == ["no-labels"])
  }

  @Test func `believes every label that the settings name`() throws {
    var settings = LabelSettings()
    settings.speakers = SpeakerMap([
      SpeakerEntry(match: "the old *", role: .participant), SpeakerEntry(match: "*", role: .other),
    ])
    #expect(
      try turns(Self.talk + "the old man: Five.\n", settings: settings).last
        == "the old man: Five.")
  }

  @Test func `reads handles without capitals when they come again`() throws {
    #expect(
      try turns("Ada: One.\n\nxkim: Two.\n\nAda: Three.\n\nxkim: Four.\n\nnobody: Five.")
        == ["Ada: One.", "xkim: Two.", "Ada: Three.", "xkim: Four.", "nobody: Five."])
  }

  @Test func `keeps to the style that the settings name`() throws {
    var settings = LabelSettings()
    settings.style = .bold
    let text = "ADA: One.\n\n**Bo:** Two.\n\nADA: Three.\n\n**Bo:** Four.\n\nADA: Five."
    #expect(
      try turns(text, settings: settings)
        == ["Bo: Two.//ADA: Three.", "Bo: Four.//ADA: Five."])
    settings.style = .none
    #expect(try read(text, settings: settings).turns.count == 1)
  }
}
