import LeitmotifModel

/// Codes that lead to each other, drawn as boxes in a row with arrows, and the codes below each underneath.
struct WorkflowDrawing {
  let workflow: Part.Workflow
  let table: ThemeTable
  let links: Links
  let title: String

  /// The sizes of the drawing.
  ///
  /// - Unit: its own, about a pixel.
  private enum Size {
    static let box = 190
    static let gap = 70
    static let stepHeight = 64
    static let itemHeight = 46
    static let itemGap = 10
    static let arc = 34
    static let margin = 10
  }

  var html: HTML {
    let steps = workflow.steps
    guard !steps.isEmpty else { return "<p class=\"rest\">No code leads to another.</p>" }
    let width = steps.count * Size.box + (steps.count - 1) * Size.gap + 2 * Size.margin
    let rows = steps.map(\.below.count).max() ?? 0
    let height = top + Size.stepHeight + rows * (Size.itemHeight + Size.itemGap) + 2 * Size.margin
    return """
      <figure>
      <svg class="workflow" viewBox="0 0 \(width) \(height)" role="img" aria-label="\(title)">
      <defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" \
      orient="auto-start-reverse"><path class="tip" d="M0 0 10 5 0 10z"/></marker></defs>
      \(workflow.arrows.map(arrow))
      \(steps.enumerated().map { step($1.theme, below: $1.below, at: $0) })
      </svg>
      <figcaption>Each box: how many of the \(table.n) participants give an example.</figcaption>
      </figure>
      """
  }

  /// Where the boxes begin: below the highest arc.
  private var top: Int {
    let spans = workflow.arrows.filter { $0.to != $0.from + 1 }.map { abs($0.from - $0.to) + 1 }
    return Size.margin + (spans.max() ?? 0) * Size.arc
  }

  private func left(_ place: Int) -> Int { Size.margin + place * (Size.box + Size.gap) }

  private func arrow(_ arrow: (from: Int, to: Int)) -> HTML {
    let middle = top + Size.stepHeight / 2
    if arrow.to == arrow.from + 1 {
      let start = left(arrow.from) + Size.box
      return """
        <path class="arrow" marker-end="url(#tip)" d="M\(start + 6) \(middle)H\(left(arrow.to) - 6)"/>
        """
    }
    // Any other arrow goes over the boxes.
    let (start, end) = (left(arrow.from) + Size.box / 2, left(arrow.to) + Size.box / 2)
    let high = top - (abs(arrow.from - arrow.to) + 1) * Size.arc + 6
    let shift = arrow.from == arrow.to ? 30 : 0
    return """
      <path class="arrow" marker-end="url(#tip)" \
      d="M\(start + shift) \(top - 4)C\(start + shift) \(high) \(end - shift) \(high) \
      \(end - shift) \(top - 6)"/>
      """
  }

  private func step(_ theme: Theme, below: [Theme], at place: Int) -> HTML {
    let items = below.enumerated().map { row, item in
      box(
        item, "item", left: left(place),
        top: top + Size.stepHeight + Size.itemGap + row * (Size.itemHeight + Size.itemGap),
        height: Size.itemHeight)
    }
    return box(theme, "step", left: left(place), top: top, height: Size.stepHeight) + HTML(items)
  }

  private func box(
    _ theme: Theme, _ kind: String, left: Int, top: Int, height: Int
  ) -> HTML {
    let lines = wrapped(theme.code.name)
    let first = top + height / 2 - (lines.count * 17) / 2 + 4
    let text = lines.enumerated().map { number, line -> HTML in
      "<text x=\"\(left + Size.box / 2)\" y=\"\(first + number * 17)\">\(line)</text>"
    }
    return """
      <a href="#\(links.theme(theme.code.id))"><g class="\(kind)">\
      <rect x="\(left)" y="\(top)" width="\(Size.box)" height="\(height)" rx="8"/>\(text)\
      <text class="k" x="\(left + Size.box / 2)" y="\(first + lines.count * 17)">\
      \(theme.participants.count) of \(table.n)</text></g></a>
      """
  }

  /// A name in one line of a box; what does not fit is left away, as the box leads to the whole of it.
  private func wrapped(_ name: String) -> [String] {
    let limit = 25
    return [name.count <= limit ? name : name.prefix(limit - 1) + "…"]
  }
}
