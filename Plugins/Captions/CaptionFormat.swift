import LeitmotifModel
import LeitmotifPlugin
import LeitmotifXML

/// The formats of the family, in the order in which a file is asked for them.
enum CaptionFormat: String, CaseIterable {
  case webVTT = "webvtt"
  case ttml, srv3, sami, ass, sbv
  case podcastHTML = "podcast-html"
  case whisperTable = "whisper-tsv"
  case subRip = "srt"
  case bracketedCues = "cue-lines"
  case microDVD = "microdvd"
  case lrc

  /// The format that a file's beginning shows; `nil` for one of another family.
  init?(of source: Source) {
    let front = Front(source.bytes)
    guard
      let format = Self.allCases.first(where: { $0.begins(front, ending: source.fileExtension) })
    else { return nil }
    self = format
  }

  private func begins(_ front: Front, ending: String) -> Bool {
    switch self {
    case .webVTT: front.begins("WEBVTT")
    case .ttml: front.rootElement == "tt"
    case .srv3: front.rootElement == "timedtext" || front.rootElement == "transcript"
    case .sami: front.begins("<SAMI") || front.begins("<sami")
    case .ass: front.begins("[Script Info]")
    case .podcastHTML: front.lines.first.map(PodcastHTML.begins) ?? false
    case .sbv: front.lines.first.map { SBV.times($0) != nil } ?? false
    case .whisperTable: front.lines.first.map(WhisperTable.isHeader) ?? false
    case .subRip:
      ending == "srt"
        || (front.lines.prefix(2).contains { CueTime.range($0) != nil }
          || front.share { CueTime.range($0) != nil } >= 0.2) && !front.hasNamesBelowTimes
    case .bracketedCues:
      front.share { $0.first == UInt8(ascii: "[") && CueTime.range($0.dropFirst()) != nil } >= 0.5
    case .microDVD: front.share { MicroDVD.frames($0) != nil } >= 0.5
    case .lrc: ending == "lrc" && front.share { LRC.stamp($0) != nil } >= 0.3
    }
  }

  /// Whether the format is XML, which says its encoding itself.
  var isXML: Bool { self == .ttml || self == .srv3 }

  /// Reads decoded text.
  func cues(in bytes: [UInt8], coloursAreSpeakers: Bool) -> CueSheet {
    switch self {
    case .webVTT: WebVTT.read(bytes)
    case .sami: SAMI.read(bytes)
    case .ass: SubStation.read(bytes)
    case .podcastHTML: PodcastHTML.read(bytes)
    case .sbv: SBV.read(bytes)
    case .whisperTable: WhisperTable.read(bytes)
    case .bracketedCues: BracketedCues.read(bytes)
    case .microDVD: MicroDVD.read(bytes)
    case .lrc: LRC.read(bytes)
    case .subRip, .ttml, .srv3: SubRip.read(bytes, coloursAreSpeakers: coloursAreSpeakers)
    }
  }

  /// Reads a file of XML.
  ///
  /// - Parameters:
  ///   - source: The file.
  ///   - recovering: Whether a damaged file is read as far as it can be.
  /// - Returns: The cues, the file's encoding, and what is wrong with it.
  /// - Throws: `Diagnostics` when the file is no well-formed XML.
  func cues(
    inXML source: Source, recovering: Bool
  ) throws(Diagnostics) -> (sheet: CueSheet, encoding: String, damage: Diagnostic?) {
    if self == .srv3 {
      var handler = YouTube()
      let (encoding, damage) = try XMLReader.read(
        source.bytes, path: source.path, recovering: recovering, handler: &handler)
      return (handler.sheet, encoding, damage)
    }
    var handler = TTML()
    let (encoding, damage) = try XMLReader.read(
      source.bytes, path: source.path, recovering: recovering, handler: &handler)
    return (handler.sheet, encoding, damage)
  }
}

/// The beginning of a file, as far as it is looked at to recognise it.
private struct Front {
  /// The first lines that are not blank, without zeros, which lie between the letters of UTF-16.
  let lines: [ArraySlice<UInt8>]
  /// How many they are at most.
  private static let longest = 60
  /// The name of the first element of XML, without prefix.
  let rootElement: String?

  init(_ bytes: [UInt8]) {
    var front = bytes.prefix(16_384).filter { $0 != 0 && $0 != 0x0D }
    if front.starts(with: [0xEF, 0xBB, 0xBF]) { front.removeFirst(3) }
    if front.starts(with: [0xFF, 0xFE]) || front.starts(with: [0xFE, 0xFF]) {
      front.removeFirst(2)
    }
    lines = Array(
      front.split(separator: 0x0A).filter { !$0.allSatisfy(isBlank) }.prefix(Self.longest))
    rootElement = front.first == UInt8(ascii: "<") ? Self.root(in: front) : nil
  }

  func begins(_ text: String) -> Bool {
    lines.first.map { $0.drop(while: isBlank).starts(with: text.utf8) } ?? false
  }

  /// How many of the lines are of a kind; none, when not even two are.
  func share(of isKind: (ArraySlice<UInt8>) -> Bool) -> Double {
    let count = lines.count(where: isKind)
    return count < min(2, lines.count) ? 0 : Double(count) / Double(max(1, lines.count))
  }

  /// Whether each time has the name of somebody below it, and then what they say, as in text that Teams writes: the lines
  /// below the times come again and again.
  var hasNamesBelowTimes: Bool {
    let times = lines.indices.filter { CueTime.range(lines[$0]) != nil }
    guard times.first == 0 else { return false }
    let borders = times + [lines.count]
    var blocks = zip(borders, borders.dropFirst()).map { lines[($0 + 1)..<$1] }
    if lines.count == Self.longest { blocks.removeLast() }
    let names = blocks.compactMap(\.first)
    return names.count >= 2 && blocks.allSatisfy { $0.count >= 2 }
      && Set(names).count * 3 <= names.count * 2
  }

  private static func root(in front: [UInt8]) -> String? {
    var rest = front[...]
    while let open = rest.firstIndex(of: UInt8(ascii: "<")) {
      let name = rest[(open + 1)...]
      if name.starts(with: "!--".utf8) {
        guard let end = name.firstRange(of: Array("-->".utf8)) else { return nil }
        rest = name[end.upperBound...]
      } else if name.first == UInt8(ascii: "?") || name.first == UInt8(ascii: "!") {
        guard let end = name.firstIndex(of: UInt8(ascii: ">")) else { return nil }
        rest = name[end...]
      } else {
        let word = name.prefix { byte in
          (0x61...0x7A).contains(byte | 0x20) || (0x30...0x3A).contains(byte)
        }
        return String(decoding: word, as: UTF8.self).split(separator: ":").last.map(String.init)
      }
    }
    return nil
  }
}
