import LeitmotifModel

/// What has been decided on the items of a queue since the run that made it.
public struct ReviewStanding: Sendable {
  /// The queue.
  public let queue: ReviewQueue

  /// What was decided last on each item, by its place in the queue.
  let lines: [Int: DecisionLine]

  /// What was decided last on an item; `nil` when nothing was since the run.
  public subscript(id: String) -> DecisionLine? { queue.position(of: id).flatMap { lines[$0] } }

  /// Whether nothing has been decided since the run.
  public var isEmpty: Bool { lines.isEmpty }

  /// How far the reviewers are.
  public var progress: ReviewProgress {
    var progress = ReviewProgress(total: queue.items.count)
    for (place, item) in queue.items.enumerated() {
      switch lines[place]?.verdict {
      case nil: if item.place.reason == .stale { progress.stale += 1 }
      case .defer: progress.deferred += 1
      default: progress.done += 1
      }
    }
    return progress
  }

  /// The next item behind one that nobody has decided on, from the first again after the last.
  ///
  /// - Parameter id: The item that was last looked at; `nil` for the start.
  /// - Returns: `nil` when everything is decided; items put off come when nothing else is left.
  public func next(after id: String?) -> ReviewItem? {
    let start = id.flatMap { queue.position(of: $0) }.map { $0 + 1 } ?? 0
    let order = [start..<queue.items.count, 0..<start].joined()
    let next =
      order.first { lines[$0] == nil }
      ?? order.first { lines[$0]?.verdict == .defer && queue.items[$0].id != id }
    return next.map { queue.items[$0] }
  }
}

/// Follows the decisions files, so that each line is looked at once.
struct StandingFollower {
  private let queue: ReviewQueue
  private let study: any StudyReader & Sendable
  private var positions: [DecisionFile.Position]
  private var decided: [Int: (line: DecisionLine, file: Int)] = [:]
  private var places: [Identifier<Transcript>: PlacesInTranscript] = [:]

  /// The places of a transcript's items as decisions name them.
  private struct PlacesInTranscript {
    var places: [Int: DecisionLine.Place] = [:]
    /// Two items may be about one place: it waits for two reasons.
    var items: [DecisionLine.Place: [Int]] = [:]
  }

  init(_ queue: ReviewQueue, in study: any StudyReader & Sendable, files: Int) {
    self.queue = queue
    self.study = study
    positions = Array(repeating: DecisionFile.Position.nothing, count: files)
  }

  /// Takes in what was appended to the files.
  ///
  /// - Parameter files: The files.
  /// - Returns: What has been decided.
  /// - Throws: `Diagnostics` when a file cannot be read; what the study throws.
  mutating func follow(_ files: DecisionFiles) throws -> ReviewStanding {
    try files.refresh()
    var news = files.news(after: positions)
    if news.contains(where: \.isReplaced) {
      decided = [:]
      news = files.news(after: positions.map { _ in .nothing })
    }
    for (file, part) in news.enumerated() {
      for line in part.lines where line.verdict != .memo || !line.over.isEmpty {
        for item in try items(about: line.about, in: files)
        where file >= decided[item]?.file ?? 0 {
          decided[item] = (line, file)
        }
      }
    }
    positions = news.map(\.position)
    return ReviewStanding(queue: queue, lines: decided.mapValues(\.line))
  }

  /// The place of an item as decisions name it.
  mutating func place(of item: Int, in files: DecisionFiles) throws -> DecisionLine.Place? {
    try places(in: queue.items[item].place.transcript, files).places[item]
  }

  private mutating func items(
    about place: DecisionLine.Place, in files: DecisionFiles
  ) throws -> [Int] {
    guard queue.byTranscript[place.transcript] != nil else { return [] }
    return try places(in: place.transcript, files).items[place] ?? []
  }

  private mutating func places(
    in transcript: Identifier<Transcript>, _ files: DecisionFiles
  ) throws -> PlacesInTranscript {
    if let known = places[transcript] { return known }
    var found = PlacesInTranscript()
    let text = try study.transcript(transcript)?.transcript.text ?? CanonicalText("")
    let offsets = CodePointOffsets(text)
    for item in queue.byTranscript[transcript] ?? [] {
      let place = files.place(of: queue.items[item].place, offsets)
      found.places[item] = place
      found.items[place, default: []].append(item)
    }
    places[transcript] = found
    return found
  }
}
