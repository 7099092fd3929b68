import Foundation
import HTTPTypes
import Hummingbird
import LeitmotifModel
import LeitmotifReview
import LeitmotifStore

/// The transcripts, where reviewers also code what nobody proposed.
extension ReviewServer {
  func addTranscripts(to router: Router<ReviewContext>) {
    router.get("/transcripts") { _, context in
      let table = sitting.table
      var frame = frame("Transcripts", context, at: table)
      frame.onTranscripts = true
      return templates.page(
        frame, "transcripts",
        TranscriptsPage(try table.desk.study.transcripts, table.session))
    }
    router.get("/transcript/:key") { request, context in
      let query = request.uri.queryParameters
      let filter = TranscriptPage.Filter(
        code: query["code"].map(String.init) ?? "",
        coder: isBlind ? "" : query["coder"].map(String.init) ?? "",
        participant: query["participant"].map(String.init) ?? "")
      return try transcriptPage(
        context, at: sitting.table, filter: filter, moving: query["moving"].map(String.init))
    }
    router.post("/transcript/:key") { request, context in
      try await add(request, context)
    }
  }

  private func key(_ context: ReviewContext) -> Identifier<Transcript> {
    let written = context.parameters.get("key") ?? ""
    return Identifier(written.removingPercentEncoding ?? written)
  }

  private func transcriptPage(
    _ context: ReviewContext, at table: Sitting.Table, filter: TranscriptPage.Filter = .init(),
    moving: String? = nil, message: String = "", status: HTTPResponse.Status = .ok
  ) throws -> Response {
    let (session, study) = (table.session, table.desk.study)
    let seen = try session.look()
    guard let transcript = try study.transcript(key(context))?.transcript else {
      throw HTTPError(.notFound)
    }
    let codings =
      try study.codings(of: transcript.key) + session.additions(to: transcript)
    var frame = frame(transcript.key.rawValue, context, at: table)
    frame.onTranscripts = true
    let page = TranscriptPage(
      transcript, codings: codings, notes: try session.notes(on: transcript), in: session,
      seen: seen, filter: filter, moving: try moving.flatMap { try session.place($0) },
      isBlind: isBlind, message: message)
    return templates.page(frame, "transcript", page, status: status)
  }

  private func add(_ request: Request, _ context: ReviewContext) async throws -> Response {
    let form = try await DecisionForm(request)
    let table = sitting.table
    let session = table.session
    guard let transcript = try table.desk.study.transcript(key(context))?.transcript else {
      throw HTTPError(.notFound)
    }
    let now = Date.now.formatted(.iso8601)
    if form["verdict"] == "undo" {
      let taken = try session.takeBackAddition(
        to: transcript.key, by: context.reviewer, at: now, seen: form.seen)
      if case .taken(let other)? = taken?.outcome {
        return try refusal(by: other, context, at: table)
      }
      guard let taken else {
        return try transcriptPage(context, at: table, message: "There is nothing to take back.")
      }
      return back(to: transcript, at: taken.added.place.lowerBound)
    }
    let code = Identifier<Code>(form["code"])
    let offsets = CodePointOffsets(transcript.text)
    guard let words = form.words,
      let span = offsets.span(ofCodePoints: words.lowerBound, words.upperBound)
    else { throw HTTPError(.badRequest, message: "the place lies outside the transcript") }
    let verdict: DecisionLine.Verdict = form["verdict"] == "memo" ? .memo : .add
    // A note may be about the words alone.
    if verdict == .add || !code.rawValue.isEmpty,
      let problem = session.check(.init(attributes: form.attributes), of: code)
    {
      return try transcriptPage(
        context, at: table, message: "\(problem.message): \(problem.help)",
        status: .badRequest)
    }
    var line = DecisionLine(
      verdict, transcript: transcript.key, code: code,
      place: words, reviewer: context.reviewer)
    line.text = transcript.text[span]
    line.speaker = transcript.speaker(at: span.start)?.label ?? ""
    line.reason = form["reason"]
    line.time = now
    if line.verdict == .add { line.attributes = form.attributes }
    if case .taken(let other) = try session.decide(line, seen: form.seen) {
      return try refusal(by: other, context, at: table)
    }
    return back(to: transcript, at: words.lowerBound)
  }

  /// The page again, where another reviewer decided on the words meanwhile.
  private func refusal(
    by other: DecisionLine, _ context: ReviewContext, at table: Sitting.Table
  ) throws -> Response {
    let message = """
      \(other.reviewer.shown(isBlind: isBlind)) decided on these words just now: \
      \(other.verdict). Nothing was written; do it again to replace it.
      """
    return try transcriptPage(context, at: table, message: message, status: .conflict)
  }

  private func back(to transcript: Transcript, at place: Int) -> Response {
    let key = transcript.key.rawValue
    let path = key.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? key
    return Response(
      status: .seeOther,
      headers: [.location: "/transcript/\(path)#at\(place)"])
  }
}
