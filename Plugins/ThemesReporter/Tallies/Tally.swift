import LeitmotifModel
import LeitmotifPlugin

/// Counts something of each transcript as it goes by.
protocol Tally {
  /// Looks at one transcript; they come in order of key.
  mutating func add(_ placed: PlacedTranscript, tree: CodeTree)
}

/// What the tables of a report count besides the themes themselves, one for each table that needs it.
struct Tallies {
  /// For each table, by its number.
  private(set) var byTable: [Int: any Tally] = [:]

  init() {}

  /// The tallies that some tables need.
  init(for tables: [TableSettings], in codebook: Codebook) {
    for (number, settings) in tables.enumerated() {
      let themes = codebook.places(fitting: settings.codes)
      byTable[number] =
        switch settings.kind {
        case .cooccurrence:
          CoOccurrence(
            of: themes.union(codebook.places(fitting: settings.with)), in: settings.within)
        case .frequency: Frequency(of: themes)
        case .questions: QuestionTally(of: themes, settings.questions)
        case .saturation: Presence(of: themes)
        case .timeline: Timeline(of: themes, transcripts: settings.transcripts)
        default: nil
        }
    }
  }

  mutating func add(_ placed: PlacedTranscript, tree: CodeTree) {
    for number in byTable.keys { byTable[number]?.add(placed, tree: tree) }
  }

  /// The tally of a table, when it has one of that sort.
  func tally<Kind: Tally>(of table: Int, as kind: Kind.Type = Kind.self) -> Kind? {
    byTable[table] as? Kind
  }
}

/// Some codings that stand behind a number: the first ones, and how many there are.
struct Examples {
  private(set) var codings: [CodingID] = []
  private(set) var count = 0

  /// How many are kept.
  static let limit = 20

  mutating func append(_ id: CodingID) {
    count += 1
    if codings.count < Self.limit, !codings.contains(id) { codings.append(id) }
  }
}

extension Codebook {
  /// The places of the codes that fit one of some patterns.
  fileprivate func places(fitting patterns: [CodePattern]) -> Set<Int> {
    Set(codes.indices.filter { place in patterns.contains { $0.matches(codes[place].id) } })
  }
}
