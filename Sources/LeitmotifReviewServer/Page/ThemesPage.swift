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
    // The figures of `leitmotif report --json`: there is one way to count.
    let figures = try ThemeTable(of: study).json
    count = figures["participants"].list.count
    themes = figures["themes"].list.map { theme in
      let quotations = theme["quotations"].list
      let code = theme["code"].text
      return ThemeView(
        code: code, depth: code.count { $0 == "." }, k: theme["k"].number,
        who: theme["participants"].list.map(\.text).joined(separator: ", "),
        isRaised: theme["k"].number > 0,
        quotations: quotations.prefix(Self.shown).map {
          QuotationView(
            participant: $0["participant"].text, transcript: $0["transcript"].text,
            text: $0["text"].text, place: $0["start"].number)
        }, more: max(0, quotations.count - Self.shown))
    }
  }
}

extension JSONValue {
  fileprivate subscript(name: String) -> JSONValue {
    if case .object(let fields) = self { fields[name] ?? .null } else { .null }
  }
  fileprivate var list: [JSONValue] { if case .list(let values) = self { values } else { [] } }
  fileprivate var text: String { if case .string(let text) = self { text } else { "" } }
  fileprivate var number: Int { if case .integer(let number) = self { number } else { 0 } }
}
