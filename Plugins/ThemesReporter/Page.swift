import LeitmotifModel

/// The report as one page that needs nothing else: no network, no script, no other file.
struct Page {
  let title: String
  let table: ThemeTable
  let parts: [Part]

  var html: HTML {
    let links = Links(table: table)
    let tables = parts.enumerated().map { number, part in
      PartSection(number: number, part: part, table: table, links: links).html
    }
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="generator" content="Leitmotif">
      <meta name="referrer" content="no-referrer">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <title>\(title)</title>
      <style>\(StyleSheet.css)</style>
      </head>
      <body>
      \(heading)
      \(contents)
      <main>
      \(tables)
      \(ThemeSections(table: table, links: links).html)
      \(Unsettled(table: table, links: links).html)
      \(people)
      \(reading)
      </main>
      </body>
      </html>

      """
  }

  private var heading: HTML {
    """
    <header id="top">
    <h1>\(title)</h1>
    <p class="facts">\(counted(table.n, "participant")) · \
    \(counted(table.transcriptCount, "transcript")) · \
    \(counted(table.codingCount, "final coding")) · codebook \(table.codebook)</p>
    </header>
    """
  }

  private var contents: HTML {
    let front = parts.enumerated().map { number, part -> HTML in
      "<li><a href=\"#part\(number + 1)\">\(part.title)</a></li>"
    }
    let themes = table.themes.enumerated().map { place, theme -> HTML in
      """
      <li class="d\(min(theme.depth, 3))"><a href="#t\(place)">\(theme.code.name)</a> \
      <span class="k">\(theme.participants.count)</span></li>
      """
    }
    let open: HTML =
      table.conflicts.isEmpty && table.queue.isEmpty
      ? "" : "<li><a href=\"#unsettled\">To be settled</a></li>"
    return """
      <nav aria-label="Contents">
      <p><a href="#top">\(title)</a></p>
      <ol>\(front)</ol>
      <p><a href="#themes">Themes and quotations</a></p>
      <ol class="themes">\(themes)</ol>
      <ol>\(open)<li><a href="#participants">Participants</a></li>
      <li><a href="#reading">How to read this</a></li></ol>
      </nav>
      """
  }

  private var people: HTML {
    let columns = Set(table.participants.flatMap { $0.participant.attributes.keys }).sorted()
    let rows = table.participants.enumerated().map { place, person -> HTML in
      let cells = columns.map { column -> HTML in
        "<td>\(person.participant.attributes[column] ?? "")</td>"
      }
      let transcripts: HTML =
        person.transcripts.isEmpty
        ? "<em>no transcript</em>"
        : "\(person.transcripts.map(\.rawValue).joined(separator: ", "))"
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
    a theme below it. All \(table.n) participants of the study are in N, also those without a transcript. \
    Nobody counts twice.</p>
    <p><b>Classifiers alone</b> counts the participants for whom a classifier proposed the theme, before \
    anybody decided. Where the two differ, people made the difference: coders, reviewers, or the policy \
    that weighs them.</p>
    <p><b>A quotation</b> is every sentence that a coding’s evidence touches, word for word; the evidence \
    itself is marked. Tables quote whoever they were told to; otherwise the participants quoted least so \
    far, and of theirs the longest evidence. A place such as 1804–1866 counts the transcript’s \
    characters (Unicode code points).</p>
    <p><b>Why a coding is there</b> is told by <code>leitmotif explain STORE NUMBER</code>, with the \
    study’s store in the place of STORE and the number below a quotation.</p>
    </section>
    """
  }
}

/// Where the figures of a page lead.
struct Links {
  let table: ThemeTable
  private let cases: [Identifier<Participant>: Int]
  /// For each theme, whose quotations the page has.
  private let quoted: [Set<Identifier<Participant>?>]

  init(table: ThemeTable) {
    self.table = table
    quoted = table.themes.map { Set($0.quotations.map(\.participant)) }
    cases = Dictionary(table.participants.enumerated().map { ($1.participant.id, $0) }) { one, _ in
      one
    }
  }

  /// The name of a theme's section.
  func theme(_ code: Identifier<Code>) -> String { "t\(table.place[code] ?? 0)" }

  /// The name of what one participant says in a theme's section.
  func group(_ code: Identifier<Code>, _ participant: Identifier<Participant>?) -> String {
    theme(code) + "p" + (participant.flatMap { cases[$0] }.map(String.init) ?? "")
  }

  /// Where a participant's circle leads: to the theme's quotations, or to those of a theme below it.
  func target(_ code: Identifier<Code>, _ participant: Identifier<Participant>) -> String {
    guard let start = table.place[code] else { return theme(code) }
    let places = start...start + table.themes[start].below
    return places.first { quoted[$0].contains(participant) }
      .map { group(table.themes[$0].code.id, participant) } ?? theme(code)
  }

  /// The participants' names, each leading to what they say.
  func names(_ participants: [Identifier<Participant>], of code: Identifier<Code>) -> HTML {
    let links = participants.map { id -> HTML in
      "<a class=\"who\" href=\"#\(target(code, id))\">\(id)</a> "
    }
    return HTML(links)
  }
}
