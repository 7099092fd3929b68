import LeitmotifModel

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
    let shown = table.shownConflicts
    guard !shown.isEmpty else { return "" }
    let items = shown.map { conflict -> HTML in
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
      // A code that was split is no theme any more.
      let code: HTML =
        table[waiting.item.code].map {
          "<a href=\"#\(links.theme(waiting.item.code))\">\($0.code.name)</a>"
        } ?? "\(waiting.item.code.rawValue)"
      let decision = table.privacy.pseudonymsOnly ? nil : waiting.item.decision?.rawValue
      return """
        <tr><td>\(code)</td>\
        <td>\(table.name(of: waiting.item.transcript))</td><td class="n">\(place)</td>\
        <td>\(decision ?? "")</td></tr>
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
