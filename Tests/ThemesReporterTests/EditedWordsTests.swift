import LeitmotifModel
import LeitmotifPlugin
import Testing

@testable import ThemesReporter

/// Quotations as an author prepares them: the speaker's words stay the speaker's.
struct EditedWordsTests {
  private static let original =
    "Well, it makes mistakes all the time [laughs], and I don’t think that’ll pass, honestly."

  @Test(arguments: [
    "it makes mistakes all the time",
    "it [the agent] makes mistakes",
    "[The agent] makes mistakes [...] I don't think that'll pass.",
    "[I]t makes mistakes [...] honestly.",
    "it makes mistakes all the time [laughs], and I don't think",
    "Well, […] that’ll pass",
    "[It] [always] makes mistakes",
  ])
  func `words in their order stand`(text: String) {
    #expect(EditedWords(text, of: Self.original) != nil)
  }

  @Test func `a word that comes twice may be meant the second time`() {
    #expect(EditedWords("the [big] dog", of: "The cat saw the house, and the old dog.") != nil)
    #expect(EditedWords("the [...] dog barked", of: "the dog sat, and the dog barked") != nil)
    #expect(EditedWords("the [big] dog", of: "the cat and one of two or three old dogs") == nil)
  }

  @Test(arguments: [
    "it makes no mistakes", "mistakes makes it", "it makes mistakes and I don't think",
    "it makes mistakes [...] all the time [...] it makes", "that'll pass [...] it makes mistakes",
    "it never makes mistakes",
  ])
  func `words that were not said, or not so, do not`(text: String) {
    #expect(EditedWords(text, of: Self.original) == nil)
  }

  @Test func `what the author put in is apart from what was said`() throws {
    let edited = try #require(
      EditedWords("it [the agent] makes mistakes [...] honestly.", of: Self.original))
    #expect(
      edited.pieces == [
        .words("it "), .clarification("the agent"), .words(" makes mistakes "), .elision,
        .words(" honestly."),
      ])
    #expect(edited.text == "it [the agent] makes mistakes [...] honestly.")
  }

  @Test func `an edited pin that is not the speaker's is warned of and quoted as it is`() throws {
    let context = StageContext()
    let report = try Sample.report(
      """
      tables:
        - {kind: circles, codes: limitation.reliability,
           quote: {limitation.reliability: [{quote: P1, text: "They never make mistakes."}]}}
      """, context: context)
    #expect(context.diagnostics.map(\.id) == ["edited-quotation"])
    #expect(report.text.contains("! The edited words of 'P1'"))
    #expect(report.text.contains("“They make mistakes <all> the time"))
  }

  @Test func `each pin of a participant prints its own words`() throws {
    let context = StageContext()
    let text = try Sample.report(
      """
      tables:
        - {kind: circles, codes: evaluation, quotations: 2,
           quote: {evaluation: [{quote: P2, text: "[They] would not change [...] months."},
                                {quote: P2, text: "Solving it [...] my days."}]}}
      """, context: context
    ).text
    #expect(context.diagnostics.isEmpty)
    #expect(text.contains("“[They] would not change [...] months.”"))
    #expect(text.contains("“Solving it [...] my days.”"))
  }

  @Test func `a participant who is pinned more often than they are quoted keeps the first words`()
    throws
  {
    let context = StageContext()
    let report = try Sample.report(
      """
      tables:
        - {kind: circles, codes: limitation.novelty, quotations: 2,
           quote: {limitation.novelty: [{quote: P2, text: "Nothing new [...] remixes."},
                                        {quote: P2, text: "They also make mistakes"}]}}
      """, context: context)
    #expect(
      context.diagnostics.map(\.message) == [
        "'P2' has no further quotation for 'limitation.novelty'"
      ])
    #expect(report.text.contains("“Nothing new [...] remixes.”"))
    #expect(
      report.text.contains(
        "! 'P2' is pinned more often in 'limitation.novelty' than there are quotations."))
  }

  @Test func `a stale pin is said in the report`() throws {
    let report = try Sample.report(
      """
      tables: [{kind: circles, codes: limitation.reliability, quote: {limitation.reliability: [0123456789abcdef]}}]
      """)
    #expect(
      report.text.contains(
        "! '0123456789abcdef', pinned in 'limitation.reliability', has no quotation there any more."
      ))
    let page = String(decoding: try report.files[0].bytes, as: UTF8.self)
    #expect(page.contains("has no quotation there any more."))
  }
}
