import LeitmotifModel

/// Every theme with its definition and all its quotations, by participant.
struct ThemeSections {
  let table: ThemeTable
  let links: Links

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
    let left = theme.codingCount - theme.quotations.count
    let rest: HTML =
      left > 0 ? "<p class=\"rest\">\(counted(left, "more quotation")): see quotations.csv</p>" : ""
    return """
      <article id="\(links.theme(code.id))" class="theme d\(min(theme.depth, 3))">
      <h3>\(code.name) <code>\(code.id)</code></h3>
      <p class="facts"><b>\(theme.participants.count) of \(table.n)</b> · classifiers alone \
      \(theme.byMachine.count)\(attributes(of: theme))</p>
      \(definition)
      \(children(of: theme))
      \(groups(of: theme))
      \(rest)
      </article>
      """
  }

  private func attributes(of theme: Theme) -> HTML {
    let pieces = theme.attributeCounts.sorted { $0.key < $1.key }.map { name, values -> HTML in
      let counts = values.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
      return " · \(name): \(counts.joined(separator: ", "))"
    }
    return HTML(pieces)
  }

  private func children(of theme: Theme) -> HTML {
    let children = table.themes.filter { $0.code.parent == theme.code.id }
    guard !children.isEmpty else { return "" }
    let items = children.map { child -> HTML in
      """
      <li><a href="#\(links.theme(child.code.id))">\(child.code.name)</a> \
      \(child.participants.count)</li>
      """
    }
    return "<ul class=\"below\">\(items)</ul>"
  }

  private func groups(of theme: Theme) -> HTML {
    guard !theme.quotations.isEmpty else {
      return theme.participants.isEmpty ? "<p class=\"rest\">Nobody.</p>" : ""
    }
    let byWho = Dictionary(grouping: theme.quotations, by: \.participant)
    let order: [Identifier<Participant>?] =
      theme.participants.filter { byWho[$0] != nil } + (byWho[nil] == nil ? [] : [nil])
    let groups = order.map { participant -> HTML in
      let quotations = byWho[participant] ?? []
      return """
        <section id="\(links.group(theme.code.id, participant))">
        <h4>\(participant?.rawValue ?? "Nobody in particular")</h4>
        \(quotations.map(full))
        </section>
        """
    }
    return HTML(groups)
  }

  private func full(_ quotation: Quotation) -> HTML {
    var facts: [HTML] = [
      """
      \(quotation.transcript) \(quotation.position.lowerBound)–\(quotation.position.upperBound)
      """
    ]
    if let speaker = quotation.speaker, speaker != quotation.participant?.rawValue {
      facts.append("speaker <bdi>\(speaker)</bdi>")
    }
    if let time = quotation.time { facts.append("at \(PlainText.clock(time))") }
    facts += quotation.attributes.pairs.map { "\($0.name): \($0.value)" }
    let coders = quotation.coders.map(\.rawValue).joined(separator: ", ")
    facts.append("\(coders.isEmpty ? "" : coders + ": ")\(quotation.origin.explanation)")
    facts.append("<code>leitmotif explain STORE \(quotation.coding.description)</code>")
    let line = HTML(facts.enumerated().map { $0 == 0 ? $1 : " · \($1)" })
    return """
      <blockquote id="q\(quotation.coding.description)"><p>\(quotation.words)</p>
      <footer>\(line)</footer></blockquote>
      """
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

/// What a report cannot count before somebody has settled it.
struct Unsettled {
  let table: ThemeTable
  let links: Links

  /// How many places of one kind the page lists.
  private static let limit = 100

  var html: HTML {
    guard !table.conflicts.isEmpty || !table.queue.isEmpty else { return "" }
    return """
      <section id="unsettled">
      <h2>To be settled</h2>
      \(conflicts)
      \(table.waitingByReason.map(waiting))
      </section>
      """
  }

  private var conflicts: HTML {
    guard !table.conflicts.isEmpty else { return "" }
    let items = table.conflicts.map { conflict -> HTML in
      let codes = conflict.codes.map { code -> HTML in
        """
        <a href="#\(links.target(code, conflict.participant))">\(table[code]?.code.name ?? "\(code)")</a>
        """
      }
      let joined = HTML(codes.enumerated().map { $0 == 0 ? $1 : " and \($1)" })
      return "<li><b>\(conflict.participant)</b> has \(joined)</li>"
    }
    return """
      <h3>One of them only</h3>
      <p>These participants have several of some codes of which one can hold. They count for each of \
      them until somebody decides.</p>
      <ul>\(items)</ul>
      """
  }

  private func waiting(_ reason: QueueItem.Reason, _ items: [ThemeTable.Waiting]) -> HTML {
    let rows = items.prefix(Self.limit).map { waiting -> HTML in
      let place = waiting.codePoints.map { "\($0.lowerBound)–\($0.upperBound)" } ?? ""
      let name = table[waiting.item.code]?.code.name ?? waiting.item.code.rawValue
      return """
        <tr><td><a href="#\(links.theme(waiting.item.code))">\(name)</a></td>\
        <td>\(waiting.item.transcript)</td><td class="n">\(place)</td>\
        <td>\(waiting.item.decision?.rawValue ?? "")</td></tr>
        """
    }
    let more: HTML =
      items.count > Self.limit ? "<p class=\"rest\">and \(items.count - Self.limit) more</p>" : ""
    return """
      <h3>\(counted(items.count, "place")): \(reason.explanation)</h3>
      <div class="wide"><table>
      <thead><tr><th scope="col">code</th><th scope="col">transcript</th>\
      <th scope="col" class="n">place</th><th scope="col">decision</th></tr></thead>
      <tbody>\(rows)</tbody>
      </table></div>\(more)
      """
  }
}
