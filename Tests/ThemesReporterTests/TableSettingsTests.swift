import LeitmotifModel
import LeitmotifPlugin
import LeitmotifTesting
import Testing

@testable import ThemesReporter

/// The tables that a pipeline asks for.
struct TableSettingsTests {
  @Test func `a table quotes whom it is told to`() throws {
    let context = StageContext()
    let text = try Sample.report(
      """
      tables:
        - {kind: circles, codes: limitation.reliability, quotations: 2,
           quote: {limitation.reliability: [P2, 2dd2f92625850cf4]}}
      """, context: context
    ).text
    #expect(context.diagnostics.isEmpty)
    let quoted = text.split(separator: "\n").filter { $0.hasPrefix("    “") }
    #expect(quoted.map { $0.prefix(20) } == ["    “They also make ", "    “They make mista"])
  }

  @Test func `a quotation that is gone and a row that is not there are warned of`() throws {
    let context = StageContext()
    _ = try Sample.report(
      """
      tables:
        - {title: T, kind: split, codes: "evaluation.*", attribute: stance, by: task,
           quote: {experiment/optimistic: [P1], experiment/optimist: [P2]}}
      """, context: context)
    #expect(
      context.diagnostics.map(\.description) == [
        """
        warning: 'P1' has no quotation for 'experiment/optimistic' [missing-quotation]
        help: the row quotes by the usual rule instead; change 'quote' of the table
        """,
        """
        warning: the table 'T' has no row 'experiment/optimist' to quote in [unknown-table-row]
        help: did you mean 'experiment/optimistic'?
        """,
      ])
  }

  @Test func `more pins than a row shows are warned of`() throws {
    let context = StageContext()
    _ = try Sample.report(
      """
      tables:
        - {kind: circles, codes: limitation.reliability, quote: {limitation.reliability: [P2, P1]}}
      """, context: context)
    #expect(
      context.diagnostics.map(\.description) == [
        """
        warning: 'limitation.reliability' has 2 pins, and the table shows 1 quotation of a row \
        [unshown-quotation]
        help: write quotations: 2
        """
      ])
  }

  @Test func `a pin in vain leaves its place to the next one`() throws {
    let context = StageContext()
    let report = try Sample.report(
      """
      tables:
        - {kind: circles, codes: limitation.novelty,
           quote: {limitation.novelty: [P1, {quote: P2, text: "Nothing new [...] remixes."}]}}
      """, context: context)
    #expect(context.diagnostics.map(\.id) == ["missing-quotation"])
    #expect(report.text.contains("“Nothing new [...] remixes.”"))
  }

  @Test(arguments: [
    "{title: T, kind: circles, codes: \"limitation.*\", attribute: improve, value: \"yes\"}",
    "{title: T, kind: split, codes: \"limitation.*\", attribute: improve}",
    "{title: T, kind: split, codes: \"limitation.*\", attribute: improves, by: improve}",
  ])
  func `an attribute that no code of the table has is warned of`(table: String) throws {
    let context = StageContext()
    _ = try Sample.report("tables: [\(table)]", context: context)
    #expect(
      context.diagnostics.map(\.description) == [
        """
        warning: no code of the table 'T' has an attribute 'improve' [unknown-attribute]
        help: did you mean 'improves'?
        """
      ])
  }

  @Test(arguments: [
    "tables: [{kind: split}]", "tables: [{kind: circles, attribute: improves}]",
    "tables: [{quotations: -1}]", "quotationsPerTheme: 0", "tables: [{kind: cricles}]",
    "tables: [{codes: \"limits.*\"}]", "tables: [{colour: red}]",
  ])
  func `settings that cannot be meant are refused`(settings: String) {
    #expect(throws: Diagnostics.self) { try Sample.report(settings) }
  }

  @Test func `without settings there is one list of all themes`() throws {
    let text = try Sample.report("title: \"\"").text
    #expect(text.hasPrefix("memory\n4 participants"))
    #expect(text.contains("\nThemes\n──────\n"))
  }

  @Test func `whoever was quoted least comes first, then the longest evidence`() throws {
    var choice = QuotationChoice()
    let table = try ThemeTable(of: Sample.study)
    let first = choice.choose(from: table.quotations(of: "limitation"), count: 3).chosen
    #expect(first.map(\.participant) == ["P1", "P2", "P2"])
    let second = choice.choose(from: table.quotations(of: "work"), count: 2).chosen
    #expect(second.map(\.participant) == ["P10", "P1"])
  }
}
