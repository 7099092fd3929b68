/// How much text coders gave which two categories: what the u-alpha family is worked out from.
///
/// Categories are counted from 0; the last one stands for gaps. All lengths are in positions.
struct IntersectionMatrix {
  /// A stretch of one coder's line, marked or gap.
  struct Section {
    let start: Int
    let end: Int
    /// The category's index; that of the gap for gaps.
    let value: Int
    var length: Int { end - start }
  }

  /// The index of gaps.
  let gap: Int
  /// ℓ_ck: intersections of different coders' sections, each weighted by 1/(m−1).
  private(set) var lengths: [[Double]]
  /// ℓ..: the text's length times the coders.
  let total: Double
  /// Z_c: Σ of squared lengths of marked sections; for gaps Σ of their lengths.
  private(set) var selfPairs: [Double]
  /// Z*_c: Σ of the squares of a section's mean length that another coder marked too.
  private(set) var relevantSelfPairs: [Double]

  /// Intersects the coders' lines.
  ///
  /// - Throws: The reason when there are too few coders, no text, or a coder's spans overlap.
  init(_ continuum: Continuum) throws(UndefinedReason) {
    let m = continuum.coders.count
    guard m > 1 else { throw .coders(needed: "two or more", given: m) }
    guard continuum.length > 0 else { throw .noLength }
    if let coder = continuum.overlappingCoder() {
      throw .overlappingSpans(coder: continuum.coders[coder])
    }
    gap = continuum.categories.count
    total = Double(continuum.length) * Double(m)
    lengths = Array(repeating: Array(repeating: 0, count: gap + 1), count: gap + 1)
    selfPairs = Array(repeating: 0, count: gap + 1)
    relevantSelfPairs = Array(repeating: 0, count: gap + 1)
    let lines = (0..<m).map { Self.sections(of: $0, in: continuum, gap: gap) }
    let others = Double(m - 1)
    for (coder, line) in lines.enumerated() {
      var relevant = Array(repeating: 0.0, count: line.count)
      for (other, otherLine) in lines.enumerated() where other != coder {
        Self.intersect(line, otherLine) { left, right, length in
          lengths[line[left].value][otherLine[right].value] += Double(length) / others
          if otherLine[right].value != gap { relevant[left] += Double(length) / others }
        }
      }
      for (section, relevant) in zip(line, relevant) {
        let length = Double(section.length)
        selfPairs[section.value] += section.value == gap ? length : length * length
        if section.value != gap { relevantSelfPairs[section.value] += relevant * relevant }
      }
    }
  }

  private static func sections(of coder: Int, in continuum: Continuum, gap: Int) -> [Section] {
    var result: [Section] = []
    var position = continuum.begin
    for span in continuum.spans(of: coder) {
      if position < span.start {
        result.append(Section(start: position, end: span.start, value: gap))
      }
      result.append(Section(start: span.start, end: span.end, value: span.category))
      position = span.end
    }
    let end = continuum.begin + continuum.length
    if position < end { result.append(Section(start: position, end: end, value: gap)) }
    return result
  }

  /// Calls a function with each two sections that meet, by index, and how long they do.
  static func intersect(
    _ left: [Section], _ right: [Section], _ body: (Int, Int, Int) -> Void
  ) {
    var i = 0
    var j = 0
    while i < left.count, j < right.count {
      let length = min(left[i].end, right[j].end) - max(left[i].start, right[j].start)
      if length > 0 { body(i, j, length) }
      if left[i].end <= right[j].end { i += 1 } else { j += 1 }
    }
  }

  /// The margin of each category; the matrix is symmetric.
  var margins: [Double] { lengths.map { $0.reduce(0, +) } }
}
