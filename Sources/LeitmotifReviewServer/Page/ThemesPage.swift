import LeitmotifModel
import ThemesReporter

/// The themes of the study, each number leading to its quotations.
struct ThemesPage: Sendable {
  let count: Int
  let themes: [ThemeView]

  struct ThemeView: Sendable {
    let code: String
    let depth: Int
    let k: Int
    let who: String
    let isRaised: Bool
    let quotations: [QuotationView]
    let more: Int
  }

  struct QuotationView: Sendable {
    let participant: String
    let transcript: String
    let text: String
    let place: Int
  }

  private static let shown = 20

  /// Counts the themes.
  ///
  /// - Throws: What the study throws.
  init(of study: any StudyReader) throws {
    // There is one way to count: the report's.
    let table = try ThemeTable(of: study, quotationsPerTheme: Self.shown)
    count = table.n
    themes = table.themes.enumerated().map { place, theme in
      let family = table.themes[place...place + theme.below]
      let quotations = family.flatMap(\.quotations).prefix(Self.shown)
      return ThemeView(
        code: theme.code.id.rawValue, depth: theme.depth, k: theme.participants.count,
        who: theme.participants.map(\.rawValue).joined(separator: ", "),
        isRaised: !theme.participants.isEmpty,
        quotations: quotations.map {
          QuotationView(
            participant: $0.participant?.rawValue ?? "", transcript: $0.transcript.rawValue,
            text: $0.text, place: $0.position.lowerBound)
        }, more: family.reduce(0) { $0 + $1.quotableCount } - quotations.count)
    }
  }
}
