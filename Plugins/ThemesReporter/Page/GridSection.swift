import LeitmotifModel

/// A table of cells as a part of the page.
struct GridSection {
  let grid: Grid
  let links: Links
  let panels: Panels
  let quote: (Quotation) -> HTML
  /// Where a panel's cross leads back to.
  let back: String

  var html: HTML {
    let head = grid.columns.map { column -> HTML in
      let name = panels.link(column.name, to: column.evidence, back: back)
      return column.isNumber
        ? "<th scope=\"col\" class=\"n\">\(name)</th>" : "<th scope=\"col\">\(name)</th>"
    }
    let notes = grid.notes.map { "<p class=\"legend\">\($0)</p>\n" as HTML }
    guard !grid.rows.isEmpty else { return "<p class=\"rest\">Nothing to count.</p>\(notes)" }
    return """
      <div class="wide"><table class="grid">
      <thead><tr><th scope="col">\(grid.head)</th>\(head)</tr></thead>
      <tbody>\(grid.rows.map(row))</tbody>
      </table></div>
      \(notes)
      """
  }

  private func row(_ row: Grid.Row) -> HTML {
    let head: HTML =
      row.code.map { "<a href=\"#\(links.theme($0))\">\(row.head)</a>" } ?? "\(row.head)"
    let cells = zip(grid.columns, row.cells).map { column, cell -> HTML in
      let text = panels.link(cell.text, to: cell.evidence, back: back)
      return column.isNumber ? "<td class=\"n\">\(text)</td>" : "<td>\(text)</td>"
    }
    let total: HTML = row.isTotal ? " total" : ""
    let quotations: HTML =
      row.quotations.isEmpty
      ? ""
      : """
      <tr class="quoted"><td colspan="\(grid.columns.count + 1)">\(row.quotations.map(quote))</td></tr>
      """
    return """
      <tr class="d\(min(row.depth, 3))\(total)"><th scope="row">\(head)</th>\(cells)</tr>\(quotations)

      """
  }
}
