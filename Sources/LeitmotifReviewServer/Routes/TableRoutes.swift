import Hummingbird
import LeitmotifModel
import LeitmotifReview
import LeitmotifStore

/// Codebook, agreement and themes.
extension ReviewServer {
  func addTables(to router: Router<ReviewContext>) {
    router.get("/codebook") { _, context in
      var frame = frame("Codebook", context)
      frame.onCodebook = true
      var counts: [Identifier<Code>: Int] = [:]
      try desk.study.forEachFinalCoding { counts[$0.coding.code, default: 0] += 1 }
      return templates.page(
        frame, "codebook",
        CodebookPage(session.codebook, results: try desk.exampleResults(), counts: counts))
    }
    router.get("/agreement") { _, context in
      var frame = frame("Agreement", context)
      frame.onAgreement = true
      return templates.page(frame, "agreement", try AgreementPage(of: desk.study))
    }
    router.get("/themes") { _, context in
      var frame = frame("Themes", context)
      frame.onThemes = true
      return templates.page(frame, "themes", try ThemesPage(of: desk.study))
    }
  }
}
