import LeitmotifModel

/// How a page shows a quotation: short in a table, whole in its theme's section.
struct QuotationView {
  let table: ThemeTable
  let links: Links
  let why: WhySection
  /// Whether the page holds the places in the transcripts.
  let hasPlaces: Bool

  /// In a table: the words and who says them, leading to the place where all is told.
  func short(_ quotation: Quotation, memos: Bool) -> HTML {
    let memo: HTML =
      memos && !quotation.memo.isEmpty ? "<p class=\"memo\">Memo: \(quotation.memo)</p>" : ""
    return """
      <blockquote><p>“<bdi>\(quotation.printedWords)</bdi>”</p> \
      <footer><a href="#q\(quotation.coding.description)">\(quotation.who)</a></footer>\(memo)</blockquote>
      """
  }

  /// In its theme's section: with its place, its time, its coders and why it is there.
  func full(_ quotation: Quotation) -> HTML {
    var facts: [HTML] = [place(of: quotation)]
    if let speaker = quotation.speaker, speaker != quotation.participant?.rawValue {
      facts.append("speaker <bdi>\(speaker)</bdi>")
    }
    if let time = quotation.time { facts.append("at \(PlainText.clock(time))") }
    facts += quotation.shownAttributes.pairs.map { "\($0.name): \($0.value)" }
    facts.append(origin(of: quotation))
    facts.append("<code>leitmotif explain STORE \(quotation.coding.description)</code>")
    let line = HTML(facts.enumerated().map { $0 == 0 ? $1 : " · \($1)" })
    let memo: HTML = quotation.memo.isEmpty ? "" : "<p class=\"memo\">Memo: \(quotation.memo)</p>"
    return """
      <blockquote id="q\(quotation.coding.description)"><p>\(quotation.words)</p>\(memo)
      <footer>\(line)</footer></blockquote>
      """
  }

  private func place(of quotation: Quotation) -> HTML {
    let text: HTML =
      "\(table.name(of: quotation.transcript)) \(quotation.position.lowerBound)–\(quotation.position.upperBound)"
    guard hasPlaces, let turn = quotation.turn else { return text }
    return "<a href=\"#\(links.turn(quotation.transcript, turn))\">\(text)</a>"
  }

  private func origin(of quotation: Quotation) -> HTML {
    let isNamed = !table.privacy.pseudonymsOnly
    let coders = isNamed ? quotation.coders.map(\.rawValue).joined(separator: ", ") : ""
    let decided: HTML =
      quotation.decision.flatMap(why.name).map {
        "<a href=\"#\($0)\">\(quotation.origin.explanation)</a>"
      } ?? "\(quotation.origin.explanation)"
    let rules = quotation.shownRules.compactMap { rule in
      why.name(rule).map { " <a href=\"#\($0)\">rule \(rule)</a>" as HTML }
    }
    return "\(coders.isEmpty ? "" : coders + ": ")\(decided)\(rules)"
  }
}

extension Quotation {
  /// The words, kept from reordering what stands around them, with the evidence marked where it is a part.
  var words: HTML {
    let bytes = Array(text.utf8)
    guard evidence.count < bytes.count - 2 else { return "“<bdi>\(text)</bdi>”" }
    let part = { (range: Range<Int>) in String(decoding: bytes[range], as: UTF8.self) }
    return """
      “<bdi>\(part(0..<evidence.lowerBound))<mark>\(part(evidence))</mark>\
      \(part(evidence.upperBound..<bytes.count))</bdi>”
      """
  }

  /// The words as a table prints them; what an author put in is set apart.
  var printedWords: HTML {
    guard let edited else { return "\(text)" }
    return HTML(
      edited.pieces.map { piece -> HTML in
        switch piece {
        case .words(let words): "\(words)"
        case .elision: "<span class=\"editor\">[...]</span>"
        case .clarification(let words): "<span class=\"editor\">[\(words)]</span>"
        }
      })
  }

  /// The words as a table prints them, for formats without marks of their own.
  var printedText: String { edited?.text ?? text }

  /// Who says it.
  var who: String { participant?.rawValue ?? speaker ?? "nobody in particular" }
}
