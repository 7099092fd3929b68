import LeitmotifModel

/// Codes that lead to each other, drawn as boxes in a row with arrows, and the codes below each underneath.
struct WorkflowDrawing {
  let workflow: Part.Workflow
  let table: ThemeTable
  let links: Links
  let title: String
  let layout: GraphLayout?

  init(
    workflow: Part.Workflow, table: ThemeTable, links: Links, title: String,
    programs: [String] = GraphLayout.programs
  ) {
    self.workflow = workflow
    self.table = table
    self.links = links
    self.title = title
    let isShort = workflow.steps.count < 2 || workflow.arrows.isEmpty
    layout =
      isShort
      ? nil
      : GraphLayout(
        sizes: workflow.steps.map { step in
          GraphLayout.Size(width: Size.box, height: Self.height(of: step.below.count))
        }, arrows: workflow.arrows, programs: programs)
  }

  /// How high a step is with the codes below it.
  private static func height(of below: Int) -> Int {
    Size.stepHeight + below * (Size.itemHeight + Size.itemGap)
  }

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
    if let layout { return laidOut(layout) }
    let width = steps.count * Size.box + (steps.count - 1) * Size.gap + 2 * Size.margin
    let rows = steps.map(\.below.count).max() ?? 0
    let height = top + Size.stepHeight + rows * (Size.itemHeight + Size.itemGap) + 2 * Size.margin
    return """
      <figure>
      <svg class="workflow" viewBox="0 0 \(width) \(height)" role="img" aria-label="\(title)">
      \(Self.tip)
      \(workflow.arrows.map(arrow))
      \(steps.enumerated().map { step($1.theme, below: $1.below, left: left($0), top: top) })
      </svg>
      <figcaption>Each box: how many of the \(table.n) participants give an example. Graphviz is not \
      installed: the boxes stand in the codebook’s order.</figcaption>
      </figure>
      """
  }

  /// The drawing as Graphviz lays it out.
  private func laidOut(_ layout: GraphLayout) -> HTML {
    let margin = Double(Size.margin)
    let steps = workflow.steps.enumerated().map { place, step -> HTML in
      guard let box = layout.boxes[place] else { return "" }
      let height = Self.height(of: step.below.count)
      return self.step(
        step.theme, below: step.below, left: Int(box.x + margin) - Size.box / 2,
        top: Int(box.y + margin) - height / 2)
    }
    let arrows = layout.arrows.map { arrow -> HTML in
      let points = arrow.points.map { "\(Int($0.x + margin)) \(Int($0.y + margin))" }
      guard let first = points.first else { return "" }
      return """
        <path class="arrow" marker-end="url(#tip)" d="M\(first)C\(points.dropFirst().joined(separator: " "))"/>
        """
    }
    return """
      <figure>
      <svg class="workflow" viewBox="0 0 \(Int(layout.width) + 2 * Size.margin) \
      \(Int(layout.height) + 2 * Size.margin)" role="img" aria-label="\(title)">
      \(Self.tip)
      \(arrows)
      \(steps)
      </svg>
      <figcaption>Each box: how many of the \(table.n) participants give an example.</figcaption>
      </figure>
      """
  }

  private static let tip: HTML = """
    <defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" \
    orient="auto-start-reverse"><path class="tip" d="M0 0 10 5 0 10z"/></marker></defs>
    """

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

  private func step(_ theme: Theme, below: [Theme], left: Int, top: Int) -> HTML {
    let items = below.enumerated().map { row, item in
      box(
        item, "item", left: left,
        top: top + Size.stepHeight + Size.itemGap + row * (Size.itemHeight + Size.itemGap),
        height: Size.itemHeight)
    }
    return box(theme, "step", left: left, top: top, height: Size.stepHeight) + HTML(items)
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
      \(table.privacy.text(theme.participants.count)) of \(table.n)</text></g></a>
      """
  }

  /// A name in one line of a box; what does not fit is left away, as the box leads to the whole of it.
  private func wrapped(_ name: String) -> [String] {
    let limit = 25
    return [name.count <= limit ? name : name.prefix(limit - 1) + "…"]
  }
}
