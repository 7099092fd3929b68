/// SubStation Alpha (`.ass`, `.ssa`): `Dialogue:` lines under a `Format:` line that names their fields.
///
/// The speaker stands in the field `Name`; recognisers that leave it empty put them in `Style`.
enum SubStation {
  static func read(_ bytes: [UInt8]) -> CueSheet {
    var sheet = CueSheet()
    var fields = [
      "Layer", "Start", "End", "Style", "Name", "MarginL", "MarginR", "MarginV", "Effect", "Text",
    ]
    var isInEvents = false
    var rows: [(cue: Cue, style: String)] = []
    for line in bytes.split(separator: 0x0A) {
      if line.first == UInt8(ascii: "[") {
        isInEvents = line.starts(with: "[Events]".utf8)
      } else if let title = value(of: "Title:", in: line), !isInEvents {
        sheet.metadata["title"] = title
      } else if isInEvents, let format = value(of: "Format:", in: line) {
        fields = format.split(separator: ",").map { String($0.drop { $0 == " " }) }
      } else if isInEvents, line.starts(with: "Dialogue:".utf8) {
        let cells = line.dropFirst(9).split(
          separator: UInt8(ascii: ","), maxSplits: max(0, fields.count - 1),
          omittingEmptySubsequences: false)
        func cell(_ name: String) -> ArraySlice<UInt8> {
          fields.firstIndex(of: name).flatMap { $0 < cells.count ? cells[$0] : nil }?
            .drop(while: isBlank) ?? []
        }
        let name = cell("Name").isEmpty ? cell("Actor") : cell("Name")
        rows.append(
          (
            Cue(
              start: CueTime.read(cell("Start"))?.milliseconds,
              end: CueTime.read(cell("End"))?.milliseconds,
              label: name.isEmpty ? nil : String(decoding: name, as: UTF8.self),
              text: words(cell("Text"))),
            String(decoding: cell("Style"), as: UTF8.self)
          ))
      }
    }
    sheet.cues = rows.map(\.cue)
    if sheet.cues.allSatisfy({ $0.label == nil }), stylesAreSpeakers(rows.map(\.style)) {
      for place in rows.indices { sheet.cues[place].label = rows[place].style }
    }
    return sheet
  }

  /// Styles that only a number tells apart, as recognisers make them; others say how it looks.
  private static func stylesAreSpeakers(_ styles: [String]) -> Bool {
    let names = Set(styles).subtracting(["Default", ""])
    return !names.isEmpty
      && names.allSatisfy { $0.wholeMatch(of: /\p{L}+[ _-]?\d+/) != nil }
  }

  private static func value(of key: String, in line: ArraySlice<UInt8>) -> String? {
    guard line.starts(with: key.utf8) else { return nil }
    return String(decoding: line.dropFirst(key.utf8.count).drop(while: isBlank), as: UTF8.self)
  }

  /// The words without drawing and override marks; `\N` is a line's end, `\h` a blank.
  private static func words(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var plain = Markup.plain(text)
    for place in plain.indices.dropLast() where plain[place] == UInt8(ascii: "\\") {
      switch plain[place + 1] {
      case UInt8(ascii: "N"), UInt8(ascii: "n"), UInt8(ascii: "h"):
        plain[place] = 0x20
        plain[place + 1] = 0x0A
      default: break
      }
    }
    return plain
  }
}
