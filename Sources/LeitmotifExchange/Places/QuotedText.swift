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
  let text: SourceText
  private let places: [Place]
  private let quotations: Quotations
  private var scores: [OffsetReading: Score] = [:]

  /// The text of some codings.
  ///
  /// - Returns: `nil` when none of them can be checked.
  init?(
    _ text: SourceText, source: Int, of project: ForeignProject, codings: [Int],
    _ quotations: Quotations
  ) {
    places = codings.compactMap { coding in
      guard case .offsets(let start, let end) = project.codings[coding].place, start < end,
        quotations.hasWords(coding)
      else { return nil }
      return Place(coding: coding, start: start, end: end)
    }
    guard !places.isEmpty else { return nil }
    self.source = source
    self.text = text
    self.quotations = quotations
  }

  /// How many places can be checked.
  var count: Int { places.count }

  /// How well a reading fits; readings that give the same places in this text are tried once.
  mutating func score(of reading: OffsetReading) -> Score {
    let plainest = text.plainest(reading)
    if let known = scores[plainest] { return known }
    let map = OffsetMap(of: text.raw, reading: plainest)
    var score = Score()
    for place in places {
      guard let span = map.span(place.start, place.end) else { continue }
      let fit = quotations.fit(of: place.coding, in: text.canonical, at: span)
      if fit >= .butForBlanks { score.matches += 1 }
      if fit == .exact { score.exact += 1 }
    }
    scores[plainest] = score
    return score
  }
}
