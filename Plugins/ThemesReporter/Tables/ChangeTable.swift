import LeitmotifModel

/// What changed since the run before: for each theme, who came and who went.
struct ChangeTable {
  let grid: Grid

  /// What stands there when there is no run before.
  static let nothingBefore: FiguredText =
    "No run before this one had another result: nothing changed since a report."

  init?(study: any StudyReader, table: ThemeTable, themes: [Theme]) throws {
    guard let previous = try study.previous else { return nil }
    let before = try ThemeTable(of: previous, quotationsPerTheme: 0, privacy: table.privacy)
    let (run, earlier) = (try study.run, try previous.run)
    var rows: [Grid.Row] = []
    let maker = GridMaker(table: table, settings: TableSettings(), themes: themes)
    for theme in themes {
      let old = before[theme.code.id]
      let left = old?.participants.filter { !theme.participants.contains($0) } ?? []
      let joined = theme.participants.filter { !(old?.participants.contains($0) ?? false) }
      guard !left.isEmpty || !joined.isEmpty || old?.codingCount != theme.codingCount else {
        continue
      }
      let isShown = table.names(theme) && old.map(before.names) ?? true
      let names = { (ids: [Identifier<Participant>]) in
        Grid.Cell(text: isShown ? ids.map(\.rawValue).joined(separator: " ") : "")
      }
      // What stands behind the earlier run's figures is in its own report: they lead to the theme.
      let then = Grid.Evidence(codes: [theme.code.id])
      let now = Grid.Evidence(
        people: table.named(theme), codes: [theme.code.id], meaning: "have these codings")
      rows.append(
        maker.row(
          theme,
          [
            Grid.Cell(
              text: old.map { table.privacy.text($0.participants.count) } ?? "new code",
              evidence: old == nil ? .init() : then),
            maker.k(theme), names(joined), names(left),
            isShown ? Grid.Cell(old?.codingCount ?? 0, evidence: then) : .keptBack,
            isShown ? Grid.Cell(theme.codingCount, evidence: now) : .keptBack,
          ]))
    }
    let gone = before.themes.filter { table[$0.code.id] == nil }
    rows += gone.map { theme in
      Grid.Row(
        head: theme.code.name,
        cells: [
          Grid.Cell(text: before.privacy.text(theme.participants.count)),
          Grid.Cell(text: "code is gone"), .empty, .empty,
          before.shows(theme) ? Grid.Cell(text: "\(theme.codingCount)") : .keptBack,
          .empty,
        ])
    }
    grid = Grid(
      head: "theme",
      columns: [
        Grid.Column("k, run \(earlier.id)", isNumber: true),
        Grid.Column("k, run \(run.id)", isNumber: true), Grid.Column("who came"),
        Grid.Column("who went"), Grid.Column("codings before", isNumber: true),
        Grid.Column("codings now", isNumber: true),
      ], rows: rows,
      notes: [
        rows.isEmpty ? "No theme changed." : "Themes that did not change are left out.",
        Self.inputs(before, earlier, table, run),
      ])
  }

  /// What else is different between the two runs.
  private static func inputs(
    _ before: ThemeTable, _ earlier: Run, _ table: ThemeTable, _ run: Run
  ) -> String {
    let codebook =
      earlier.codebook == run.codebook
      ? "codebook \(table.codebook), the same"
      : "codebook \(before.codebook) (\(earlier.codebook.prefix(8))) then, \(table.codebook) (\(run.codebook.prefix(8))) now"
    return
      "Run \(earlier.id): \(counted(before.transcriptCount, "transcript")), N = \(before.n); run \(run.id): "
      + "\(counted(table.transcriptCount, "transcript")), N = \(table.n); \(codebook)."
  }
}
