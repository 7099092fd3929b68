import Foundation
import HTTPTypes
import Hummingbird
import LeitmotifModel
import LeitmotifReview

/// The queue, one item at a time and as a list.
extension ReviewServer {
  func addQueue(to router: Router<ReviewContext>) {
    router.get("/queue") { request, context in
      var frame = frame("Queue", context)
      frame.onQueue = true
      let number = request.uri.queryParameters["from"].flatMap { Int($0) } ?? 1
      return templates.page(
        frame, "queue", QueuePage(try session.standing(), in: session, from: number))
    }
    router.get("/item") { _, context in
      guard let next = try session.standing().next(after: nil) else {
        return try donePage(context)
      }
      return Response(status: .seeOther, headers: [.location: "/item/\(next.id)"])
    }
    router.get("/item/:id") { _, context in
      try itemPage(context.parameters.get("id") ?? "", context)
    }
    router.post("/item/:id") { request, context in
      try await decide(request, context)
    }
  }

  private func decide(_ request: Request, _ context: ReviewContext) async throws -> Response {
    let form = try await DecisionForm(request)
    let id = context.parameters.get("id") ?? ""
    guard let place = try session.place(id) else { throw HTTPError(.notFound) }
    if form["verdict"] == "move" { return try move(place, form, context) }
    let line = try form.decision(on: place, by: context.reviewer)
    if let change = line.change, let problem = session.check(change, of: line.code) {
      return try itemPage(
        id, context, message: "\(problem.message): \(problem.help)", status: .badRequest)
    }
    let isUndone = !form["undo"].isEmpty
    let outcome =
      try isUndone
      ? session.undo(line, seen: form.seen) : session.decide(line, seen: form.seen)
    return try answer(
      outcome, on: id, next: isUndone ? id : nil, isPart: asksForPart(request), context)
  }

  /// Moves an orphan to the words that were selected.
  private func move(
    _ place: ReviewedPlace, _ form: DecisionForm, _ context: ReviewContext
  ) throws -> Response {
    let outcome = try form.words.flatMap {
      try session.move(
        place, to: $0, by: context.reviewer, at: Date.now.formatted(.iso8601), seen: form.seen)
    }
    guard let outcome else {
      return try itemPage(
        place.item.id, context, message: "Select the words first.", status: .badRequest)
    }
    return try answer(outcome, on: place.item.id, isPart: false, context)
  }

  private func asksForPart(_ request: Request) -> Bool { request.headers[.accept] == "text/x-part" }

  /// The page that follows a decision: the next item, or what another reviewer decided meanwhile.
  private func answer(
    _ outcome: DecisionFile.Outcome, on id: String, next: String? = nil, isPart: Bool,
    _ context: ReviewContext
  ) throws -> Response {
    if case .taken(let other) = outcome {
      let message = """
        \(other.reviewer) decided on this just now: \(other.verdict). Nothing was written; decide again to \
        replace it, or go on.
        """
      return try itemPage(id, context, message: message, status: .conflict)
    }
    let seen = session.seen
    let standing = try session.standing()
    let next = next.flatMap { session.queue[$0] } ?? standing.next(after: id)
    guard isPart else {
      return Response(
        status: .seeOther, headers: [.location: next.map { "/item/\($0.id)" } ?? "/item"])
    }
    guard let next else { return try donePage(context, isPart: true) }
    return try itemPage(next.id, context, seen: seen, isPart: true)
  }

  private func itemPage(
    _ id: String, _ context: ReviewContext, seen: String? = nil, message: String = "",
    isPart: Bool = false, status: HTTPResponse.Status = .ok
  ) throws -> Response {
    let seen = seen ?? session.seen
    guard let place = try session.place(id) else { throw HTTPError(.notFound) }
    let page = ItemPage(
      place, in: session, standing: try session.standing(), seen: seen, isBlind: isBlind,
      message: message)
    guard !isPart else { return templates.part("item", page, status: status) }
    var frame = frame("\(page.position) of \(page.total)", context)
    frame.onQueue = true
    return templates.page(frame, "item", page, status: status)
  }

  private func donePage(_ context: ReviewContext, isPart: Bool = false) throws -> Response {
    let page = QueuePage(try session.standing(), in: session)
    guard !isPart else { return templates.part("done", page) }
    var frame = frame("Done", context)
    frame.onQueue = true
    return templates.page(frame, "done", page)
  }
}
