public import LeitmotifModel

/// What an import took over, what it did not, and why: nothing is lost in silence.
public struct ImportReport: Hashable, Sendable {
  /// A coding that was not simply taken over.
  public struct Entry: Hashable, Sendable {
    /// What became of it.
    public var outcome: Outcome
    /// The coding's name in the foreign project.
    public var coding: String
    /// The source's name in the foreign project.
    public var source: String
    /// The place as the project says it; `nil` when it has none.
    public var place: [Int]?
    /// Why: a clause.
    public var reason: String
  }

  /// How one thing of the project was called there and is called here.
  public struct Naming: Hashable, Sendable {
    /// The name in the project.
    public var foreign: String
    /// The name in the study.
    public var own: String
    /// How the two were recognised as one: a clause; `new` when it was not known.
    public var how: String

    /// Creates an entry.
    public init(foreign: String, own: String, how: String) {
      self.foreign = foreign
      self.own = own
      self.how = how
    }
  }

  /// The file.
  public var file: String
  /// The format, by the name that pipelines use.
  public var format: String
  /// The program that wrote it; empty when the file does not say it.
  public var tool: String
  /// How offsets were read, in words; empty when there were none.
  public var offsets: String
  /// Why they were read so.
  public var offsetsReason: String
  /// How many codings came out how.
  public var counts: [Outcome: Int]
  /// How many places are marked in the file; one that was given several codes counts once.
  public var places: Int
  /// How many of them were placed.
  public var placesFound: Int
  /// The codings that were not simply taken over, in the file's order.
  public var entries: [Entry]
  /// The texts.
  public var transcripts: [Naming] = []
  /// The codes.
  public var codes: [Naming] = []
  /// The coders.
  public var coders: [Naming] = []
  /// How it was decided what coders have finished.
  public var coverage = ""
  /// What else is in the file and not taken over.
  public var losses: [Loss]
  /// How many codings were left out because the study has them already.
  public internal(set) var known = 0

  /// The report on a project whose codings were placed.
  public init(on placed: PlacedProject, file: String) {
    let project = placed.project
    self.file = file
    format = project.format
    tool = project.tool
    let hasOffsets = project.codings.contains {
      if case .offsets = $0.place { true } else { false }
    }
    offsets = hasOffsets ? placed.reading?.description ?? "" : ""
    offsetsReason = hasOffsets ? placed.reason : ""
    counts = placed.counts
    places = Set(project.codings.lazy.map(\.id)).count
    placesFound =
      placed.codings.count == project.codings.count
      ? places : Set(placed.codings.lazy.map { project.codings[$0.coding].id }).count
    entries = placed.remarks.map { Self.entry(for: $0, in: project) }
    losses = project.losses + CaseOwners.losses(of: project)
  }

  static func entry(for remark: PlacedProject.Remark, in project: ForeignProject) -> Entry {
    let coding = project.codings[remark.coding]
    var place: [Int]?
    if case .offsets(let start, let end) = coding.place { place = [start, end] }
    return Entry(
      outcome: remark.outcome, coding: coding.id, source: project.sources[coding.source].name,
      place: place, reason: remark.reason)
  }

  /// Moves a coding that has a place to those that are left out.
  mutating func drop(
    _ coding: Int, from outcome: Outcome, of project: ForeignProject, _ reason: String
  ) {
    counts[outcome, default: 0] -= 1
    counts[.dropped, default: 0] += 1
    entries.append(
      Self.entry(for: .init(coding: coding, outcome: .dropped, reason: reason), in: project))
  }

  /// The number of codings that were taken over.
  public var taken: Int {
    Outcome.allCases.filter(\.isTaken).reduce(0) { $0 + counts[$1, default: 0] }
  }

  /// The report as data.
  public var json: JSONValue {
    var values: [String: JSONValue] = [
      "file": .string(file), "format": .string(format), "tool": .string(tool),
      "offsets": .string(offsets), "offsetsReason": .string(offsetsReason),
      "codings": .integer(taken), "places": .integer(places),
      "placesFound": .integer(placesFound), "coverage": .string(coverage),
      "entries": .list(
        entries.map { entry in
          [
            "outcome": .string(entry.outcome.rawValue), "coding": .string(entry.coding),
            "source": .string(entry.source),
            "place": entry.place.map { .list($0.map { .integer($0) }) } ?? .null,
            "reason": .string(entry.reason),
          ]
        }),
      "transcripts": Self.json(of: transcripts), "codes": Self.json(of: codes),
      "coders": Self.json(of: coders), "losses": .list(losses.map(\.json)),
    ]
    for outcome in Outcome.allCases {
      values[outcome.rawValue] = .integer(counts[outcome, default: 0])
    }
    return .object(values)
  }

  private static func json(of namings: [Naming]) -> JSONValue {
    .list(
      namings.map {
        ["foreign": .string($0.foreign), "own": .string($0.own), "how": .string($0.how)]
      })
  }
}

extension ImportReport: CustomStringConvertible {
  /// The report for people: some lines, and at most twenty texts and twenty codings by name.
  public var description: String {
    var lines = ["\(file): \(format)" + (tool.isEmpty ? "" : ", written by \(tool)")]
    let said = Outcome.allCases.filter { counts[$0, default: 0] > 0 || $0 == .verified }
    lines.append(
      "  codings    "
        + said.map { "\(counts[$0, default: 0]) \($0.rawValue)" }.joined(separator: ", "))
    if places > 0 { lines.append("  marked     \(placesFound) of \(places) places found") }
    if !offsets.isEmpty { lines.append("  places     counted in \(offsets): \(offsetsReason)") }
    for (name, namings) in [("texts", transcripts), ("codes", codes), ("coders", coders)]
    where !namings.isEmpty {
      let kinds = Dictionary(grouping: namings, by: \.how).mapValues(\.count)
        .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      let padded = name + String(repeating: " ", count: 10 - name.count)
      lines.append("  \(padded) " + kinds.map { "\($0.value) \($0.key)" }.joined(separator: ", "))
    }
    lines += Self.listed(
      transcripts.filter { $0.own != transcriptName(of: $0.foreign) }
        .map { "  renamed    '\($0.foreign)' is '\($0.own)' here" })
    if !coverage.isEmpty { lines.append("  finished   \(coverage)") }
    for loss in losses { lines.append("  left out   \(loss.count) \(loss.what): \(loss.reason)") }
    lines += Self.listed(
      entries.map { entry in
        let place = entry.place.map { " at \($0[0])–\($0[1])" } ?? ""
        return
          "  \(entry.outcome.rawValue)   \(entry.coding) in '\(entry.source)'\(place): \(entry.reason)"
      })
    return lines.joined(separator: "\n")
  }

  /// The first twenty lines, and how many more there are.
  private static func listed(_ lines: [String]) -> [String] {
    guard lines.count > 20 else { return lines }
    return lines.prefix(20) + ["  … and \(lines.count - 20) more (--json lists all)"]
  }
}
