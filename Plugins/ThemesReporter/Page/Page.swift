import LeitmotifModel

/// The report as one page that needs nothing else: no network, no other file.
///
/// A page of a few thousand quotations has no script at all. A larger one keeps its quotations as data, and has one
/// script that shows them.
struct Page {
  let content: ReportContent
  private let links: Links
  private let panels: Panels
  private let data: QuotationData?
  private let view: QuotationView
  private let why: WhySection

  private var table: ThemeTable { content.table }

  /// Prepares a page.
  ///
  /// - Parameters:
  ///   - content: The report.
  ///   - limit: How many quotations a page shows at once.
  init(_ content: ReportContent, limit: Int = QuotationData.limit) {
    self.content = content
    var links = Links(table: content.table)
    if content.agreement != nil { links.sections.insert(.agreement) }
    if !content.table.conflicts.isEmpty || !content.table.queue.isEmpty {
      links.sections.insert(.unsettled)
    }
    if content.reasons.areAny { links.sections.insert(.why) }
    self.links = links
    panels = Panels(links: links)
    data = QuotationData(table: content.table, limit: limit)
    why = WhySection(reasons: content.reasons, table: content.table)
    view = QuotationView(
      table: content.table, links: links, why: why,
      hasPlaces: data == nil && !content.places.isEmpty)
  }

  /// Writes the page piece by piece.
  ///
  /// - Parameter body: Is handed the pieces.
  /// - Throws: What the body throws.
  func write(to body: ([UInt8]) throws -> Void) throws {
    try body(Array(html.text.utf8))
    if let data {
      try body(data.names)
      for (number, theme) in table.themes.enumerated() {
        try body(data.block(of: theme, number: number))
      }
      try body(Array("<script>\(PageScript.text)</script>\n".utf8))
    }
    try body(Array("</body>\n</html>\n".utf8))
  }

  private var html: HTML {
    let tables = content.parts.enumerated().map { number, part in
      PartSection(
        number: number, part: part, table: table, links: links, panels: panels, view: view
      )
      .html
    }
    let script: HTML = data == nil ? "" : "; script-src \(raw: PageScript.policy)"
    let main: HTML = """
      <main>
      \(notices)
      \(tables)
      \(ThemeSections(table: table, links: links, panels: panels, view: view, data: data).html)
      \(Unsettled(table: table, links: links).html)
      \(people)
      \(content.agreement?.html ?? "")
      \(data == nil ? PlacesSection(places: content.places, table: table, links: links).html : "")
      \(why.html)
      \(reading)
      </main>
      """
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="generator" content="Leitmotif">
      <meta name="referrer" content="no-referrer">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'\(script)">
      <title>\(content.title)</title>
      <style>\(StyleSheet.css)</style>
      </head>
      <body>
      \(heading)
      \(contents)
      \(main)
      \(panels.html)
      """
  }

  private var heading: HTML {
    """
    <header id="top">
    <h1>\(content.title)</h1>
    <p class="facts"><a href="#participants">\(counted(table.n, "participant"))</a> · \
    <a href="#participants">\(counted(table.transcriptCount, "transcript"))</a> · \
    <a href="#themes">\(counted(table.codingCount, "final coding"))</a> · codebook \(table.codebook)</p>
    </header>
    """
  }

  private var notices: HTML {
    guard !content.notices.isEmpty else { return "" }
    let lines = content.notices.map { "<li>\($0)</li>" as HTML }
    return "<ul class=\"notices\">\(lines)</ul>"
  }

  private var contents: HTML {
    let front = content.parts.enumerated().map { number, part -> HTML in
      "<li><a href=\"#part\(number + 1)\">\(part.title)</a></li>"
    }
    let themes = table.themes.enumerated().map { place, theme -> HTML in
      """
      <li class="d\(min(theme.depth, 3))"><a href="#t\(place)">\(theme.code.name) \
      <span class="k">\(table.privacy.text(theme.participants.count))</span></a></li>
      """
    }
    let open: HTML =
      !links.sections.contains(.unsettled)
      ? "" : "<li><a href=\"#unsettled\">To be settled</a></li>"
    let agreement: HTML =
      !links.sections.contains(.agreement)
      ? "" : "<li><a href=\"#\(Section.agreement.rawValue)\">How far coders agree</a></li>"
    let places: HTML =
      view.hasPlaces ? "<li><a href=\"#places\">Places in the transcripts</a></li>" : ""
    let reasons: HTML =
      !links.sections.contains(.why)
      ? "" : "<li><a href=\"#why\">Rules and decisions</a></li>"
    return """
      <nav aria-label="Contents">
      <p><a href="#top">\(content.title)</a></p>
      <ol>\(front)</ol>
      <p><a href="#themes">Themes and quotations</a></p>
      <ol class="themes">\(themes)</ol>
      <ol>\(open)<li><a href="#participants">Participants</a></li>
      \(agreement)\(places)\(reasons)<li><a href="#reading">How to read this</a></li></ol>
      </nav>
      """
  }

  private var people: HTML {
    let isPlain = table.privacy.pseudonymsOnly
    let columns =
      isPlain ? [] : Set(table.participants.flatMap { $0.participant.attributes.keys }).sorted()
    // A value that few have would tell who they are wherever it is counted.
    let rare = columns.map { column in
      Dictionary(grouping: table.participants) { $0.participant.attributes[column] ?? "" }
        .filter { !table.privacy.shows($0.value.count) }.keys
    }
    let rows = table.participants.enumerated().map { place, person -> HTML in
      let cells = zip(columns, rare).map { column, rare -> HTML in
        let value = person.participant.attributes[column] ?? ""
        return "<td>\(rare.contains(value) ? "–" : value)</td>"
      }
      let transcripts: HTML =
        person.transcripts.isEmpty
        ? "<em>no transcript</em>"
        : "\(person.transcripts.map { table.name(of: $0) }.joined(separator: ", "))"
      return """
        <tr id="p\(place)"><th scope="row">\(person.participant.id)</th>\(cells)<td>\(transcripts)</td></tr>

        """
    }
    let head = columns.map { column -> HTML in "<th scope=\"col\">\(column)</th>" }
    return """
      <section id="participants">
      <h2>Participants</h2>
      <div class="wide"><table>
      <thead><tr><th scope="col">participant</th>\(head)<th scope="col">transcripts</th></tr></thead>
      <tbody>\(rows)</tbody>
      </table></div>
      </section>
      """
  }

  private var reading: HTML {
    """
    <section id="reading">
    <h2>How to read this</h2>
    <p><b>k of \(table.n)</b> counts the participants with at least one final coding of the theme, or of \
    a theme below it. All <a href="#participants">\(counted(table.n, "participant"))</a> of the study are in N, also those without a transcript. \
    Nobody counts twice.</p>
    <p><b>Classifiers alone</b> counts the participants for whom a classifier proposed the theme, before \
    anybody decided. Where the two differ, people made the difference: coders, reviewers, or the policy \
    that weighs them.</p>
    <p><b>A quotation</b> is every sentence that a coding’s evidence touches, word for word; the evidence \
    itself is marked. Tables quote whoever they were told to; otherwise the participants quoted least so \
    far, and of theirs the longest evidence. A place such as 1804–1866 counts the transcript’s \
    characters (Unicode code points). What stands <span class="editor">[in brackets]</span> in this \
    type is not the speaker’s: words left out, or put in for clarity.</p>
    <p><b>A number</b> leads to what stands behind it: the participants, and what they say; a mean to the \
    codes that it is of, and 0 to the theme that nobody raised there. On paper \
    nothing leads anywhere: the places in the transcripts and the rules are not printed.</p>
    <p><b>Why a coding is there</b> is told by <code>leitmotif explain STORE NUMBER</code>, with the \
    study’s store in the place of STORE and the number below a quotation.</p>
    </section>
    """
  }
}
