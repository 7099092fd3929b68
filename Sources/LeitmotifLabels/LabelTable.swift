/// The different labels of a file, each with a number: a file has few, and prints each a hundred times.
struct LabelTable {
  /// The labels by their numbers.
  private(set) var labels: [String] = []
  private var numbers: [String: Int] = [:]
  /// Where the labels that were last asked for stand: people take turns.
  private var recent: [(place: Range<Int>, number: Int)] = []

  /// The number of a label, which gets one when it is new.
  mutating func number(of label: String) -> Int {
    if let known = numbers[label] { return known }
    labels.append(label)
    numbers[label] = labels.count - 1
    return labels.count - 1
  }

  /// The number of the label that stands somewhere in the file's text.
  mutating func number(of place: Range<Int>, in bytes: TextBytes) -> Int {
    if let known = recent.firstIndex(where: { Self.isSame($0.place, place, in: bytes) }) {
      return recent[known].number
    }
    let number = number(of: String(decoding: bytes[place], as: UTF8.self))
    if recent.count == Self.recentLabels { recent.removeFirst() }
    recent.append((place, number))
    return number
  }

  private static let recentLabels = 4

  @inline(__always)
  private static func isSame(_ one: Range<Int>, _ other: Range<Int>, in bytes: TextBytes) -> Bool {
    guard one.count == other.count else { return false }
    for distance in 0..<one.count
    where bytes[one.lowerBound + distance] != bytes[other.lowerBound + distance] { return false }
    return true
  }

  /// Which numbers some candidates have.
  ///
  /// - Returns: For each number whether it is there.
  func numbers(of candidates: some Sequence<LabelCandidate>) -> [Bool] {
    var found = [Bool](repeating: false, count: labels.count)
    for candidate in candidates { found[candidate.number] = true }
    return found
  }
}
