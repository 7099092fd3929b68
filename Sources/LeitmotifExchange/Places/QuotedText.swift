import LeitmotifModel

/// A text of a project with the places on it that can be checked, for words are quoted of them.
struct QuotedText {
  /// How well a reading fits: how many quotations it meets, and how many of them blank by blank.
  struct Score: Comparable {
    var matches = 0
    var exact = 0

    static func < (lhs: Score, rhs: Score) -> Bool {
      (lhs.matches, lhs.exact) < (rhs.matches, rhs.exact)
    }
  }

  /// The place of a coding, in the project's own offsets.
  private struct Place {
    /// The coding, by its place in the project.
    let coding: Int
    let start: Int
    let end: Int
  }

  /// The text, by its place among the project's sources.
  let source: Int
  let traits: OffsetTraits
  private let raw: [UInt8]
  private let text: CanonicalText
  private let places: [Place]
  private let quotations: Quotations
  private var scores: [OffsetReading: Score] = [:]

  /// The text of some codings.
  ///
  /// - Returns: `nil` when the project does not hold it, or none of them can be checked.
  init?(
    source: Int, of project: ForeignProject, _ text: CanonicalText?, codings: [Int],
    _ quotations: Quotations
  ) {
    guard let raw = project.sources[source].text, let text else { return nil }
    places = codings.compactMap { coding in
      guard case .offsets(let start, let end) = project.codings[coding].place, start < end,
        quotations.hasWords(coding)
      else { return nil }
      return Place(coding: coding, start: start, end: end)
    }
    guard !places.isEmpty else { return nil }
    self.source = source
    self.raw = raw
    self.text = text
    self.quotations = quotations
    traits = OffsetTraits(of: raw, text)
  }

  /// How many places can be checked.
  var count: Int { places.count }

  /// How well a reading fits; readings that give the same places in this text are tried once.
  mutating func score(of reading: OffsetReading) -> Score {
    let plainest = traits.plainest(reading)
    if let known = scores[plainest] { return known }
    let map = OffsetMap(of: raw, reading: plainest)
    var score = Score()
    for place in places {
      guard let span = map.span(place.start, place.end) else { continue }
      let fit = quotations.fit(of: place.coding, in: text, at: span)
      if fit >= .butForBlanks { score.matches += 1 }
      if fit == .exact { score.exact += 1 }
    }
    scores[plainest] = score
    return score
  }
}
