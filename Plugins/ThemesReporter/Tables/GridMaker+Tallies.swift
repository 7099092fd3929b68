import LeitmotifModel
import LeitmotifPlugin

extension GridMaker {
  private func place(_ theme: Theme) -> Int { table.place[theme.code.id] ?? 0 }

  /// A number of codings of a theme.
  private func cell(
    _ examples: Examples, of theme: Theme, meaning: String, isShown: Bool
  ) -> Grid.Cell {
    guard isShown else { return .keptBack }
    return Grid.Cell(
      examples.count,
      evidence: Grid.Evidence(
        codes: examples.count == 0 ? [theme.code.id] : [], codings: examples.codings,
        others: max(0, examples.count - examples.codings.count),
        meaning: meaning))
  }

  /// After which question a theme comes up: how many participants.
  func byQuestion(_ tally: QuestionTally) -> Grid {
    let names = settings.questions.map(\.name)
    return Grid(
      head: "theme",
      columns: (names + ["before any of these"]).map { Grid.Column($0, isNumber: true) }
        + [kColumn()],
      rows: themes.map { theme in
        let found = tally.found[place(theme)]
        let counts = found?.map(\.participants.count) ?? []
        let isNaming = table.names(theme) && counts.allSatisfy(table.privacy.shows)
        return row(
          theme,
          (names + ["before any of these"]).indices.map { question in
            guard let cell = found?[question] else {
              return Grid.Cell(0, evidence: Grid.Evidence(codes: [theme.code.id]))
            }
            guard table.privacy.shows(cell.participants.count), table.shows(theme) else {
              return Grid.Cell(text: table.privacy.text(1))
            }
            return Grid.Cell(
              text: "\(cell.participants.count)", number: Double(cell.participants.count),
              evidence: Grid.Evidence(
                people: isNaming ? ids.filter(cell.participants.contains) : [],
                codes: [theme.code.id],
                codings: isNaming ? cell.examples.codings : [],
                others: cell.examples.count - cell.examples.codings.count,
                meaning: "raised \(theme.code.name) there"))
          } + [anonymous(k(theme), unless: isNaming, of: [theme.code.id])])
      },
      notes: [
        "Participants who raised the theme after the question in the column, before the next one of the guide."
      ])
  }

  /// In how many places two codes stand together; on the diagonal, how many places a code has at all.
  func together(_ tally: CoOccurrence) -> Grid {
    let unit = settings.within.rawValue
    return Grid(
      head: "code", columns: others.map { Grid.Column($0.code.name, isNumber: true) },
      rows: themes.map { theme in
        row(
          theme,
          others.map { other in
            let (one, two) = (theme.code.id, other.code.id)
            guard one == two || !areRelated(theme, other) else {
              return Grid.Cell(text: "–")
            }
            let examples = tally.examples(place(theme), place(other))
            // A transcript is often one participant's.
            let isShown =
              table.shows(theme) && table.shows(other)
              && (settings.within != .transcript || table.privacy.shows(examples.count))
            return cell(
              examples, of: theme,
              meaning: one == two
                ? "\(unit)s with \(theme.code.name)"
                : "\(unit)s with \(theme.code.name) and \(other.code.name)", isShown: isShown)
          })
      },
      notes: [
        "How many \(unit)s have both codes; on the diagonal, how many have the code at all."
      ])
  }

  /// How many codings there are, by participant or by tenth of the interview.
  func frequency(_ tally: Frequency) -> Grid {
    switch settings.over {
    case .participant:
      return Grid(
        head: "code",
        columns: ids.map { Grid.Column($0.rawValue, isNumber: true) }
          + [Grid.Column("all", isNumber: true)],
        rows: themes.map { theme in
          guard table.names(theme) else {
            return row(theme, (ids.map { _ in .keptBack }) + [.keptBack], isIndented: true)
          }
          let counts = tally.byParticipant[place(theme)] ?? [:]
          let evidence = { (people: [Identifier<Participant>]) in
            Grid.Evidence(people: people, codes: [theme.code.id])
          }
          let all = counts.values.reduce(0, +)
          return row(
            theme,
            ids.map {
              Grid.Cell(counts[$0] ?? 0, evidence: evidence(counts[$0] == nil ? [] : [$0]))
            }
              + [Grid.Cell(all, evidence: evidence(all == 0 ? [] : table.named(theme)))],
            isIndented: true)
        }, notes: ["Codings of each code with those of the codes below it."])
    case .time:
      return Grid(
        head: "code",
        columns: (0..<10).map { Grid.Column("\($0 * 10)–\($0 * 10 + 10) %", isNumber: true) },
        rows: themes.map { theme in
          row(
            theme,
            (tally.byTenth[place(theme)] ?? Array(repeating: Examples(), count: 10)).map {
              cell($0, of: theme, meaning: theme.code.name, isShown: table.shows(theme))
            }, isIndented: true)
        },
        notes: [
          "Codings by the tenth of the interview in which they begin: by its clock, or by its text where no times are known."
        ])
    }
  }
}
