/// SubRip (`.srt`): a number, a line of times, lines of words.
///
/// Cues without a number and WebVTT without its header are read alike; an empty line inside a cue ends nothing.
enum SubRip {
  static func read(_ bytes: [UInt8], coloursAreSpeakers: Bool) -> CueSheet {
    var sheet = CueSheet()
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    var times: (start: Int, end: Int)?
    var words: [UInt8] = []
    func finish() {
      guard let times else { return }
      sheet.cues.append(
        Cue(
          start: times.start, end: times.end,
          label: coloursAreSpeakers ? colour(of: words) : nil, text: Markup.plain(words)))
    }
    for (place, line) in lines.enumerated() {
      if let next = CueTime.range(line) {
        finish()
        (times, words) = (next, [])
      } else if isNumber(line), place + 1 < lines.count, CueTime.range(lines[place + 1]) != nil {
        continue
      } else {
        words.append(contentsOf: line)
        words.append(0x0A)
      }
    }
    finish()
    return sheet
  }

  private static func isNumber(_ line: ArraySlice<UInt8>) -> Bool {
    line.contains { (0x30...0x39).contains($0) }
      && line.allSatisfy { (0x30...0x39).contains($0) || isBlank($0) }
  }

  /// The colour in front of a cue: `{\c&HFFF000&}` or `<font color="#00ff00">`.
  private static func colour(of words: [UInt8]) -> String? {
    let front = String(decoding: words.prefix(80), as: UTF8.self)
    let found =
      front.prefixMatch(of: /\s*\{\\1?c&H([0-9A-Fa-f]+)&?/)?.output.1
      ?? front.prefixMatch(of: /\s*<font color="?#?([0-9A-Za-z]+)/)?.output.1
    return found.map(String.init)
  }
}
