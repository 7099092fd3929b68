import LeitmotifModel
import LeitmotifPlugin

/// Cuts the lines of a transcript into turns at its labels.
struct TurnBuilder {
  private let bytes: TextBytes
  private let lines: [Line]
  /// The labels, in the order of the lines.
  private let labels: [LabelCandidate]
  /// What they say, by their numbers.
  private let labelNames: [String]
  /// The place of the first label that no turn has begun with yet.
  private var nextLabel = 0
  private let hasFrames: Bool
  private let times: TimeChoice
  /// All labels that speak, for overlaps inside turns.
  private let names: Set<String>

  private var pieces: [LabelledTurn] = []
  /// Whether the last piece goes on where the text does.
  private var isOpen = false
  /// Who goes on when the text does.
  private var label: String?
  /// The time that stood alone above the labels.
  private var blockTime: Int?

  init(bytes: TextBytes, lines: [Line], labels: FoundLabels, times: TimeChoice = .auto) {
    self.bytes = bytes
    self.lines = lines
    self.times = times
    self.labels = labels.labels
    labelNames = labels.names
    var isUsed = labels.names.map { _ in false }
    for label in labels.labels { isUsed[label.number] = true }
    names = Set(zip(labels.names, isUsed).lazy.filter(\.1).map(\.0)).subtracting([""])
    hasFrames = times == .frames || times == .auto && labels.style == .margin
  }

  /// The turns, in the order of the text, none without speech.
  mutating func build() -> [LabelledTurn] {
    for (index, line) in lines.enumerated() {
      if isLabelled(index) {
        begin(labels[nextLabel], line)
        nextLabel += 1
        continue
      }
      switch line.kind {
      case .blank, .markup: break
      case .heading:
        close()
        label = nil
      case .remark: close()
      case .time:
        var cursor = LineCursor(bytes: bytes, offset: line.start, end: line.end)
        if labelFollows(index) { blockTime = cursor.takeAnyTime().flatMap(milliseconds) }
      case .text: extend(to: line)
      }
    }
    close()
    let turns = dropPreamble(pieces)
    guard bytes.firstIndex(of: UInt8(ascii: "/"), in: bytes.indices) != nil,
      turns.contains(where: { $0.mayHoldOverlap(in: bytes) })
    else { return turns }
    return turns.flatMap { turn in
      turn.mayHoldOverlap(in: bytes) ? turn.cutAtOverlaps(in: bytes, names: names) : [turn]
    }
  }

  /// A time as the settings say that it is counted; `nil` where they say that times mean nothing.
  private func milliseconds(_ time: TimeCode) -> Int? {
    switch times {
    case .none: nil
    case .days: time.milliseconds
    case .frames: time.millisecondsWithFrames
    case .auto: hasFrames ? time.millisecondsWithFrames : time.milliseconds
    }
  }

  private mutating func begin(_ candidate: LabelCandidate, _ line: Line) {
    close()
    if candidate.style == .bold, candidate.isSilent, isNoSpeaker(labelNames[candidate.number]) {
      // "**Break:** [16:53]": nobody speaks from here on until the next label.
      label = nil
      return
    }
    if !candidate.name.isEmpty { label = labelNames[candidate.number] }
    let speech = speech(of: candidate, line)
    open(
      LabelledTurn(
        label: label, span: TextSpan(start: speech.start, end: max(speech.start, line.end)),
        start: speech.time.flatMap { milliseconds($0) } ?? blockTime,
        end: candidate.end.flatMap { milliseconds($0) }))
  }

  /// Where the words begin, and a time in front of them.
  ///
  /// Tape transcripts run a topic's title in behind the label; the words begin at the time on the next line.
  private func speech(of candidate: LabelCandidate, _ line: Line) -> (start: Int, time: TimeCode?) {
    guard candidate.style == .margin, candidate.time == nil, line.end - candidate.speech < 80,
      let next = lines[(candidate.line + 1)...].first(where: { $0.kind != .blank }),
      case .text = next.kind
    else { return timeInFront(from: candidate.speech, to: line.end, known: candidate.time) }
    var cursor = LineCursor(bytes: bytes, offset: next.start, end: next.end)
    guard let time = cursor.takeTime() else { return (candidate.speech, nil) }
    cursor.skipBlanks()
    return (cursor.offset, time)
  }

  /// `**Anna:** \[1:02\] Hello.`: the time belongs to the label.
  private func timeInFront(
    from start: Int, to end: Int, known: TimeCode?
  ) -> (start: Int, time: TimeCode?) {
    var cursor = LineCursor(bytes: bytes, offset: start, end: end)
    guard known == nil, let time = cursor.takeBracketedTime() else { return (start, known) }
    cursor.skipBlanks()
    return (cursor.offset, time)
  }

  private mutating func extend(to line: Line) {
    guard isOpen else {
      if label == nil, isDocumentation(line) { return }
      return open(LabelledTurn(label: label, span: TextSpan(start: line.start, end: line.end)))
    }
    let last = pieces.count - 1
    let span = pieces[last].span
    // Where nothing followed the label in its line, the words begin here.
    let start = span.isEmpty ? max(span.start, line.start) : span.start
    pieces[last].span = TextSpan(start: start, end: max(start, line.end))
  }

  private mutating func open(_ piece: LabelledTurn) {
    pieces.append(piece)
    isOpen = true
  }

  /// Whether a line where nobody speaks yet tells about the document: an address, or a centred title.
  private func isDocumentation(_ line: Line) -> Bool {
    guard !labels.isEmpty else { return false }
    if hasFrames, line.indentation >= 8 { return true }
    guard line.end - line.start < 400 else { return false }
    let words = bytes[line.start..<line.end]
    if words.contains("://".utf8) { return true }
    // "sha256 of the video: 1351…": a name, a colon, and one word.
    guard let colon = words.firstIndex(of: UInt8(ascii: ":")), colon - line.start < 64 else {
      return false
    }
    let value = words[(colon + 1)...].drop { $0 == 0x20 }
    return colon + 1 < value.startIndex && !value.isEmpty && !value.contains(0x20)
  }

  private mutating func close() {
    guard isOpen else { return }
    isOpen = false
    let last = pieces.count - 1
    var span = pieces[last].span
    if hasFrames { span = withoutTapeTime(span) }
    if let (time, speech) = endMark(of: span) {
      span = speech
      let end = milliseconds(time)
      pieces[last].end = end
    }
    pieces[last].span = span
    if span.isEmpty { pieces.removeLast() }
  }

  /// The time in which a turn ends as f4 and MAXQDA print it, `… back to the station. #00:42:03-1#`, and the turn
  /// without it.
  private func endMark(of span: TextSpan) -> (time: TimeCode, rest: TextSpan)? {
    let mark = UInt8(ascii: "#")
    guard span.count > 1, bytes[span.end - 1] == mark,
      let open = bytes[span.range].dropLast().suffix(16).lastIndex(of: mark)
    else { return nil }
    var cursor = LineCursor(bytes: bytes, offset: open, end: span.end)
    guard let time = cursor.takeBracketedTime(), cursor.isAtEnd else { return nil }
    var end = open
    while end > span.start, bytes[end - 1] <= 0x20 { end -= 1 }
    return (time, TextSpan(start: span.start, end: end))
  }

  /// A turn without the time of the tape at its end: `… back to the station.      00:42:03:10`.
  private func withoutTapeTime(_ span: TextSpan) -> TextSpan {
    var start = span.end
    var colons = 0
    while start > span.start, let byte = Optional(bytes[start - 1]),
      (0x30...0x39).contains(byte) || byte == UInt8(ascii: ":")
    {
      colons += byte == UInt8(ascii: ":") ? 1 : 0
      start -= 1
    }
    guard colons >= 2, start == span.start || bytes[start - 1] == 0x20 else { return span }
    while start > span.start, bytes[start - 1] == 0x20 || bytes[start - 1] == 0x0A { start -= 1 }
    return TextSpan(start: span.start, end: start)
  }

  /// Whether a line that has not been passed begins with the next label.
  private func isLabelled(_ index: Int) -> Bool {
    nextLabel < labels.count && labels[nextLabel].line == index
  }

  private func labelFollows(_ index: Int) -> Bool {
    for below in lines.indices.dropFirst(index + 1) {
      if isLabelled(below) { return true }
      switch lines[below].kind {
      case .blank, .remark, .heading, .markup: continue
      case .text, .time: return false
      }
    }
    return false
  }

  /// Takes away what stands above the first label, unless it is so much that somebody must be speaking.
  private func dropPreamble(_ pieces: [LabelledTurn]) -> [LabelledTurn] {
    guard let first = pieces.firstIndex(where: { $0.label != nil }), first > 0 else {
      return pieces
    }
    return pieces[..<first].filter { $0.span.count >= Self.shortestSpeech } + pieces[first...]
  }

  /// - Unit: bytes.
  private static let shortestSpeech = 400
}
