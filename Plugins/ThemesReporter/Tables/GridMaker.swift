import LeitmotifModel
import LeitmotifPlugin

/// Makes tables of cells: those of the older kinds for formats without circles, and those that are nothing else.
struct GridMaker {
  let table: ThemeTable
  let settings: TableSettings
  let themes: [Theme]

  var ids: [Identifier<Participant>] { table.participants.map(\.participant.id) }

  /// How many of the participants, with who they are.
  func count(
    _ people: [Identifier<Participant>], of codes: [Identifier<Code>], meaning: String = ""
  ) -> Grid.Cell {
    guard table.privacy.shows(people.count) else {
      return Grid.Cell(text: table.privacy.text(people.count))
    }
    return Grid.Cell(
      people.count,
      evidence: people.isEmpty
        ? Grid.Evidence(
          codes: Array(codes.prefix(1)), section: codes.isEmpty ? .participants : nil)
        : Grid.Evidence(people: people, codes: codes, meaning: meaning))
  }

  /// How many of so many, with the share where it may be told.
  func share(
    _ people: [Identifier<Participant>], of whole: Int, codes: [Identifier<Code>],
    meaning: String = ""
  ) -> Grid.Cell {
    var cell = count(people, of: codes, meaning: meaning)
    guard cell.number != nil else { return cell }
    let percent = whole == 0 ? "" : " (\(Self.percent(people.count, of: whole)) %)"
    cell = Grid.Cell(
      text: "\(people.count) of \(whole)\(percent)", number: Double(people.count),
      evidence: cell.evidence)
    return cell
  }

  /// A share in whole percent, halves up.
  static func percent(_ part: Int, of whole: Int) -> Int {
    whole == 0 ? 0 : (part * 200 + whole) / (2 * whole)
  }

  func kColumn() -> Grid.Column {
    Grid.Column(
      "k of \(table.n)", isNumber: true, evidence: Grid.Evidence(section: .participants))
  }

  func k(_ theme: Theme) -> Grid.Cell {
    anonymous(
      count(theme.participants, of: [theme.code.id], meaning: "raised \(theme.code.name)"),
      unless: table.names(theme), of: [theme.code.id])
  }

  func alone(_ theme: Theme) -> Grid.Cell {
    anonymous(
      count(
        ids.filter(theme.byMachine.contains), of: [theme.code.id],
        meaning: "a classifier alone proposes \(theme.code.name)"),
      unless: table.names(theme), of: [theme.code.id])
  }

  /// A count, without who stands behind it unless they may be named; it leads to the first of some codes.
  func anonymous(
    _ cell: Grid.Cell, unless isNaming: Bool, of codes: [Identifier<Code>]
  ) -> Grid.Cell {
    guard !isNaming else { return cell }
    var cell = cell
    cell.evidence = Grid.Evidence(codes: Array(codes.prefix(1)))
    return cell
  }

  func row(
    _ theme: Theme, _ cells: [Grid.Cell], quotations: [Quotation] = [], isIndented: Bool = false
  ) -> Grid.Row {
    Grid.Row(
      head: theme.code.name, code: theme.code.id, depth: isIndented ? theme.depth : 0,
      cells: cells, quotations: quotations)
  }

  // MARK: - The older kinds

  func grid(of circles: Part.Circles) -> Grid {
    let open = circles.marked.isEmpty ? "" : "; ○ \(circles.marked)"
    return Grid(
      head: "theme",
      columns: ids.map { Grid.Column($0.rawValue) } + [kColumn(), aloneColumn],
      rows: circles.rows.map { row, marks in
        self.row(
          row.theme,
          marks.map { Grid.Cell(text: $0 == .none ? "" : $0.symbol) }
            + [k(row.theme), alone(row.theme)], quotations: row.quotations)
      }, notes: ["● \(circles.raised)\(open)."])
  }

  func grid(of split: Part.Split) -> Grid {
    Grid(
      head: settings.by.isEmpty ? "theme" : settings.by,
      columns: split.columns.map { Grid.Column($0) },
      rows: split.rows.map { name, cells in
        Grid.Row(
          head: name,
          cells: cells.map { cell in
            let count = count(cell.participants, of: cell.codes)
            guard count.number != nil, !cell.participants.isEmpty else { return count }
            guard cell.isNamed else { return anonymous(count, unless: false, of: cell.codes) }
            let who = cell.participants.map(\.rawValue).joined(separator: " ")
            return Grid.Cell(
              text: "\(count.text): \(who)", number: nil, evidence: count.evidence)
          }, quotations: cells.flatMap(\.quotations), isTotal: name == "all")
      }, notes: ["Participants of \(table.n)."])
  }

  func grid(of rows: [Part.Row]) -> Grid {
    Grid(
      head: "theme", columns: [kColumn(), aloneColumn, Grid.Column("participants")],
      rows: rows.map { row in
        let who = table.named(row.theme).map(\.rawValue).joined(separator: " ")
        return self.row(
          row.theme, [k(row.theme), alone(row.theme), Grid.Cell(text: who)],
          quotations: row.quotations, isIndented: true)
      })
  }

  func grid(of workflow: Part.Workflow) -> Grid {
    Grid(
      head: "step", columns: [kColumn(), Grid.Column("leads to")],
      rows: workflow.steps.enumerated().flatMap { place, step in
        let next = workflow.arrows.filter { $0.from == place }
          .map { workflow.steps[$0.to].theme.code.name }.joined(separator: ", ")
        return [row(step.theme, [k(step.theme), Grid.Cell(text: next)])]
          + step.below.map { below in
            var row = row(below, [k(below), .empty])
            row.depth = 1
            return row
          }
      })
  }

  func grid(of timeline: Timeline) -> Grid {
    let others = timeline.others
    return Grid(
      head: "transcript", columns: themes.map { Grid.Column($0.code.name, isNumber: true) },
      rows: timeline.strips.map { strip in
        Grid.Row(
          head: table.name(of: strip.transcript),
          cells: themes.map { theme in
            guard table.names(theme) else { return .keptBack }
            let marks = strip.marks[table.place[theme.code.id] ?? -1] ?? []
            return Grid.Cell(
              marks.count,
              evidence: Grid.Evidence(
                codes: marks.isEmpty ? [theme.code.id] : [],
                codings: marks.prefix(Examples.limit).map(\.coding),
                others: max(0, marks.count - Examples.limit)))
          })
      },
      notes: others == 0
        ? [] : ["\(counted(others, "further transcript")) not shown; name some under transcripts."])
  }

  var aloneColumn: Grid.Column { Grid.Column("classifiers alone", isNumber: true) }
}

extension ThemeTable {
  /// What a transcript is called: its key, or its number where pseudonyms alone are shown.
  func name(of transcript: Identifier<Transcript>) -> String {
    guard privacy.pseudonymsOnly else { return transcript.rawValue }
    return "T\((transcripts.firstIndex(of: transcript) ?? -1) + 1)"
  }
}
