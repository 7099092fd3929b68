import LeitmotifModel

extension Explanation {
  /// The explanation for people, in lines of at most 100 characters.
  public var text: String {
    var lines: [String] = []
    lines += entry("code", code.map { "\($0.id) (\($0.name))" } ?? coding.code.rawValue)
    if let code {
      lines +=
        entry("", code.definition) + entry("", code.include, front: "Include: ")
        + entry("", code.exclude, front: "Exclude: ")
    }
    lines += entry("where", place)
    lines += entry("words", quotation)
    lines += entry("attributes", described(coding.attributes))
    lines += entry("final", isFinal)
    for decision in decisions { lines += entry("decision", described(decision)) }
    for source in sources {
      lines +=
        entry("proposed", described(source)) + (source.rule.map(ruleLines) ?? [])
        + entry("", PlainText.showing(source.memo), front: "memo: ")
    }
    for match in suppressed {
      lines +=
        entry(
          "not coded",
          "“\(PlainText.showing(words(match.span)))”, which a longer match holds or crosses")
        + ruleLines(of: match.rule)
    }
    let version = codebook.version.isEmpty ? "" : " \(codebook.version)"
    lines += entry("codebook", "\(codebook.name)\(version), \(run.codebook)")
    lines += entry("run", "\(run.id) of \(run.pipeline)")
    return lines.joined(separator: "\n") + "\n"
  }

  private func entry(_ name: String, _ words: String, front: String = "") -> [String] {
    guard !words.isEmpty else { return [] }
    return PlainText.wrap(
      front + words, first: PlainText.pad(name, to: Self.margin),
      rest: PlainText.pad("", to: Self.margin))
  }

  private static let margin = 12

  private var place: String {
    let range = codePoints(coding.span)
    let who = speaker.map { speaker in
      ", \(speaker.participant?.rawValue ?? PlainText.showing(speaker.label))"
    }
    let time = turn?.start.map { ", \(PlainText.clock($0))" }
    return "\(coding.transcript) \(range.lowerBound)–\(range.upperBound)"
      + (who ?? "") + (time ?? "")
  }

  /// The evidence in brackets with the sentences around it, within its turn.
  private var quotation: String {
    let reach = 400
    let span = coding.span
    let whole = turn?.span ?? transcript.transcript.text.span
    let text = transcript.transcript.text
    func border(_ offset: Int) -> Int {
      let clamped = min(max(offset, whole.start), whole.end)
      let nearest = (0...4).first { text.isBoundary(clamped - $0) } ?? 0
      return clamped - nearest
    }
    let around = transcript.extended(
      TextSpan(
        start: min(span.start, border(span.start - reach)),
        end: max(span.end, border(span.end + reach))), to: .sentence)
    let start = min(span.start, max(around.start, whole.start))
    let end = max(span.end, min(around.end, whole.end))
    let before = PlainText.showing(words(TextSpan(start: start, end: span.start)))
    let after = PlainText.showing(words(TextSpan(start: span.end, end: end)))
    return (start > whole.start ? "… " : "") + before
      + "⟦\(PlainText.showing(words(span)))⟧" + after + (end < whole.end ? " …" : "")
  }

  private func described(_ attributes: Attributes) -> String {
    attributes.pairs.map { "\($0.name): \($0.value)" }.joined(separator: ", ")
  }

  private var isFinal: String {
    let waits = waiting.first.map { "it waits for a reviewer (\($0.reason.explanation))" }
    // It may count until somebody decides.
    let doubt = waits.map { "; but \($0)" } ?? ""
    if let own = finals.first(where: { CodingID($0.coding) == id }) {
      return "yes: \(own.origin.explanation)\(doubt)"
    }
    if let other = finals.first {
      return "as coding \(CodingID(other.coding)): \(other.origin.explanation)\(doubt)"
    }
    return waits.map { "no: \($0)" } ?? "no: it was turned down"
  }

  private func described(_ decision: Decision) -> String {
    let verdict =
      switch decision.verdict {
      case .accept: "accepted"
      case .reject: "rejected"
      case .modify: "modified"
      case .add: "added"
      case .defer: "deferred"
      case .memo: "noted"
      }
    let time = decision.time.isEmpty ? "" : ", \(decision.time)"
    let reason = decision.reason.isEmpty ? "" : ": \(PlainText.showing(decision.reason))"
    return "\(decision.id): \(verdict) by \(decision.reviewer)\(time)\(reason)"
  }

  private func described(_ source: Coding) -> String {
    let range = codePoints(source.span)
    let kind = source.isByMachine(among: coders) ? "classifier" : "person"
    let attributes = described(source.attributes)
    return "by \(source.coder) (\(kind)) on \(range.lowerBound)–\(range.upperBound)"
      + (attributes.isEmpty ? "" : ", \(attributes)") + ", coding \(CodingID(source))"
  }

  /// The rule as its author wrote it, with the place where it stands.
  private func ruleLines(of id: Identifier<Rule>) -> [String] {
    let rule = rule(called: id)
    let file = rule?.location.map { location in
      ", \(location.path)\(location.line.map { ":\($0)" } ?? "")"
    }
    let written = rule?.source.split(separator: "\n").map { line in
      PlainText.pad("", to: Self.margin + 2) + line
    }
    return entry("", "rule \(id)\(file ?? "")") + (written ?? [])
  }
}
