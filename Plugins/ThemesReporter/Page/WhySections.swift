import LeitmotifModel

/// The turns that a report quotes, each with the question before it: where every quotation leads.
struct PlacesSection {
  let places: [QuotedTranscript]
  let table: ThemeTable
  let links: Links

  var html: HTML {
    guard !places.isEmpty else { return "" }
    return """
      <section id="places">
      <h2>Places in the transcripts</h2>
      <p class="rest">The turns that are quoted, each with the turn before it; evidence is marked.</p>
      \(places.map(transcript))
      </section>
      """
  }

  private func transcript(_ quoted: QuotedTranscript) -> HTML {
    var next = 0
    var pieces: [HTML] = []
    for turn in quoted.turns {
      if turn.number > next { pieces.append(gap(turn.number - next)) }
      next = turn.number + 1
      pieces.append(self.turn(turn, of: quoted.transcript))
    }
    if quoted.turnCount > next { pieces.append(gap(quoted.turnCount - next)) }
    return "<h3>\(table.name(of: quoted.transcript))</h3>\n\(pieces)"
  }

  private func gap(_ count: Int) -> HTML {
    "<p class=\"rest gap\">[… \(counted(count, "turn"))]</p>\n"
  }

  private func turn(
    _ turn: QuotedTranscript.QuotedTurn, of transcript: Identifier<Transcript>
  ) -> HTML {
    let bytes = Array(turn.text.utf8)
    let part = { (range: Range<Int>) in String(decoding: bytes[range], as: UTF8.self) }
    var words: HTML = ""
    var next = 0
    for mark in turn.marks where mark.upperBound <= bytes.count {
      words += "\(part(next..<mark.lowerBound))<mark>\(part(mark))</mark>"
      next = mark.upperBound
    }
    words += "\(part(next..<bytes.count))"
    let time: HTML = turn.time.map { " <span class=\"k\">\(PlainText.clock($0))</span>" } ?? ""
    let kind: HTML = turn.isParticipant ? "turn" : "turn asked"
    return """
      <p class="\(kind)" id="\(links.turn(transcript, turn.number))"><b><bdi>\(turn.who)</bdi></b>\(time) \
      <bdi>\(words)</bdi></p>

      """
  }
}

/// Why the quotations are there: each rule as its author wrote it, and each decision.
struct WhySection {
  let reasons: Reasons
  let table: ThemeTable
  private let ruleNumbers: [Identifier<Rule>: Int]
  private let decisionNumbers: [Identifier<Decision>: Int]

  init(reasons: Reasons, table: ThemeTable) {
    self.reasons = reasons
    self.table = table
    ruleNumbers = Dictionary(reasons.rules.enumerated().map { ($1.id, $0) }) { first, _ in first }
    decisionNumbers = Dictionary(reasons.decisions.enumerated().map { ($1.id, $0) }) { one, _ in
      one
    }
  }

  /// The name of a rule's place on the page.
  func name(_ rule: Identifier<Rule>) -> String? { ruleNumbers[rule].map { "r\($0)" } }

  /// The name of a decision's place on the page.
  func name(_ decision: Identifier<Decision>) -> String? {
    decisionNumbers[decision].map { "d\($0)" }
  }

  var html: HTML {
    guard reasons.areAny else { return "" }
    let rules = reasons.rules.enumerated().map { place, rule -> HTML in
      let file = rule.location.map { "\($0.path)\($0.line.map { ":\($0)" } ?? "")" } ?? ""
      return """
        <dt id="r\(place)"><code>\(rule.id)</code> <span class="k">\(file)</span></dt>
        <dd><pre>\(rule.source)</pre></dd>

        """
    }
    let decisions = reasons.decisions.enumerated().map { place, decision -> HTML in
      let who: HTML = table.privacy.pseudonymsOnly ? "" : " by \(decision.reviewer)"
      // A decision is called after its file, which may be called after its reviewer.
      let name = table.privacy.pseudonymsOnly ? "decision \(place + 1)" : decision.id.rawValue
      let time = decision.time.isEmpty ? "" : ", \(decision.time)"
      return """
        <dt id="d\(place)"><code>\(name)</code> \(decision.verdict.explanation)\(who)\(time)</dt>
        <dd>\(decision.reason)</dd>

        """
    }
    return """
      <section id="why">
      <h2>Rules and decisions</h2>
      <dl>\(rules)\(decisions)</dl>
      </section>
      """
  }
}

extension Decision.Verdict {
  /// What was decided, in a word.
  var explanation: String {
    switch self {
    case .accept: "accepted"
    case .reject: "rejected"
    case .modify: "modified"
    case .add: "added"
    case .defer: "deferred"
    case .memo: "noted"
    }
  }
}
