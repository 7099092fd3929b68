import LeitmotifModel
import LeitmotifPlugin
import LeitmotifTesting
import Testing

@testable import ThemesReporter

/// Words that a format would take for its own signs, and pages too large to show everything.
struct HostileReportTests {
  private static let words =
    ##"=cmd|' /C'!A1 \input{/etc/passwd} $x_1^2$ 50% & #1 | *a* `b` <script>alert(1)</script> [x](y) ~ {"##

  private static var study: MemoryStudy {
    let interview = SegmentedTranscript(interview: "h", "P1: \(words)\nP2: שלום \u{202E}abc")
    return MemoryStudy(
      codebook: Codebook(name: "\\c{", codes: [Code(id: "a", name: #"A_\b{}|*"<"#)]),
      participants: ["P1", "P2"], interviews: [interview],
      codings: [interview.coding(words, "a", by: "ada"), interview.coding("שלום", "a", by: "ada")])
  }

  private func file(_ name: String) throws -> String {
    let reporter = try ThemesReporter(
      configuration: Sample.configuration(
        "{formats: [html, markdown, latex, csv], tables: [{kind: list, quotations: 2}]}"),
      setup: StageSetup())
    let report = try reporter.report(on: Self.study, in: StageContext())
    let file = try #require(report.files.first { $0.name == name })
    return String(decoding: try file.bytes, as: UTF8.self)
  }

  @Test func `LaTeX finds no command of its own in what was said`() throws {
    let text = try file("report.tex")
    #expect(
      text.contains(
        ##"\textbackslash{}input\{/etc/passwd\} \$x\_1\textasciicircum{}2\$ 50\% \& \#1"##))
    #expect(!text.contains(#"\input{"#))
    #expect(text.contains("\\rightleft{\u{5E9}"))
    // Braces match, so that a table cannot end early.
    var depth = 0
    var previous: Character = " "
    for character in text where character != "\n" || previous != "%" {
      if previous != "\\" { depth += character == "{" ? 1 : character == "}" ? -1 : 0 }
      #expect(depth >= 0)
      previous = previous == "\\" && character == "\\" ? " " : character
    }
    #expect(depth == 0)
  }

  @Test func `Markdown finds no sign of its own in what was said`() throws {
    let text = try file("report.md")
    #expect(text.contains(#"\*a\* \`b\` \<script\>alert(1)\</script\> \[x\](y) \~"#))
    #expect(!text.replacing("\\<", with: "").contains("<script"))
    // Each row of the table has as many cells as its head.
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("|") }
    let cells = rows.map { $0.replacing("\\|", with: "").count { $0 == "|" } }
    #expect(Set(cells).count == 1)
  }

  @Test func `CSV cells that a spreadsheet would run are kept from it`() throws {
    #expect(try file("quotations.csv").contains(",'=cmd|' /C'!A1 "))
  }

  @Test func `a page too large to show everything keeps it as data, and one script`() throws {
    let table = try ThemeTable(of: Self.study)
    let content = ReportContent(
      title: "T", table: table, parts: [], notices: [],
      reasons: try Reasons(of: table, in: Self.study), places: [])
    var bytes: [UInt8] = []
    try Page(content, limit: 1).write { bytes += $0 }
    let page = String(decoding: bytes, as: UTF8.self)
    #expect(page.contains("script-src \(PageScript.policy)"))
    #expect(page.contains("<button class=\"more\" data-theme=\"t0\">Show 2 quotations</button>"))
    // Nothing that was said can end the data.
    #expect(page.components("</script>") == 3)
    #expect(page.contains(#"\u003cscript>alert(1)\u003c/script>"#))
  }

  @Test func `the hash in the policy is that of the script`() {
    #expect(PageScript.base64([]) == "")
    #expect(PageScript.base64(Array("f".utf8)) == "Zg==")
    #expect(PageScript.base64(Array("fo".utf8)) == "Zm8=")
    #expect(PageScript.base64(Array("foobar".utf8)) == "Zm9vYmFy")
    #expect(PageScript.policy.count == "'sha256-'".count + 44)
  }
}

extension String {
  /// How often a text stands in this one.
  fileprivate func components(_ text: String) -> Int { ranges(of: text).count }
}
