import LeitmotifModel

/// What stands behind the numbers of a page: a panel for each, which shows when its number is followed.
final class Panels {
  private let links: Links
  private var asides: [HTML] = []
  /// The panels that are there, by what they show: a count and its share have one.
  private var names: [Grid.Evidence: String] = [:]

  /// How many names or places a panel lists.
  private static let limit = 60

  init(links: Links) {
    self.links = links
  }

  /// All panels, for the end of the page.
  var html: HTML { HTML(asides) }

  /// A number that leads to what stands behind it.
  func link(_ text: String, to evidence: Grid.Evidence, back: String) -> HTML {
    guard !evidence.isEmpty else { return "\(text)" }
    if let section = evidence.section { return figure(text, section.rawValue) }
    // One participant and one code need no panel, nor does a code that nobody raised.
    if evidence.codings.isEmpty, evidence.people.count <= 1, evidence.codes.count == 1 {
      let code = evidence.codes[0]
      return figure(text, evidence.people.first.map { links.target(code, $0) } ?? links.theme(code))
    }
    if let name = names[evidence] { return figure(text, name) }
    let name = "f\(asides.count + 1)"
    names[evidence] = name
    asides.append(
      """
      <aside class="panel" id="\(name)" aria-label="What stands behind the number">
      <a class="close" href="#\(back)" aria-label="Close">×</a>
      <p><b>\(text)</b> \(evidence.meaning)</p>
      \(people(of: evidence))
      \(codes(of: evidence))
      \(places(of: evidence))
      </aside>

      """)
    return figure(text, name)
  }

  private func figure(_ text: String, _ target: String) -> HTML {
    "<a class=\"figure\" href=\"#\(target)\">\(text)</a>"
  }

  private func people(of evidence: Grid.Evidence) -> HTML {
    guard !evidence.people.isEmpty else { return "" }
    let lines = evidence.people.prefix(Self.limit).map { id -> HTML in
      let targets = evidence.codes.map { code -> HTML in
        let name = links.table[code]?.code.name ?? code.rawValue
        return " <a href=\"#\(links.target(code, id))\">\(name)</a>"
      }
      if evidence.codes.isEmpty { return "<li><a href=\"#\(links.row(id))\">\(id)</a></li>" }
      return evidence.codes.count == 1
        ? "<li><a href=\"#\(links.target(evidence.codes[0], id))\">\(id)</a></li>"
        : "<li><b>\(id)</b>\(targets)</li>"
    }
    return "<ul class=\"below\">\(lines)</ul>\(more(evidence.people.count - Self.limit))"
  }

  private func codes(of evidence: Grid.Evidence) -> HTML {
    guard evidence.people.isEmpty, !evidence.codes.isEmpty else { return "" }
    let lines = evidence.codes.prefix(Self.limit).map { code -> HTML in
      "<li><a href=\"#\(links.theme(code))\">\(links.table[code]?.code.name ?? code.rawValue)</a></li>"
    }
    return "<ul class=\"below\">\(lines)</ul>\(more(evidence.codes.count - Self.limit))"
  }

  private func places(of evidence: Grid.Evidence) -> HTML {
    guard !evidence.codings.isEmpty else { return "" }
    // Where small counts are kept back, so are the numbers of codings that the page does not quote.
    let isOpen = links.table.privacy.suppressBelow == 0
    let shown = evidence.codings.filter { isOpen || links.has($0) }
    let lines = shown.prefix(Self.limit).map { coding -> HTML in
      guard let quotation = links.quotation(of: coding) else {
        return "<li><code>\(coding.description)</code></li>"
      }
      let transcript = links.table.name(of: quotation.transcript)
      return """
        <li><a href="#q\(coding.description)">\(quotation.who), \(transcript) \
        \(quotation.evidencePosition.lowerBound)</a></li>
        """
    }
    let others = evidence.others + max(0, evidence.codings.count - Self.limit)
    return "<p class=\"rest\">Quotations:</p><ul class=\"below\">\(lines)</ul>\(more(others))"
  }

  private func more(_ count: Int) -> HTML {
    count > 0 ? "<p class=\"rest\">and \(count) more</p>" : ""
  }
}
