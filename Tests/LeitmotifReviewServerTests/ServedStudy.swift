import Foundation
import HTTPTypes
import Hummingbird
import LeitmotifDigest
import LeitmotifModel
import LeitmotifReview
import LeitmotifStore
import LeitmotifTesting
import Logging

@testable import LeitmotifReviewServer

/// A stored study in which one place waits, and its review page, asked without a browser.
struct ServedStudy {
  static let home = "127.0.0.1:4711"

  private static let interview = SegmentedTranscript(interview: "p1", "P1: The bill is high.\n")

  /// The address of the place that waits; what is proposed there has no part in it.
  static let item = address(of: place(of: []))

  /// The address of the decision whose words a run may lose.
  static let orphan = address(of: lostPlace)

  private static func address(of place: QueueItem) -> String {
    "/item/"
      + ReviewItem(
        place, weight: .init(proposals: 0, changesParticipants: false, disagreement: 0)
      ).id
  }

  private static let lost = Decision(
    id: "decisions:1", transcript: "p1", code: "cost", span: TextSpan(start: 4, end: 4),
    verdict: .accept, quotation: "words of old", reviewer: "ada")

  private static let lostPlace = QueueItem(
    transcript: "p1", code: "cost", span: lost.span, reason: .orphaned, proposals: [],
    decision: lost.id)

  let folder: TemporaryFolder
  let reviewers = Reviewers(["ada", "cy"])
  private let responder: RouterResponder<ReviewContext>

  /// Serves a study that some coders have coded.
  init(coders: [String] = ["ben"], isBlind: Bool = false) throws {
    folder = try TemporaryFolder()
    let store = folder.path("test.sqlite")
    try Self.run(coders, in: store)
    let desk = try ReviewDesk(store: store, decisions: [folder.path("decisions.jsonl")])
    let server = try ReviewServer(desk, reviewers: reviewers, isBlind: isBlind)
    let listening = ListeningPort()
    listening.number = 4711
    responder = server.router(listening).buildResponder()
  }

  /// Another run, which finds that other coders propose the code at the place, and that the
  /// words of a decision are gone or not.
  func run(_ coders: [String], isLosing: Bool = false) throws {
    try Self.run(coders, isLosing: isLosing, in: folder.path("test.sqlite"))
  }

  private static func run(
    _ coders: [String], isLosing: Bool = false, in path: String
  ) throws {
    let codings = coders.map { interview.coding("bill", "cost", by: $0) }
    let store = try Store(at: path, access: .write)
    let run = try store.beginRun(
      RunStart(
        pipeline: "test", pipelineText: "{}",
        codebook: Codebook(name: "test", codes: [Code(id: "cost", name: "Cost")]),
        codebookSource: "", codebookDigest: Digest(of: "codebook"),
        coders: coders.map { Coder(id: Identifier($0), kind: .person) },
        decisions: isLosing ? [lost] : [], toolVersion: "0"))
    let result = TranscriptResult(
      transcript: interview,
      source: InputFile(path: "p1.txt", digest: Digest(of: "p1"), size: 1),
      text: Digest(of: interview.transcript.text.bytes), codings: CodingList(codings, of: "p1"),
      queue: [place(of: codings)] + (isLosing ? [lostPlace] : []),
      contentDigest: Digest(of: "\(coders) \(isLosing)").short)
    try store.write([result], run: run)
    try store.finishRun(
      run, status: .succeeded, result: "r", counts: Run.Counts(), keeping: ["p1"])
  }

  private static func place(of proposals: [Coding]) -> QueueItem {
    QueueItem(
      transcript: "p1", code: "cost", span: interview.span(of: "bill"), reason: .disagreement,
      proposals: proposals.map { CodingID($0) }.sorted())
  }

  /// The decisions that are in the file.
  var decisions: [DecisionLine] {
    get throws { try DecisionFile(path: folder.path("decisions.jsonl")).lines }
  }

  /// What the page answers.
  struct Answer {
    let status: HTTPResponse.Status
    let headers: HTTPFields
    let text: String

    /// What a page's form sends unseen.
    var hidden: [String: String] {
      Dictionary(
        text.matches(of: /name="(seen|known|proposals)" value="([^"]*)"/)
          .map { (String($0.1), String($0.2)) }
      ) { first, _ in first }
    }
  }

  /// A reviewer's cookie.
  func cookie(of reviewer: Identifier<Coder>) -> String {
    let token = reviewers.all.first { $0.name == reviewer }?.token ?? ""
    return "leitmotif-4711=\(token)"
  }

  /// Asks as anybody may; a host of `nil` is not named.
  func ask(
    _ method: HTTPRequest.Method, _ path: String, host: String? = home,
    _ headers: HTTPFields = [:], body: String = ""
  ) async throws -> Answer {
    let head = HTTPRequest(
      method: method, scheme: "http", authority: host, path: path, headerFields: headers)
    let response = try await responder.respond(
      to: Request(head: head, body: RequestBody(buffer: ByteBuffer(string: body))),
      context: ReviewContext(of: Nowhere()))
    let body = BodyText()
    try await response.body.write(body)
    return Answer(status: response.status, headers: response.headers, text: body.text)
  }

  /// Looks at a page as a reviewer.
  func look(at path: String, as reviewer: Identifier<Coder>) async throws -> Answer {
    try await ask(.get, path, [.cookie: cookie(of: reviewer)])
  }

  /// Sends a form as a reviewer's browser does; a part is asked for by what the keys do.
  func send(
    _ fields: [String: String], to path: String, as reviewer: Identifier<Coder>,
    isPart: Bool = false
  ) async throws -> Answer {
    let pairs = fields.map { name, value in
      "\(name)=\(value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")"
    }
    var headers: HTTPFields = [.cookie: cookie(of: reviewer), .origin: "http://\(Self.home)"]
    if isPart { headers[.accept] = "text/x-part" }
    return try await ask(.post, path, headers, body: pairs.joined(separator: "&"))
  }
}

/// Where a request without a connection comes from.
private struct Nowhere: RequestContextSource {
  let logger = Logger(label: "nowhere")
}

/// Takes down what an answer says.
private final class BodyText: ResponseBodyWriter {
  private(set) var text = ""

  func write(_ buffer: ByteBuffer) async throws { text += String(buffer: buffer) }
  func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
