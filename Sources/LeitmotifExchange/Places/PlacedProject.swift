public import LeitmotifModel

/// A foreign project whose codings were placed in its own texts.
public struct PlacedProject: Sendable {
  /// A coding with its place.
  public struct PlacedCoding: Hashable, Sendable {
    /// The coding, by its place in the project's list.
    public var coding: Int
    /// The place.
    public var span: TextSpan
    /// How sure that place is.
    public var outcome: Outcome
  }

  /// A coding of which something is to be said.
  public struct Remark: Hashable, Sendable {
    /// The coding, by its place in the project's list.
    public var coding: Int
    /// What became of it.
    public var outcome: Outcome
    /// Why: a clause.
    public var reason: String
  }

  /// The project.
  public let project: ForeignProject

  /// The sources' texts; `nil` for a source without text.
  public let texts: [CanonicalText?]

  /// The codings that have a place, in the file's order.
  public internal(set) var codings: [PlacedCoding] = []

  /// What is to be said of codings that were not simply verified.
  public internal(set) var remarks: [Remark] = []

  /// How many codings came out how.
  public internal(set) var counts: [Outcome: Int] = [:]

  /// How offsets were read; `nil` when nothing had offsets.
  public internal(set) var reading: OffsetReading?

  /// Why they were read so: a clause.
  public internal(set) var reason = ""

  /// The parts of a text that are about a case each, in order.
  public func partsOfCases(inSource source: Int) -> [(name: String, span: TextSpan)] {
    guard let raw = project.sources[source].text else { return [] }
    let parts = project.cases.flatMap { each in
      each.parts.filter { $0.source == source }.map { (each.name, $0) }
    }
    guard !parts.isEmpty else { return [] }
    let map = OffsetMap(of: raw, reading: reading ?? OffsetReading(project.counting.units[0]))
    return parts.compactMap { name, part in
      map.span(part.start, min(part.end, map.count)).map { (name, $0) }
    }.sorted { $0.span < $1.span }
  }

  mutating func add(_ coding: Int, at span: TextSpan, _ outcome: Outcome, _ reason: String = "") {
    codings.append(PlacedCoding(coding: coding, span: span, outcome: outcome))
    counts[outcome, default: 0] += 1
    if outcome == .repaired {
      remarks.append(Remark(coding: coding, outcome: outcome, reason: reason))
    }
  }

  mutating func refuse(_ coding: Int, _ outcome: Outcome, _ reason: String) {
    counts[outcome, default: 0] += 1
    remarks.append(Remark(coding: coding, outcome: outcome, reason: reason))
  }
}
