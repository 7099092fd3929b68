import LeitmotifModel

/// Which codes are in which transcript.
struct Presence: Tally {
  private let themes: Set<Int>
  /// For each transcript, by its key: its codes, each with its first coding.
  private(set) var rows: [(transcript: Identifier<Transcript>, codes: [Int: CodingID])] = []

  init(of themes: Set<Int>) {
    self.themes = themes
  }

  mutating func add(_ placed: PlacedTranscript, tree: CodeTree) {
    var codes: [Int: CodingID] = [:]
    for place in placed.places where themes.contains(place.theme) && place.participant != nil {
      if codes[place.theme] == nil { codes[place.theme] = place.id }
    }
    rows.append((placed.transcript.key, codes))
  }
}
