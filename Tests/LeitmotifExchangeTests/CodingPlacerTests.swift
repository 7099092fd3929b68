import LeitmotifExchange
import LeitmotifModel
import Testing

struct CodingPlacerTests {
  /// A project with one text and codings at places with quotations.
  private func project(
    _ text: String, _ codings: [(ForeignCoding.Place, String?)]
  ) -> ForeignProject {
    var project = ForeignProject(format: "test")
    project.sources = [ForeignSource(name: "p1", text: Array(text.utf8))]
    project.codes = [ForeignCode(name: "a")]
    project.codings = codings.enumerated().map { number, coding in
      ForeignCoding(
        source: 0, code: 0, coder: "ada", place: coding.0, quotation: coding.1,
        id: "\(number + 1)")
    }
    return project
  }

  /// What became of each coding that was not simply verified.
  private func remarks(_ project: ForeignProject) throws -> [String] {
    try CodingPlacer.place(project, path: "file").remarks.map {
      "\($0.coding + 1) \($0.outcome): \($0.reason)"
    }
  }

  private let harvest = "The harvest was poor. It rained. It rained all June."

  @Test func `words that stand elsewhere are found, and told`() throws {
    let project = project(
      harvest,
      [(.offsets(4, 11), "harvest"), (.offsets(33, 40), "all June"), (.offsets(0, 3), "The")])
    #expect(
      try remarks(project)
        == ["2 repaired: its place holds other words; its words stand elsewhere"])
  }

  @Test func `words that stand at several places or nowhere are listed, not guessed`() throws {
    let project = project(
      harvest,
      [
        (.offsets(4, 11), "harvest"), (.offsets(16, 20), "poor"), (.offsets(0, 3), "The"),
        (.offsets(0, 3), "It rained"), (.offsets(0, 3), "It snowed"),
      ])
    #expect(
      try remarks(project) == [
        "4 ambiguous: its place holds other words, and its words stand at several places",
        "5 failed: its place holds other words, and its words stand nowhere",
      ])
  }

  @Test func `reversed, empty and outside places are told`() throws {
    let project = project(
      harvest,
      [
        (.offsets(4, 4), nil), (.offsets(9, 4), nil), (.offsets(0, 900), nil),
        (.offsets(-1, 4), nil), (.offsets(9, 4), "harvest"), (.offsets(400, 900), "poor"),
        (.offsets(4, 11), "harvest"), (.offsets(0, 3), "The"),
      ])
    #expect(
      try remarks(project) == [
        "1 dropped: its place is empty", "2 failed: its place ends before it begins",
        "3 failed: its place leaves the text", "4 failed: its place leaves the text",
        "5 repaired: its place ends before it begins; its words stand elsewhere",
        "6 repaired: its place leaves the text; its words stand elsewhere",
      ])
  }

  @Test func `a quotation alone is looked for, white space passed over`() throws {
    let text = "Poor.\n  It\u{A0}rained\nall June."
    let placed = try CodingPlacer.place(
      project(text, [(.quoted, "It rained all June"), (.quoted, "r"), (.quoted, nil)]), path: "file"
    )
    #expect(placed.counts == [.verified: 1, .ambiguous: 1, .failed: 1])
    let canonical = try #require(placed.texts[0])
    #expect(placed.codings.map { canonical[$0.span] } == ["It\u{A0}rained\nall June"])
  }

  @Test func `offsets that fit no quotation are refused`() {
    let project = project(
      harvest,
      [(.offsets(0, 4), "harvest"), (.offsets(1, 7), "poor"), (.offsets(2, 9), "June")])
    #expect(throws: Diagnostics.self) { try CodingPlacer.place(project, path: "file") }
    do {
      _ = try CodingPlacer.place(project, path: "file")
    } catch {
      #expect(error.all.map(\.id) == ["offset-unit-unclear"])
      #expect(!error.description.contains("harvest"))
    }
  }

  @Test func `names that are no quotations are not taken for some`() throws {
    var project = project(
      harvest, [(.offsets(0, 4), "My first idea"), (.offsets(4, 7), "Second idea")])
    project.counting.quotationMayBeName = true
    #expect(try CodingPlacer.place(project, path: "file").counts == [.unchecked: 2])
  }

  @Test func `blanks say nothing of whether quotations are names`() throws {
    var project = project(
      harvest,
      [
        (.offsets(0, 4), ""), (.offsets(0, 4), " "), (.offsets(0, 4), "\n"),
        (.offsets(5, 9), "harvest"), (.offsets(9, 13), "poor"),
      ])
    project.counting.quotationMayBeName = true
    #expect(throws: Diagnostics.self) { try CodingPlacer.place(project, path: "file") }
  }

  @Test func `a name that says the line is checked by it`() throws {
    let project = project(
      "one\ntwo\nthree", [(.offsets(4, 8), "line:1"), (.offsets(5, 8), "line:1")])
    let placed = try CodingPlacer.place(project, path: "file")
    #expect(placed.counts == [.verified: 1, .failed: 1])
  }

  @Test func `a quotation that breaks off is compared as far as it goes`() throws {
    let project = project(harvest, [(.offsets(0, 52), "The harvest was poor. It rain…")])
    #expect(try CodingPlacer.place(project, path: "file").counts == [.verified: 1])
  }

  @Test func `programs that mix units have each place checked by itself`() throws {
    var project = project(
      "😊😊 one two", [(.offsets(5, 8), "one"), (.offsets(7, 10), "two"), (.offsets(9, 12), "two")])
    project.counting = OffsetCounting([.utf16, .codePoints], mixesUnits: true)
    #expect(try CodingPlacer.place(project, path: "file").counts == [.verified: 3])
  }
}
