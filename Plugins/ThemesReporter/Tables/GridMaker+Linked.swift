import LeitmotifModel
import LeitmotifPlugin

extension GridMaker {
  /// The themes of the columns: those of `with`, or of the rows.
  var others: [Theme] {
    settings.with.isEmpty
      ? themes
      : table.themes.filter { theme in settings.with.contains { $0.matches(theme.code.id) } }
  }

  /// Whether one of two codes is above the other, so that who has the one always has the other.
  func areRelated(_ one: Theme, _ other: Theme) -> Bool {
    one.code.id.isWithin(other.code.id) || other.code.id.isWithin(one.code.id)
  }

  /// Of those who raised the row's theme, how many also raised the column's.
  func linked() -> Grid {
    Grid(
      head: "of those who raised",
      columns: [Grid.Column("k", isNumber: true)]
        + others.map { Grid.Column("also \($0.code.name)", isNumber: true) },
      rows: themes.map { theme in
        let holders = Set(theme.participants)
        return row(
          theme,
          [k(theme)]
            + others.map { other in
              guard !areRelated(theme, other) else { return Grid.Cell(text: "–") }
              let both = other.participants.filter(holders.contains)
              let codes = [theme.code.id, other.code.id]
              let meaning = "raised \(theme.code.name) and \(other.code.name)"
              guard table.shows(theme), table.shows(other) else { return .keptBack }
              return anonymous(
                count(both, of: codes, meaning: meaning),
                unless: table.names(theme) && table.names(other), of: [theme.code.id])
            })
      },
      notes: [
        "A row reads: of the k participants who raised the theme in front, so many also raised the one above."
      ])
  }

  /// Each participant once: under one code, under several of them, or under none.
  func exclusive(_ rows: inout RowMaker) -> Grid {
    // Of a code that is listed with those below it, the ones below are meant.
    let chosen = themes.filter { theme in !themes.contains { $0.code.parent == theme.code.id } }
    var sole: [Identifier<Code>: [Identifier<Participant>]] = [:]
    var several: [Identifier<Participant>] = []
    var none: [Identifier<Participant>] = []
    for id in ids {
      let held = chosen.filter { $0.participants.contains(id) }
      switch held.count {
      case 0: none.append(id)
      case 1: sole[held[0].code.id, default: []].append(id)
      default: several.append(id)
      }
    }
    let codes = chosen.map(\.code.id)
    // Everybody is in one line: who is in a small one can be told from all others.
    let isNaming = (Array(sole.values) + [several, none]).allSatisfy {
      table.privacy.shows($0.count)
    }
    func line(
      _ people: [Identifier<Participant>], _ codes: [Identifier<Code>], _ meaning: String
    ) -> [Grid.Cell] {
      let isShown = table.privacy.shows(people.count)
      let number = anonymous(
        count(people, of: codes, meaning: meaning), unless: isNaming, of: codes)
      return [
        number,
        Grid.Cell(
          text: isShown ? "\(Self.percent(people.count, of: table.n)) %" : "",
          evidence: number.evidence),
        Grid.Cell(text: isNaming ? people.map(\.rawValue).joined(separator: " ") : ""),
      ]
    }
    var result = chosen.map { theme in
      let people = sole[theme.code.id] ?? []
      return row(
        theme, line(people, [theme.code.id], "raised \(theme.code.name) and none of the others"),
        quotations: rows.quotations(
          of: theme.code.id.rawValue,
          from: table.quotations(of: theme.code.id).filter { quotation in
            isNaming && quotation.participant.map(people.contains) ?? false
          }, isKeptBack: !isNaming))
    }
    if !several.isEmpty {
      result.append(
        Grid.Row(head: "several of these", cells: line(several, codes, "raised several of these")))
    }
    result.append(Grid.Row(head: "none of these", cells: line(none, [], "raised none of these")))
    result.append(
      Grid.Row(
        head: "all",
        cells: [
          Grid.Cell(table.n, evidence: Grid.Evidence(section: .participants)),
          Grid.Cell(text: "100 %", evidence: Grid.Evidence(section: .participants)), .empty,
        ], isTotal: true))
    return Grid(
      head: "theme",
      columns: [
        Grid.Column("participants", isNumber: true), Grid.Column("share", isNumber: true),
        Grid.Column("who"),
      ], rows: result,
      notes: several.isEmpty
        ? [] : ["Whoever raised several of these waits for somebody to decide."])
  }

  /// How many participants of each kind raised a theme; a kind that is not known has a column, too.
  func byAttribute(_ context: StageContext) -> Grid {
    let unknown = Self.unknown
    let known = Set(table.participants.map(value))
    let values =
      known.subtracting([unknown]).map { Identifier<Participant>($0) }.sorted(by: naturally)
      .map(\.rawValue) + (known.contains(unknown) ? [unknown] : [])
    if values == [unknown] {
      context.report(
        .warning(
          "unknown-attribute",
          "no participant has a value for '\(settings.attribute)', by which a table tells them apart",
          help: "look at the columns of the participants' table"))
    }
    // Who is of which kind is not told where people are shown by their pseudonyms alone.
    let isTelling = !table.privacy.pseudonymsOnly
    let groups = values.map { value in
      (value, table.participants.filter { self.value($0) == value })
    }
    let rows = themes.map { theme in
      (theme, groups.map { $0.1.map(\.participant.id).filter(theme.participants.contains) })
    }
    // Who is of one kind can be told from those of all others, and who raised something from those who did.
    let isNaming =
      isTelling && groups.allSatisfy { table.privacy.shows($0.1.count) }
      && rows.allSatisfy { theme, holders in
        table.names(theme) && holders.allSatisfy { table.privacy.shows($0.count) }
      }
    return Grid(
      head: "theme",
      columns: groups.map { value, people in
        Grid.Column(
          "\(value) (\(table.privacy.text(people.count)))", isNumber: true,
          evidence: isNaming
            ? Grid.Evidence(
              people: people.map(\.participant.id), meaning: "\(settings.attribute): \(value)")
            : Grid.Evidence())
      } + [kColumn()],
      rows: rows.map { theme, holders in
        let cells = zip(groups, holders).map { group, holders in
          guard table.privacy.shows(group.1.count) else { return Grid.Cell.keptBack }
          return share(
            holders, of: group.1.count, codes: [theme.code.id],
            meaning: "with \(settings.attribute) \(group.0) raised \(theme.code.name)")
        }
        let all = share(theme.participants, of: table.n, codes: [theme.code.id])
        return row(
          theme, (cells + [all]).map { anonymous($0, unless: isNaming, of: [theme.code.id]) })
      },
      notes: [
        "Columns: \(settings.attribute) of the participants, with how many there are; shares are of these."
      ])
  }

  /// What stands for an attribute that a participant does not have.
  private static let unknown = "unknown"

  private func value(_ person: ThemeTable.Case) -> String {
    let value = person.participant.attributes[settings.attribute] ?? ""
    return value.isEmpty ? Self.unknown : value
  }

  /// The codes as a tree: what each has itself, and with those below it.
  func hierarchy() -> Grid {
    Grid(
      head: "code",
      columns: [
        kColumn(), Grid.Column("codings, own", isNumber: true),
        Grid.Column("codings with those below", isNumber: true),
      ],
      rows: themes.map { theme in
        let place = table.place[theme.code.id] ?? 0
        let below = table.themes[place...place + theme.below].map(\.codingCount).reduce(0, +)
        let evidence = Grid.Evidence(
          people: table.named(theme), codes: [theme.code.id], meaning: "have these codings")
        let nothing = Grid.Evidence(codes: [theme.code.id])
        guard table.shows(theme) else {
          return row(theme, [k(theme), .keptBack, .keptBack], isIndented: true)
        }
        return row(
          theme,
          [
            k(theme),
            Grid.Cell(theme.codingCount, evidence: theme.codingCount == 0 ? nothing : evidence),
            Grid.Cell(below, evidence: below == 0 ? nothing : evidence),
          ], isIndented: true)
      })
  }
}
