import Foundation
import HTTPTypes
import Hummingbird
import LeitmotifModel
public import LeitmotifReview
import LeitmotifStore
import Logging

/// The review page: answers the reviewers' browsers on this computer.
public struct ReviewServer: Sendable {
  let sitting: Sitting
  private let reviewers: Reviewers
  let isBlind: Bool
  let templates: Templates

  /// Prepares the page of a study.
  ///
  /// - Parameters:
  ///   - desk: The study and its decisions files.
  ///   - reviewers: Who may decide.
  ///   - isBlind: Whether it hides who proposed and decided what.
  /// - Throws: What the study throws.
  public init(_ desk: ReviewDesk, reviewers: Reviewers, isBlind: Bool) throws {
    sitting = try Sitting(desk)
    self.reviewers = reviewers
    self.isBlind = isBlind
    templates = try Templates()
  }

  /// Answers requests until it is told to stop.
  ///
  /// - Parameters:
  ///   - port: The port to listen on; 0 for any free one.
  ///   - started: What to do once it listens, with the port.
  /// - Throws: An error when the port is taken.
  public func run(port: Int, started: @escaping @Sendable (Int) -> Void) async throws {
    var logger = Logger(label: "leitmotif-review")
    // Requests name transcripts and codes: nothing of them is written down.
    logger.logLevel = .critical
    let listening = ListeningPort()
    let preparing = Task.detached(priority: .utility) {
      // Whoever opens the page first sees a place that waits.
      try? await Task.sleep(for: .seconds(2))
      for study in StudyPage.allCases {
        while case .inTheMaking? = try? await page(study, of: sitting.table), !Task.isCancelled {}
      }
    }
    defer { preparing.cancel() }
    let app = Application(
      router: router(listening),
      configuration: .init(address: .hostname("127.0.0.1", port: port)),
      onServerRunning: { channel in
        listening.number = channel.localAddress?.port ?? port
        started(listening.number)
      }, logger: logger)
    try await app.runService()
  }

  func router(_ listening: ListeningPort) -> Router<ReviewContext> {
    let router = Router(context: ReviewContext.self)
    router.add(middleware: SafeHeaders())
    router.add(middleware: Problems(templates: templates))
    router.add(middleware: Gatekeeper(reviewers: reviewers, listening: listening))
    router.get("/") { _, _ in Response(status: .seeOther, headers: [.location: "/item"]) }
    addAssets(to: router)
    addQueue(to: router)
    addTranscripts(to: router)
    addTables(to: router)
    addNews(to: router)
    return router
  }

  func frame(_ title: String, _ context: ReviewContext, at table: Sitting.Table) -> PageFrame {
    PageFrame(
      title: title, study: table.desk.study.run.pipeline, reviewer: context.reviewer.rawValue,
      isBehind: table.isBehind)
  }

  private func addAssets(to router: Router<ReviewContext>) {
    let files: [(RouterPath, String, [UInt8])] = [
      ("/style.css", "text/css; charset=utf-8", PackageResources.style_css),
      ("/icon.svg", "image/svg+xml", PackageResources.icon_svg),
      ("/review.js", "text/javascript; charset=utf-8", PackageResources.review_js),
    ]
    for (path, type, bytes) in files {
      router.get(path) { _, _ in
        Response(
          status: .ok, headers: [.contentType: type],
          body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
      }
    }
    router.get("/codes.json") { _, _ in
      let codes = sitting.table.session.codebook.codes.map { code -> JSONValue in
        [
          "id": .string(code.id.rawValue), "name": .string(code.name),
          "attributes": .list(
            code.attributes.map { attribute in
              [
                "name": .string(attribute.name),
                "values": .list(attribute.values.map { .string($0) }),
                "default": .optional(attribute.defaultValue),
              ]
            }),
        ]
      }
      return json(.list(codes))
    }
  }

  /// Runs go on beside the page: it tells that there is a newer queue, and changes to it when it is told to.
  private func addNews(to router: Router<ReviewContext>) {
    router.get("/news.json") { _, _ in json(["behind": .boolean(sitting.table.isBehind)]) }
    router.post("/renew") { _, _ in
      try sitting.renew()
      return Response(status: .seeOther, headers: [.location: "/item"])
    }
  }

  private func json(_ value: JSONValue) -> Response {
    Response(
      status: .ok, headers: [.contentType: "application/json"],
      body: .init(byteBuffer: ByteBuffer(string: value.canonicalText)))
  }
}
