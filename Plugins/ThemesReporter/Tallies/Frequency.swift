import LeitmotifModel

/// How many codings each theme has, by participant and by tenth of the interview.
struct Frequency: Tally {
  private let themes: Set<Int>
  /// For each theme: who has how many.
  private(set) var byParticipant: [Int: [Identifier<Participant>: Int]] = [:]
  /// For each theme: how many in each tenth.
  private(set) var byTenth: [Int: [Examples]] = [:]

  init(of themes: Set<Int>) {
    self.themes = themes
  }

  mutating func add(_ placed: PlacedTranscript, tree: CodeTree) {
    for place in placed.places {
      let tenth = Int(placed.progress(of: place) * 10)
      for theme in tree.atOrAbove(place.theme) where themes.contains(theme) {
        if let participant = place.participant {
          byParticipant[theme, default: [:]][participant, default: 0] += 1
        }
        byTenth[theme, default: Array(repeating: Examples(), count: 10)][tenth].append(place.id)
      }
    }
  }
}
