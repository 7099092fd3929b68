import LeitmotifModel

/// The tables of a report as plain text, for terminals.
struct PlainTextReport {
  private(set) var text: String
  private let table: ThemeTable
  private var lines: [String] = []

  init(title: String, table: ThemeTable, parts: [Part]) {
    self.table = table
    text = ""
    lines = PlainText.wrap(title)
    lines += PlainText.wrap(
      [
        counted(table.n, "participant"), counted(table.transcriptCount, "transcript"),
        counted(table.codingCount, "final coding"), "codebook \(table.codebook)",
      ].joined(separator: " · "))
    for part in parts { add(part) }
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
    }
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
          + PlainText.pad("\(row.theme.participants.count)", to: 9)
          + "\(row.theme.byMachine.count)")
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
        let who = cell.participants.map(\.rawValue).joined(separator: " ")
        lines += PlainText.wrap(
          "\(column) \(k) of \(table.n)\(k == 0 ? "" : ": \(who)")", first: "  ", rest: "    ")
        for quotation in cell.quotations { quote(quotation) }
      }
    }
  }

  private mutating func add(_ workflow: Part.Workflow) {
    for (place, step) in workflow.steps.enumerated() {
      let next = workflow.arrows.filter { $0.from == place }
        .map { workflow.steps[$0.to].theme.code.name }
      lines += PlainText.wrap(
        "\(step.theme.code.name): \(step.theme.participants.count) of \(table.n)"
          + (next.isEmpty ? "" : " → \(next.joined(separator: ", "))"))
      for theme in step.below {
        lines += PlainText.wrap(
          "\(theme.code.name): \(theme.participants.count)", first: "  ", rest: "    ")
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
        + PlainText.pad("\(theme.participants.count)", to: count + 2)
        + PlainText.pad("\(theme.byMachine.count)", to: 7)
      lines += PlainText.wrap(
        theme.participants.map(\.rawValue).joined(separator: " "), first: front,
        rest: PlainText.pad("", to: front.count))
      for quotation in row.quotations { quote(quotation) }
    }
    lines.append("alone: k of the classifiers alone")
  }

  private mutating func quote(_ quotation: Quotation) {
    let who = quotation.participant?.rawValue ?? quotation.speaker ?? "nobody in particular"
    let place =
      "\(quotation.transcript) \(quotation.position.lowerBound)–\(quotation.position.upperBound)"
    let time = quotation.time.map { ", \(PlainText.clock($0))" } ?? ""
    lines += PlainText.wrap(
      "“\(PlainText.showing(quotation.text))” (\(who), \(place)\(time), \(quotation.coding))",
      first: "    ", rest: "    ")
  }

  private mutating func addUnsettled() {
    guard !table.conflicts.isEmpty || !table.queue.isEmpty else { return }
    lines += ["", "To be settled", "─────────────"]
    for conflict in table.conflicts {
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
    case .stale: "decided on, and changed since"
    case .orphaned: "decided on, and the words are gone from the transcript"
    case .exclusive: "codes that exclude each other"
    case .deferred: "put off by a reviewer"
    }
  }
}
