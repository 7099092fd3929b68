import LeitmotifModel

/// One table of a report as a section of the page.
struct PartSection {
  let number: Int
  let part: Part
  let table: ThemeTable
  let links: Links
  let panels: Panels
  let view: QuotationView

  var html: HTML {
    let body: HTML =
      switch part.content {
      case .circles(let circles): self.circles(circles)
      case .split(let split): self.split(split)
      case .workflow(let workflow):
        WorkflowDrawing(workflow: workflow, table: table, links: links, title: part.title).html
      case .list(let rows): list(rows)
      case .grid: grid
      case .saturation(let curve):
        SaturationDrawing(curve: curve, title: part.title).html + grid
      case .timeline(let strips, let themes):
        TimelineDrawing(strips: strips, themes: themes, table: table, links: links).html + grid
      case .paragraphs(let texts): HTML(texts.map { "<p>\(links.figured($0))</p>\n" as HTML })
      }
    return """
      <section id="part\(number + 1)">
      <h2>\(part.title)</h2>
      \(body)
      </section>
      """
  }

  private var grid: HTML {
    part.grid.map {
      GridSection(grid: $0, links: links, panels: panels, quote: short, back: "part\(number + 1)")
        .html
    } ?? ""
  }

  private func circles(_ circles: Part.Circles) -> HTML {
    let head = table.participants.map { person -> HTML in
      "<th scope=\"col\" class=\"c\">\(person.participant.id)</th>"
    }
    let rows = circles.rows.map { row, marks -> HTML in
      let code = row.theme.code.id
      let cells = zip(table.participants, marks).map { person, mark -> HTML in
        let id = person.participant.id
        guard mark != .none else { return "<td class=\"c\"></td>" }
        let meaning = mark == .marked ? circles.marked : circles.raised
        return """
          <td class="c"><a class="dot" href="#\(links.target(code, id))" \
          aria-label="\(id): \(meaning)">\(mark.symbol)</a></td>
          """
      }
      return """
        <tbody>
        <tr><th scope="row"><a href="#\(links.theme(code))">\(row.theme.code.name)</a></th>\(cells)\
        \(counts(row.theme))</tr>
        \(quotationRow(row.quotations, span: table.n + 3))
        </tbody>
        """
    }
    let open: HTML = circles.marked.isEmpty ? "" : " &nbsp; ○ \(circles.marked)"
    return """
      <div class="wide"><table class="circles">
      <thead><tr><th scope="col">theme</th>\(head)\(countHeads)</tr></thead>
      \(rows)
      </table></div>
      <p class="legend">● \(circles.raised)\(open)</p>
      """
  }

  private var countHeads: HTML {
    """
    <th scope="col" class="n">k&nbsp;of&nbsp;\(table.n)</th>\
    <th scope="col" class="n alone">classifiers alone</th>
    """
  }

  private func counts(_ theme: Theme) -> HTML {
    let k = table.privacy.text(theme.participants.count)
    let alone = GridMaker(table: table, settings: TableSettings(), themes: []).alone(theme)
    return """
      <td class="n"><a class="figure" href="#\(links.theme(theme.code.id))">\(k)</a></td>\
      <td class="n alone">\(panels.link(alone.text, to: alone.evidence, back: "part\(number + 1)"))</td>
      """
  }

  private func quotationRow(_ quotations: [Quotation], span: Int) -> HTML {
    guard !quotations.isEmpty else { return "" }
    return "<tr class=\"quoted\"><td colspan=\"\(span)\">\(quotations.map(short))</td></tr>"
  }

  private func short(_ quotation: Quotation) -> HTML {
    view.short(quotation, memos: part.showsMemos)
  }

  private func split(_ split: Part.Split) -> HTML {
    let head = split.columns.map { column -> HTML in "<th scope=\"col\">\(column)</th>" }
    let rows = split.rows.map { name, cells -> HTML in
      let columns = cells.map { cell -> HTML in
        guard let code = cell.codes.first else { return "<td></td>" }
        guard !cell.participants.isEmpty else {
          return "<td><a class=\"figure\" href=\"#\(links.theme(code))\">0</a> of \(table.n)</td>"
        }
        guard table.privacy.shows(cell.participants.count) else {
          return "<td>\(table.privacy.text(cell.participants.count)) of \(table.n)</td>"
        }
        guard cell.isNamed else {
          return """
            <td><a class="figure" href="#\(links.theme(code))">\(cell.participants.count)</a> of \(table.n)</td>
            """
        }
        let target = cell.quotations.first.map { "q\($0.coding)" } ?? links.theme(code)
        return """
          <td><p><a class="figure" href="#\(target)">\(cell.participants.count)</a> of \(table.n)<br>\
          \(names(of: cell))</p>\(cell.quotations.map(short))</td>
          """
      }
      return "<tr><th scope=\"row\">\(name)</th>\(columns)</tr>"
    }
    return """
      <div class="wide"><table class="split">
      <thead><tr><th></th>\(head)</tr></thead>
      <tbody>\(rows)</tbody>
      </table></div>
      """
  }

  /// The names of a cell's participants, each leading to the first of its codes that they raised.
  private func names(of cell: Part.Cell) -> HTML {
    let names = cell.participants.map { id -> HTML in
      let code = cell.codes.first { table[$0]?.participants.contains(id) ?? false }
      return code.map { links.names([id], of: $0) } ?? "\(id) "
    }
    return HTML(names)
  }

  private func list(_ rows: [Part.Row]) -> HTML {
    let isNaming = table.n <= 40
    let lines = rows.map { row -> HTML in
      let theme = row.theme
      let share = table.n == 0 || !table.shows(theme) ? 0 : theme.participants.count * 100 / table.n
      let who: HTML =
        isNaming ? "<td>\(links.names(table.named(theme), of: theme.code.id))</td>" : ""
      return """
        <tr class="d\(min(theme.depth, 3))"><th scope="row"><a href="#\(links.theme(theme.code.id))">\
        \(theme.code.name)</a></th><td class="bar"><svg viewBox="0 0 100 8" aria-hidden="true">\
        <rect class="rail" width="100" height="8" rx="4"/>\
        <rect class="fill" width="\(share)" height="8" rx="4"/></svg></td>\(counts(theme))\(who)</tr>\
        \(quotationRow(row.quotations, span: isNaming ? 5 : 4))
        """
    }
    return """
      <div class="wide"><table class="list">
      <thead><tr><th scope="col">theme</th><th></th>\(countHeads)\
      \(isNaming ? "<th scope=\"col\">participants</th>" : "" as HTML)</tr></thead>
      <tbody>\(lines)</tbody>
      </table></div>
      """
  }
}
