import LeitmotifModel

/// One unit, or a run of characters of which the same was said, and where it stands.
struct UnitPlace {
  /// Who or what it is: `p1:1804-1866`, `p1`, `P1`.
  let name: String
  /// Its text; of a transcript or participant everything from the first word that counts to the last.
  let span: TextSpan
  /// How many units it is.
  let count: Int
}

extension UnitSpace {
  /// Where some units stand.
  ///
  /// - Parameters:
  ///   - units: The units.
  ///   - offsets: The transcript's places in code points, by which units are named.
  /// - Returns: A place for each unit; characters that follow each other share one.
  func places(of units: Range<Int>, _ offsets: CodePointOffsets) -> [UnitPlace] {
    stretches(of: units).map { units, span in
      let place = offsets.codePoints(of: span) ?? span.range
      let name =
        isOfWholes
        ? (participants.isEmpty ? key.rawValue : participants[units.lowerBound].rawValue)
        : "\(key):\(place.lowerBound)-\(place.upperBound)"
      return UnitPlace(name: name, span: span, count: units.count)
    }
  }
}
