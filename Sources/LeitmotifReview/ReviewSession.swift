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
  private let study: any StudyReader & Sendable
  private let follower: Mutex<StandingFollower>

  /// Begins a session.
  ///
  /// - Parameters:
  ///   - study: The study.
  ///   - replayed: The decisions that the run replayed.
  ///   - files: The decisions files of the pipeline, in its order; at least one.
  /// - Throws: What the study throws.
  public init(
    on study: any StudyReader & Sendable, replayed: [Identifier<Decision>], files: [DecisionFile]
  ) throws {
    self.study = study
    queue = try ReviewQueue(of: study)
    codebook = try study.codebook
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
      coders: coders)
  }

  /// All decisions of all files on a place, those that the run replayed too, the oldest first.
  public func history(of place: ReviewedPlace) -> [DecisionLine] {
    files.lines(about: place.about)
  }

  /// How much of the files has been read, for `decide`: what a page was made from.
  public var seen: String { files.files.map { $0.position.description }.joined(separator: ".") }

  /// Writes a decision, unless another reviewer decided on its place since the page was made.
  ///
  /// - Parameters:
  ///   - line: The decision.
  ///   - seen: What `seen` was then; anything else counts as having seen nothing.
  /// - Returns: Whether it was written, or the other's decision.
  /// - Throws: `Diagnostics` when a file cannot be read or written; the decision is then not there.
  public func decide(_ line: DecisionLine, seen: String) throws(Diagnostics) -> DecisionFile.Outcome
  {
    let own = file(of: line.reviewer)
    let positions = seen.split(separator: ".").map { DecisionFile.Position($0) }
    let files = zip(files.files, positions + files.files.map { _ in DecisionFile.Position.nothing })
    for (file, position) in files where file !== own {
      try file.refresh()
      if let other = file.decision(byOtherThan: line, behind: position) { return .taken(by: other) }
    }
    return try own.append(line, seen: files.first { $0.0 === own }?.1 ?? .nothing)
  }

  /// What is wrong with a change; `nil` when nothing is.
  public func check(
    _ change: DecisionLine.Change, of code: Identifier<Code>
  ) -> Diagnostic? {
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

/// A reviewer's note on some words of a transcript.
public struct ReviewNote: Hashable, Sendable {
  /// The words.
  public let span: TextSpan
  /// The code that it is about; empty for the words alone.
  public let code: Identifier<Code>
  /// Who wrote it.
  public let reviewer: Identifier<Coder>
  /// What it says.
  public let text: String
}

extension ReviewSession {
  /// The notes on a transcript, in the order of the files; one whose words are gone waits as an item instead.
  ///
  /// - Throws: `Diagnostics` when a file cannot be read; what the study throws.
  public func notes(on transcript: Transcript) throws -> [ReviewNote] {
    try files.refresh()
    let offsets = CodePointOffsets(transcript.text)
    return try files.notes(on: transcript.key).compactMap { decision, line in
      // The run has found the words of those that it replayed, wherever they are now.
      let span =
        try decision.flatMap { try study.decision($0)?.span }
        ?? offsets.span(ofCodePoints: line.place.lowerBound, line.place.upperBound)
      return span.flatMap { span in
        span.isEmpty
          ? nil
          : ReviewNote(span: span, code: line.code, reviewer: line.reviewer, text: line.reason)
      }
    }
  }

  /// What reviewers added to a transcript since the run, as codings of theirs.
  ///
  /// - Throws: `Diagnostics` when a file cannot be read.
  public func additions(to transcript: Transcript) throws(Diagnostics) -> [Coding] {
    let offsets = CodePointOffsets(transcript.text)
    return try files.linesSinceRun().filter {
      $0.verdict == .add && $0.transcript == transcript.key
    }
    .compactMap { line in
      offsets.span(ofCodePoints: line.place.lowerBound, line.place.upperBound).map {
        Coding(
          transcript: line.transcript, code: line.code, coder: line.reviewer, span: $0,
          attributes: line.attributes, memo: line.reason)
      }
    }
  }
}
