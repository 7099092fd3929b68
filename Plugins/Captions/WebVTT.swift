import LeitmotifModel

/// WebVTT: blocks parted by empty lines, the speaker in `<v Name>`; where nobody is named so, perhaps in the line above
/// the times, which identifies a cue: `Speaker 1`, or `3 "Ada Obi" (2560399616)` as Webex writes.
///
/// - Source: W3C, "WebVTT: The Web Video Text Tracks Format", https://www.w3.org/TR/webvtt1/.
enum WebVTT {
  static func read(_ bytes: [UInt8]) -> CueSheet {
    var sheet = CueSheet()
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    if let title = lines.first?.dropFirst(6).drop(while: isTitleMark), !title.isEmpty {
      sheet.metadata["title"] = String(decoding: title, as: UTF8.self)
    }
    let isRolling = bytes.holds("><c>")
    var shown: [UInt8] = []
    var identifiers: [ArraySlice<UInt8>] = []
    var identifier: ArraySlice<UInt8> = []
    var place = 1
    while place < lines.count {
      guard let times = CueTime.range(lines[place]) else {
        identifier = lines[place]
        place += 1
        continue
      }
      defer { identifier = [] }
      let first = place + 1
      place = first
      while place < lines.count, !ends(lines, at: place) { place += 1 }
      guard let last = lines[first..<place].last else { continue }
      var text = Array(bytes[lines[first].startIndex..<last.endIndex])
      if isRolling {
        // YouTube shows the line before once more above the new one.
        let words = lines[first..<place].filter { Markup.plain($0) != shown }
        shown = words.last.map { Markup.plain($0) } ?? shown
        if words.isEmpty { continue }
        text = Array(words.joined(separator: [0x0A]))
      }
      for (label, words) in voices(text) {
        sheet.cues.append(
          Cue(start: times.start, end: times.end, label: label, text: Markup.plain(words)))
        identifiers.append(identifier)
      }
    }
    if sheet.cues.allSatisfy({ $0.label == nil }), let names = names(in: identifiers) {
      for (place, name) in names.enumerated() { sheet.cues[place].label = name }
    }
    return sheet
  }

  /// The speakers that identifiers of cues name; `nil` when they name none.
  private static func names(in identifiers: [ArraySlice<UInt8>]) -> [String?]? {
    let words = identifiers.map { identifier -> String? in
      let text = String(decoding: identifier, as: UTF8.self)
      let quoted = text.split(separator: "\"", omittingEmptySubsequences: false)
      if quoted.count == 3, Int(quoted[0].filter { $0 != " " }) != nil { return String(quoted[1]) }
      let name = text.filter { !$0.isWhitespace }
      return name.isEmpty || name.allSatisfy { $0.isNumber } ? nil : text
    }
    // What identifies each cue comes once; who speaks, again and again.
    let named = words.compactMap(\.self)
    return !named.isEmpty && Set(named).count * 2 <= named.count ? words : nil
  }

  /// Whether a cue's words end before a line: an empty one, or one of blanks with another cue behind it.
  private static func ends(_ lines: [ArraySlice<UInt8>], at place: Int) -> Bool {
    if lines[place].isEmpty || CueTime.range(lines[place]) != nil { return true }
    guard lines[place].allSatisfy(isBlank) else { return false }
    return lines[(place + 1)...].prefix(2).contains { CueTime.range($0) != nil }
  }

  private static func isTitleMark(_ byte: UInt8) -> Bool {
    isBlank(byte) || byte == UInt8(ascii: "-")
  }

  /// The pieces of a cue by who says them.
  private static func voices(_ text: [UInt8]) -> [(label: String?, words: ArraySlice<UInt8>)] {
    var voices: [(label: String?, words: ArraySlice<UInt8>)] = []
    var first = 0
    var label: String?
    var place = 0
    func isEmpty(_ words: ArraySlice<UInt8>) -> Bool {
      words.allSatisfy { isBlank($0) || $0 == 0x0A }
    }
    while let open = text[place...].firstIndex(of: UInt8(ascii: "<")) {
      place = open + 1
      guard let end = Markup.endOfTag(text, from: open) else { continue }
      let tag = text[(open + 1)..<(end - 1)]
      let isVoice = tag.starts(with: "v ".utf8) || tag.starts(with: "v.".utf8)
      let isEnd = tag.elementsEqual("/v".utf8)
      guard isVoice || isEnd else { continue }
      let words = text[first..<open]
      if !isEmpty(words) { voices.append((label, words)) }
      label = nil
      if isVoice, let blank = tag.firstIndex(where: isBlank) {
        let name = Markup.plain(tag[blank...].drop(while: isBlank))
        label = name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
      }
      first = end
      place = end
    }
    if !isEmpty(text[first...]) || voices.isEmpty { voices.append((label, text[first...])) }
    return voices
  }
}
