import Foundation
import LeitmotifModel
import LeitmotifReliability
import LeitmotifReview
import Mustache

/// Where coders differ: what a cell of the agreement's tables stands for.
struct DisagreementsPage: Sendable {
  let title: String
  let who: String
  let code: String
  let rows: [Row]
  /// How many more there are than are shown.
  let more: Int

  /// One unit and code.
  struct Row: Sendable, MustacheParent {
    let transcript: String
    let place: Int
    let code: String
    let given: String
    let notGiven: String
    let words: String
    /// The item that waits for a reviewer there; empty for none.
    let item: String

    func child(named name: String) -> Any? {
      switch name {
      case "transcript": transcript
      case "place": place
      case "code": code
      case "given": given
      case "notGiven": notGiven
      case "words": words
      case "item": item
      default: nil
      }
    }
  }

  private static let shown = 300

  /// Finds where coders differ.
  ///
  /// - Parameters:
  ///   - study: The study.
  ///   - names: The voices' names; fewer than two for those that are compared first.
  ///   - code: The code; `nil` for every code.
  ///   - session: The session, whose items the places lead to.
  ///   - isBlind: Whether it hides who proposed what.
  /// - Throws: What the study throws.
  init(
    of study: any StudyReader, between names: [String], over code: Identifier<Code>?,
    in session: ReviewSession, isBlind: Bool
  ) throws {
    self.code = code?.rawValue ?? ""
    let usual = Voice.usual(of: try study.coders)
    let named = usual.filter { names.contains($0.name) }
    let question = try AgreementQuestion(
      named.count < 2 ? usual : named, codes: code.map { [$0] })
    let agreement = try CoderAgreement(of: study, question)
    guard let comparison = named.count < 2 ? agreement.leading : agreement.comparisons.first else {
      (title, who, rows, more) = ("Nobody to compare", "", [], 0)
      return
    }
    let found = try Disagreements(of: agreement, in: comparison, study: study)
    let voices = found.voices
    who = isBlind ? "" : comparison.name
    let count = found.all.count
    title = count == 1 ? "1 disagreement" : "\(count) disagreements"
    more = max(0, count - Self.shown)
    let names = { (places: [Int]) in
      isBlind ? String(places.count) : places.map { voices[$0] }.joined(separator: ", ")
    }
    rows = found.all.prefix(Self.shown).map { item in
      Row(
        transcript: item.transcript.rawValue, place: item.place.lowerBound,
        code: item.code.rawValue,
        given: names(item.given), notGiven: names(item.notGiven), words: item.quotation,
        item: item.isQueued ? session.queue.item(at: item.span, item)?.id ?? "" : "")
    }
  }

  /// The address of the page for some voices and a code.
  static func address(between names: [String] = [], over code: String = "") -> String {
    let fields = names.map { ("voice", $0) } + (code.isEmpty ? [] : [("code", code)])
    let query = fields.map { name, value in
      "\(name)=\(value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")"
    }
    return "/disagreements?" + query.joined(separator: "&")
  }
}

extension ReviewQueue {
  /// The item that waits about a disagreement's words and code.
  fileprivate func item(at span: TextSpan, _ disagreement: Disagreement) -> ReviewItem? {
    items(in: disagreement.transcript).first {
      $0.place.code == disagreement.code && $0.place.span.overlaps(span)
    }
  }
}
