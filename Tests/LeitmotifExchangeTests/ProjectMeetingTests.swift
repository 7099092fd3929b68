import LeitmotifExchange
import LeitmotifModel
import LeitmotifPlugin
import Testing

struct ProjectMeetingTests {
  /// A project of one text, placed: each coding has a quotation, a code and a name.
  private func placed(
    _ codings: [(quotation: String?, code: Int?, id: String)], areNames: Bool = false
  ) throws -> PlacedProject {
    var project = ForeignProject(format: "test")
    project.counting.quotationMayBeName = areNames
    project.sources = [ForeignSource(name: "p1", text: Array("It rained all June.".utf8))]
    project.codes = [ForeignCode(name: "rain"), ForeignCode(name: "month")]
    project.codings = codings.enumerated().map { number, coding in
      ForeignCoding(
        source: 0, code: coding.code, coder: "ada", place: .offsets(number, number + 4),
        quotation: coding.quotation, id: coding.id)
    }
    return try CodingPlacer.place(project, path: "file")
  }

  /// The project met by a study that has its text and its first code.
  private func meeting(_ placed: PlacedProject) throws -> ProjectMeeting {
    var meeting = ProjectMeeting(
      placed, from: Source(path: "file", bytes: []), settings: ExchangeSettings())
    let text = try #require(placed.texts[0])
    meeting.meet(source: 0, .init(new: Transcript(key: "p1", format: "text", text: text)))
    meeting.meet(code: 0, Code(id: "rain", name: "rain"), "by name")
    return meeting
  }

  @Test func `a coding that is left out is taken off from what became of it`() throws {
    var meeting = try meeting(
      try placed(
        [("My idea", 0, "1"), (" ", 0, "2"), (nil, 0, "3"), ("Other", 1, "4")], areNames: true))
    let imported = meeting.codings()
    #expect(imported.codings.count == 3)
    #expect(counts(of: meeting) == ["unchecked": 3, "dropped": 1])
    meeting.leaveOut(known: imported.codings.map { CodingID($0) })
    #expect(counts(of: meeting) == ["dropped": 4])
  }

  @Test(arguments: [
    ("texts/p1.txt", "p1"), ("P1.DOCX", "P1"), ("12.05.2024", "12.05.2024"),
    ("Dr. Meier", "Dr. Meier"), ("12.05.2024.txt", "12.05.2024"), ("p1", "p1"), (".txt", ".txt"),
  ])
  func `a text keeps its name, but for the ending of a file`(name: String, kept: String) {
    #expect(transcriptName(of: name) == kept)
  }

  @Test func `places are counted by their names, wherever they stand`() throws {
    let project = try placed([(nil, 0, "s1"), (nil, 0, "s2"), (nil, 0, "s1"), (nil, 0, "s1")])
    let report = try meeting(project).report
    #expect([report.places, report.placesFound] == [2, 2])
  }

  @Test(arguments: [
    ("p1", []), ("p1-2", ["  renamed    'p1' is 'p1-2' here"]),
  ])
  func `a text that has another name here is named`(key: String, said: [String]) throws {
    var meeting = ProjectMeeting(
      try placed([(nil, 0, "s1")]), from: Source(path: "file", bytes: []),
      settings: ExchangeSettings())
    let text = try #require(meeting.placed.texts[0])
    meeting.meet(
      source: 0, .init(new: Transcript(key: Identifier(key), format: "text", text: text)))
    #expect(
      meeting.report.description.split(separator: "\n").map(String.init) == [
        "file: test", "  codings    0 verified, 1 unchecked", "  marked     1 of 1 places found",
        "  places     counted in code points: nothing is quoted, but every unit gives the same places",
        "  texts      1 new",
      ] + said)
  }

  /// What became of how many codings; nothing is said of none.
  private func counts(of meeting: ProjectMeeting) -> [String: Int] {
    Dictionary(
      meeting.report.counts.filter { $0.value != 0 }.map { ($0.key.rawValue, $0.value) }
    ) { $1 }
  }
}
