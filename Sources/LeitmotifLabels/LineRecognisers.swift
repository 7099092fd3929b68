extension LabelRecogniser {
  /// `Anna  1:02` and nothing else, the speech below: Otter, Zoom and others.
  static let nameLine = LabelRecogniser(style: .nameLine) { line in
    var line = line
    guard line.end - line.offset <= 80, let name = line.takeName() else { return nil }
    line.skipBlanks()
    guard let time = line.takeAnyTime(), line.isAtEnd else { return nil }
    return LabelCandidate(
      style: .nameLine, label: name, start: time.milliseconds, speech: line.offset)
  }

  /// `Anna` and two blanks: an export without times.
  ///
  /// It is not among `all`, for the blanks stand behind what the cursor sees; `candidates` asks it.
  static func bareNameLine(_ line: LineCursor, blanksBehind: Int) -> LabelCandidate? {
    var line = line
    guard blanksBehind >= 2, line.end - line.offset <= 64, let name = line.takeName(), line.isAtEnd
    else { return nil }
    return LabelCandidate(style: .bareNameLine, label: name, speech: line.offset)
  }

  /// `I   Hello.`: one to three capitals in the margin and at least two blanks.
  static let margin = LabelRecogniser(style: .margin) { line in
    var line = line
    let start = line.offset
    while let byte = line.peek, (0x41...0x5A).contains(byte), line.offset - start < 4 {
      line.offset += 1
    }
    let name = String(decoding: line.bytes[start..<line.offset], as: UTF8.self)
    guard (1...3).contains(name.utf8.count) else { return nil }
    let hasTab = line.peek == 0x09
    guard line.skipBlanks() >= (hasTab ? 1 : 2), !line.isAtEnd else { return nil }
    let time = line.takeTime()
    line.skipBlanks()
    return LabelCandidate(
      style: .margin, label: name, start: time?.millisecondsWithFrames, speech: line.offset)
  }

  /// A name in brackets, as in `[anna] Hello`.
  static let bracket = LabelRecogniser(style: .bracket) { line in
    var line = line
    guard line.take("["), line.takeTime() == nil, let name = line.takeName(), line.take("]"),
      name.utf8.count <= 24, line.skipBlanks() > 0, !line.isAtEnd
    else { return nil }
    return LabelCandidate(style: .bracket, label: name, speech: line.offset)
  }
}
