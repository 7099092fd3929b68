import LeitmotifModel
import LeitmotifPlugin

/// Cuts the lines of a transcript into turns at its labels.
struct TurnBuilder {
  private let bytes: [UInt8]
  private let lines: [Line]
  private let labels: [Int: LabelCandidate]
  private let hasFrames: Bool

  private var pieces: [LabelledTurn] = []
  private var current: LabelledTurn?
  /// Who goes on when the text does.
  private var label: String?
  /// The time that stood alone above the labels.
  private var blockTime: Int?

  init(bytes: [UInt8], lines: [Line], labels: FoundLabels) {
    self.bytes = bytes
    self.lines = lines
    self.labels = Dictionary(labels.labels.map { ($0.line, $0) }) { first, _ in first }
    hasFrames = labels.style == .margin
  }

  /// The turns, in the order of the text, none without speech.
  mutating func build() -> [LabelledTurn] {
    for (index, line) in lines.enumerated() {
      if let candidate = labels[index] {
        begin(candidate, line)
        continue
      }
      switch line.kind {
      case .blank: break
      case .heading:
        close()
        label = nil
      case .remark: close()
      case .time(let time):
        if labelFollows(index) {
          blockTime = hasFrames ? time.millisecondsWithFrames : time.milliseconds
        }
      case .text: extend(to: line)
      }
    }
    close()
    return dropPreamble(pieces)
  }

  private mutating func begin(_ candidate: LabelCandidate, _ line: Line) {
    close()
    if !candidate.label.isEmpty { label = candidate.label }
    let speech = speech(of: candidate, line)
    current = LabelledTurn(
      label: label, span: TextSpan(start: speech.start, end: max(speech.start, line.end)),
      start: speech.time ?? blockTime)
  }

  /// Where the words begin, and a time in front of them.
  ///
  /// Tape transcripts run a topic's title in behind the label; the words begin at the time on the next line.
  private func speech(of candidate: LabelCandidate, _ line: Line) -> (start: Int, time: Int?) {
    guard candidate.style == .margin, candidate.start == nil, line.end - candidate.speech < 80,
      let next = lines[(candidate.line + 1)...].first(where: { $0.kind != .blank }),
      case .text = next.kind
    else { return timeInFront(from: candidate.speech, to: line.end, known: candidate.start) }
    var cursor = LineCursor(bytes: bytes, offset: next.start, end: next.end)
    guard let time = cursor.takeTime() else { return (candidate.speech, nil) }
    cursor.skipBlanks()
    return (cursor.offset, time.millisecondsWithFrames)
  }

  /// `**Anna:** \[1:02\] Hello.`: the time belongs to the label.
  private func timeInFront(from start: Int, to end: Int, known: Int?) -> (start: Int, time: Int?) {
    var cursor = LineCursor(bytes: bytes, offset: start, end: end)
    guard known == nil, let time = cursor.takeBracketedTime() else { return (start, known) }
    cursor.skipBlanks()
    return (cursor.offset, time.milliseconds)
  }

  private mutating func extend(to line: Line) {
    if current == nil {
      if label == nil, isDocumentation(line) { return }
      current = LabelledTurn(label: label, span: TextSpan(start: line.start, end: line.end))
    } else if let piece = current {
      // Where nothing followed the label in its line, the words begin here.
      let start = piece.span.isEmpty ? max(piece.span.start, line.start) : piece.span.start
      current?.span = TextSpan(start: start, end: max(start, line.end))
    }
  }

  /// Whether a line where nobody speaks yet tells about the document: an address, or a centred title.
  private func isDocumentation(_ line: Line) -> Bool {
    guard !labels.isEmpty else { return false }
    if hasFrames, line.indentation >= 8 { return true }
    return line.end - line.start < 400 && bytes[line.start..<line.end].contains("://".utf8)
  }

  private mutating func close() {
    if let piece = current, !piece.span.isEmpty { pieces.append(piece) }
    current = nil
  }

  private func labelFollows(_ index: Int) -> Bool {
    for next in lines.indices.dropFirst(index + 1) {
      switch lines[next].kind {
      case .blank, .remark, .heading: continue
      case .text: return labels[next] != nil
      case .time: return false
      }
    }
    return false
  }

  /// Takes away what stands above the first label, unless it is so much that somebody must be speaking.
  private func dropPreamble(_ pieces: [LabelledTurn]) -> [LabelledTurn] {
    guard let first = pieces.firstIndex(where: { $0.label != nil }) else { return pieces }
    return pieces[..<first].filter { $0.span.count >= Self.shortestSpeech } + pieces[first...]
  }

  /// - Unit: bytes.
  private static let shortestSpeech = 400
}
