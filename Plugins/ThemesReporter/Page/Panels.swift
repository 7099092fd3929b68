import LeitmotifModel

/// What stands behind the numbers of a page: a panel for each, which shows when its number is followed.
final class Panels {
  private let links: Links
  private var asides: [HTML] = []

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
    // One participant and one code need no panel, nor does a number of codes alone.
    if evidence.codings.isEmpty, evidence.people.count == 1, evidence.codes.count == 1 {
      return figure(text, links.target(evidence.codes[0], evidence.people[0]))
    }
    let name = "f\(asides.count + 1)"
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
    guard !evidence.people.isEmpty, !evidence.codes.isEmpty else { return "" }
    let lines = evidence.people.prefix(Self.limit).map { id -> HTML in
      let targets = evidence.codes.map { code -> HTML in
        let name = links.table[code]?.code.name ?? code.rawValue
        return " <a href=\"#\(links.target(code, id))\">\(name)</a>"
      }
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
    let lines = evidence.codings.prefix(Self.limit).map { coding -> HTML in
      links.has(coding)
        ? "<li><a href=\"#q\(coding.description)\">\(coding.description)</a></li>"
        : "<li>\(coding.description)</li>"
    }
    let others = evidence.others + max(0, evidence.codings.count - Self.limit)
    return "<p class=\"rest\">Quotations:</p><ul class=\"below\">\(lines)</ul>\(more(others))"
  }

  private func more(_ count: Int) -> HTML {
    count > 0 ? "<p class=\"rest\">and \(count) more</p>" : ""
  }
}
