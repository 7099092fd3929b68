import LeitmotifModel

/// Every theme with its definition and its quotations, by participant.
struct ThemeSections {
  let table: ThemeTable
  let links: Links
  let panels: Panels
  let view: QuotationView
  /// Where the page is too large to show every quotation at once, those that are shown only when asked for.
  let data: QuotationData?

  var html: HTML {
    """
    <section id="themes">
    <h2>Themes and quotations</h2>
    \(table.themes.map(section))
    </section>
    """
  }

  private func section(_ theme: Theme) -> HTML {
    let code = theme.code
    let definition: HTML = code.definition.isEmpty ? "" : "<p>\(code.definition)</p>"
    return """
      <article id="\(links.theme(code.id))" class="theme d\(min(theme.depth, 3))">
      <h3>\(code.name) <code>\(code.id)</code></h3>
      <p class="facts"><b>\(figure(maker.k(theme), of: theme)) of \(table.n)</b> · classifiers alone \
      \(figure(maker.alone(theme), of: theme))\(attributes(of: theme))</p>
      \(definition)
      \(children(of: theme))
      \(quotations(of: theme))
      \(rest(of: theme))
      </article>
      """
  }

  private func attributes(of theme: Theme) -> HTML {
    let pieces = theme.attributeCounts.sorted { $0.key < $1.key }.map { name, values -> HTML in
      let counts = values.keys.sorted().enumerated().map { place, value -> HTML in
        var count = maker.count(
          theme.holders { $0[name] == value }, of: [theme.code.id],
          meaning: "raised \(theme.code.name) with \(name): \(value)")
        if !table.tellsApart(theme, by: name) { count.evidence = Grid.Evidence() }
        return "\(place == 0 ? "" : ", ")\(value) \(figure(count, of: theme))"
      }
      return " · \(name): \(counts)"
    }
    return HTML(pieces)
  }

  private var maker: GridMaker {
    GridMaker(table: table, settings: TableSettings(), themes: [])
  }

  /// A number of a theme's facts, leading to who and what stands behind it.
  private func figure(_ cell: Grid.Cell, of theme: Theme) -> HTML {
    panels.link(cell.text, to: cell.evidence, back: links.theme(theme.code.id))
  }

  private func children(of theme: Theme) -> HTML {
    let children = table.themes.filter { $0.code.parent == theme.code.id }
    guard !children.isEmpty else { return "" }
    let items = children.map { child -> HTML in
      """
      <li><a href="#\(links.theme(child.code.id))">\(child.code.name) \
      \(table.privacy.text(child.participants.count))</a></li>
      """
    }
    return "<ul class=\"below\">\(items)</ul>"
  }

  private func rest(of theme: Theme) -> HTML {
    guard table.shows(theme) else {
      return "<p class=\"rest\">Too few participants: quotations are kept back.</p>"
    }
    let left = theme.quotableCount - theme.quotations.count
    return left > 0
      ? "<p class=\"rest\">\(counted(left, "more quotation")): see quotations.csv</p>" : ""
  }

  private func quotations(of theme: Theme) -> HTML {
    guard table.shows(theme) else { return "" }
    guard !theme.quotations.isEmpty else {
      return theme.participants.isEmpty ? "<p class=\"rest\">Nobody.</p>" : ""
    }
    guard let data else { return groups(theme.quotations, of: theme) }
    return data.placeholder(for: theme, links: links)
  }

  private func groups(_ quotations: [Quotation], of theme: Theme) -> HTML {
    let byWho = Dictionary(grouping: quotations, by: \.participant)
    let order: [Identifier<Participant>?] =
      theme.participants.filter { byWho[$0] != nil } + (byWho[nil] == nil ? [] : [nil])
    let groups = order.map { participant -> HTML in
      let quotations = byWho[participant] ?? []
      return """
        <section id="\(links.group(theme.code.id, participant))">
        <h4>\(participant?.rawValue ?? "Nobody in particular")</h4>
        \(quotations.map(view.full))
        </section>
        """
    }
    return HTML(groups)
  }
}

extension FinalCoding.Origin {
  /// Why a coding is final, in two words.
  var explanation: String {
    switch self {
    case .decision: "a reviewer’s decision"
    case .unanimous: "all agree"
    case .majority: "a majority"
    case .priority: "by priority"
    case .single: "one coder alone"
    }
  }
}
