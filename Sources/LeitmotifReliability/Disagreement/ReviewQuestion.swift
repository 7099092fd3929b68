public import LeitmotifModel

/// A disagreement that no reviewer is asked about yet, at the words that somebody coded.
///
/// A merge that takes what most coders gave settles such places by itself. To ask a reviewer all the same, the place
/// is deferred: a decision that leaves it in the queue.
public struct ReviewQuestion: Hashable, Sendable {
  /// The disagreement.
  public let disagreement: Disagreement

  /// The words that the first of those who gave the code coded, in code points.
  public let place: Range<Int>

  /// The words themselves.
  public let text: String

  /// Who gave the code, and who did not.
  public let reason: String
}

extension Disagreements {
  /// The disagreements to ask reviewers about, those first that cost the most agreement.
  ///
  /// - Parameters:
  ///   - study: The study that the disagreements are of.
  ///   - voices: The question's voices.
  /// - Returns: One for each place that does not wait for a reviewer and at which a coder, not the merge alone, gave
  ///   the code.
  /// - Throws: Whatever the study throws.
  public func questions(
    of study: any StudyReader, voices: [Voice]
  ) throws -> [ReviewQuestion] {
    var questions: [ReviewQuestion?] = Array(repeating: nil, count: all.count)
    let unasked = all.indices.filter { !all[$0].isQueued }
    for (key, places) in Dictionary(grouping: unasked, by: { all[$0].transcript }) {
      guard let text = try study.transcript(key)?.transcript.text else { continue }
      let codings = try study.codings(of: key)
      let offsets = CodePointOffsets(text)
      for place in places {
        let item = all[place]
        let givers = Set(item.given.flatMap { voices[$0].members })
        let coding = codings.filter {
          $0.code == item.code && $0.span.overlaps(item.span) && givers.contains($0.coder)
        }.min { $0.span < $1.span }
        guard let coding, let codePoints = offsets.codePoints(of: coding.span) else { continue }
        let (gave, gaveNot) = (
          item.given.map { voices[$0].name }, item.notGiven.map { voices[$0].name }
        )
        questions[place] = ReviewQuestion(
          disagreement: item, place: codePoints, text: text[coding.span],
          reason:
            "\(gave.joined(separator: ", ")) gave it, \(gaveNot.joined(separator: ", ")) did not")
      }
    }
    return questions.compactMap(\.self)
  }
}
