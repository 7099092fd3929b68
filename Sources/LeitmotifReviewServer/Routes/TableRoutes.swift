import Hummingbird
import LeitmotifModel
import LeitmotifReview
import LeitmotifStore

/// The pages that only a run changes.
enum StudyPage: String, CaseIterable, Sendable {
  case codebook, themes, agreement

  /// The page's title.
  var title: String {
    switch self {
    case .codebook: "Codebook"
    case .themes: "Themes"
    case .agreement: "Agreement"
    }
  }
}

/// Codebook, agreement and themes.
extension ReviewServer {
  func addTables(to router: Router<ReviewContext>) {
    for page in StudyPage.allCases {
      router.get("/\(page.rawValue)") { _, context in
        var frame = frame(page.title, context)
        switch page {
        case .codebook: frame.onCodebook = true
        case .themes: frame.onThemes = true
        case .agreement: frame.onAgreement = true
        }
        return templates.page(frame, main: try await main(page))
      }
    }
    router.get("/disagreements") { request, context in
      var frame = frame("Disagreements", context)
      frame.onAgreement = true
      let query = request.uri.queryParameters
      let voices = query[values: "voice"].map { String($0) }
      let code = query["code"].map { Identifier<Code>(String($0)) }
      let table = sitting.table
      let main = try await table.pages.main(request.uri.description) {
        let content = try DisagreementsPage(
          of: table.desk.study, between: voices, over: code, in: table.session)
        return templates.main("disagreements", content)
      }
      return templates.page(frame, main: main)
    }
  }

  /// The main part of a page that only a run changes.
  func main(_ page: StudyPage) async throws -> String {
    let table = sitting.table
    return try await table.pages.main(page.rawValue) {
      let study = table.desk.study
      switch page {
      case .codebook:
        var counts: [Identifier<Code>: Int] = [:]
        try study.forEachFinalCoding { counts[$0.coding.code, default: 0] += 1 }
        let content = CodebookPage(
          table.session.codebook, results: try table.desk.exampleResults(), counts: counts)
        return templates.main("codebook", content)
      case .themes: return templates.main("themes", try ThemesPage(of: study))
      case .agreement: return templates.main("agreement", try AgreementPage(of: study))
      }
    }
  }
}
