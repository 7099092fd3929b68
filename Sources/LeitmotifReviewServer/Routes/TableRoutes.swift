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
      router.get("/\(page.rawValue)") { request, context in
        let table = sitting.table
        var frame = frame(page.title, context, at: table)
        switch page {
        case .codebook: frame.onCodebook = true
        case .themes: frame.onThemes = true
        case .agreement: frame.onAgreement = true
        }
        return answer(try await self.page(page, of: table), in: frame, to: request)
      }
    }
    router.get("/disagreements") { request, context in
      let table = sitting.table
      var frame = frame("Disagreements", context, at: table)
      frame.onAgreement = true
      let query = request.uri.queryParameters
      let voices = query[values: "voice"].map { String($0) }
      let code = query["code"].map { Identifier<Code>(String($0)) }
      let page = try await table.pages.page(
        (["disagreements", code?.rawValue ?? ""] + voices).joined(separator: "\n")
      ) { study in
        let content = try DisagreementsPage(
          of: study, between: voices, over: code, in: table.session, isBlind: isBlind)
        return templates.main("disagreements", content)
      }
      return answer(page, in: frame, to: request)
    }
  }

  /// How far a page is that is being made.
  struct WaitingPage: Sendable {
    let title: String
    let read: Int
    let total: Int
  }

  /// A page when it is made, and until then how far it is; alone for one that is there already.
  private func answer(
    _ page: StudyPages.Page, in frame: PageFrame, to request: Request
  ) -> Response {
    let main: String
    switch page {
    case .made(let page): main = page
    case .inTheMaking(let progress):
      let (read, total) = progress.transcripts
      main = templates.main(
        "waiting", WaitingPage(title: frame.title, read: read, total: total))
    }
    return request.headers[.accept] == "text/x-part"
      ? templates.part(main: main) : templates.page(frame, main: main)
  }

  /// A page that only a run changes.
  func page(_ page: StudyPage, of table: Sitting.Table) async throws -> StudyPages.Page {
    try await table.pages.page(page.rawValue) { study in
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
