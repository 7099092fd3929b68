import LeitmotifModel

/// Where in an interview each theme comes up.
struct Timeline: Tally {
  /// One transcript as a strip.
  struct Strip {
    let transcript: Identifier<Transcript>
    let participants: [Identifier<Participant>]
    /// How long the interview is; `nil` without times.
    ///
    /// - Unit: milliseconds.
    let duration: Int?
    /// For each theme, where it comes up.
    var marks: [Int: [(progress: Double, coding: CodingID)]] = [:]
  }

  private let themes: Set<Int>
  private let wanted: Set<String>
  private(set) var strips: [Strip] = []
  /// How many transcripts there are beyond those that are shown.
  private(set) var others = 0

  /// How many transcripts are shown when none are named.
  private static let limit = 12

  init(of themes: Set<Int>, transcripts: [String]) {
    self.themes = themes
    wanted = Set(transcripts)
  }

  mutating func add(_ placed: PlacedTranscript, tree: CodeTree) {
    let transcript = placed.transcript
    guard wanted.isEmpty ? strips.count < Self.limit : wanted.contains(transcript.key.rawValue)
    else {
      others += 1
      return
    }
    var strip = Strip(
      transcript: transcript.key, participants: placed.participants,
      duration: transcript.turns.last.flatMap { $0.end ?? $0.start })
    for place in placed.places {
      for theme in tree.atOrAbove(place.theme) where themes.contains(theme) {
        strip.marks[theme, default: []].append((placed.progress(of: place), place.id))
      }
    }
    strips.append(strip)
  }
}
