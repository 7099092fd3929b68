import LeitmotifModel
import LeitmotifPlugin

/// Makes the rows of one table: counts, circles and the quotations that the settings ask for.
struct RowMaker {
  private let settings: TableSettings
  private let table: ThemeTable
  private let context: StageContext
  private let notices: Notices
  private var choice: QuotationChoice
  private var rowNames: [String] = []

  init(
    settings: TableSettings, table: ThemeTable, context: StageContext, notices: Notices
  ) {
    self.settings = settings
    self.table = table
    self.context = context
    self.notices = notices
    choice = QuotationChoice(rule: settings.choose)
  }

  mutating func row(of theme: Theme) -> Part.Row {
    let id = theme.code.id
    return Part.Row(
      theme: theme,
      quotations: quotations(
        of: id.rawValue, from: table.quotations(of: id), isKeptBack: !table.names(theme)))
  }

  mutating func circles(of themes: [Theme]) -> Part.Circles {
    let isMarking = !settings.attribute.isEmpty
    reportUnknown(settings.attribute, of: themes)
    let rows = themes.map { theme in
      let raised = Set(theme.participants)
      var marked =
        isMarking
        ? Set(theme.holders { $0[settings.attribute] == settings.value })
        : []
      if !table.tellsApart(theme, by: settings.attribute)
        || !table.privacy.shows(raised.count - marked.count)
      {
        marked = []
      }
      let marks = table.participants.map(\.participant.id).map { id in
        !table.names(theme)
          ? Part.Mark.none
          : marked.contains(id) ? .marked : raised.contains(id) ? .raised : .none
      }
      return (row: row(of: theme), marks: marks)
    }
    let meaning = "\(settings.raised), with \(settings.attribute): \(settings.value)"
    return Part.Circles(
      raised: settings.raised,
      marked: !isMarking ? "" : settings.marked.isEmpty ? meaning : settings.marked, rows: rows)
  }

  mutating func split(of themes: [Theme]) -> Part.Split {
    for attribute in [settings.attribute, settings.by] { reportUnknown(attribute, of: themes) }
    let columns = values(of: settings.attribute, in: themes)
    guard !settings.by.isEmpty else {
      return Part.Split(
        columns: columns,
        rows: themes.map { theme in
          let name = theme.code.id.rawValue
          let holders = columns.map { self.holders(in: [theme], $0) }
          return (
            name,
            cells(holders, [theme], columns, called: name, isNamed: areShown(holders, in: [theme]))
          )
        })
    }
    let values = values(of: settings.by, in: themes)
    let all = columns.map { holders(in: themes, $0) }
    let byValue = values.map { value in columns.map { holders(in: themes, $0, by: value) } }
    // Rows and columns add up: who is in one cell can be told from those in all others.
    let isNamed = areShown(all + byValue.joined(), in: themes)
    var rows = zip(values, byValue).map { value, holders in
      (value, cells(holders, themes, columns, by: value, called: value, isNamed: isNamed))
    }
    rows.append(
      ("all", cells(all, themes, columns, called: "all", isNamed: isNamed, quoting: false)))
    return Part.Split(columns: columns, rows: rows)
  }

  /// Whether no cell of several that add up has too few participants, and no theme of theirs is kept back.
  private func areShown(_ cells: [Set<Identifier<Participant>>], in themes: [Theme]) -> Bool {
    themes.allSatisfy(table.names) && cells.allSatisfy { table.privacy.shows($0.count) }
  }

  /// Warns of an attribute that none of some codes has.
  private func reportUnknown(_ attribute: String, of themes: [Theme]) {
    let known = Set(themes.flatMap(\.code.attributes).map(\.name))
      .union(themes.flatMap(\.attributeCounts.keys))
    guard !attribute.isEmpty, !known.contains(attribute) else { return }
    context.report(
      .warning(
        "unknown-attribute",
        "no code of the table '\(title)' has an attribute '\(attribute)'",
        help: helpForUnknown(attribute, known: known.sorted(), called: "attributes")))
  }

  /// The table's heading, or its kind.
  private var title: String {
    settings.title.isEmpty ? settings.kind.rawValue : settings.title
  }

  /// Warns of pinned quotations whose row the table does not have.
  func reportUnknownRows() {
    for name in settings.quote.keys.sorted() where !rowNames.contains(name) {
      context.report(
        .warning(
          "unknown-table-row", "the table '\(title)' has no row '\(name)' to quote in",
          help: helpForUnknown(name, known: rowNames, called: "rows")))
    }
  }

  /// Whether a coding belongs into a column, and into the row of a value where rows are values.
  private func fits(_ attributes: Attributes, _ column: String, by value: String?) -> Bool {
    (attributes[settings.attribute] ?? Self.unknown) == column
      && (value == nil || (attributes[settings.by] ?? Self.unknown) == value)
  }

  /// Who holds what a cell of a split is about.
  private func holders(
    in themes: [Theme], _ column: String, by value: String? = nil
  ) -> Set<Identifier<Participant>> {
    Set(themes.flatMap { $0.holders { fits($0, column, by: value) } })
  }

  /// A row of a split: who holds what, in each column.
  private mutating func cells(
    _ holders: [Set<Identifier<Participant>>], _ themes: [Theme], _ columns: [String],
    by value: String? = nil, called name: String, isNamed: Bool, quoting: Bool = true
  ) -> [Part.Cell] {
    zip(columns, holders).map { column, holders in
      var seen: Set<CodingID> = []
      let found =
        isNamed
        ? themes.flatMap { table.quotations(of: $0.code.id) }.filter {
          fits($0.attributes, column, by: value) && seen.insert($0.coding).inserted
        } : []
      return Part.Cell(
        participants: table.participants.map(\.participant.id).filter(holders.contains),
        isNamed: isNamed,
        quotations: quoting
          ? quotations(of: "\(name)/\(column)", from: found, isKeptBack: !isNamed) : [],
        codes: themes.map(\.code.id))
    }
  }

  /// What stands for an attribute that a coding does not have.
  private static let unknown = "unknown"

  /// The values of an attribute: as declared, then others that occur, then unknown where one is missing.
  private func values(of name: String, in themes: [Theme]) -> [String] {
    var result: [String] = []
    for attribute in themes.flatMap(\.code.attributes) where attribute.name == name {
      result += attribute.values.filter { !result.contains($0) }
    }
    let found = Set(themes.flatMap(\.holdings).map { $0.attributes[name] ?? Self.unknown })
    let others = found.subtracting(result).subtracting([Self.unknown]).sorted()
    return result + others + (found.contains(Self.unknown) ? [Self.unknown] : [])
  }

  /// The quotations of a row.
  ///
  /// - Parameters:
  ///   - row: The row's name, by which the settings pin quotations.
  ///   - quotations: Those that there are.
  ///   - isKeptBack: Whether there are none because they are kept back, which is no fault of a pin.
  /// - Returns: Those that are shown.
  mutating func quotations(
    of row: String, from quotations: [Quotation], isKeptBack: Bool = false
  ) -> [Quotation] {
    rowNames.append(row)
    let pins = settings.quote[row] ?? []
    let (chosen, places, missing) = choice.choose(
      from: quotations, count: settings.quotations, wanted: pins.map(\.quote))
    let served = places.map { pins[$0] }
    if places.count + missing.count < pins.count {
      context.report(
        .warning(
          "unshown-quotation",
          "'\(row)' has \(counted(pins.count, "pin")), and the table shows "
            + "\(counted(settings.quotations, "quotation")) of a row",
          help: "write quotations: \(pins.count)"))
    }
    for name in missing.map({ pins[$0].quote }) where !isKeptBack {
      let isServed = served.contains { $0.quote == name }
      let further = isServed ? "further " : ""
      context.report(
        .warning(
          "missing-quotation", "'\(name)' has no \(further)quotation for '\(row)'",
          help: "the row quotes by the usual rule instead; change 'quote' of the table"))
      notices.append(
        isServed
          ? "'\(name)' is pinned more often in '\(row)' than there are quotations."
          : "'\(name)', pinned in '\(row)', has no quotation there any more.")
    }
    return chosen.enumerated().map { place, quotation in
      place < served.count ? edited(quotation, by: served[place], in: row) : quotation
    }
  }

  /// A quotation as its pin wants it printed.
  private func edited(
    _ quotation: Quotation, by pin: PinnedQuotation, in row: String
  ) -> Quotation {
    guard !pin.text.isEmpty else { return quotation }
    var result = quotation
    result.edited = EditedWords(pin.text, of: quotation.text)
    if result.edited == nil {
      context.report(
        .warning(
          "edited-quotation",
          "the edited words of '\(pin.quote)' in '\(row)' are not the speaker's",
          help: "words outside [brackets] have to stand in the quotation, in their order"))
      notices.append(
        "The edited words of '\(pin.quote)' in '\(row)' are not in the transcript; the row quotes it as it is."
      )
    }
    return result
  }
}

/// What the report has to say of itself: pins that are stale, quotations that are kept back.
final class Notices {
  private(set) var lines: [String] = []

  /// Adds a line, once.
  func append(_ line: String) {
    if !lines.contains(line) { lines.append(line) }
  }
}
