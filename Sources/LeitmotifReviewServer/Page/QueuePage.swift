import LeitmotifModel
import LeitmotifReview

/// The queue as a list: what waits, and what has been decided.
struct QueuePage: Sendable {
  let total: Int
  let done: Int
  let left: Int
  let stale: Int
  let next: String
  let rows: [Row]
  /// How many more there are than are shown.
  let more: Int

  /// One item.
  struct Row: Sendable {
    let id: String
    let number: Int
    let transcript: String
    let code: String
    let reason: String
    let proposals: Int
    let decided: String
    let who: String
  }

  private static let shown = 500

  init(_ session: ReviewSession, standing: ReviewStanding) {
    let progress = standing.progress
    total = progress.total
    done = progress.done
    left = progress.left
    stale = progress.stale
    next = standing.next(after: nil)?.id ?? ""
    let items = session.queue.items
    rows = items.prefix(Self.shown).enumerated().map { number, item in
      Row(
        id: item.id, number: number + 1, transcript: item.place.transcript.rawValue,
        code: item.place.code.rawValue, reason: item.place.reason.rawValue,
        proposals: item.weight.proposals, decided: standing[item.id]?.verdict.rawValue ?? "",
        who: standing[item.id]?.reviewer.rawValue ?? "")
    }
    more = max(0, items.count - Self.shown)
  }
}
