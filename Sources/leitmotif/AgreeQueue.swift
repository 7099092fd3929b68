import Foundation
import LeitmotifModel
import LeitmotifReliability
import LeitmotifReview

extension Agree {
  /// Asks reviewers about disagreements that the merge settled by itself: a decision `defer` for each.
  ///
  /// Places on which the file has a decision already are left alone, so that nothing that a person settled is asked
  /// again, and doing it twice asks once.
  ///
  /// - Parameters:
  ///   - found: The disagreements.
  ///   - study: The study that they are of.
  ///   - voices: The question's voices.
  ///   - path: The decisions file of the study's merge.
  /// - Returns: What was done, in words.
  /// - Throws: `Diagnostics` when the file cannot be read or written; what the study throws.
  func queueDisagreements(
    _ found: Disagreements, of study: any StudyReader, voices: [Voice], in path: String
  ) throws -> String {
    let file = try DecisionFile(path: path)
    var decided = Dictionary(grouping: file.lines.filter { $0.verdict != .memo }) {
      DecidedCode(transcript: $0.transcript, code: $0.code)
    }.mapValues { $0.map(\.place) }
    var lines: [DecisionLine] = []
    var known = 0
    for question in try found.questions(of: study, voices: voices) {
      let item = question.disagreement
      let key = DecidedCode(transcript: item.transcript, code: item.code)
      let isKnown = decided[key, default: []].contains {
        $0.overlaps(item.place) || $0.overlaps(question.place)
      }
      if isKnown {
        known += 1
        continue
      }
      var line = DecisionLine(
        .defer, transcript: item.transcript, code: item.code, place: question.place,
        reviewer: "leitmotif")
      line.text = question.text
      line.time = Date.now.formatted(.iso8601)
      line.reason = question.reason
      lines.append(line)
      decided[key, default: []].append(question.place)
    }
    if case .taken(let other) = try file.append(lines, seen: file.position) {
      throw Diagnostics(
        .error(
          "already-decided", "\(other.reviewer) decided on '\(other.code)' just now",
          help: "nothing is written; do it again", at: SourceLocation(path: path)))
    }
    let waiting = found.all.count(where: \.isQueued)
    return "\(path): reviewers are asked about \(counted(lines.count, "more place"))"
      + " (\(waiting) waited already, \(known) had a decision). Run the pipeline again, then review."
  }
}

/// A code in a transcript.
private struct DecidedCode: Hashable {
  let transcript: Identifier<Transcript>
  let code: Identifier<Code>
}
