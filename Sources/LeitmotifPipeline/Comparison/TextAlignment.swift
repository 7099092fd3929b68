import LeitmotifModel

/// Which words of an earlier text are which of a later one, in the order of both.
///
/// What both texts begin and end with is the same. What is between is settled by the fewest edits,
/// where few do; else words that both have there once part it into smaller pieces. So a text of any
/// length takes little time, and what was written anew from beginning to end counts as other words.
///
/// - Source: E. W. Myers, "An O(ND) difference algorithm and its variations", Algorithmica 1
///   (1986), doi:10.1007/BF01840446; the pieces are those of B. Cohen's "patience diff".
struct TextAlignment {
  private static let mostEdits = 256
  private static let mostRounds = 8

  private let old: Words
  private let new: Words
  /// For each earlier word the later one that it is, and the other way round; -1 for none.
  private var later: [Int]
  private var earlier: [Int]

  init(_ old: CanonicalText, _ new: CanonicalText) {
    var numbers: [ArraySlice<UInt8>: Int] = [:]
    self.old = Words(old.bytes, &numbers)
    self.new = Words(new.bytes, &numbers)
    later = Array(repeating: -1, count: self.old.spans.count)
    earlier = Array(repeating: -1, count: self.new.spans.count)
    var gaps = [Gap(old: later.indices, new: earlier.indices, round: 0)]
    while let gap = gaps.popLast() { gaps += settle(gap) }
  }

  /// Where words of the earlier text stand in the later one, without blanks around them.
  ///
  /// - Returns: `nil` when they were edited.
  func moved(_ span: TextSpan) -> TextSpan? {
    guard let words = old.touched(by: span),
      let first = Self.first(of: words, by: later)
    else { return nil }
    let skipped = max(0, span.start - old.spans[words.lowerBound].start)
    let left = max(0, old.spans[words.upperBound].end - span.end)
    return TextSpan(
      start: new.spans[first].start + skipped, end: new.spans[first + words.count - 1].end - left)
  }

  /// A span of the later text without blanks around it.
  ///
  /// - Returns: `nil` when the earlier text does not have its words.
  func known(_ span: TextSpan) -> TextSpan? {
    guard let words = new.touched(by: span), Self.first(of: words, by: earlier) != nil else {
      return nil
    }
    return TextSpan(
      start: max(span.start, new.spans[words.lowerBound].start),
      end: min(span.end, new.spans[words.upperBound].end))
  }

  /// The first of the words that some words are in the other text.
  ///
  /// - Returns: `nil` when they are not in a row there.
  private static func first(of words: ClosedRange<Int>, by others: [Int]) -> Int? {
    let first = others[words.lowerBound]
    let areInRow = first >= 0 && words.allSatisfy { others[$0] - first == $0 - words.lowerBound }
    return areInRow ? first : nil
  }

  // MARK: - Alignment

  /// Words of both texts that are still to be settled.
  private struct Gap {
    var old: Range<Int>
    var new: Range<Int>
    var round: Int
  }

  private mutating func pair(_ one: Int, _ other: Int) {
    later[one] = other
    earlier[other] = one
  }

  /// Settles what it can.
  ///
  /// - Returns: The gaps that are left.
  private mutating func settle(_ gap: Gap) -> [Gap] {
    var (one, other) = (gap.old, gap.new)
    while let first = one.first, let second = other.first,
      old.numbers[first] == new.numbers[second]
    {
      pair(first, second)
      one.removeFirst()
      other.removeFirst()
    }
    while let last = one.last, let second = other.last, old.numbers[last] == new.numbers[second] {
      pair(last, second)
      one.removeLast()
      other.removeLast()
    }
    guard !one.isEmpty, !other.isEmpty else { return [] }
    if let pairs = fewestEdits(one, other) {
      for each in pairs { pair(each.old, each.new) }
      return []
    }
    let borders = wordsSaidOnce(one, other)
    guard !borders.isEmpty, gap.round < Self.mostRounds else { return [] }
    var gaps: [Gap] = []
    var start = (old: one.lowerBound, new: other.lowerBound)
    // A border is the first word of the gap behind it.
    for border in borders + [(old: one.upperBound, new: other.upperBound)] {
      gaps.append(
        Gap(old: start.old..<border.old, new: start.new..<border.new, round: gap.round + 1))
      start = border
    }
    return gaps
  }

  /// The words that stay with the fewest edits; `nil` when these are too many.
  private func fewestEdits(
    _ one: Range<Int>, _ other: Range<Int>
  ) -> [(old: Int, new: Int)]? {
    let (width, height) = (one.count, other.count)
    guard abs(width - height) <= Self.mostEdits else { return nil }
    // How far each diagonal was followed, after each number of edits.
    let middle = Self.mostEdits + 1
    var reach = Array(repeating: 0, count: 2 * middle + 1)
    var history: [[Int]] = []
    for edits in 0...min(Self.mostEdits, width + height) {
      history.append(reach)
      for diagonal in stride(from: -edits, through: edits, by: 2) {
        let isDown = Self.isDown(diagonal, edits, reach, middle)
        var x = isDown ? reach[middle + diagonal + 1] : reach[middle + diagonal - 1] + 1
        while x < width, x - diagonal < height,
          old.numbers[one.lowerBound + x] == new.numbers[other.lowerBound + x - diagonal]
        { x += 1 }
        reach[middle + diagonal] = x
        guard x >= width, x - diagonal >= height else { continue }
        return Self.path(back: history, width, height).map {
          (one.lowerBound + $0, other.lowerBound + $1)
        }
      }
    }
    return nil
  }

  /// Whether a diagonal is best come to by a word that the later text has more.
  private static func isDown(
    _ diagonal: Int, _ edits: Int, _ reach: [Int], _ middle: Int
  ) -> Bool {
    diagonal == -edits
      || diagonal != edits && reach[middle + diagonal - 1] < reach[middle + diagonal + 1]
  }

  /// The equal words on the way that was found, from its end.
  private static func path(back history: [[Int]], _ width: Int, _ height: Int) -> [(Int, Int)] {
    let middle = mostEdits + 1
    var pairs: [(Int, Int)] = []
    var (x, y) = (width, height)
    for (edits, reach) in history.enumerated().reversed() {
      let diagonal = isDown(x - y, edits, reach, middle) ? x - y + 1 : x - y - 1
      let start = (x: reach[middle + diagonal], y: reach[middle + diagonal] - diagonal)
      while x > start.x, y > start.y {
        (x, y) = (x - 1, y - 1)
        pairs.append((x, y))
      }
      (x, y) = start
    }
    return pairs
  }

  /// Words that both sides have once, as many as stand in one order.
  private func wordsSaidOnce(
    _ one: Range<Int>, _ other: Range<Int>
  ) -> [(old: Int, new: Int)] {
    let (here, there) = (old.places(in: one), new.places(in: other))
    let pairs = here.compactMap { number, place -> (old: Int, new: Int)? in
      guard place >= 0, let second = there[number], second >= 0 else { return nil }
      return (place, second)
    }.sorted { $0.old < $1.old }
    // The longest rising row: for each length the pair with which one ends earliest.
    var ends: [Int] = []
    var links = Array(repeating: -1, count: pairs.count)
    for (place, pair) in pairs.enumerated() {
      let length = ends.partitioningIndex { pairs[$0].new >= pair.new }
      if length > 0 { links[place] = ends[length - 1] }
      if length < ends.count { ends[length] = place } else { ends.append(place) }
    }
    var row: [(old: Int, new: Int)] = []
    var place = ends.last ?? -1
    while place >= 0 {
      row.append(pairs[place])
      place = links[place]
    }
    return row.reversed()
  }
}

/// The words of a text, marks among them, with equal numbers for equal ones.
private struct Words {
  private(set) var spans: [TextSpan] = []
  private(set) var numbers: [Int] = []

  init(_ bytes: [UInt8], _ known: inout [ArraySlice<UInt8>: Int]) {
    var start = 0
    while start < bytes.count {
      var end = start + Self.blank(at: start, in: bytes)
      if end > start {
        start = end
        continue
      }
      if Self.isLetter(bytes[start]) {
        while end < bytes.count, Self.isLetter(bytes[end]), Self.blank(at: end, in: bytes) == 0 {
          end += 1
        }
      } else {
        end = min(start + Self.length(of: bytes[start]), bytes.count)
      }
      let word = bytes[start..<end]
      let number = known[word] ?? known.count
      known[word] = number
      spans.append(TextSpan(start: start, end: end))
      numbers.append(number)
      start = end
    }
  }

  /// How many bytes of white space stand at a place, a no-break space among it.
  private static func blank(at place: Int, in bytes: [UInt8]) -> Int {
    switch bytes[place] {
    case 0x20, 0x09...0x0D: 1
    case 0xC2: place + 1 < bytes.count && bytes[place + 1] == 0xA0 ? 2 : 0
    default: 0
    }
  }

  /// How many bytes the character has that begins with one.
  private static func length(of first: UInt8) -> Int {
    first < 0xE0 ? 1 : first < 0xF0 ? 3 : 4
  }

  /// A byte of a letter or digit of a script that puts spaces between words: of what needs three bytes and more, such as
  /// Chinese letters and curly quotes, each character is a word.
  private static func isLetter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"), 0x80..<0xE0:
      true
    default: false
    }
  }

  /// The words that a span touches; `nil` for blanks.
  func touched(by span: TextSpan) -> ClosedRange<Int>? {
    let first = spans.partitioningIndex { $0.end > span.start }
    let behind = spans.partitioningIndex { $0.start >= span.end }
    return first < behind ? first...(behind - 1) : nil
  }

  /// Where each word of a piece stands; -1 for one that stands there several times.
  func places(in piece: Range<Int>) -> [Int: Int] {
    var result: [Int: Int] = [:]
    for place in piece { result[numbers[place]] = result[numbers[place]] == nil ? place : -1 }
    return result
  }
}
