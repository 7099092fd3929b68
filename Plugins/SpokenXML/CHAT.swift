import LeitmotifModel
import LeitmotifPlugin
import LeitmotifText

/// Reads CHAT files (`.cha`): each main line, `*SPK:` with what follows it, is a turn.
enum CHAT {
  static func reading(of source: Source) throws(Diagnostics) -> SpokenReading {
    let decoded = try InterviewText(decoding: source.bytes, path: source.path)
    var reading = SpokenReading(format: "chat")
    reading.encoding = decoded.encoding
    reading.warnings = decoded.warnings
    var lines = CHATLines(decoded.text.bytes)
    while let line = lines.next() {
      switch line.kind {
      case .main:
        let (words, start, end) = parted(line.content)
        reading.add(words, label: line.name, start: start, end: end)
      case .header: read(line, into: &reading)
      case .dependent: break
      }
    }
    return reading
  }

  private static func read(_ line: CHATLines.Line, into reading: inout SpokenReading) {
    let text = String(decoding: line.content, as: UTF8.self)
    switch line.name {
    case "Participants":
      // `CHI Alex Target_Child, INV Anna Investigator`: code, perhaps a name, role.
      for person in text.split(separator: ",") {
        let words = person.split { $0.isWhitespace }
        if words.count > 1 { state(words[words.count - 1], of: words[0], in: &reading) }
      }
    case "ID":
      let fields = text.split(separator: "|", omittingEmptySubsequences: false)
      if fields.count > 7 { state(fields[7], of: fields[2], in: &reading) }
    case "Media": reading.metadata["recording"] = text.split(separator: ",").first.map(String.init)
    case "Date": reading.metadata["date"] = text
    case "Languages": reading.metadata["language"] = text
    default: break
    }
  }

  private static func state(
    _ word: Substring, of code: Substring, in reading: inout SpokenReading
  ) {
    let role = word == "Investigator" ? .interviewer : knownRole(ofLabel: String(word))
    if let role { reading.roles[String(code)] = role }
  }

  /// Takes the times out of a line: they stand between two characters of number 21, in milliseconds.
  private static func parted(_ content: [UInt8]) -> (words: [UInt8], start: Int?, end: Int?) {
    guard content.contains(bullet) else { return (content, nil, nil) }
    var words: [UInt8] = []
    var start: Int?
    var end: Int?
    // Between the first and the second bullet stand times, between the second and the third words.
    let pieces = content.split(separator: bullet, omittingEmptySubsequences: false)
    for (place, piece) in pieces.enumerated() {
      if place % 2 == 0 {
        words.append(contentsOf: piece)
        continue
      }
      words.append(0x20)
      // Older files put the recording's name in front: `%snd:"talk.wav"_0_1073`.
      let numbers = piece.split(separator: UInt8(ascii: "_")).suffix(2)
        .map { Int(String(decoding: $0, as: UTF8.self)) }
      guard numbers.count == 2, let first = numbers[0], let last = numbers[1],
        0 <= first, first <= last, last < 1_000_000_000
      else { continue }
      start = start ?? first
      end = last
    }
    return (words, start, end)
  }

  private static let bullet: UInt8 = 0x15
}
