import LeitmotifModel
public import LeitmotifPlugin

/// How far two codings may stand apart and still be together.
public enum Togetherness: String, SettingChoice {
  /// In one sentence; in one turn where nobody cut sentences.
  case segment
  /// In one turn.
  case turn
  /// In one transcript.
  case transcript
}

/// In how many places two codes stand together.
struct CoOccurrence: Tally {
  /// Two codes, the earlier in the codebook first; twice the same for a code alone.
  struct Pair: Hashable {
    let first: Int
    let second: Int
  }

  private let themes: Set<Int>
  private let unit: Togetherness
  private(set) var found: [Pair: Examples] = [:]

  init(of themes: Set<Int>, in unit: Togetherness) {
    self.themes = themes
    self.unit = unit
  }

  /// The places where two codes stand together, by their places in the codebook.
  func examples(_ one: Int, _ other: Int) -> Examples {
    found[Pair(first: min(one, other), second: max(one, other))] ?? Examples()
  }

  mutating func add(_ placed: PlacedTranscript, tree: CodeTree) {
    // For each unit, the first coding of each theme in it.
    var units: [Int: [Int: CodingID]] = [:]
    for place in placed.places {
      let held = tree.atOrAbove(place.theme).filter(themes.contains)
      guard !held.isEmpty else { continue }
      for unit in self.units(of: place, in: placed) {
        for theme in held where units[unit]?[theme] == nil {
          units[unit, default: [:]][theme] = place.id
        }
      }
    }
    for unit in units.keys.sorted() {
      guard let codings = units[unit] else { continue }
      let present = codings.keys.sorted()
      for (index, first) in present.enumerated() {
        for second in present[index...] {
          guard let one = codings[first], let other = codings[second] else { continue }
          found[Pair(first: first, second: second), default: Examples()].append(min(one, other))
        }
      }
    }
  }

  /// The units that the evidence touches.
  private func units(of place: Place, in placed: PlacedTranscript) -> Range<Int> {
    switch unit {
    case .transcript: 0..<1
    case .turn: placed.turns(of: place)
    case .segment:
      placed.coded.segmented.segments[.sentence]?.places(touchedBy: place.span)
        ?? placed.turns(of: place)
    }
  }
}
