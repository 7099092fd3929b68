import LeitmotifPlugin

/// What is known of the labels of some candidates, worked out once for each label.
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
    var isNoSpeaker = false
  }

  private var facts: [Fact]

  init(_ candidates: [LabelCandidate], in table: LabelTable, speakers: SpeakerMap) {
    facts = Array(repeating: Fact(), count: table.labels.count)
    for candidate in candidates { facts[candidate.number].count += 1 }
    for number in facts.indices where facts[number].count > 0 {
      let label = table.labels[number]
      facts[number].shape = label.isEmpty ? nil : LabelShape(label)
      facts[number].isNamed = !label.isEmpty && speakers.names(label)
      facts[number].isNoSpeaker = LeitmotifLabels.isNoSpeaker(label)
    }
  }

  /// What is known of a candidate's label.
  subscript(candidate: LabelCandidate) -> Fact { facts[candidate.number] }

  /// What is known of the label with a number.
  subscript(number: Int) -> Fact { facts[number] }
}
