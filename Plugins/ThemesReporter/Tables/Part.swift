import LeitmotifModel
import LeitmotifPlugin

/// One table of a report, worked out, before a format writes it.
struct Part {
  /// What the table is about.
  let title: String
  let content: Content
  /// The same as a table of cells, for formats that have nothing else; `nil` for words alone.
  let grid: Grid?
  /// Whether quotations show what the coders noted.
  let showsMemos: Bool

  enum Content {
    case circles(Circles)
    case split(Split)
    case workflow(Workflow)
    case list([Row])
    case grid
    case saturation(SaturationCurve)
    case timeline([Timeline.Strip], [Theme])
    case paragraphs([FiguredText])
  }

  /// A code with its quotations.
  struct Row {
    let theme: Theme
    let quotations: [Quotation]
  }

  /// A row for each code with a circle for each participant.
  struct Circles {
    let raised: String
    /// What an open circle means; empty when there is none.
    let marked: String
    let rows: [(row: Row, marks: [Mark])]
  }

  enum Mark {
    case none, raised, marked

    var symbol: String {
      switch self {
      case .none: "·"
      case .raised: "●"
      case .marked: "○"
      }
    }
  }

  /// Who falls in each cell of two attributes.
  struct Split {
    let columns: [String]
    let rows: [(name: String, cells: [Cell])]
  }

  struct Cell {
    let participants: [Identifier<Participant>]
    /// Whether it may be told who they are.
    let isNamed: Bool
    let quotations: [Quotation]
    /// The codes whose codings the cell counts.
    let codes: [Identifier<Code>]
  }

  /// Codes that lead to each other, with those below them.
  struct Workflow {
    let steps: [(theme: Theme, below: [Theme])]
    /// Pairs of places in `steps`.
    let arrows: [(from: Int, to: Int)]
  }
}

/// Makes the parts of a report.
struct PartMaker {
  let table: ThemeTable
  let tallies: Tallies
  let study: any StudyReader
  let context: StageContext
  let notices = Notices()

  func part(_ number: Int, _ settings: TableSettings) throws -> Part {
    let themes = table.themes.filter { theme in
      settings.codes.contains { $0.matches(theme.code.id) }
    }
    var rows = RowMaker(settings: settings, table: table, context: context, notices: notices)
    let grids = GridMaker(table: table, settings: settings, themes: themes)
    let (content, grid) = try content(number, settings, themes, &rows, grids)
    rows.reportUnknownRows()
    return Part(
      title: settings.title.isEmpty ? settings.kind.heading : settings.title, content: content,
      grid: grid, showsMemos: settings.memos)
  }

  private func content(
    _ number: Int, _ settings: TableSettings, _ themes: [Theme], _ rows: inout RowMaker,
    _ grids: GridMaker
  ) throws -> (Part.Content, Grid?) {
    switch settings.kind {
    case .circles:
      let circles = rows.circles(of: themes)
      return (.circles(circles), grids.grid(of: circles))
    case .split:
      let split = rows.split(of: themes)
      return (.split(split), grids.grid(of: split))
    case .workflow:
      let workflow = workflow(of: themes)
      return (.workflow(workflow), grids.grid(of: workflow))
    case .list:
      let list = themes.map { rows.row(of: $0) }
      return (.list(list), grids.grid(of: list))
    case .linked: return (.grid, grids.linked())
    case .exclusive: return (.grid, grids.exclusive(&rows))
    case .attributes: return (.grid, grids.byAttribute(context))
    case .hierarchy: return (.grid, grids.hierarchy())
    case .questions:
      return (.grid, tallies.tally(of: number).map { grids.byQuestion($0) })
    case .cooccurrence:
      return (.grid, tallies.tally(of: number).map { grids.together($0) })
    case .frequency:
      return (.grid, tallies.tally(of: number).map { grids.frequency($0) })
    case .saturation:
      let presence: Presence? = tallies.tally(of: number)
      context.reportUnknown(settings.transcripts, of: table, in: "the order of a saturation curve")
      let curve = SaturationCurve(
        presence?.rows ?? [], settings: settings, table: table)
      return (.saturation(curve), curve.grid(table))
    case .timeline:
      let timeline: Timeline? = tallies.tally(of: number)
      context.reportUnknown(settings.transcripts, of: table, in: "a timeline")
      return (
        .timeline(timeline?.strips ?? [], themes),
        timeline.map { grids.grid(of: $0) }
      )
    case .methods:
      return (
        .paragraphs(try MethodsText(study: study, table: table, context: context).paragraphs), nil
      )
    case .changes:
      let changes = try ChangeTable(study: study, table: table, themes: themes)
      return changes.map { (.grid, $0.grid) } ?? (.paragraphs([ChangeTable.nothingBefore]), nil)
    }
  }

  private func workflow(of themes: [Theme]) -> Part.Workflow {
    let targets = Set(themes.flatMap(\.code.leadsTo))
    let steps = themes.filter { !$0.code.leadsTo.isEmpty || targets.contains($0.code.id) }
    let places = Dictionary(steps.enumerated().map { ($1.code.id, $0) }) { first, _ in first }
    return Part.Workflow(
      steps: steps.map { step in
        (step, table.themes.filter { $0.code.parent == step.code.id })
      },
      arrows: steps.enumerated().flatMap { from, step in
        step.code.leadsTo.compactMap { places[$0].map { (from, $0) } }
      })
  }
}

extension StageContext {
  /// Warns of names that are no transcript's.
  fileprivate func reportUnknown(_ names: [String], of table: ThemeTable, in place: String) {
    let known = table.transcripts.map(\.rawValue)
    for name in names where !known.contains(name) {
      report(
        .warning(
          "unknown-transcript", "\(place) names '\(name)', which is no transcript",
          help: helpForUnknown(name, known: known, called: "transcripts")))
    }
  }
}
