import LeitmotifModel
import LeitmotifReview
import Mustache

/// The queue as a list: what waits, and what has been decided.
struct QueuePage: Sendable {
  let total: Int
  let done: Int
  let left: Int
  let stale: Int
  let next: String
  let rows: [Row]
  /// Where the list goes on, and from where it came: numbers of items, 0 for none.
  let later: Int
  let earlier: Int
  let first: Int
  let last: Int

  /// One item.
  struct Row: Sendable, MustacheParent {
    let id: String
    let number: Int
    let transcript: String
    let code: String
    let reason: String
    let proposals: Int
    let decided: String
    let who: String

    func child(named name: String) -> Any? {
      switch name {
      case "id": id
      case "number": number
      case "transcript": transcript
      case "code": code
      case "reason": reason
      case "proposals": proposals
      case "decided": decided
      case "who": who
      default: nil
      }
    }
  }

  private static let shown = 100

  /// Lays a part of the list out.
  ///
  /// - Parameters:
  ///   - standing: The queue, with what has been decided.
  ///   - session: The session.
  ///   - number: The first item to show, from 1.
  ///   - isBlind: Whether it hides who decided.
  init(
    _ standing: ReviewStanding, in session: ReviewSession, from number: Int = 1, isBlind: Bool
  ) {
    let progress = standing.progress
    total = progress.total
    done = progress.done
    left = progress.left
    stale = progress.stale
    next = standing.next(after: nil)?.id ?? ""
    let items = standing.queue.items
    let start = min(max(number, 1), max(items.count, 1)) - 1
    rows = items[start...].prefix(Self.shown).enumerated().map { offset, item in
      let decided = standing[item.id]
      return Row(
        id: item.id, number: start + offset + 1, transcript: item.place.transcript.rawValue,
        code: item.place.code.rawValue, reason: session.reason(for: item.place),
        proposals: item.weight.proposals, decided: decided?.verdict.rawValue ?? "",
        who: decided?.reviewer.shown(isBlind: isBlind) ?? "")
    }
    first = items.isEmpty ? 0 : start + 1
    last = start + rows.count
    later = last < items.count ? last + 1 : 0
    earlier = start > 0 ? max(1, start + 1 - Self.shown) : 0
  }
}

extension ReviewSession {
  /// Why a place waits, for people.
  func reason(for item: QueueItem) -> String {
    switch item.reason {
    case .disagreement: item.decision == nil ? "Coders disagree" : "Reviewers disagree"
    case .stale: isSplit(item.code) ? "The code was split" : "What was decided on has changed"
    case .orphaned: "The words of a decision are gone"
    case .exclusive: "Codes that exclude each other"
    case .deferred: "Put off"
    }
  }
}
