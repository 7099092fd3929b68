import LeitmotifModel
import LeitmotifPlugin

/// A line of records along the recording: what one speaker says, or what somebody notes about it.
struct Tier {
  /// One record.
  struct Record {
    /// When it begins and ends, where the file says it.
    ///
    /// - Unit: milliseconds.
    var start: Int?
    var end: Int?
    /// Where it stands among all records: a time, or a place in a timeline.
    var order: Int
    /// What it says.
    var text: [UInt8]
  }

  /// The tier's name, as the program shows it.
  var name: String
  /// Who speaks in it.
  var label: String?
  /// The records, in the file's order.
  var records: [Record] = []

  /// Creates a tier without records.
  init(name: String, label: String?) {
    self.name = name
    self.label = label
  }

  /// Whether one of some patterns fits the name.
  func isNamed(by patterns: [String]) -> Bool {
    patterns.contains { SpeakerEntry(match: $0, role: .other).fits(name) }
  }
}

extension SpokenReading {
  /// Takes the speech of some tiers as turns, in the order of time.
  mutating func add(_ tiers: [Tier]) {
    var all: [(order: Int, tier: Int, record: Tier.Record)] = []
    for (number, tier) in tiers.enumerated() {
      // A record never comes before the one in front of it in its tier, wherever it claims to be.
      var latest = Int.min
      for record in tier.records {
        latest = max(latest, record.order)
        all.append((latest, number, record))
      }
    }
    // Where two begin together, the earlier tier comes first; sorting keeps the rest as it was.
    for place in all.indices.sorted(by: {
      (all[$0].order, all[$0].tier, $0) < (all[$1].order, all[$1].tier, $1)
    }) {
      let (_, tier, record) = all[place]
      add(record.text, label: tiers[tier].label, start: record.start, end: record.end)
    }
  }

  /// The warning that some tiers are no speech.
  static func leftOut(_ tiers: [Tier], path: String) -> Diagnostic? {
    let filled = tiers.filter { !$0.records.isEmpty }
    guard !filled.isEmpty else { return nil }
    let names = filled.map { "'\($0.name)'" }.joined(separator: ", ")
    return .warning(
      "tiers-left-out",
      "\(filled.count == 1 ? "a tier is" : "\(filled.count) tiers are") no speech by what the file says: \(names)",
      help: "name the tiers that are speech in 'tiers' if that is wrong",
      at: SourceLocation(path: path))
  }
}
