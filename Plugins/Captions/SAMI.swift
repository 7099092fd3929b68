/// Microsoft's SAMI: HTML in which `<SYNC Start=…>` says when the words behind it are shown.
///
/// Where a file has several languages (classes of `<P>`), the first one is read.
enum SAMI {
  static func read(_ bytes: [UInt8]) -> CueSheet {
    var sheet = CueSheet()
    var start: Int?
    var language: String?
    var isHeard = false
    var isSource = false
    var words: [UInt8] = []
    var source: String?

    func finish(at end: Int?) {
      let text = Markup.plain(words)
      if let start, !text.allSatisfy({ isBlank($0) || $0 == 0x0A }) {
        sheet.cues.append(Cue(start: start, end: end, label: source, text: text))
      }
      words = []
      source = nil
    }

    var place = 0
    while let open = bytes[place...].firstIndex(of: UInt8(ascii: "<")) {
      if isHeard { append(bytes[place..<open], to: &words) }
      guard let close = bytes[open...].firstIndex(of: UInt8(ascii: ">")) else { break }
      let tag = String(decoding: bytes[(open + 1)..<close], as: UTF8.self)
      place = close + 1
      switch tag.prefix(while: \.isLetter).lowercased() {
      case "sync":
        let next = milliseconds(attribute("start", of: tag))
        finish(at: next)
        start = next ?? start
        isHeard = false
      case "p":
        let name = attribute("class", of: tag)
        if language == nil { language = name }
        isSource = attribute("id", of: tag)?.lowercased() == "source"
        isHeard = name == nil || name == language
        if isSource { words = [] }
      case "br": words.append(0x0A)
      default:
        guard tag.lowercased() == "/p" else { continue }
        if isSource { source = label(Markup.plain(words)) }
        if isSource { words = [] }
        isSource = false
        isHeard = false
      }
    }
    finish(at: nil)
    return sheet
  }

  /// A line's end in the file is a blank; `<br>` is one of the caption.
  private static func append(_ text: ArraySlice<UInt8>, to words: inout [UInt8]) {
    for byte in text { words.append(byte == 0x0A ? 0x20 : byte) }
  }

  private static func label(_ words: [UInt8]) -> String? {
    let name = String(decoding: words, as: UTF8.self).split(separator: " ").joined(separator: " ")
    return name.isEmpty ? nil : name
  }

  private static func attribute(_ name: String, of tag: String) -> String? {
    var rest = Substring(tag)
    while let equals = rest.firstIndex(of: "=") {
      let key = rest[..<equals].split(separator: " ").last.map { $0.lowercased() }
      var value = rest[rest.index(after: equals)...].drop { $0 == " " }
      let quote = value.first == "\"" || value.first == "'" ? value.removeFirst() : nil
      let end = value.firstIndex(of: quote ?? " ") ?? value.endIndex
      if key == name { return String(value[..<end]) }
      rest = value[end...].dropFirst()
    }
    return nil
  }
}
