import LeitmotifModel
import LeitmotifPlugin

/// One table of a report, worked out, before it is written as a page or as plain text.
struct Part {
  /// What the table is about.
  let title: String
  let content: Content

  enum Content {
    case circles(Circles)
    case split(Split)
    case workflow(Workflow)
    case list([Row])
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

  init(settings: TableSettings, in table: ThemeTable, context: StageContext) {
    let themes = table.themes.filter { theme in
      settings.codes.contains { $0.matches(theme.code.id) }
    }
    title = settings.title.isEmpty ? settings.kind.heading : settings.title
    var rows = RowMaker(settings: settings, table: table, context: context)
    switch settings.kind {
    case .circles: content = .circles(rows.circles(of: themes))
    case .split: content = .split(rows.split(of: themes))
    case .workflow: content = .workflow(Self.workflow(of: themes, in: table))
    case .list: content = .list(themes.map { rows.row(of: $0) })
    }
    rows.reportUnknownRows()
  }

  private static func workflow(of themes: [Theme], in table: ThemeTable) -> Workflow {
    let targets = Set(themes.flatMap(\.code.leadsTo))
    let steps = themes.filter { !$0.code.leadsTo.isEmpty || targets.contains($0.code.id) }
    let places = Dictionary(steps.enumerated().map { ($1.code.id, $0) }) { first, _ in first }
    return Workflow(
      steps: steps.map { step in
        (step, table.themes.filter { $0.code.parent == step.code.id })
      },
      arrows: steps.enumerated().flatMap { from, step in
        step.code.leadsTo.compactMap { places[$0].map { (from, $0) } }
      })
  }
}

extension TableSettings.Kind {
  /// The title of a table that has none.
  fileprivate var heading: String {
    switch self {
    case .circles: "Who raised what"
    case .split: "Who raised what, by kind"
    case .workflow: "What follows what"
    case .list: "Themes"
    }
  }
}
