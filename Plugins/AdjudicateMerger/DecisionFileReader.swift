import LeitmotifModel
import LeitmotifPlugin

/// A decision as its file has it: the places are not yet looked up in the transcript.
struct WrittenDecision: Sendable {
  /// The decision, with empty spans.
  var decision: Decision
  /// The place, in code points.
  var place: Range<Int>
  /// The place of a modified coding, in code points; `nil` when it stays.
  var replacement: Range<Int>?
  /// The label of who speaks at the place, as it was decided; empty where it was not noted.
  var speaker = ""
  /// The line that it stands on.
  var location: SourceLocation
}

/// Reads a file of decisions: JSON lines, one decision each; blank lines are passed over.
struct DecisionFileReader {
  private(set) var decisions: [WrittenDecision] = []
  /// Warnings of decisions that say nothing any more, for their codes were retired.
  private(set) var setAside: [Diagnostic] = []
  private(set) var problems = Diagnostics()

  init(source: Source, codebook: Codebook) {
    guard String(validating: source.bytes, as: UTF8.self) != nil else {
      problems.append(
        .error(
          "invalid-utf8", "the file is not UTF-8", help: "save it as UTF-8 in your editor",
          at: SourceLocation(path: source.path)))
      return
    }
    let lines = source.bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where !line.isEmpty {
      let location = SourceLocation(path: source.path, line: index + 1)
      guard case .object(let fields)? = try? JSONReader.read(Array(line), path: source.path) else {
        if let problem = Self.problem(of: line, at: location) { problems.append(problem) }
        continue
      }
      var reader = DecisionReader(fields: fields, codebook: codebook, location: location)
      let decision = reader.decision(called: Identifier("\(source.stem):\(index + 1)"))
      problems.append(contentsOf: reader.problems)
      if let decision { decisions.append(decision) }
      if let aside = reader.setAside { setAside.append(aside) }
    }
  }

  /// What is wrong with a line that is no decision; `nil` when there is nothing on it.
  private static func problem(
    of line: ArraySlice<UInt8>, at location: SourceLocation
  ) -> Diagnostic? {
    let text = String(decoding: line, as: UTF8.self).drop { $0 == "\u{FEFF}" }
    if text.allSatisfy(\.isWhitespace) { return nil }
    if ["<<<<<<<", "|||||||", "=======", ">>>>>>>"].contains(where: { text.hasPrefix($0) }) {
      return .error(
        "merge-conflict", "git left a conflict here",
        help: "delete the markers and keep the lines of both sides: decisions are never taken away",
        at: location)
    }
    return .error(
      "decision-syntax", "the line is no JSON object",
      help: "a decision is one line, such as {\"decision\":\"accept\",\"transcript\":\"p1\",…}",
      at: location)
  }
}
