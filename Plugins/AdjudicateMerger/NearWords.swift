import LeitmotifModel

/// Finds where quoted words stand nearly as they are quoted: a letter mended, a word put in or left out.
///
/// Nearness is the least number of code points to put in, take out or exchange (the Levenshtein distance),
/// blanks and line ends aside; at most one in ten of the quotation's.
///
/// - Source: P. H. Sellers, "The theory and computation of evolutionary distances: pattern recognition",
///   Journal of Algorithms 1 (1980), 359-373, doi:10.1016/0196-6774(80)90016-4; only the part of each column that
///   can still lead to a match is computed: E. Ukkonen, "Finding approximate patterns in strings", Journal of
///   Algorithms 6 (1985), 132-137, doi:10.1016/0196-6774(85)90023-9.
struct NearWords {
  /// A place that holds the words nearly.
  struct Place: Hashable {
    /// Where it is, in bytes.
    var span: TextSpan
    /// How many code points differ.
    var distance: Int
  }

  private var letters: [Unicode.Scalar] = []
  /// Where each letter begins and ends, in bytes.
  private var spans: [TextSpan] = []

  init(_ text: CanonicalText) {
    letters.reserveCapacity(text.count)
    spans.reserveCapacity(text.count)
    var offset = 0
    for letter in String(decoding: text.bytes, as: UTF8.self).unicodeScalars {
      let length = UTF8.width(letter)
      if !Self.isSpace(letter) {
        letters.append(letter)
        spans.append(TextSpan(start: offset, end: offset + length))
      }
      offset += length
    }
  }

  private static func isSpace(_ letter: Unicode.Scalar) -> Bool {
    letter == " " || ("\t"..."\r").contains(letter)
  }

  /// The places that hold words nearly, in the order of the text; those that overlap are one place.
  func places(of quotation: String) -> [Place] {
    let words = quotation.unicodeScalars.filter { !Self.isSpace($0) }.map { $0 }
    let limit = words.count / 10
    guard limit > 0 else { return [] }
    var places: [Place] = []
    for run in runs(of: ends(of: words, limit: limit)) {
      guard let place = place(of: words, endingIn: run) else { continue }
      if let last = places.last, last.span.overlaps(place.span) {
        if place.distance < last.distance { places[places.count - 1] = place }
      } else {
        places.append(place)
      }
    }
    return places
  }

  private typealias End = (letter: Int, distance: Int)

  /// Behind which letters words end that are near enough.
  private func ends(of words: [Unicode.Scalar], limit: Int) -> [End] {
    var column = Array(0...words.count)
    // The last row that may still lead to a match; below it every distance is over the limit.
    var last = limit
    var ends: [End] = []
    for (place, letter) in letters.enumerated() {
      var diagonal = 0
      let bottom = min(last + 1, words.count)
      // What lay below the last row was not kept up: it is over the limit, however much.
      if bottom == last + 1 { column[bottom] = limit + 1 }
      for row in 1...bottom {
        let old = column[row]
        let exchanged = diagonal + (words[row - 1] == letter ? 0 : 1)
        column[row] = min(exchanged, old + 1, column[row - 1] + 1)
        diagonal = old
      }
      last = bottom
      while column[last] > limit { last -= 1 }
      if last == words.count { ends.append((place, column[last])) }
    }
    return ends
  }

  /// Neighbouring ends: they are of one place.
  private func runs(of ends: [End]) -> [[End]] {
    var runs: [[End]] = []
    for end in ends {
      if let last = runs.last?.last, last.letter + 1 == end.letter {
        runs[runs.count - 1].append(end)
      } else {
        runs.append([end])
      }
    }
    return runs
  }

  /// The nearest place that ends at one of some letters; of several one that begins and ends as the quotation does,
  /// then one as long.
  private func place(of words: [Unicode.Scalar], endingIn run: [End]) -> Place? {
    guard let distance = run.map(\.distance).min() else { return nil }
    var best: (range: ClosedRange<Int>, unlikeness: Int)?
    for end in run where end.distance == distance {
      // Backwards from the end: how far is each beginning?
      var column = Array(0...words.count)
      let first = max(0, end.letter - words.count - distance + 1)
      for start in stride(from: end.letter, through: first, by: -1) {
        var diagonal = column[0]
        column[0] += 1
        for row in 1...words.count {
          let old = column[row]
          let exchanged = diagonal + (words[words.count - row] == letters[start] ? 0 : 1)
          column[row] = min(exchanged, old + 1, column[row - 1] + 1)
          diagonal = old
        }
        guard column[words.count] == distance else { continue }
        let edges =
          (letters[start] == words.first ? 0 : 1) + (letters[end.letter] == words.last ? 0 : 1)
        let unlikeness = edges * words.count + abs(end.letter - start + 1 - words.count)
        if unlikeness < best?.unlikeness ?? .max { best = (start...end.letter, unlikeness) }
      }
    }
    return best.map {
      Place(
        span: TextSpan(
          start: spans[$0.range.lowerBound].start, end: spans[$0.range.upperBound].end),
        distance: distance)
    }
  }
}
