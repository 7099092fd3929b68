extension LabelRecogniser {
  /// `Anna  1:02` and nothing else, the speech below: Otter, Zoom and others.
  static let nameLine = LabelRecogniser(style: .nameLine, endsWithTime: true) { line in
    var line = line
    guard line.end - line.offset <= 80 else { return nil }
    let isBold = line.take("**")
    let isBracketed = line.take("[")
    guard var name = line.takeName(), !isBracketed || line.take("]"), !isBold || line.take("**")
    else { return nil }
    name = line.withoutDash(name)
    if name.isEmpty { return nil }
    line.skipBlanks()
    let times = line.takeBracketedTimes()
    guard let time = times?.start ?? line.takeTime(), line.isAtEnd else { return nil }
    return LabelCandidate(
      style: .nameLine, name: name, time: time, end: times?.end, speech: line.offset)
  }

  /// `Anna` and two blanks: an export without times.
  ///
  /// It is not among `all`, for the blanks stand behind what the cursor sees; `candidates` asks it.
  static func bareNameLine(_ line: LineCursor, blanksBehind: Int) -> LabelCandidate? {
    var line = line
    guard line.end - line.offset <= 64 else { return nil }
    let isBold = line.take("**")
    guard let name = line.takeName(), !isBold || line.take("**"), line.isAtEnd else { return nil }
    // Without the blanks it is a short sentence, unless it is printed otherwise or names a role.
    if blanksBehind < 2, !isBold {
      let label = line.text(at: name)
      guard isAllCapitals(label) || LabelShape(label) == .role else { return nil }
    }
    return LabelCandidate(style: .bareNameLine, name: name, speech: line.offset)
  }

  /// `I   Hello.`: one to three capitals in the margin and at least two blanks, or any name and a tab.
  static let margin = LabelRecogniser(
    style: .margin, beginnings: Beginnings("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
  ) { line in
    var line = line
    let start = line.offset
    while let byte = line.peek, (0x41...0x5A).contains(byte), line.offset - start < 4 {
      line.offset += 1
    }
    var name = start..<line.offset
    // "Q.   State your name."
    if name.count == 1, [UInt8(ascii: "Q"), UInt8(ascii: "A")].contains(line.bytes[start]) {
      _ = line.take(".")
    }
    if !(1...3).contains(name.count) || !line.isAtBlank {
      line.offset = start
      guard let longer = line.takeNameBeforeTab() else { return nil }
      name = longer
    }
    let hasTab = line.peek == 0x09
    guard line.skipBlanks() >= (hasTab ? 1 : 2), !line.isAtEnd else { return nil }
    let time = line.takeTime()
    line.skipBlanks()
    return LabelCandidate(
      style: .margin, name: name, time: time, speech: line.offset)
  }

  /// A name in brackets, as in `[anna] Hello`.
  static let bracket = LabelRecogniser(style: .bracket, beginnings: Beginnings("[")) { line in
    var line = line
    guard line.take("["), line.takeTime() == nil, let name = line.takeName(), line.take("]"),
      name.count <= 24
    else { return nil }
    // "[SPEAKER_00]: Hello"
    _ = line.take(":")
    guard line.skipBlanks() > 0, !line.isAtEnd else { return nil }
    return LabelCandidate(style: .bracket, name: name, speech: line.offset)
  }

  /// A time or two in front of a line.
  ///
  /// `[00:01.000 --> 00:02.500]  Hello.`; `00:01.000 --> 00:02.500` with the speech below; `[00:12] Hello.`
  static let cueLine = LabelRecogniser(
    style: .cueLines, beginnings: .ofTimes
  ) { line in
    var line = line
    if let (start, end) = line.takeRange() {
      line.skipBlanks()
      return LabelCandidate(
        style: .cueLines, name: line.offset..<line.offset, time: start, end: end,
        speech: line.offset)
    }
    let isBracketed = line.take("[") || line.take("(")
    guard let start = line.takeTime() else { return nil }
    line.skipBlanks()
    var end: TimeCode?
    if line.take("-->") || line.take("-") || line.take("–") {
      line.skipBlanks()
      end = line.takeTime()
    }
    if isBracketed, !line.take("]"), !line.take(")") { return nil }
    // "10:30 suits me" begins with speech.
    guard isBracketed || end != nil || line.isAtEnd || start.numberCount > 2 else { return nil }
    line.skipBlanks()
    let nobody = line.offset..<line.offset
    return LabelCandidate(
      style: .cueLines, name: nobody, time: start, end: end, speech: line.offset)
  }
}

extension LineCursor {
  /// A name without the dash behind it: `Anna - 1:02`.
  fileprivate func withoutDash(_ name: Range<Int>) -> Range<Int> {
    var end = name.upperBound
    while end > name.lowerBound {
      if bytes[end - 1] == 0x20 || bytes[end - 1] == UInt8(ascii: "-") {
        end -= 1
      } else if bytes[name.lowerBound..<end].suffix(3).elementsEqual("–".utf8) {
        end -= 3
      } else {
        break
      }
    }
    return name.lowerBound..<end
  }

  /// Whether a blank comes next.
  fileprivate var isAtBlank: Bool { peek == 0x20 || peek == 0x09 }

  /// Takes a name that ends at a tab.
  fileprivate mutating func takeNameBeforeTab() -> Range<Int>? {
    guard let tab = bytes[offset..<min(end, offset + 32)].firstIndex(of: 0x09) else { return nil }
    var front = LineCursor(bytes: bytes, offset: offset, end: tab)
    guard let name = front.takeName(), front.isAtEnd else { return nil }
    offset = tab
    return name
  }
}
