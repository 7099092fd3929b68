/// Whose each text of a project is: a text has one participant, or parts of it have one each.
public struct CaseOwners {
  /// The case of each source that has one, by their places in the project's lists.
  public let cases: [Int: Int]
  /// Cases that only gather texts of others, as a site gathers its people's.
  public let gathering: Set<Int>

  /// Finds out whose the texts are.
  ///
  /// Of several cases that have a text whole, the one with the fewest texts counts: a person, and not their site.
  /// A text of which parts are somebody's is nobody's as a whole.
  public init(of project: ForeignProject) {
    var holders: [Int: [Int]] = [:]
    for (place, each) in project.cases.enumerated() {
      for source in each.sources { holders[source, default: []].append(place) }
    }
    var cases: [Int: Int] = [:]
    let parted = Set(project.cases.flatMap(\.parts).map(\.source))
    for (source, places) in holders where !parted.contains(source) {
      let least = places.map { project.cases[$0].sources.count }.min()
      let closest = places.filter { project.cases[$0].sources.count == least }
      if closest.count == 1 { cases[source] = closest[0] }
    }
    self.cases = cases
    let owning = Set(cases.values)
    gathering = Set(
      project.cases.indices.filter {
        !project.cases[$0].sources.isEmpty && project.cases[$0].parts.isEmpty
          && !owning.contains($0)
      })
  }

  /// Says what is not taken over of a project's cases.
  public static func losses(of project: ForeignProject) -> [Loss] {
    let owners = CaseOwners(of: project)
    let others = project.cases.indices.filter { !owners.gathering.contains($0) }
      .reduce(0) { sum, place in
        sum + project.cases[place].sources.count { owners.cases[$0] != place }
      }
    return [
      Loss(
        what: "cases", reason: "they only gather texts that are other cases' here",
        count: owners.gathering.count),
      Loss(
        what: "texts of a case", reason: "a text has one participant here, who is another case",
        count: others),
    ].filter { $0.count > 0 }
  }
}

/// What a project knows of a text: where it was made, who speaks.
public struct SourceAttribute: Hashable, Sendable {
  /// What it is called.
  public let name: String
  /// What it is.
  public let value: String
  /// The text, by its place.
  public let source: Int

  /// Creates an attribute.
  public init(_ name: String, _ value: String, ofSource source: Int) {
    self.name = name
    self.value = value
    self.source = source
  }
}

extension ForeignProject {
  /// Says that a text, or a part of it, is about a case.
  ///
  /// - Parameters:
  ///   - source: The text, by its place.
  ///   - start: Where it begins to be, as the format counts.
  ///   - end: Where it ends to be.
  ///   - place: The case, by its place.
  public mutating func assign(_ source: Int, from start: Int, to end: Int, toCase place: Int) {
    // Programs that assign whole files write 0 to 0, or 0 to the end; some leave the last character out.
    if start <= 0, end <= 0 || end >= length(of: source) - 1 {
      if !cases[place].sources.contains(source) { cases[place].sources.append(source) }
    } else {
      cases[place].parts.append(.init(source: source, start: start, end: end))
    }
  }

  /// - Unit: code points.
  private func length(of source: Int) -> Int {
    sources[source].text?.count { $0 & 0xC0 != 0x80 } ?? 0
  }

  /// Gives attributes of texts to the cases whose the texts are; a text of nobody becomes its own case.
  ///
  /// A case of several texts keeps what was said of the first: whatever differs is counted as lost.
  public mutating func add(_ attributes: [SourceAttribute]) {
    var owners = CaseOwners(of: self).cases
    for attribute in attributes {
      guard let place = owners[attribute.source] else {
        owners[attribute.source] = cases.count
        cases.append(
          ForeignCase(
            name: transcriptName(of: sources[attribute.source].name),
            attributes: [attribute.name: attribute.value], sources: [attribute.source]))
        continue
      }
      let known = cases[place].attributes[attribute.name]
      if known == nil {
        cases[place].attributes[attribute.name] = attribute.value
      } else if known != attribute.value {
        lose("attributes of texts", because: "their participant has another value")
      }
    }
  }
}
