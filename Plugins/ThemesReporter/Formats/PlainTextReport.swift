import LeitmotifModel

/// The tables of a report as plain text, for terminals.
struct PlainTextReport {
  private(set) var text: String
  private let table: ThemeTable
  private var lines: [String] = []

  init(_ content: ReportContent) {
    table = content.table
    text = ""
    lines = PlainText.wrap(content.title) + PlainText.wrap(content.facts)
    for notice in content.notices { lines += PlainText.wrap("! " + notice, rest: "  ") }
    for part in content.parts { add(part) }
    addUnsettled()
    addSilent()
    text = lines.map(Self.trimmed).joined(separator: "\n") + "\n"
  }

  private mutating func add(_ part: Part) {
    lines += [""] + PlainText.wrap(part.title)
    lines.append(String(repeating: "─", count: min(part.title.count, PlainText.width)))
    switch part.content {
    case .circles(let circles): add(circles)
    case .split(let split): add(split)
    case .workflow(let workflow): add(workflow)
    case .list(let rows): add(rows)
    case .paragraphs(let texts): for text in texts { lines += PlainText.wrap(text.text) + [""] }
    case .grid, .saturation, .timeline: if let grid = part.grid { add(grid) }
    }
  }

  private mutating func add(_ grid: Grid) {
    let heads = grid.rows.map { String(repeating: "  ", count: $0.depth) + $0.head }
    let label = min(40, ([grid.head] + heads).map(\.count).max() ?? 0) + 2
    let widths = grid.columns.indices.map { column in
      ([grid.columns[column].name] + grid.rows.map { $0.cells[column].text }).map(\.count).max()
        ?? 0
    }
    if label + widths.reduce(0, { $0 + $1 + 2 }) <= PlainText.width {
      let names = zip(grid.columns, widths).map { column, width in
        Self.aligned(column.name, to: width, column.isNumber)
      }
      lines.append(PlainText.pad(grid.head, to: label) + names.joined(separator: "  "))
      for (head, row) in zip(heads, grid.rows) {
        let cells = zip(row.cells, zip(grid.columns, widths)).map { cell, column in
          Self.aligned(cell.text, to: column.1, column.0.isNumber)
        }
        lines.append(PlainText.pad(head, to: label) + cells.joined(separator: "  "))
        for quotation in row.quotations { quote(quotation) }
      }
    } else {
      // Too wide for a line: what is nothing is left away.
      for (head, row) in zip(heads, grid.rows) {
        let cells = zip(grid.columns, row.cells).filter { !["", "0", "–"].contains($1.text) }
        lines += PlainText.wrap(
          cells.map { "\($0.name) \($1.text)" }.joined(separator: " · "), first: head + ": ",
          rest: "    ")
        for quotation in row.quotations { quote(quotation) }
      }
    }
    for note in grid.notes { lines += PlainText.wrap(note) }
  }

  private static func aligned(_ text: String, to width: Int, _ isNumber: Bool) -> String {
    let blanks = String(repeating: " ", count: max(0, width - text.count))
    return isNumber ? blanks + text : text + blanks
  }

  private mutating func add(_ circles: Part.Circles) {
    let names = table.participants.map(\.participant.id.rawValue)
    let width = (names.map(\.count).max() ?? 1) + 1
    let label = circles.rows.map { Self.label($0.row.theme).count }.max() ?? 0
    let isNarrow = label + 2 + width * names.count + 20 <= PlainText.width
    let heading = isNarrow ? names.map { PlainText.pad($0, to: width) }.joined() : ""
    lines.append(
      PlainText.pad("", to: label + 2) + heading + PlainText.pad("k of \(table.n)", to: 9) + "alone"
    )
    for (row, marks) in circles.rows {
      let circles =
        isNarrow ? marks.map { PlainText.pad($0.symbol, to: width) }.joined() : ""
      lines.append(
        PlainText.pad(Self.label(row.theme), to: label + 2) + circles
          + PlainText.pad(shown(row.theme.participants.count), to: 9)
          + shown(row.theme.byMachine.count))
      if !isNarrow {
        for (mark, symbol) in [(Part.Mark.raised, "●"), (.marked, "○")] {
          let who = zip(names, marks).filter { $0.1 == mark }.map(\.0)
          guard !who.isEmpty else { continue }
          lines += PlainText.wrap(
            who.joined(separator: " "), first: "    \(symbol) ", rest: "      ")
        }
      }
      for quotation in row.quotations { quote(quotation) }
    }
    let marked = circles.marked.isEmpty ? "" : " · ○ \(circles.marked)"
    lines += PlainText.wrap(
      "● \(circles.raised)\(marked) · alone: k of the classifiers alone")
  }

  private mutating func add(_ split: Part.Split) {
    for (name, cells) in split.rows {
      lines.append(name)
      for (column, cell) in zip(split.columns, cells) {
        let k = cell.participants.count
        let isNamed = k > 0 && cell.isNamed
        let who = cell.participants.map(\.rawValue).joined(separator: " ")
        lines += PlainText.wrap(
          "\(column) \(shown(k)) of \(table.n)\(isNamed ? ": \(who)" : "")", first: "  ",
          rest: "    ")
        for quotation in cell.quotations { quote(quotation) }
      }
    }
  }

  private mutating func add(_ workflow: Part.Workflow) {
    for (place, step) in workflow.steps.enumerated() {
      let next = workflow.arrows.filter { $0.from == place }
        .map { workflow.steps[$0.to].theme.code.name }
      lines += PlainText.wrap(
        "\(step.theme.code.name): \(shown(step.theme.participants.count)) of \(table.n)"
          + (next.isEmpty ? "" : " → \(next.joined(separator: ", "))"))
      for theme in step.below {
        lines += PlainText.wrap(
          "\(theme.code.name): \(shown(theme.participants.count))", first: "  ", rest: "    ")
      }
    }
  }

  private mutating func add(_ rows: [Part.Row]) {
    let label = min(rows.map { Self.indented($0.theme).count }.max() ?? 0, 60)
    let count = "k of \(table.n)".count
    lines.append(
      PlainText.pad("", to: label + 2) + PlainText.pad("k of \(table.n)", to: count + 2)
        + PlainText.pad("alone", to: 7) + "participants")
    for row in rows {
      let theme = row.theme
      let front =
        PlainText.pad(Self.indented(theme), to: label + 2)
        + PlainText.pad(shown(theme.participants.count), to: count + 2)
        + PlainText.pad(shown(theme.byMachine.count), to: 7)
      lines += PlainText.wrap(
        table.named(theme).map(\.rawValue).joined(separator: " "), first: front,
        rest: PlainText.pad("", to: front.count))
      for quotation in row.quotations { quote(quotation) }
    }
    lines.append("alone: k of the classifiers alone")
  }

  private mutating func quote(_ quotation: Quotation) {
    let who = quotation.participant?.rawValue ?? quotation.speaker ?? "nobody in particular"
    let place =
      "\(table.name(of: quotation.transcript)) \(quotation.position.lowerBound)–\(quotation.position.upperBound)"
    let time = quotation.time.map { ", \(PlainText.clock($0))" } ?? ""
    lines += PlainText.wrap(
      "“\(PlainText.showing(quotation.printedText))” (\(who), \(place)\(time), \(quotation.coding))",
      first: "    ", rest: "    ")
  }

  private mutating func addUnsettled() {
    guard !table.conflicts.isEmpty || !table.queue.isEmpty else { return }
    lines += ["", "To be settled", "─────────────"]
    for conflict in table.shownConflicts {
      lines += PlainText.wrap(
        "\(conflict.participant) has \(conflict.codes.map(\.rawValue).joined(separator: " and ")), "
          + "of which only one can hold")
    }
    for (reason, items) in table.waitingByReason {
      lines += PlainText.wrap("\(counted(items.count, "place")): \(reason.explanation)")
    }
  }

  private mutating func addSilent() {
    let silent = table.participants.filter(\.transcripts.isEmpty).map(\.participant.id.rawValue)
    guard !silent.isEmpty else { return }
    lines += [""]
    lines += PlainText.wrap("Without a transcript: \(silent.joined(separator: ", "))")
  }

  private func shown(_ count: Int) -> String { table.privacy.text(count) }

  private static func label(_ theme: Theme) -> String { theme.code.name }

  private static func indented(_ theme: Theme) -> String {
    String(repeating: "  ", count: theme.depth)
      + (theme.code.id.rawValue.split(separator: ".").last.map(String.init) ?? "")
  }

  private static func trimmed(_ line: String) -> String {
    var line = line[...]
    while line.last == " " { line.removeLast() }
    return String(line)
  }
}

extension ThemeTable {
  /// What waits, by why it does.
  var waitingByReason: [(reason: QueueItem.Reason, items: [Waiting])] {
    QueueItem.Reason.allCases.compactMap { reason in
      let items = queue.filter { $0.item.reason == reason }
      return items.isEmpty ? nil : (reason, items)
    }
  }
}

extension QueueItem.Reason {
  /// Why an item waits, for people.
  var explanation: String {
    switch self {
    case .disagreement: "coders differ"
    case .stale: "coded or decided on, and changed since"
    case .orphaned: "decided on, and the words are gone from the transcript"
    case .exclusive: "codes that exclude each other"
    case .deferred: "put off by a reviewer"
    }
  }
}
