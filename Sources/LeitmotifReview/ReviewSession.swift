import Foundation
public import LeitmotifModel
import Synchronization

/// Reviewers at work on one study: its queue, and the decisions files that they append to.
///
/// The files are the truth; what is kept here is only what has been read of them.
public final class ReviewSession: Sendable {
  /// What waits, what settles most first.
  public let queue: ReviewQueue

  /// The codebook of the run.
  public let codebook: Codebook

  /// The coders of the study, by name.
  public let coders: [Identifier<Coder>: Coder]

  let files: DecisionFiles
  /// The codes that were split, each with what became of it.
  private let splits: [Identifier<Code>: [Identifier<Code>]]
  let study: any StudyReader & Sendable
  private let follower: Mutex<StandingFollower>

  /// Begins a session.
  ///
  /// - Parameters:
  ///   - study: The study.
  ///   - replayed: The decisions that the run replayed.
  ///   - files: The decisions files of the pipeline, in its order; at least one.
  ///   - steps: Reads what became of codes; it is asked when something waits under a code that is no more.
  /// - Throws: What the study throws.
  public init(
    on study: any StudyReader & Sendable, replayed: [Identifier<Decision>], files: [DecisionFile],
    steps: () throws -> [CodeStep] = { [] }
  ) throws {
    self.study = study
    var codebook = try study.codebook
    let waiting = try study.waiting
    let known = Set(codebook.codes.map(\.id))
    if codebook.steps.isEmpty, waiting.contains(where: { !known.contains($0.item.code) }) {
      codebook.steps = try steps()
    }
    self.codebook = codebook
    splits = codebook.splits
    queue = ReviewQueue(of: waiting, splitCodes: Set(splits.keys))
    coders = Dictionary(try study.coders.map { ($0.id, $0) }) { first, _ in first }
    self.files = DecisionFiles(files, replayed: replayed)
    follower = Mutex(StandingFollower(queue, in: study, files: files.count))
  }

  /// The file that a reviewer's decisions go to: the one that is named like them, else the first.
  public func file(of reviewer: Identifier<Coder>) -> DecisionFile {
    files.files.first { $0.path.split(separator: "/").last?.hasPrefix("\(reviewer).") == true }
      ?? files.files[0]
  }

  /// What has been decided since the run.
  ///
  /// - Throws: `Diagnostics` when a file cannot be read; what the study throws.
  public func standing() throws -> ReviewStanding {
    try follower.withLock { try $0.follow(files) }
  }

  /// An item with what a reviewer needs to see of it; `nil` when nothing of that name waits.
  ///
  /// - Throws: What the study throws.
  public func place(_ id: String) throws -> ReviewedPlace? {
    guard let position = queue.position(of: id),
      let about = try follower.withLock({ try $0.place(of: position, in: files) })
    else { return nil }
    let item = queue.items[position]
    return try ReviewedPlace(
      item, about: about, decided: item.place.decision.flatMap { files.line(of: $0) }, in: study,
      coders: coders, choices: splits[item.place.code] ?? [])
  }

  /// All decisions of all files on a place, those that the run replayed too, the oldest first.
  public func history(of place: ReviewedPlace) -> [DecisionLine] {
    files.lines(about: place.about)
  }

  /// How much of the files has been read, for `decide`: what a page was made from.
  public var seen: String { files.files.map { $0.position.description }.joined(separator: ".") }

  /// Reads what others appended, before a page is made.
  ///
  /// - Returns: `seen` for the page: everything before it is in the history that is read after it.
  /// - Throws: `Diagnostics` when a file cannot be read.
  public func look() throws(Diagnostics) -> String {
    try files.refresh()
    return seen
  }

  /// Writes a decision, unless another reviewer's decision on its place was written since the page
  /// was made, be it by one whose earlier decision the page showed.
  ///
  /// Of two who decide in the same instant in files of their own, both decisions are kept; where they differ, the next
  /// run queues the place.
  ///
  /// - Parameters:
  ///   - line: The line.
  ///   - seen: What `seen` was then; anything else counts as having seen nothing.
  /// - Returns: Whether it was written, or the other's decision.
  /// - Throws: `Diagnostics` when a file cannot be read or written; the decision is then not there.
  public func decide(_ line: DecisionLine, seen: String) throws(Diagnostics) -> DecisionFile.Outcome
  {
    try write([line], by: line.reviewer, seen: seen)
  }

  /// Moves an orphan to other words, unless another reviewer decided on it since the page was made.
  ///
  /// - Parameters:
  ///   - place: The item.
  ///   - words: The place of the words, in code points.
  ///   - reviewer: Who moves it.
  ///   - time: When: ISO 8601.
  ///   - seen: What `seen` was when the page was made.
  /// - Returns: Whether it was written, or the other's decision; `nil` when the item is no orphan, or the words lie
  ///   outside the text.
  /// - Throws: `Diagnostics` when a file cannot be read or written; what the study throws.
  public func move(
    _ place: ReviewedPlace, to words: Range<Int>, by reviewer: Identifier<Coder>, at time: String,
    seen: String
  ) throws -> DecisionFile.Outcome? {
    guard let span = place.span(ofCodePoints: words) else { return nil }
    let isProposed = try study.codings(of: place.item.place.transcript).contains {
      $0.code == place.item.place.code && $0.span.overlaps(span)
    }
    return try place.moved(to: words, by: reviewer, at: time, isProposed: isProposed).map {
      try write($0, by: reviewer, seen: seen)
    }
  }

  /// Puts an item off again, and takes back where an orphan was moved to: what was decided there before stands again.
  ///
  /// - Parameters:
  ///   - line: The line that puts it off.
  ///   - seen: What `seen` was when the page was made.
  /// - Returns: Whether it was written, or the other's decision.
  /// - Throws: `Diagnostics` when a file cannot be read or written.
  public func undo(_ line: DecisionLine, seen: String) throws(Diagnostics) -> DecisionFile.Outcome {
    guard let moved = lastMove(ofOrphan: line) else {
      return try write([line], by: line.reviewer, seen: seen)
    }
    let before = decision(before: moved, not: [moved])
    return try write(
      [line, takingBack(moved, for: before, at: line.time)], by: line.reviewer, seen: seen)
  }

  /// What a reviewer added where they moved an orphan to, as long as it is the last word on that place; `nil` when they
  /// did something else with the orphan last.
  private func lastMove(ofOrphan line: DecisionLine) -> DecisionLine? {
    let lines = file(of: line.reviewer).lines
    // Both lines of a move were written at once; it may have gone to the place that the orphan had.
    guard let last = lines.lastIndex(where: { $0.isOn(line) }),
      let closing = [last, last - 1].first(where: { place in
        lines.indices.contains(place) && lines.indices.contains(place + 1)
          && lines[place].isOn(line) && lines[place].verdict == .memo
          && lines[place].reason == ReviewedPlace.moved
          && lines[place + 1].time == lines[place].time
          && lines[place + 1].reviewer == line.reviewer
      })
    else { return nil }
    let moved = lines[closing + 1]
    let isOvertaken =
      lines[(closing + 2)...].contains { $0.isOn(moved) && $0.verdict != .memo }
      || files.lines(about: moved.about).contains {
        $0.reviewer != moved.reviewer && $0.verdict != .memo && $0.time >= moved.time
      }
    return isOvertaken ? nil : moved
  }

  /// Writes lines of one reviewer, all or none.
  func write(
    _ lines: [DecisionLine], by reviewer: Identifier<Coder>, seen: String
  ) throws(Diagnostics) -> DecisionFile.Outcome {
    let own = file(of: reviewer)
    let positions = seen.split(separator: ".").map { DecisionFile.Position($0) }
    let files = zip(files.files, positions + files.files.map { _ in DecisionFile.Position.nothing })
    for (file, position) in files where file !== own {
      try file.refresh()
      for line in lines {
        if let other = file.decision(byOtherThan: line, behind: position) {
          return .taken(by: other)
        }
      }
    }
    return try own.append(lines, seen: files.first { $0.0 === own }?.1 ?? .nothing)
  }

  /// Whether a code was split, so that it has to be said which part is meant.
  public func isSplit(_ code: Identifier<Code>) -> Bool { splits[code] != nil }

  /// What is wrong with a change; `nil` when nothing is.
  public func check(
    _ change: DecisionLine.Change, of code: Identifier<Code>
  ) -> Diagnostic? {
    if change.code == nil, let parts = splits[code] {
      return .error(
        "code-split", "'\(code)' was split: it has to be said which code is meant",
        help: "one of \(parts.map(\.rawValue).joined(separator: ", "))")
    }
    let code = change.code ?? code
    guard let declared = codebook[code] else {
      return .error(
        "unknown-code", "the codebook has no code '\(code)'",
        help: helpForUnknown(
          code.rawValue, known: codebook.codes.map(\.id.rawValue), called: "codes"))
    }
    for pair in change.attributes.pairs {
      guard let attribute = declared.attributes.first(where: { $0.name == pair.name }) else {
        return .error(
          "unknown-attribute", "'\(code)' has no attribute '\(pair.name)'",
          help: helpForUnknown(
            pair.name, known: declared.attributes.map(\.name), called: "attributes"))
      }
      if !attribute.values.isEmpty, !attribute.values.contains(pair.value) {
        return .error(
          "unknown-value", "'\(pair.value)' is no value of '\(pair.name)'",
          help: helpForUnknown(pair.value, known: attribute.values, called: "values"))
      }
    }
    return nil
  }
}

extension DecisionLine {
  /// Whether it is the same reviewer's word on the same place.
  fileprivate func isOn(_ other: DecisionLine) -> Bool {
    about == other.about && reviewer == other.reviewer
  }
}
