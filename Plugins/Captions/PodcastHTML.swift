/// Podcasting 2.0's HTML: `<cite>Anna:</cite> <time>0:12</time> <p>words</p>`.
///
/// - Source: Podcast namespace, "Transcripts", https://github.com/Podcastindex-org/podcast-namespace.
enum PodcastHTML {
  static func read(_ bytes: [UInt8]) -> CueSheet {
    var sheet = CueSheet()
    var next = Cue(text: [])
    var words: [UInt8] = []
    var place = 0
    while let open = bytes[place...].firstIndex(of: UInt8(ascii: "<")) {
      words += bytes[place..<open].lazy.map { $0 == 0x0A ? 0x20 : $0 }
      guard let close = bytes[open...].firstIndex(of: UInt8(ascii: ">")) else { break }
      let tag = bytes[(open + 1)..<close].prefix { $0 != 0x20 }
      place = close + 1
      switch String(decoding: tag, as: UTF8.self).lowercased() {
      case "cite", "time", "p": words = []
      case "/cite": next.label = label(Markup.plain(words))
      case "/time": next.start = CueTime.read(words.drop(while: isBlank))?.milliseconds
      case "/p":
        next.text = Markup.plain(words)
        sheet.cues.append(next)
        next = Cue(text: [])
      case "br", "br/": words.append(0x0A)
      default: break
      }
    }
    return sheet
  }

  /// Whether a file begins so.
  static func begins(_ line: ArraySlice<UInt8>) -> Bool {
    line.starts(with: "<cite>".utf8)
  }

  private static func label(_ words: [UInt8]) -> String? {
    var name = String(decoding: words, as: UTF8.self).split(separator: " ").joined(separator: " ")
    if name.last == ":" { name.removeLast() }
    return name.isEmpty ? nil : name
  }
}
