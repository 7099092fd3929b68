import Foundation
import LeitmotifModel
import LeitmotifPlugin
import LeitmotifTesting
import Testing

@testable import ThemesReporter

/// The report as a page.
struct PageTests {
  private func page(of study: MemoryStudy = Sample.study) throws -> String {
    let report = try Sample.report(on: study)
    let file = try #require(report.files.first)
    #expect(file.name == "report.html")
    return String(decoding: try file.bytes, as: UTF8.self)
  }

  @Test func `every link leads to one place of the page`() throws {
    let page = try page()
    let targets = page.matches(of: /href="#([^"]*)"/).map { String($0.output.1) }
    let places = page.matches(of: /\sid="([^"]*)"/).map { String($0.output.1) }
    #expect(targets.count > 60)
    #expect(Set(places).count == places.count)
    #expect(Set(targets).subtracting(places).isEmpty)
  }

  @Test func `every number of every kind of table leads somewhere, also zeros, shares and means`()
    throws
  {
    let kinds = TableSettings.Kind.allCases.map { kind in
      switch kind {
      case .split: "{kind: split, attribute: improves}"
      case .attributes: "{kind: attributes, attribute: sector}"
      case .questions: "{kind: questions, questions: [{name: Limits, match: [limit]}]}"
      case .frequency: "{kind: frequency, over: time}"
      default: "{kind: \(kind.rawValue)}"
      }
    }
    let report = try Sample.report(
      on: Sample.study,
      "{formats: html, tables: [{kind: frequency}, \(kinds.joined(separator: ", "))]}")
    let page = String(decoding: try report.files[0].bytes, as: UTF8.self)
    let tables = try #require(page.split(separator: "<section id=\"themes\">").first)
    let bare = tables.matches(of: /<td class="n[^>]*>([^<]*[0-9][^<]*)<\/td>/).map {
      String($0.output.1)
    }
    #expect(bare == [])
    #expect(page.matches(of: /<td class="n"><a class="figure"/).count > 100)
    let methods = try #require(page.firstMatch(of: /<p>The study has (.*)<\/p>/)).output.1
    #expect(
      methods.hasPrefix(
        "<a href=\"#participants\">4 participants</a> and <a href=\"#participants\">3 transcripts</a>"
      ))
    let targets = page.matches(of: /href="#([^"]*)"/).map { String($0.output.1) }
    let places = page.matches(of: /\sid="([^"]*)"/).map { String($0.output.1) }
    #expect(Set(targets).subtracting(places).isEmpty)
  }

  @Test func `a circle leads to what the participant says`() throws {
    let page = try page()
    #expect(
      page.contains(
        ##"<a class="dot" href="#t1p0" aria-label="P1: expected to improve">○</a>"##))
    #expect(
      page.contains("<section id=\"t1p0\">\n<h4>P1</h4>\n<blockquote id=\"q2dd2f92625850cf4\">"))
  }

  @Test func `a quotation says who, where, when, by whom, and how to ask why`() throws {
    #expect(
      try page().contains(
        """
        <blockquote id="q2dd2f92625850cf4"><p>“<bdi><mark>They make mistakes &lt;all&gt;</mark> the time, \
        and that will pass.</bdi>”</p>
        <footer><a href="#x0-1">p1 37–91</a> · at 0:00:10 · improves: yes · ada, rules: all agree · \
        <code>leitmotif explain STORE 2dd2f92625850cf4</code></footer></blockquote>
        """))
  }

  @Test func `a list quotes below each theme, as it is told to`() throws {
    let report = try Sample.report(
      """
      formats: html
      tables:
        - {kind: list, codes: limitation.novelty,
           quote: {limitation.novelty: [{quote: P2, text: "Nothing new [...] remixes."}]}}
      """)
    let page = String(decoding: try report.files[0].bytes, as: UTF8.self)
    #expect(
      page.contains(
        """
        <tr class="quoted"><td colspan="5"><blockquote><p>“<bdi>Nothing new \
        <span class="editor">[...]</span> remixes.</bdi>”</p> \
        <footer><a href="#q7e66c6b054d11b23">P2</a></footer></blockquote></td></tr>
        """))
  }

  @Test func `the page needs nothing but itself`() throws {
    // The arrows of the figure name the tip that the page itself draws.
    let page = try page().replacing("url(#tip)", with: "")
    for word in ["http:", "https:", "src=", "url(", "@import", "<script", "<link", "<iframe"] {
      #expect(!page.contains(word), "\(word)")
    }
    #expect(page.contains("default-src 'none'"))
  }

  @Test func `hostile words show as they are`() throws {
    let words = "</style><script>alert(1)</script>\"'><img onerror=x> \u{202E}evil\u{0}\u{1B}"
    let interview = SegmentedTranscript(interview: "h\"<i>", "P<b>: \(words)")
    let study = MemoryStudy(
      codebook: Codebook(
        name: "<u>", codes: [Code(id: "<a>", name: "\"><b>", definition: "<script>")]),
      participants: ["P<b>"], interviews: [interview],
      codings: [interview.coding(words, "<a>", by: "ada", ["<x>": "\"y\""])])
    let reporter = try ThemesReporter(configuration: .init(), setup: StageSetup())
    let report = try reporter.report(on: study, in: StageContext())
    let page = String(decoding: try report.files[0].bytes, as: UTF8.self)
    for word in ["<script", "<img", "<b>:", "<u>", "<i>", "<x>", "\u{0}", "\u{1B}"] {
      #expect(!page.contains(word), "\(word.debugDescription)")
    }
    #expect(
      page.contains("<bdi>&lt;/style&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&gt;"))
  }

  @Test func `every tag that opens closes`() throws {
    var open: [Substring] = []
    let single: Set<Substring> = ["meta", "br", "rect", "path"]
    let page = try page()
    for match in page.matches(of: /<(\/?)([a-z0-9]+)[^>]*>/) where !single.contains(match.output.2)
    {
      if match.output.1.isEmpty {
        open.append(match.output.2)
      } else {
        #expect(open.popLast() == match.output.2)
      }
    }
    #expect(open.isEmpty)
  }

  @Test func `what is not settled is said`() throws {
    let page = try page()
    #expect(
      page.contains(##"<li><b>P2</b> has <a href="#t4p1">Significant</a> and <a href="#t5p1">"##))
    #expect(page.contains("<h3>1 place: coders differ</h3>"))
    #expect(page.contains(#"<td>p10</td><td class="n">25–46</td>"#))
  }

  @Test func `a participant without a transcript is listed`() throws {
    #expect(
      try page().contains(
        "<th scope=\"row\">P3</th><td></td><td><em>no transcript</em></td>"))
  }

  @Test func `equal studies have equal pages`() throws {
    var other = Sample.study
    other.codings.reverse()
    other.finals.reverse()
    other.participants.reverse()
    other.run.id = 7
    other.run.startedAt = 99
    #expect(try page() == page(of: other))
  }
}
