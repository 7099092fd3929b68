import LeitmotifModel

/// The report as Markdown (CommonMark with GitHub's tables), for notes, wikis and Pandoc.
struct MarkdownReport {
  private(set) var text = ""
  private let table: ThemeTable

  init(_ content: ReportContent) {
    table = content.table
    text += "# \(Self.escaped(content.title))\n\n\(Self.escaped(content.facts))\n"
    for notice in content.notices { text += "\n> **Note.** \(Self.escaped(notice))\n" }
    for part in content.parts { add(part) }
    addUnsettled()
  }

  private mutating func add(_ part: Part) {
    text += "\n## \(Self.escaped(part.title))\n"
    if case .paragraphs(let texts) = part.content {
      for paragraph in texts.map(\.text) { text += "\n\(Self.escaped(paragraph))\n" }
    }
    guard let grid = part.grid else { return }
    guard !grid.rows.isEmpty else {
      text += "\nNothing to count.\n"
      return
    }
    text += "\n" + line([grid.head] + grid.columns.map(\.name))
    let rules = ["---"] + grid.columns.map { $0.isNumber ? "---:" : "---" }
    text += "| " + rules.joined(separator: " | ") + " |\n"
    for row in grid.rows {
      let indent = String(repeating: "\u{2003}", count: row.depth)
      text += line([indent + row.head] + row.cells.map(\.text))
    }
    for note in grid.notes { text += "\n\(Self.escaped(note))\n" }
    for row in grid.rows {
      for quotation in row.quotations { quote(quotation, of: row, memos: part.showsMemos) }
    }
  }

  private func line(_ cells: [String]) -> String {
    "| " + cells.map(Self.escaped).joined(separator: " | ") + " |\n"
  }

  private mutating func quote(_ quotation: Quotation, of row: Grid.Row, memos: Bool) {
    let words = Self.escaped(PlainText.showing(quotation.printedText))
    text += "\n> “\(words)”\n>\n> — \(Self.escaped(quotation.who)), on \(Self.escaped(row.head))"
    let place =
      "\(table.name(of: quotation.transcript)) \(quotation.position.lowerBound)–\(quotation.position.upperBound)"
    let time = quotation.time.map { ", \(PlainText.clock($0))" } ?? ""
    text += " (\(Self.escaped(place))\(time), `\(quotation.coding)`)\n"
    if memos, !quotation.memo.isEmpty {
      text += ">\n> *Memo: \(Self.escaped(PlainText.showing(quotation.memo)))*\n"
    }
  }

  private mutating func addUnsettled() {
    guard !table.shownConflicts.isEmpty || !table.queue.isEmpty else { return }
    text += "\n## To be settled\n\n"
    for conflict in table.shownConflicts {
      let codes = conflict.codes.map(\.rawValue).joined(separator: " and ")
      text +=
        "- \(Self.escaped("\(conflict.participant) has \(codes), of which only one can hold"))\n"
    }
    for (reason, items) in table.waitingByReason {
      text += "- \(counted(items.count, "place")): \(reason.explanation)\n"
    }
  }

  /// Words that Markdown is not to take for its own signs, nor a browser for tags.
  static func escaped(_ words: String) -> String {
    var result = ""
    for scalar in words.unicodeScalars {
      switch scalar {
      case "\\", "`", "*", "_", "[", "]", "<", ">", "|", "#", "~", "$":
        result += "\\"
        result.unicodeScalars.append(scalar)
      case "&": result += "&amp;"
      case "\n", "\t", "\r": result += " "
      default: result.unicodeScalars.append(scalar.isHidden ? "\u{FFFD}" : scalar)
      }
    }
    // A list's sign in front would make a list.
    guard let first = result.first, "+-".contains(first) || first.isNumber else { return result }
    if first.isNumber {
      let digits = result.prefix { $0.isNumber }
      let rest = result.dropFirst(digits.count)
      return rest.hasPrefix(".") || rest.hasPrefix(")") ? digits + "\\" + rest : result
    }
    return "\\" + result
  }
}
