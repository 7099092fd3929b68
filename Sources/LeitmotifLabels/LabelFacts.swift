import LeitmotifPlugin

/// What is known of the labels of some candidates: worked out once for each label, for a file has few and
/// prints each a hundred times.
struct LabelFacts {
  /// What is known of one label.
  struct Fact {
    /// How many candidates have it.
    var count = 0
    /// What it looks like; `nil` for a time alone.
    var shape: LabelShape?
    /// Whether the settings name it.
    var isNamed = false
    /// Whether it is known to name nobody.
    var isNoSpeaker: Bool
  }

  private var facts: [Fact] = []
  private var numbers: [Int] = []

  init(_ candidates: [LabelCandidate], speakers: SpeakerMap) {
    var known: [String: Int] = [:]
    numbers.reserveCapacity(candidates.count)
    for candidate in candidates {
      let label = candidate.label
      let number = known[label] ?? facts.count
      if number == facts.count {
        known[label] = number
        facts.append(
          Fact(
            shape: label.isEmpty ? nil : LabelShape(label),
            isNamed: !label.isEmpty && speakers.names(label),
            isNoSpeaker: LeitmotifLabels.isNoSpeaker(label)))
      }
      facts[number].count += 1
      numbers.append(number)
    }
  }

  /// What is known of the label of the candidate at a place.
  subscript(place: Int) -> Fact { facts[numbers[place]] }
}
