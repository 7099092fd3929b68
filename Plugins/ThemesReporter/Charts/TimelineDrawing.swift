import LeitmotifModel

/// Interviews as strips: a mark where each theme comes up, which leads to its quotation.
struct TimelineDrawing {
  let strips: [Timeline.Strip]
  let themes: [Theme]
  let table: ThemeTable
  let links: Links

  private static let label = 170
  private static let width = 860
  private static let row = 18
  /// How many marks of one theme a strip shows.
  private static let limit = 400

  var html: HTML {
    let shown = themes.filter(table.names)
    let figures = strips.map { strip -> HTML in
      let rows = shown.filter { !(strip.marks[table.place[$0.code.id] ?? -1] ?? []).isEmpty }
      let height = rows.count * Self.row + 24
      let end = strip.duration.map { PlainText.clock($0) } ?? "100 %"
      let who = strip.participants.map(\.rawValue).joined(separator: " ")
      return """
        <figure>
        <figcaption><b>\(table.name(of: strip.transcript))</b> \(who)</figcaption>
        <svg class="chart timeline" viewBox="0 0 \(Self.width) \(height)" role="img" \
        aria-label="When each theme comes up in \(table.name(of: strip.transcript))">
        \(rows.enumerated().map { line($1, strip, at: $0) })
        <text class="tick mid" x="\(Self.label)" y="\(height - 6)">0</text>
        <text class="tick" x="\(Self.width - 4)" y="\(height - 6)">\(end)</text>
        </svg></figure>

        """
    }
    return HTML(figures)
  }

  private func line(_ theme: Theme, _ strip: Timeline.Strip, at row: Int) -> HTML {
    let y = row * Self.row + 4
    let marks = (strip.marks[table.place[theme.code.id] ?? -1] ?? []).prefix(Self.limit).map {
      mark -> HTML in
      let x = Self.label + Int(mark.progress * Double(Self.width - Self.label - 8))
      let bar: HTML = "<rect class=\"fill\" x=\"\(x)\" y=\"\(y)\" width=\"4\" height=\"12\"/>"
      return links.has(mark.coding) ? "<a href=\"#q\(mark.coding.description)\">\(bar)</a>" : bar
    }
    let name = theme.code.name.count > 26 ? theme.code.name.prefix(25) + "…" : theme.code.name[...]
    return """
      <a href="#\(links.theme(theme.code.id))"><text class="tick" x="\(Self.label - 10)" \
      y="\(y + 10)">\(String(name))</text></a>\
      <rect class="rail" x="\(Self.label)" y="\(y + 5)" width="\(Self.width - Self.label - 4)" height="2"/>\
      \(marks)

      """
  }
}
