/// Words that stand one in a line, each with notes behind a tab: `words NNS word`.
struct TokenLines {
  private var isNote = false

  /// Adds the words of a piece of a file to speech.
  mutating func append(_ text: Span<UInt8>, to speech: inout Speech) {
    var start = 0
    for place in text.indices {
      switch text[place] {
      case 0x0A:
        if !isNote { speech.append(text.extracting(start..<place)) }
        speech.part()
        isNote = false
        start = place + 1
      case 0x09 where !isNote:
        speech.append(text.extracting(start..<place))
        isNote = true
      default: break
      }
    }
    if !isNote { speech.append(text.extracting(start..<text.count)) }
  }
}
