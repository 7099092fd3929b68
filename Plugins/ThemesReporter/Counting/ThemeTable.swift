public import LeitmotifModel

/// Who raised what in a study, with the quotations behind every figure.
public struct ThemeTable: Hashable, Sendable {
  /// The study's name: that of its pipeline.
  public let study: String

  /// The codebook's name with its version.
  public let codebook: String

  /// Every participant, also those without a transcript, in natural order (P2 before P10).
  public let participants: [Case]

  /// The keys of all transcripts, in order.
  public let transcripts: [Identifier<Transcript>]

  /// The number of final codings.
  public let codingCount: Int

  /// Every code as a theme, in the codebook's order.
  public let themes: [Theme]

  /// Participants with several of some codes that exclude each other.
  public let conflicts: [Conflict]

  /// What waits for a reviewer, as far as it may be told.
  public private(set) var queue: [Waiting]

  /// What is kept back.
  public let privacy: Privacy

  /// The number of transcripts.
  public var transcriptCount: Int { transcripts.count }

  /// A participant as the report shows them.
  public struct Case: Hashable, Sendable {
    /// The participant.
    public let participant: Participant
    /// The transcripts in which they speak; empty for one who was not interviewed yet.
    public internal(set) var transcripts: [Identifier<Transcript>]
  }

  /// One participant with several codes of which only one can hold.
  public typealias Conflict = ParticipantExclusion.Conflict

  /// An item of the queue with its place as people count it.
  public struct Waiting: Hashable, Sendable {
    /// The item.
    public let item: QueueItem
    /// The conflicts over a participant that are to be settled there, too.
    public let conflicts: [Conflict]
    /// The place in code points; `nil` when the transcript is gone.
    public let codePoints: Range<Int>?
  }

  /// The number of participants, which every k is out of.
  public var n: Int { participants.count }

  /// A code's theme; `nil` when there is none.
  public subscript(code: Identifier<Code>) -> Theme? {
    place[code].map { themes[$0] }
  }

  /// The quotations of a code and of the codes below it, in the codebook's order, then in the transcripts'.
  public func quotations(of code: Identifier<Code>) -> [Quotation] {
    guard let start = place[code] else { return [] }
    return themes[start...start + themes[start].below].filter(shows).flatMap(\.quotations)
  }

  /// Whether a theme's count and quotations may be shown.
  public func shows(_ theme: Theme) -> Bool { privacy.shows(theme.participants.count) }

  /// Whether the participants of a theme may be named: who has a code that is kept back could be told from those who have
  /// the one above it, and those who have the others below that.
  func names(_ theme: Theme) -> Bool {
    guard privacy.suppressBelow > 1, let place = place[theme.code.id] else { return shows(theme) }
    return themes[place...place + theme.below].allSatisfy(shows)
  }

  /// The participants of a theme who may be named.
  func named(_ theme: Theme) -> [Identifier<Participant>] {
    names(theme) ? theme.participants : []
  }

  /// The conflicts of which nobody's name is kept back.
  ///
  /// Of one code either all conflicts are shown or none: who is missing could be told from the number of all.
  var shownConflicts: [Conflict] {
    let isShown = Dictionary(grouping: conflicts, by: \.parent).mapValues { conflicts in
      privacy.shows(Set(conflicts.map(\.participant)).count)
        && conflicts.flatMap(\.codes).allSatisfy { self[$0].map(names) ?? true }
    }
    return conflicts.filter { isShown[$0.parent] == true }
  }

  /// The codes whose quotations are kept back because too few participants raised them.
  var hiddenCodes: Set<Identifier<Code>> {
    Set(themes.filter { !shows($0) }.map(\.code.id))
  }

  /// For each code the attributes of which too few participants have some value, or none: who has another would tell
  /// who these are, so that of nobody's words it is said which they have.
  let hiddenAttributes: [Identifier<Code>: Set<String>]

  /// Whether it may be told apart who has which value of an attribute.
  func tellsApart(_ theme: Theme, by attribute: String) -> Bool {
    hiddenAttributes[theme.code.id]?.contains(attribute) != true
  }

  let place: [Identifier<Code>: Int]

  init(
    study: String, codebook: String, participants: [Case],
    transcripts: [Identifier<Transcript>], codingCount: Int, themes: [Theme],
    conflicts: [Conflict], queue: [Waiting], privacy: Privacy = Privacy()
  ) {
    self.study = study
    self.codebook = codebook
    self.participants = participants
    self.transcripts = transcripts
    self.privacy = privacy
    self.codingCount = codingCount
    hiddenAttributes = privacy.hiddenAttributes(of: themes)
    self.themes = themes.map { [hiddenAttributes] theme in
      guard let hidden = hiddenAttributes[theme.code.id] else { return theme }
      var theme = theme
      theme.quotations = theme.quotations.map { $0.keepingBack(hidden) }
      return theme
    }
    self.conflicts = conflicts
    self.queue = queue
    place = Dictionary(themes.enumerated().map { ($1.code.id, $0) }) { first, _ in first }
    // Where a conflict is tells whose it is.
    let shown = Set(shownConflicts)
    self.queue.removeAll { $0.item.reason == .exclusive && !shown.isSuperset(of: $0.conflicts) }
  }
}

/// A code as it is reported.
public struct Theme: Hashable, Sendable {
  /// The code.
  public let code: Code

  /// How many codes are above it.
  public let depth: Int

  /// How many themes behind this one, in the codebook's order, are below it.
  public let below: Int

  /// What each participant was found to hold of the code or of a code below it.
  public internal(set) var holdings: Set<Holding> = []

  /// The participants for whom a classifier alone proposes it or a code below it.
  public internal(set) var byMachine: Set<Identifier<Participant>> = []

  /// The quotations of the code itself; at most as many as were asked for.
  public internal(set) var quotations: [Quotation] = []

  /// How many final codings the code itself has.
  public internal(set) var codingCount = 0

  /// How many of them may be quoted; the others are confidential.
  public internal(set) var quotableCount = 0

  /// That a participant raised something, with these attributes.
  public struct Holding: Hashable, Sendable {
    /// The participant.
    public let participant: Identifier<Participant>
    /// The attributes of the coding.
    public let attributes: Attributes
  }

  /// The participants who raised it, in natural order; their number is the theme's k.
  public internal(set) var participants: [Identifier<Participant>] = []

  /// The participants with a coding of certain attributes, in natural order.
  public func holders(
    where condition: (Attributes) -> Bool
  ) -> [Identifier<Participant>] {
    let holders = Set(holdings.filter { condition($0.attributes) }.map(\.participant))
    return participants.filter(holders.contains)
  }

  /// How many participants have each value of each attribute; each counts once for a value.
  public var attributeCounts: [String: [String: Int]] {
    var holders: [String: [String: Set<Identifier<Participant>>]] = [:]
    for holding in holdings {
      for pair in holding.attributes.pairs {
        holders[pair.name, default: [:]][pair.value, default: []].insert(holding.participant)
      }
    }
    return holders.mapValues { $0.mapValues(\.count) }
  }
}

/// Orders names as people do: `P2` before `P10`.
func naturally<Subject>(_ left: Identifier<Subject>, _ right: Identifier<Subject>) -> Bool {
  let (one, other) = (pieces(of: left.rawValue), pieces(of: right.rawValue))
  for (left, right) in zip(one, other) where left != right {
    let areNumbers = [left, right].allSatisfy { $0.first.map(isDigit) ?? false }
    if areNumbers, left.count != right.count { return left.count < right.count }
    return left.lexicographicallyPrecedes(right)
  }
  return one.count == other.count ? left < right : one.count < other.count
}

/// The runs of digits, without zeros in front, and of other letters.
private func pieces(of name: String) -> [[UInt8]] {
  var result: [[UInt8]] = []
  for byte in name.utf8 {
    if let last = result.last?.last, isDigit(last) == isDigit(byte) {
      if result[result.count - 1] == [UInt8(ascii: "0")] { result[result.count - 1] = [] }
      result[result.count - 1].append(byte)
    } else {
      result.append([byte])
    }
  }
  return result
}

private func isDigit(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
}
