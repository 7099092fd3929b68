import LeitmotifModel
import LeitmotifPlugin
import LeitmotifText

/// Reads Praat's TextGrid files, in all of their layouts: each interval with text in it is a turn.
///
/// Praat itself ignores every word that is no number, no text in quotes and no `<flag>`; so the long layout
/// (`xmin = 0`), the short one and free ones with `! comments` are the same to it.
enum TextGrid {
  static func reading(
    of source: Source, _ choice: SpokenIngester.Configuration
  ) throws(Diagnostics) -> SpokenReading {
    let decoded = try InterviewText(decoding: source.bytes, path: source.path)
    var reading = SpokenReading(format: "textgrid")
    reading.encoding = decoded.encoding
    reading.warnings = decoded.warnings
    var parser = Parser(decoded.text.bytes, path: source.path)
    var tiers: [Tier] = []
    do {
      try parser.readTiers(into: &tiers)
    } catch {
      guard choice.recover, let damage = error.all.first else { throw error }
      reading.warnings.append(.recovered(damage))
    }
    let chosen = TierChoice(tiers, named: choice.tiers)
    reading.add(chosen.speech)
    if choice.tiers.isEmpty,
      let warning = SpokenReading.leftOut(chosen.leftOut, path: source.path)
    {
      reading.warnings.append(warning)
    }
    return reading
  }

  /// The largest number of tiers or records that a file may claim to have.
  private static let largestCount = 10_000_000

  private struct Parser {
    private var tokens: TextGridTokens

    init(_ bytes: [UInt8], path: String) {
      tokens = TextGridTokens(bytes, path: path)
    }

    mutating func readTiers(into tiers: inout [Tier]) throws(Diagnostics) {
      // "ooTextFile", then the kind of object.
      _ = try tokens.string("what kind of file it is")
      let kind = String(decoding: try tokens.string("what the file holds"), as: UTF8.self)
      guard kind.hasPrefix("TextGrid") else {
        throw tokens.error("the file holds another object of Praat than a TextGrid")
      }
      _ = try tokens.number("the recording's start")
      _ = try tokens.number("the recording's end")
      for _ in 0..<(try count("the number of tiers")) { try readTier(into: &tiers) }
    }

    private mutating func readTier(into tiers: inout [Tier]) throws(Diagnostics) {
      let kind = try tokens.string("a tier's kind")
      let name = String(decoding: try tokens.string("a tier's name"), as: UTF8.self)
      _ = try tokens.number("a tier's start")
      _ = try tokens.number("a tier's end")
      let count = try count("the number of a tier's records")
      // Points are moments, which nobody speaks in.
      let areIntervals = kind == Array("IntervalTier".utf8)
      if areIntervals { tiers.append(Tier(name: name, label: name.isEmpty ? nil : name)) }
      for _ in 0..<count {
        let start = try time("a record's start")
        let end = areIntervals ? try time("a record's end") : start
        let text = try tokens.string("a record's text")
        guard areIntervals, text.contains(where: { $0 > 0x20 }) else { continue }
        tiers[tiers.count - 1].records.append(
          Tier.Record(start: start, end: end, order: start, text: text))
      }
    }

    private mutating func count(_ what: String) throws(Diagnostics) -> Int {
      let number = try tokens.number(what)
      guard let count = Int(exactly: number), (0...TextGrid.largestCount).contains(count) else {
        throw tokens.error("\(what) is \(number)")
      }
      return count
    }

    private mutating func time(_ what: String) throws(Diagnostics) -> Int {
      let seconds = try tokens.number(what)
      guard abs(seconds) < 1e6 else { throw tokens.error("\(what) is \(seconds) seconds") }
      return Int((seconds * 1000).rounded())
    }
  }
}
