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

  private let files: [DecisionFile]
  /// For each file the number of the last line that the run replayed.
  private let replayed: [Int]
  private let study: any StudyReader & Sendable

  private struct Place: Hashable {
    let transcript: Identifier<Transcript>
    let code: Identifier<Code>
    let codePoints: Range<Int>
  }

  /// Begins a session.
  ///
  /// - Parameters:
  ///   - study: The study.
  ///   - decisions: The decisions that the run replayed.
  ///   - files: The decisions files of the pipeline, in its order; at least one.
  /// - Throws: What the study throws.
  public init(
    on study: any StudyReader & Sendable, decisions: [Decision], files: [DecisionFile]
  ) throws {
    self.study = study
    queue = try ReviewQueue(of: study)
    codebook = try study.codebook
    coders = Dictionary(try study.coders.map { ($0.id, $0) }) { first, _ in first }
    self.files = files
    // A decision is called by its file's stem and line.
    var numbers: [Substring: Int] = [:]
    for decision in decisions {
      let name = decision.id.rawValue
      guard let colon = name.lastIndex(of: ":"), let line = Int(name[name.index(after: colon)...])
      else { continue }
      numbers[name[..<colon], default: 0] = max(numbers[name[..<colon]] ?? 0, line)
    }
    replayed = files.map { file in
      let name = file.path.split(separator: "/").last ?? ""
      let stem = name.lastIndex(of: ".").map { name[..<$0] } ?? name
      return numbers[stem] ?? 0
    }
  }

  /// The file that a reviewer's decisions go to: the one that is named like them, else the first.
  public func file(of reviewer: Identifier<Coder>) -> DecisionFile {
    files.first { $0.path.split(separator: "/").last?.hasPrefix("\(reviewer).") == true }
      ?? files[0]
  }

  /// What was decided last on each item since the run, by the item's name.
  ///
  /// - Throws: `Diagnostics` when a file cannot be read.
  public func decided() throws(Diagnostics) -> [String: DecisionLine] {
    var newest: [Place: DecisionLine] = [:]
    for line in try linesSinceRun() where line.verdict != .memo || !line.over.isEmpty {
      let place = Place(transcript: line.transcript, code: line.code, codePoints: line.place)
      newest[place] = line
    }
    guard !newest.isEmpty else { return [:] }
    var result: [String: DecisionLine] = [:]
    for item in queue.items {
      let place = Place(
        transcript: item.place.transcript, code: item.place.code, codePoints: item.codePoints)
      result[item.id] = newest[place]
    }
    return result
  }

  /// The lines that the run has not replayed.
  fileprivate func linesSinceRun() throws(Diagnostics) -> [DecisionLine] {
    var lines: [DecisionLine] = []
    for (file, number) in zip(files, replayed) {
      try file.refresh()
      lines += file.lines(after: number)
    }
    return lines
  }

  /// How far the reviewers are.
  public func progress(_ decided: [String: DecisionLine]) -> ReviewProgress {
    var progress = ReviewProgress(total: queue.items.count)
    for item in queue.items {
      switch decided[item.id]?.verdict {
      case nil: if item.place.reason == .stale { progress.stale += 1 }
      case .defer: progress.deferred += 1
      default: progress.done += 1
      }
    }
    return progress
  }

  /// The next item behind one that nobody has decided on, from the first again after the last.
  ///
  /// - Parameters:
  ///   - id: The item that was last looked at; `nil` for the start.
  ///   - decided: What has been decided.
  /// - Returns: `nil` when everything is decided; items put off come when nothing else is left.
  public func next(after id: String?, _ decided: [String: DecisionLine]) -> ReviewItem? {
    let start = id.flatMap { queue.position(of: $0) }.map { $0 + 1 } ?? 0
    let order = queue.items[start...] + queue.items[..<start]
    return order.first { decided[$0.id] == nil }
      ?? order.first { decided[$0.id]?.verdict == .defer && $0.id != id }
  }

  /// An item with what a reviewer needs to see of it; `nil` when nothing of that name waits.
  ///
  /// - Throws: What the study throws.
  public func place(_ id: String) throws -> ReviewedPlace? {
    try queue[id].flatMap { try ReviewedPlace($0, in: study, coders: coders) }
  }

  /// All decisions of all files on a place, those that the run replayed too, the oldest first.
  public func history(of item: ReviewItem) -> [DecisionLine] {
    files.flatMap(\.lines).filter {
      $0.transcript == item.place.transcript && $0.code == item.place.code
        && $0.place == item.codePoints
    }
  }

  /// How much of the files has been read, for `decide`: what a page was made from.
  public var seen: String { files.map { String($0.length) }.joined(separator: ".") }

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
    let lengths = seen.split(separator: ".").map { Int($0) ?? 0 }
    for (index, file) in files.enumerated() where file !== own {
      let length = index < lengths.count ? lengths[index] : 0
      try file.refresh()
      if let other = file.decision(byOtherThan: line, behind: length) { return .taken(by: other) }
    }
    let index = files.firstIndex { $0 === own } ?? 0
    return try own.append(line, seen: index < lengths.count ? lengths[index] : 0)
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

extension ReviewSession {
  /// What reviewers added to a transcript since the run, as codings of theirs.
  ///
  /// - Throws: `Diagnostics` when a file cannot be read.
  public func additions(to transcript: Transcript) throws(Diagnostics) -> [Coding] {
    let offsets = CodePointOffsets(transcript.text)
    return try linesSinceRun().filter { $0.verdict == .add && $0.transcript == transcript.key }
      .compactMap { line in
        offsets.span(ofCodePoints: line.place.lowerBound, line.place.upperBound).map {
          Coding(
            transcript: line.transcript, code: line.code, coder: line.reviewer, span: $0,
            attributes: line.attributes, memo: line.reason)
        }
      }
  }
}
