import LeitmotifModel

/// One turn as pages show it.
struct TurnView: Sendable {
  /// The speaker's label; empty where the file names none.
  let speaker: String
  /// Whether the speaker asks the questions.
  let isInterviewer: Bool
  /// When the turn begins, as `1:02:03`; empty where the file does not say it.
  let time: String
  /// Whether the place that is looked at is in it.
  let isHere: Bool
  /// The words, cut where something is marked.
  let pieces: [MarkedPiece]
  /// The codings of the turn, as stripes in its margin.
  var stripes: [Stripe] = []

  /// One coding in the margin.
  struct Stripe: Sendable {
    let code: String
    let coder: String
    let style: String
    let words: String
  }

  init(
    _ turn: Turn, of transcript: Transcript, offsets: CodePointOffsets,
    marks: [MarkedPiece.Mark], isHere: Bool = false
  ) {
    let person = transcript.speaker(of: turn)
    speaker = person?.label ?? ""
    isInterviewer = person?.role == .interviewer
    time = turn.start.map(clockTime) ?? ""
    self.isHere = isHere
    pieces = MarkedPiece.pieces(
      of: turn.span, in: transcript.text, from: offsets.codePoint(ofByte: turn.span.start) ?? 0,
      marks: marks)
  }
}

/// A time in a recording as people write it.
///
/// - Parameter milliseconds: From the recording's start.
/// - Returns: Hours, minutes and seconds: `1:02:03`.
func clockTime(_ milliseconds: Int) -> String {
  let seconds = milliseconds / 1000
  let two = { (number: Int) in (number < 10 ? "0" : "") + String(number) }
  return "\(seconds / 3600):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
}

/// The style of a coder's marks: people by their order, classifiers all alike.
struct CoderStyles: Sendable {
  private let styles: [Identifier<Coder>: String]
  private static let count = 6

  init(_ coders: [Identifier<Coder>: Coder]) {
    let people = coders.values.filter { $0.kind == .person }.map(\.id).sorted()
    styles = Dictionary(
      people.enumerated().map { ($1, "k\($0 % Self.count + 1)") }, uniquingKeysWith: { $1 })
  }

  func style(of coder: Identifier<Coder>) -> String { styles[coder] ?? "k0" }
}
