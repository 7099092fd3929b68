/// The different labels of a file, each with a number: a file has few, and prints each a hundred times.
struct LabelTable {
  /// The labels by their numbers.
  private(set) var labels: [String] = []
  private var numbers: [String: Int] = [:]
  /// The labels that were last asked for: people take turns.
  private var recent = (0, 0)

  /// The number of a label, which gets one when it is new.
  mutating func number(of label: String) -> Int {
    if recent.1 < labels.count {
      if labels[recent.0] == label { return recent.0 }
      if labels[recent.1] == label {
        recent = (recent.1, recent.0)
        return recent.0
      }
    }
    let number = numbers[label] ?? labels.count
    if number == labels.count {
      labels.append(label)
      numbers[label] = number
    }
    recent = (number, recent.0)
    return number
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
