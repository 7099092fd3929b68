/// MicroDVD (`.sub`): `{25}{50}words|more words`, from the one frame to the other.
///
/// How many frames a second has, a first cue of frame 1 or 0 may say (`{1}{1}25.000`); else it is the rate of films.
enum MicroDVD {
  /// The two frames at a line's beginning, and where the words begin.
  static func frames(_ line: ArraySlice<UInt8>) -> (start: Int, end: Int?, words: Int)? {
    guard let start = frame(line), let open = start.number else { return nil }
    guard let end = frame(line[start.end...]) else { return nil }
    return (open, end.number, end.end)
  }

  static func read(_ bytes: [UInt8]) -> CueSheet {
    var sheet = CueSheet()
    var rate = 23.976
    for line in bytes.split(separator: 0x0A) {
      guard let frames = frames(line) else { continue }
      let words = line[frames.words...]
      if sheet.cues.isEmpty, frames.start <= 1, frames.end ?? 0 <= 1,
        let stated = Double(String(decoding: words.filter { !isBlank($0) }, as: UTF8.self)),
        (1...1000).contains(stated)
      {
        rate = stated
        continue
      }
      func milliseconds(_ frame: Int) -> Int { Int((Double(frame) * 1000 / rate).rounded()) }
      sheet.cues.append(
        Cue(
          start: milliseconds(frames.start), end: frames.end.map(milliseconds), text: plain(words)))
    }
    return sheet
  }

  /// `{25}`, or `{}` for a cue that is shown until the next.
  private static func frame(_ text: ArraySlice<UInt8>) -> (number: Int?, end: Int)? {
    guard text.first == UInt8(ascii: "{") else { return nil }
    let inside = text.dropFirst()
    if inside.first == UInt8(ascii: "}") { return (nil, inside.startIndex + 1) }
    guard let (number, end) = CueTime.number(inside, most: 9), end < text.endIndex,
      text[end] == UInt8(ascii: "}")
    else { return nil }
    return (number, end + 1)
  }

  /// The words without marks such as `{y:i}`; `|` parts lines, and `/` in front of one sets it in italics.
  private static func plain(_ words: ArraySlice<UInt8>) -> [UInt8] {
    var plain: [UInt8] = []
    var rest = words
    while let byte = rest.first {
      if byte == UInt8(ascii: "{"), let close = rest.prefix(64).firstIndex(of: UInt8(ascii: "}")),
        rest[..<close].contains(UInt8(ascii: ":"))
      {
        rest = rest[(close + 1)...]
        continue
      }
      rest.removeFirst()
      let beginsLine = plain.isEmpty || plain.last == 0x0A
      if byte == UInt8(ascii: "/"), beginsLine { continue }
      plain.append(byte == UInt8(ascii: "|") ? 0x0A : byte)
    }
    return Markup.plain(plain)
  }
}
