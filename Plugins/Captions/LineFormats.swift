/// YouTube's `.sbv`: `0:00:01.500,0:00:04.000` above the words.
enum SBV {
  static func times(_ line: ArraySlice<UInt8>) -> (start: Int, end: Int)? {
    guard let start = CueTime.read(line), start.end < line.endIndex,
      line[start.end] == UInt8(ascii: ","), let end = CueTime.read(line[(start.end + 1)...]),
      line[end.end...].allSatisfy(isBlank)
    else { return nil }
    return (start.milliseconds, end.milliseconds)
  }

  static func read(_ bytes: [UInt8]) -> CueSheet {
    var sheet = CueSheet()
    for line in bytes.split(separator: 0x0A) {
      if let times = times(line) {
        sheet.cues.append(Cue(start: times.start, end: times.end, text: []))
      } else if let last = sheet.cues.indices.last {
        if !sheet.cues[last].text.isEmpty { sheet.cues[last].text.append(0x0A) }
        sheet.cues[last].text.append(contentsOf: Markup.plain(line))
      }
    }
    return sheet
  }
}

/// Lyrics (`.lrc`): `[01:02.500]words`; an empty stamped line ends what was shown.
enum LRC {
  static func stamp(_ line: ArraySlice<UInt8>) -> (time: Int, end: Int)? {
    guard line.first == UInt8(ascii: "["), let time = CueTime.read(line.dropFirst()),
      time.end < line.endIndex, line[time.end] == UInt8(ascii: "]")
    else { return nil }
    return (time.milliseconds, time.end + 1)
  }

  static func read(_ bytes: [UInt8]) -> CueSheet {
    var sheet = CueSheet()
    for line in bytes.split(separator: 0x0A) {
      var rest = line.drop(while: isBlank)
      var times: [Int] = []
      // What is sung again stands once, with several times in front.
      while let stamp = stamp(rest) {
        times.append(stamp.time)
        rest = rest[stamp.end...]
      }
      if times.isEmpty, let (name, value) = entry(line) { sheet.metadata[name] = value }
      let words = Markup.plain(rest)
      sheet.cues += times.map { Cue(start: $0, text: words) }
    }
    return shown(sheet)
  }

  /// The cues in the order of time, each shown until the next one; one without words only ends what was shown.
  private static func shown(_ sheet: CueSheet) -> CueSheet {
    var sheet = sheet
    let order = sheet.cues.indices.sorted {
      (sheet.cues[$0].start ?? 0, $0) < (sheet.cues[$1].start ?? 0, $1)
    }
    var cues = order.map { sheet.cues[$0] }
    for place in cues.indices.dropLast() { cues[place].end = cues[place + 1].start }
    sheet.cues = cues.filter { !$0.text.allSatisfy(isBlank) }
    return sheet
  }

  /// `[ti:Talk with Ada]`.
  private static func entry(_ line: ArraySlice<UInt8>) -> (name: String, value: String)? {
    let names = ["ti": "title", "ar": "artist", "by": "transcriber", "al": "album"]
    guard line.first == UInt8(ascii: "["), let close = line.lastIndex(of: UInt8(ascii: "]")),
      let colon = line.firstIndex(of: UInt8(ascii: ":")), colon < close,
      let name = names[String(decoding: line[(line.startIndex + 1)..<colon], as: UTF8.self)]
    else { return nil }
    return (name, String(decoding: line[(colon + 1)..<close].drop(while: isBlank), as: UTF8.self))
  }
}

/// Cues on one line each: `[00:01.000 --> 00:02.500]  words`, as Whisper prints them.
enum BracketedCues {
  static func read(_ bytes: [UInt8]) -> CueSheet {
    var sheet = CueSheet()
    for line in bytes.split(separator: 0x0A) {
      let line = line.drop(while: isBlank)
      if line.first == UInt8(ascii: "["), let times = CueTime.range(line.dropFirst()),
        let close = line.firstIndex(of: UInt8(ascii: "]"))
      {
        sheet.cues.append(
          Cue(start: times.start, end: times.end, text: Markup.plain(line[(close + 1)...])))
      } else if let last = sheet.cues.indices.last {
        sheet.cues[last].text.append(0x0A)
        sheet.cues[last].text.append(contentsOf: Markup.plain(line))
      }
    }
    return sheet
  }
}

/// Whisper's `.tsv`: start and end in milliseconds, and the words.
enum WhisperTable {
  static func isHeader(_ line: ArraySlice<UInt8>) -> Bool {
    line.elementsEqual("start\tend\ttext".utf8)
  }

  static func read(_ bytes: [UInt8]) -> CueSheet {
    var sheet = CueSheet()
    for line in bytes.split(separator: 0x0A).dropFirst() {
      let cells = line.split(separator: 0x09, maxSplits: 2, omittingEmptySubsequences: false)
      guard cells.count == 3, let start = CueTime.number(cells[0], most: 12),
        let end = CueTime.number(cells[1], most: 12)
      else { continue }
      sheet.cues.append(Cue(start: start.value, end: end.value, text: Array(cells[2])))
    }
    return sheet
  }
}
