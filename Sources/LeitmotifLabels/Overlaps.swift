import LeitmotifModel
import LeitmotifPlugin

/// Somebody else's words inside a turn, as noScribe marks them: `S01: and then //S02: yes // we left`.
extension LabelledTurn {
  /// Whether such a mark may be in the turn.
  func mayHoldOverlap(in bytes: TextBytes) -> Bool {
    guard label != nil else { return false }
    let slash = UInt8(ascii: "/")
    var place = span.start
    while let found = bytes.firstIndex(of: slash, in: place..<span.end) {
      if found + 1 < span.end, bytes[found + 1] == slash { return true }
      place = found + 1
    }
    return false
  }

  /// The turn with the words of others in turns of their own.
  ///
  /// - Parameters:
  ///   - bytes: The text.
  ///   - names: All labels of the transcript: nothing else between slashes is somebody's words.
  /// - Returns: The turn alone where nobody else speaks in it.
  func cutAtOverlaps(in bytes: TextBytes, names: Set<String>) -> [LabelledTurn] {
    var turns: [LabelledTurn] = []
    for (other, range) in pieces(in: bytes, names: names) {
      guard let span = trimmed(range, in: bytes) else { continue }
      turns.append(
        LabelledTurn(label: other ?? label, span: span, start: turns.isEmpty ? start : nil))
    }
    guard turns.count > 1 else { return [self] }
    turns[turns.count - 1].end = end
    return turns
  }

  /// The stretches of the turn, with a label those that are another's.
  private func pieces(
    in bytes: TextBytes, names: Set<String>
  ) -> [(label: String?, range: Range<Int>)] {
    func isMark(_ place: Int) -> Bool {
      place + 1 < span.end && bytes[place] == UInt8(ascii: "/") && bytes[place + 1] == bytes[place]
    }
    var pieces: [(label: String?, range: Range<Int>)] = []
    var first = span.start
    var place = span.start
    while place < span.end {
      guard isMark(place) else {
        place += 1
        continue
      }
      var cursor = LineCursor(bytes: bytes, offset: place + 2, end: span.end)
      guard let found = cursor.takeName(), case let name = cursor.text(at: found),
        names.contains(name), cursor.takeColon()
      else {
        place += 2
        continue
      }
      pieces.append((nil, first..<place))
      var close = cursor.offset
      while close < span.end, !isMark(close) { close += 1 }
      pieces.append((name, cursor.offset..<close))
      first = min(close + 2, span.end)
      place = first
    }
    return pieces + [(nil, first..<span.end)]
  }

  private func trimmed(_ range: Range<Int>, in bytes: TextBytes) -> TextSpan? {
    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
    guard let start = range.first(where: { !isSpace(bytes[$0]) }),
      let last = range.last(where: { !isSpace(bytes[$0]) })
    else { return nil }
    return TextSpan(start: start, end: last + 1)
  }
}
