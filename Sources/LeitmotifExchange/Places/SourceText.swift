import LeitmotifModel

/// A text of a foreign project, with what of it lets different readings of offsets give different places.
struct SourceText {
  /// The text as the project keeps it.
  let raw: [UInt8]
  /// Its canonical form.
  let canonical: CanonicalText
  /// Whether there is a byte order mark in front.
  let hasMark: Bool
  /// Whether every character is ASCII, apart from the mark.
  private let isASCII: Bool
  /// Whether some character is two UTF-16 units.
  private let hasPairsOfUnits: Bool
  private let hasLineEnds: Bool
  /// Whether some line end may be CRLF.
  private let hasReturns: Bool

  /// Looks at a text, which is UTF-8.
  init(_ raw: [UInt8]) {
    self.raw = raw
    canonical = CanonicalText(validUTF8: raw)
    hasMark = raw.starts(with: [0xEF, 0xBB, 0xBF])
    isASCII = canonical.isASCII
    hasPairsOfUnits = raw.contains { $0 >= 0xF0 }
    hasLineEnds = canonical.bytes.firstPlace(of: 0x0A) != nil
    hasReturns = raw.firstPlace(of: 0x0D) != nil
  }

  /// Whether every unit gives the same places.
  var isPlain: Bool { isASCII && !hasMark && !hasReturns }

  /// A reading that gives the same places in the text, and mostly stands for several; the project need not use it.
  func plainest(_ reading: OffsetReading) -> OffsetReading {
    var plainest = reading
    switch reading.unit {
    case .codePoints: break
    case .utf16: if !hasPairsOfUnits { plainest.unit = .codePoints }
    // A mark that counts is one code point and three bytes.
    case .bytes: if isASCII, !reading.countsMark { plainest.unit = .codePoints }
    }
    switch reading.lineEnds {
    case .asWritten: break
    case .one: if !hasReturns { plainest.lineEnds = .asWritten }
    case .two: if !hasLineEnds { plainest.lineEnds = .asWritten }
    }
    return plainest
  }
}
