/// One way to read the offsets of a foreign project.
public struct OffsetReading: Hashable, Sendable {
  /// What one offset step counts.
  public enum Unit: String, CaseIterable, Hashable, Sendable {
    /// Unicode code points.
    case codePoints = "code points"
    /// UTF-16 code units: two for a character beyond U+FFFF.
    case utf16 = "UTF-16 units"
    /// UTF-8 bytes.
    case bytes = "UTF-8 bytes"
  }

  /// How line ends are counted.
  public enum LineEnds: String, CaseIterable, Hashable, Sendable {
    /// As the text has them.
    case asWritten = ""
    /// One for each, though the text has CRLF.
    case one = "CRLF as one"
    /// Two for each, though the text has LF.
    case two = "LF as two"
  }

  /// What one step counts.
  public var unit: Unit
  /// How line ends are counted.
  public var lineEnds: LineEnds
  /// Whether a byte order mark before the text is counted.
  public var countsMark: Bool

  /// Creates a reading.
  public init(_ unit: Unit, lineEnds: LineEnds = .asWritten, countsMark: Bool = false) {
    self.unit = unit
    self.lineEnds = lineEnds
    self.countsMark = countsMark
  }

  /// The reading in words.
  public var description: String {
    unit.rawValue + (lineEnds == .asWritten ? "" : ", \(lineEnds.rawValue)")
      + (countsMark ? ", the byte order mark counted" : "")
  }
}

/// How a format counts places, as far as its documents say it.
public struct OffsetCounting: Hashable, Sendable {
  /// What the format says, and what its programs do besides, the likeliest first.
  public var units: [OffsetReading.Unit]

  /// How it counts line ends, the likeliest first.
  public var lineEnds = OffsetReading.LineEnds.allCases

  /// Whether its programs mix units within one file.
  public var mixesUnits: Bool

  /// Whether a quotation may be a name that somebody gave instead, or `line:7`.
  public var quotationMayBeName: Bool

  /// Whether the place counts where the quotation differs, because programs do not keep that up to date.
  public var trustsPlace: Bool

  /// Creates the counting of a format.
  public init(
    _ units: [OffsetReading.Unit] = [.codePoints, .utf16, .bytes], mixesUnits: Bool = false,
    quotationMayBeName: Bool = false, trustsPlace: Bool = false
  ) {
    self.units = units
    self.mixesUnits = mixesUnits
    self.quotationMayBeName = quotationMayBeName
    self.trustsPlace = trustsPlace
  }

  /// Every reading that may be meant, the likeliest first.
  var readings: [OffsetReading] {
    [false, true].flatMap { mark in
      lineEnds.flatMap { lineEnds in
        units.map { OffsetReading($0, lineEnds: lineEnds, countsMark: mark) }
      }
    }
  }
}
