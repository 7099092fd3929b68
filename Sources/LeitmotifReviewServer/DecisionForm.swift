import Foundation
import Hummingbird
import LeitmotifModel
import LeitmotifReview

/// What a reviewer sent: the fields of a form.
struct DecisionForm {
  private let fields: [String: String]

  /// Reads a request's form.
  ///
  /// - Throws: An HTTP error when it is no form, or longer than anything that the page sends.
  init(_ request: Request) async throws {
    var request = request
    let body = try await request.collectBody(upTo: 100_000)
    do {
      fields = try URLEncodedFormDecoder().decode(
        [String: String].self, from: String(buffer: body))
    } catch {
      throw HTTPError(.badRequest, message: "what was sent is no form of this page")
    }
  }

  subscript(name: String) -> String { fields[name] ?? "" }

  /// The number in a field; `nil` when there is none.
  func number(_ name: String) -> Int? { Int(self[name]) }

  /// The place of the words that were selected, in code points; `nil` when there is none.
  var words: Range<Int>? {
    guard let start = number("start"), let end = number("end"), start < end else { return nil }
    return start..<end
  }

  /// What the page was made from.
  var seen: String { self["seen"] }

  /// The hash of the proposals that the page showed.
  var proposals: String { self["proposals"] }

  /// The reviewers whose decisions the page showed.
  var known: Set<Identifier<Coder>> {
    Set(self["known"].split(whereSeparator: \.isNewline).map { Identifier(String($0)) })
  }

  /// The values of attributes: the fields called `attribute.NAME` that hold anything.
  var attributes: Attributes {
    let prefix = "attribute."
    let pairs = fields.filter { $0.key.hasPrefix(prefix) && !$0.value.isEmpty }
    return Attributes(
      Dictionary(pairs.map { (String($0.key.dropFirst(prefix.count)), $0.value) }) { $1 })
  }

  /// The decision on an item that the form makes.
  ///
  /// - Parameters:
  ///   - place: The item.
  ///   - reviewer: Who sent it.
  /// - Returns: The line.
  /// - Throws: An HTTP error for what the page would not have sent.
  func decision(on place: ReviewedPlace, by reviewer: Identifier<Coder>) throws -> DecisionLine {
    // Of a code that was split, a button says at once which code is meant.
    let choice = self["choice"]
    guard let verdict = DecisionLine.Verdict(rawValue: choice.isEmpty ? self["verdict"] : "modify"),
      place.verdicts.contains(verdict)
    else {
      throw HTTPError(.badRequest, message: "no decision of that name")
    }
    let now = Date.now.formatted(.iso8601)
    var line = place.decision(verdict, by: reviewer, at: now, knowing: known)
    line.reason = self["reason"]
    guard verdict == .modify else { return line }
    var change = DecisionLine.Change(attributes: attributes)
    let code = choice.isEmpty ? self["code"] : choice
    if !code.isEmpty, code != place.item.place.code.rawValue { change.code = Identifier(code) }
    if let words, words != place.about.codePoints {
      guard place.span(ofCodePoints: words) != nil else {
        throw HTTPError(.badRequest, message: "the place lies outside the transcript")
      }
      change.place = words
    }
    line.change = change
    return line
  }
}
