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
      return templates.page(frame, "queue", QueuePage(try session.standing(), from: number))
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
    let line = try form.decision(on: place, by: context.reviewer)
    if let change = line.change, let problem = session.check(change, of: line.code) {
      return try itemPage(
        id, context, message: "\(problem.message): \(problem.help)", status: .badRequest)
    }
    if case .taken(let other) = try session.decide(line, seen: form.seen) {
      let message = """
        \(other.reviewer) decided on this just now: \(other.verdict). Nothing was written; decide again to \
        replace it, or go on.
        """
      return try itemPage(id, context, message: message, status: .conflict)
    }
    let seen = session.seen
    let standing = try session.standing()
    let isUndone = !form["undo"].isEmpty
    let next = isUndone ? session.queue[id] : standing.next(after: id)
    guard request.headers[.accept] == "text/x-part" else {
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
    let page = QueuePage(try session.standing())
    guard !isPart else { return templates.part("done", page) }
    var frame = frame("Done", context)
    frame.onQueue = true
    return templates.page(frame, "done", page)
  }
}
