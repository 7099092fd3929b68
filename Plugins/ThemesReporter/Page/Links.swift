import LeitmotifModel

/// Where the figures of a page lead.
struct Links {
  let table: ThemeTable
  /// The parts that the page has.
  var sections: Set<Section> = [.participants, .themes]
  private let cases: [Identifier<Participant>: Int]
  private let transcripts: [Identifier<Transcript>: Int]
  /// For each theme, whose quotations the page has.
  private let quoted: [Set<Identifier<Participant>?>]
  /// The codings whose quotations the page has, each with its theme and its place there.
  private let codings: [CodingID: (theme: Int, place: Int)]

  init(table: ThemeTable) {
    self.table = table
    let shown = table.themes.map { table.shows($0) ? $0.quotations : [] }
    quoted = shown.map { Set($0.map(\.participant)) }
    var codings: [CodingID: (theme: Int, place: Int)] = [:]
    for (theme, quotations) in shown.enumerated() {
      for (place, quotation) in quotations.enumerated() {
        codings[quotation.coding] = (theme, place)
      }
    }
    self.codings = codings
    cases = Dictionary(table.participants.enumerated().map { ($1.participant.id, $0) }) { one, _ in
      one
    }
    transcripts = Dictionary(table.transcripts.enumerated().map { ($1, $0) }) { one, _ in one }
  }

  /// The name of a theme's section.
  func theme(_ code: Identifier<Code>) -> String { "t\(table.place[code] ?? 0)" }

  /// The name of what one participant says in a theme's section.
  func group(_ code: Identifier<Code>, _ participant: Identifier<Participant>?) -> String {
    theme(code) + "p" + (participant.flatMap { cases[$0] }.map(String.init) ?? "")
  }

  /// The name of a turn among the places in the transcripts.
  func turn(_ transcript: Identifier<Transcript>, _ turn: Int) -> String {
    "x\(transcripts[transcript] ?? 0)-\(turn)"
  }

  /// Whether the page has a quotation of a coding.
  func has(_ coding: CodingID) -> Bool { codings[coding] != nil }

  /// The quotation of a coding; `nil` when the page has none.
  func quotation(of coding: CodingID) -> Quotation? {
    codings[coding].map { table.themes[$0.theme].quotations[$0.place] }
  }

  /// Where a participant's circle leads: to the theme's quotations, or to those of a theme below it.
  func target(_ code: Identifier<Code>, _ participant: Identifier<Participant>) -> String {
    guard let start = table.place[code] else { return theme(code) }
    let places = start...start + table.themes[start].below
    return places.first { quoted[$0].contains(participant) }
      .map { group(table.themes[$0].code.id, participant) } ?? theme(code)
  }

  /// The name of a participant's row among all participants.
  func row(_ participant: Identifier<Participant>) -> String {
    cases[participant].map { "p\($0)" } ?? Section.participants.rawValue
  }

  /// Words whose figures lead to the parts that the page has.
  func figured(_ text: FiguredText) -> HTML {
    let pieces = text.pieces.map { piece -> HTML in
      switch piece {
      case .figure(let figure, let section) where sections.contains(section):
        "<a href=\"#\(section.rawValue)\">\(figure)</a>"
      case .words(let words), .figure(let words, _): "\(words)"
      }
    }
    return HTML(pieces)
  }

  /// The participants' names, each leading to what they say.
  func names(_ participants: [Identifier<Participant>], of code: Identifier<Code>) -> HTML {
    let links = participants.map { id -> HTML in
      "<a class=\"who\" href=\"#\(target(code, id))\">\(id)</a> "
    }
    return HTML(links)
  }
}
