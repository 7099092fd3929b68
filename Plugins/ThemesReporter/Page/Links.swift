import LeitmotifModel

/// Where the figures of a page lead.
struct Links {
  let table: ThemeTable
  private let cases: [Identifier<Participant>: Int]
  private let transcripts: [Identifier<Transcript>: Int]
  /// For each theme, whose quotations the page has.
  private let quoted: [Set<Identifier<Participant>?>]
  /// The codings whose quotations the page has.
  private let codings: Set<CodingID>

  init(table: ThemeTable) {
    self.table = table
    let shown = table.themes.map { table.shows($0) ? $0.quotations : [] }
    quoted = shown.map { Set($0.map(\.participant)) }
    codings = Set(shown.joined().map(\.coding))
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
  func has(_ coding: CodingID) -> Bool { codings.contains(coding) }

  /// Where a participant's circle leads: to the theme's quotations, or to those of a theme below it.
  func target(_ code: Identifier<Code>, _ participant: Identifier<Participant>) -> String {
    guard let start = table.place[code] else { return theme(code) }
    let places = start...start + table.themes[start].below
    return places.first { quoted[$0].contains(participant) }
      .map { group(table.themes[$0].code.id, participant) } ?? theme(code)
  }

  /// The participants' names, each leading to what they say.
  func names(_ participants: [Identifier<Participant>], of code: Identifier<Code>) -> HTML {
    let links = participants.map { id -> HTML in
      "<a class=\"who\" href=\"#\(target(code, id))\">\(id)</a> "
    }
    return HTML(links)
  }
}
