import HTTPTypes
import Hummingbird
import LeitmotifModel
import Synchronization

/// The port that the page listens on, known once it does.
final class ListeningPort: Sendable {
  private let value = Mutex(0)

  var number: Int {
    get { value.withLock(\.self) }
    set { value.withLock { $0 = newValue } }
  }
}

/// Lets in who has a token, and nobody who only has the reviewer's browser.
///
/// The first visit carries the token in its address; from then on a cookie does that no script can read and
/// that no other site's request carries. A request that changes something must besides say that it comes from
/// this page, and every request must name this computer: a foreign name that was made to point here
/// (DNS rebinding) is turned away.
struct Gatekeeper: RouterMiddleware {
  typealias Context = ReviewContext

  let reviewers: Reviewers
  let listening: ListeningPort

  private var port: Int { listening.number }

  /// Cookies are shared by all ports of a computer; each page has its own.
  private var cookie: String { "leitmotif-\(port)" }

  func handle(
    _ request: Request, context: ReviewContext,
    next: (Request, ReviewContext) async throws -> Response
  ) async throws -> Response {
    guard isForThisComputer(request) else { return refusal(.misdirectedRequest) }
    if let token = request.uri.queryParameters["token"], request.method == .get {
      guard reviewers.name(withToken: token) != nil else { return refusal(.forbidden) }
      let value = "\(cookie)=\(token); Path=/; HttpOnly; SameSite=Strict"
      // The token leaves the address bar, and with it the history and every screenshot.
      return Response(
        status: .seeOther, headers: [.location: request.uri.path, .setCookie: value])
    }
    guard let token = request.cookies[cookie]?.value,
      let reviewer = reviewers.name(withToken: token)
    else { return refusal(.forbidden) }
    guard request.method == .get || request.method == .head || isFromHere(request) else {
      return refusal(.forbidden)
    }
    var context = context
    context.reviewer = reviewer
    return try await next(request, context)
  }

  private var ownHosts: [String] { ["127.0.0.1:\(port)", "localhost:\(port)"] }

  private func isForThisComputer(_ request: Request) -> Bool {
    request.head.authority.map(ownHosts.contains) ?? false
  }

  private func isFromHere(_ request: Request) -> Bool {
    guard let origin = request.headers[.origin] else { return false }
    return ownHosts.contains { origin == "http://\($0)" }
  }

  private func refusal(_ status: HTTPResponse.Status) -> Response {
    let text = """
      This page belongs to a review on this computer. Open the address that 'leitmotif review' printed.\n
      """
    return Response(
      status: status, headers: [.contentType: "text/plain; charset=utf-8"],
      body: .init(byteBuffer: ByteBuffer(string: text)))
  }
}
