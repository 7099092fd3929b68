import LeitmotifModel
import LeitmotifXML

/// YouTube's captions: `<timedtext format="3">` (srv3, `.ytt`), and the older `<transcript>` (srv1).
struct YouTube: XMLHandler {
  private(set) var sheet = CueSheet()
  private var depth = 0
  private var bodyDepth: Int?
  private var cue: Cue?
  private var cueDepth = 0

  mutating func start(_ element: borrowing XMLElement) throws(Diagnostics) {
    depth += 1
    if element.name == "body" || element.name == "transcript" { bodyDepth = depth }
    guard bodyDepth != nil, cue == nil else {
      if element.name == "br" { cue?.text.append(0x0A) }
      return
    }
    switch element.name {
    case "p":
      let start = milliseconds(element["t"])
      cue = Cue(start: start, end: end(start, milliseconds(element["d"])), text: [])
    case "text":
      let start = element["start"].flatMap(Double.init).flatMap(inMilliseconds)
      let length = element["dur"].flatMap(Double.init).flatMap(inMilliseconds)
      cue = Cue(start: start, end: end(start, length), text: [])
    default: return
    }
    cueDepth = depth
  }

  mutating func end() throws(Diagnostics) {
    if depth == cueDepth, let done = cue {
      sheet.cues.append(
        Cue(start: done.start, end: done.end, text: Markup.plain(withoutPadding(done.text))))
      cue = nil
    }
    if depth == bodyDepth { bodyDepth = nil }
    depth -= 1
  }

  mutating func text(_ text: Span<UInt8>) throws(Diagnostics) {
    for place in text.indices where cue != nil { cue?.text.append(text[place]) }
  }

  private func end(_ start: Int?, _ length: Int?) -> Int? {
    guard let start, let length else { return nil }
    return start + length
  }

  private func inMilliseconds(_ seconds: Double) -> Int? {
    seconds.isFinite && abs(seconds) < 1e9 ? Int((seconds * 1000).rounded()) : nil
  }

  /// Styled captions are padded with zero-width spaces (U+200B).
  private func withoutPadding(_ text: [UInt8]) -> [UInt8] {
    var plain: [UInt8] = []
    for byte in text {
      plain.append(byte)
      if plain.count >= 3, plain.suffix(3).elementsEqual([0xE2, 0x80, 0x8B]) {
        plain.removeLast(3)
      }
    }
    return plain
  }
}
