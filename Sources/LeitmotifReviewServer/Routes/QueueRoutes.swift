import Foundation
import HTTPTypes
import Hummingbird
import LeitmotifModel
import LeitmotifReview

/// The queue, one item at a time and as a list.
extension ReviewServer {
  func addQueue(to router: Router<ReviewContext>) {
    router.get("/queue") { request, context in
      let table = sitting.table
      var frame = frame("Queue", context, at: table)
      frame.onQueue = true
      let number = request.uri.queryParameters["from"].flatMap { Int($0) } ?? 1
      let session = table.session
      return templates.page(
        frame, "queue",
        QueuePage(try session.standing(), in: session, from: number, isBlind: isBlind))
    }
    router.get("/item") { _, context in
      let table = sitting.table
      guard let next = try table.session.standing().next(after: nil) else {
        return try donePage(context, at: table)
      }
      return Response(status: .seeOther, headers: [.location: "/item/\(next.id)"])
    }
    router.get("/item/:id") { _, context in
      try itemPage(context.parameters.get("id") ?? "", context, at: sitting.table)
    }
    router.post("/item/:id") { request, context in
      try await decide(request, context)
    }
  }

  private func decide(_ request: Request, _ context: ReviewContext) async throws -> Response {
    let form = try await DecisionForm(request)
    let id = context.parameters.get("id") ?? ""
    let table = sitting.table
    let session = table.session
    guard let place = try session.place(id) else { throw HTTPError(.notFound) }
    if form["verdict"] == "move" {
      return try move(place, form, isPart: asksForPart(request), context, at: table)
    }
    // To take a decision back, it does not matter what is proposed now.
    let isUndone = form["verdict"] == "defer" && !form["undo"].isEmpty
    guard isUndone || form.proposals == place.proposalHash else {
      let message = """
        What is proposed here has changed since this page was loaded. Nothing was written; look at \
        it and decide again.
        """
      return try itemPage(id, context, at: table, message: message, status: .conflict)
    }
    let line = try form.decision(on: place, by: context.reviewer)
    guard line.change != DecisionLine.Change() else {
      let message = """
        Nothing was changed, so nothing was written: change the code, the words or an attribute, or \
        accept it as it is.
        """
      return try itemPage(id, context, at: table, message: message, status: .badRequest)
    }
    if let change = line.change, let problem = session.check(change, of: line.code) {
      return try itemPage(
        id, context, at: table, message: "\(problem.message): \(problem.help)",
        status: .badRequest)
    }
    let outcome =
      try isUndone
      ? session.undo(line, seen: form.seen) : session.decide(line, seen: form.seen)
    return try answer(
      outcome, on: id, next: isUndone ? id : nil, isPart: asksForPart(request), context, at: table)
  }

  /// Moves an orphan to the words that were selected.
  private func move(
    _ place: ReviewedPlace, _ form: DecisionForm, isPart: Bool, _ context: ReviewContext,
    at table: Sitting.Table
  ) throws -> Response {
    let outcome = try form.words.flatMap {
      try table.session.move(
        place, to: $0, by: context.reviewer, at: Date.now.formatted(.iso8601), seen: form.seen)
    }
    guard let outcome else {
      return try itemPage(
        place.item.id, context, at: table, message: "Select the words first.",
        status: .badRequest)
    }
    return try answer(outcome, on: place.item.id, isPart: isPart, context, at: table)
  }

  private func asksForPart(_ request: Request) -> Bool { request.headers[.accept] == "text/x-part" }

  /// The page that follows a decision: the next item, or what another reviewer decided meanwhile.
  private func answer(
    _ outcome: DecisionFile.Outcome, on id: String, next: String? = nil, isPart: Bool,
    _ context: ReviewContext, at table: Sitting.Table
  ) throws -> Response {
    if case .taken(let other) = outcome {
      let message = """
        \(other.reviewer.shown(isBlind: isBlind)) decided on this just now: \(other.verdict). \
        Nothing was written; decide again to replace it, or go on.
        """
      return try itemPage(id, context, at: table, message: message, status: .conflict)
    }
    let standing = try table.session.standing()
    let next = next.flatMap { table.session.queue[$0] } ?? standing.next(after: id)
    guard isPart else {
      return Response(
        status: .seeOther, headers: [.location: next.map { "/item/\($0.id)" } ?? "/item"])
    }
    guard let next else { return try donePage(context, at: table, isPart: true) }
    return try itemPage(next.id, context, at: table, isPart: true)
  }

  private func itemPage(
    _ id: String, _ context: ReviewContext, at table: Sitting.Table, message: String = "",
    isPart: Bool = false, status: HTTPResponse.Status = .ok
  ) throws -> Response {
    let session = table.session
    // Before anything of the page is read: all that it says was seen is then on it.
    let seen = try session.look()
    guard let place = try session.place(id) else { throw HTTPError(.notFound) }
    let page = ItemPage(
      place, in: session, standing: try session.standing(), seen: seen, isBlind: isBlind,
      message: message)
    guard !isPart else { return templates.part("item", page, status: status) }
    var frame = frame("\(page.position) of \(page.total)", context, at: table)
    frame.onQueue = true
    return templates.page(frame, "item", page, status: status)
  }

  private func donePage(
    _ context: ReviewContext, at table: Sitting.Table, isPart: Bool = false
  ) throws -> Response {
    let page = QueuePage(try table.session.standing(), in: table.session, isBlind: isBlind)
    guard !isPart else { return templates.part("done", page) }
    var frame = frame("Done", context, at: table)
    frame.onQueue = true
    return templates.page(frame, "done", page)
  }
}
