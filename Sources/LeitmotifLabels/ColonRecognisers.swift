extension LabelRecogniser {
  /// A name before a colon, as in `Anna: Hello` and `问：你好`.
  static let colon = LabelRecogniser(style: .colon) { line in
    var line = line
    guard let name = line.takeName() else { return nil }
    line.skipRemark()
    let isWide = line.takeWideColon()
    guard isWide || line.takeColon() else { return nil }
    let isTight = line.skipBlanks() == 0 && !line.isAtEnd && !isWide
    // "https://", "10:30", "a::b"
    if isTight, let next = line.peek, next == UInt8(ascii: "/") || next == UInt8(ascii: ":") {
      return nil
    }
    // noScribe prints the time behind the label: "S01: [00:00:12] Hello."; Temi between tabs.
    let times = line.takeBracketedTimes()
    let time = times?.start ?? line.takeTimeBeforeTab()
    line.skipBlanks()
    if line.isAddress { return nil }
    return LabelCandidate(
      style: .colon, name: name, time: time, end: times?.end, speech: line.offset,
      isTight: isTight)
  }

  /// `Anna: 00:01:02` and nothing else, the speech below.
  static let colonTime = LabelRecogniser(style: .colonTime, endsWithTime: true) { line in
    var line = line
    guard let name = line.takeName(), line.takeColon() else { return nil }
    line.skipBlanks()
    guard let time = line.takeAnyTime(), line.isAtEnd else { return nil }
    return LabelCandidate(
      style: .colonTime, name: name, time: time, speech: line.offset)
  }

  /// `Anna (00:01:02): Hello.`, `Anna [1:02]: Hello.`, and `(1:02):` where she goes on; also without the colon.
  static let timedColon = LabelRecogniser(style: .timedColon, alsoFinds: .nameLine) { line in
    var line = line
    let name = line.takeName() ?? line.offset..<line.offset
    line.skipBlanks()
    let bracketed = line.takeBracketedTimes()
    guard let time = bracketed?.start ?? (name.isEmpty ? nil : line.takeTime()) else { return nil }
    line.skipBlanks()
    let hasColon = line.takeColon()
    // Where nothing follows, the speech is below: `nameLine`.
    guard hasColon || bracketed != nil && !name.isEmpty && !line.isAtEnd else { return nil }
    line.skipBlanks()
    return LabelCandidate(
      style: hasColon ? .timedColon : .nameLine, name: name, time: time, end: bracketed?.end,
      speech: line.offset)
  }

  /// A name in bold, as in `**Anna:** Hello`, `**Anna**: Hello`, `**Anna** (01:02):`, `**Anna:** 00:01:02`, `_Anna:_ Hello`.
  static let bold = LabelRecogniser(
    style: .bold, alsoFinds: .leadingTime, beginnings: Beginnings("*_")
  ) { line in
    var line = line
    guard line.takeEmphasis() else { return nil }
    let leading = line.takeBracketedTime()
    line.skipBlanks()
    guard let name = line.takeName() else { return nil }
    var time = leading ?? line.takeAnyTime()
    var hasColon = line.takeColon()
    line.skipBlanks()
    guard line.takeEmphasis() else { return nil }
    line.skipBlanks()
    if time == nil { time = line.takeBracketedTime() }
    if !hasColon { hasColon = line.takeColon() }
    guard hasColon else { return nil }
    line.skipBlanks()
    if time == nil { time = line.takeTimeBeforeSpeech() }
    line.skipBlanks()
    return LabelCandidate(
      style: leading == nil ? .bold : .leadingTime, name: name, time: time,
      speech: line.offset)
  }

  /// A time before a name, as in `[00:29] ANNA: Hello` and `00:00:29 Anna: Hello`; without a colon where the speech is
  /// below: `00:00:29 Anna`, `[00:00:29.500] - Anna`.
  static let leadingTime = LabelRecogniser(
    style: .leadingTime, beginnings: .ofTimes
  ) { line in
    var line = line
    let times = line.takeBracketedTimes()
    guard let time = times?.start ?? line.takeTime() else { return nil }
    line.skipBlanks()
    if line.take("-") { line.skipBlanks() }
    guard let name = line.takeName() else { return nil }
    let hasColon = line.takeColon()
    guard hasColon || !line.isHourMark(name) else { return nil }
    guard hasColon && line.skipBlanks() > 0 || line.isAtEnd else { return nil }
    return LabelCandidate(
      style: .leadingTime, name: name, time: time, end: times?.end, speech: line.offset,
      needsSpeechBelow: !hasColon)
  }
}

extension LineCursor {
  /// Takes what begins or ends bold or italic letters in Markdown.
  fileprivate mutating func takeEmphasis() -> Bool {
    take("**") || take("__") || take("*") || take("_")
  }

  /// Whether what stands behind a time belongs to it: `10:05 PM`, `10:05 Uhr`.
  fileprivate func isHourMark(_ name: Range<Int>) -> Bool {
    name.count <= 4
      && ["am", "pm", "a.m.", "p.m.", "uhr", "h"].contains(text(at: name).lowercased())
  }

  /// Takes a time in brackets, or one that the line ends with; "10:30 suits me" begins with speech.
  fileprivate mutating func takeTimeBeforeSpeech() -> TimeCode? {
    if let time = takeBracketedTime() { return time }
    var ahead = self
    guard let time = ahead.takeTime(), ahead.isAtEnd else { return nil }
    self = ahead
    return time
  }

  /// Passes over how somebody speaks, as `[laughing]` in `ROSA [laughing]: Yes`.
  fileprivate mutating func skipRemark() {
    guard peek == UInt8(ascii: "["),
      let close = bytes[offset..<min(end, offset + 32)].firstIndex(of: UInt8(ascii: "]")),
      close + 1 < end, bytes[close + 1] == UInt8(ascii: ":")
    else { return }
    offset = close + 1
  }

  fileprivate mutating func takeTimeBeforeTab() -> TimeCode? {
    var ahead = self
    guard let time = ahead.takeTime(), ahead.peek == 0x09 else { return nil }
    self = ahead
    return time
  }

  /// Whether the rest of the line is an address on the web and nothing else.
  fileprivate var isAddress: Bool {
    var line = self
    _ = line.take("<")
    guard line.take("http://") || line.take("https://") || line.take("www.") else { return false }
    return !bytes[line.offset..<end].contains(0x20)
  }
}
