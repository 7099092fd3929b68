public import LeitmotifModel

/// Cuts a stretch of text into sentences.
///
/// A sentence ends at `.`, `!`, `?` or `…` with the quotes and brackets that close behind it, and
/// at an empty line. A full stop in a number, behind an initial or an abbreviation, and an ellipsis
/// before a small letter end nothing. Every character but white space is in exactly one sentence.
///
/// - Parameters:
///   - text: The text.
///   - span: The stretch, on character borders: a turn.
/// - Returns: The sentences in order, without the white space around them.
public func sentences(in text: CanonicalText, span: TextSpan) -> [TextSpan] {
  var sentences: [TextSpan] = []
  forEachSentence(in: text, of: [span]) { sentence, _ in sentences.append(sentence) }
  return sentences
}

/// Hands out the sentences of many stretches of a text in order, as `sentences` cuts them.
///
/// - Parameters:
///   - text: The text.
///   - stretches: The stretches, each on character borders: the turns.
///   - body: Takes each sentence and its stretch's place.
public func forEachSentence(
  in text: CanonicalText, of stretches: [TextSpan],
  _ body: (_ sentence: TextSpan, _ stretch: Int) -> Void
) {
  text.bytes.withUnsafeBufferPointer { bytes in
    SentenceEnd.mayBegin.withUnsafeBufferPointer { mayBegin in
      for (place, stretch) in stretches.enumerated() {
        var scanner = SentenceScanner(
          bytes: bytes, mayBegin: mayBegin, start: stretch.start, end: stretch.end)
        while let sentence = scanner.next() { body(sentence, place) }
      }
    }
  }
}

/// The walk over the sentences of one stretch.
private struct SentenceScanner {
  let bytes: UTF8Bytes
  let mayBegin: UnsafeBufferPointer<Bool>
  let end: Int
  /// Where the next sentence begins, or white space before it.
  var offset: Int

  init(bytes: UTF8Bytes, mayBegin: UnsafeBufferPointer<Bool>, start: Int, end: Int) {
    self.bytes = bytes
    self.mayBegin = mayBegin
    self.end = end
    offset = start
  }

  mutating func next() -> TextSpan? {
    offset = endOfWhiteSpace(from: offset)
    guard offset < end else { return nil }
    let start = offset
    var place = offset
    while place < end {
      place = bytes.nextSentenceMark(from: place, to: end)
      guard place < end else { break }
      let byte = bytes[place]
      guard mayBegin[Int(byte)] else {
        place += 1
        continue
      }
      if byte == UInt8(ascii: "\n") {
        let behind = endOfWhiteSpace(from: place)
        if bytes[place + 1..<behind].contains(UInt8(ascii: "\n")) { break }
        place = behind
      } else if let mark = SentenceEnd(in: bytes, at: place, before: end) {
        if ends(mark, sentenceFrom: start) {
          place = mark.end
          break
        }
        place = mark.end
      } else {
        place += 1
      }
    }
    offset = place
    return TextSpan(start: start, end: trimmed(start, place))
  }

  private func ends(_ mark: SentenceEnd, sentenceFrom start: Int) -> Bool {
    guard mark.end < end else { return true }
    guard !mark.isWide else { return true }
    guard isWhiteSpace(bytes.scalar(at: mark.end).value) else { return false }
    var next = endOfWhiteSpace(from: mark.end)
    while next < end, SentenceEnd.isOpener(bytes.scalar(at: next).value) {
      next += bytes.scalar(at: next).length
    }
    guard next < end else { return true }
    let following = bytes.scalar(at: next).value
    switch mark.kind {
    case .question:
      // "Why?" she said.
      return !(mark.isClosed && isLowerCase(following))
    case .ellipsis:
      return !isLowerCase(following)
    case .stop:
      if mark.isClosed { return !isLowerCase(following) }
      if isNumber(start, mark.start) { return false }
      switch Abbreviation.effect(of: word(before: mark.start, from: start)) {
      case .ends: return true
      case .goesOn: return false
      case .endsBeforeCapital: return isUpperCase(following)
      case .goesOnBeforeDigit: return !(0x30...0x39).contains(following)
      }
    }
  }

  /// Whether the sentence so far is the number of an item, as in "1) First of all" with a stop.
  private func isNumber(_ start: Int, _ end: Int) -> Bool {
    end - start <= 3 && bytes[start..<end].allSatisfy { (0x30...0x39).contains($0) }
  }

  private func word(before offset: Int, from start: Int) -> UTF8Bytes {
    var first = offset
    // No abbreviation is longer.
    while first > max(start, offset - 9) {
      let before = bytes.start(before: first)
      let character = bytes.scalar(at: before).value
      guard before >= start, !isWhiteSpace(character), character != UInt32(UInt8(ascii: "/")),
        !SentenceEnd.isOpener(character)
      else { break }
      first = before
    }
    return UTF8Bytes(rebasing: bytes[first..<offset])
  }

  private func endOfWhiteSpace(from offset: Int) -> Int {
    var offset = offset
    while offset < end {
      let (value, length) = bytes.scalar(at: offset)
      guard isWhiteSpace(value) else { break }
      offset += length
    }
    return offset
  }

  private func trimmed(_ start: Int, _ end: Int) -> Int {
    var end = end
    while end > start {
      let last = bytes.start(before: end)
      guard isWhiteSpace(bytes.scalar(at: last).value) else { break }
      end = last
    }
    return end
  }
}
