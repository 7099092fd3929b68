import LeitmotifModel
public import LeitmotifPlugin

/// What a report keeps back.
public struct Privacy: StageConfiguration, Hashable {
  /// Counts of participants from 1 to below this are shown as "<n", without names and quotations.
  public var suppressBelow = 0
  /// Whether quotations that somebody marked confidential are left out.
  public var leaveOutConfidential = true
  /// Whether people are shown by their pseudonyms alone: no speakers' labels, files' names, attributes, coders.
  public var pseudonymsOnly = false

  public init() {}

  public static let settings: [Setting<Self>] = [
    Setting(
      "suppressBelow", \.suppressBelow,
      "Smaller counts of participants are shown as <n, without names and quotations."),
    Setting(
      "leaveOutConfidential", \.leaveOutConfidential,
      "Leave out quotations that somebody marked confidential; they are counted all the same."),
    Setting(
      "pseudonymsOnly", \.pseudonymsOnly,
      "Show participants' names alone: no labels, file names, attributes or names of coders."),
  ]

  public func validate() -> [SettingProblem] {
    suppressBelow < 0
      ? [SettingProblem("suppressBelow", "\(suppressBelow) is below 0", help: "write 0 for none")]
      : []
  }

  /// Whether a count may be shown.
  func shows(_ count: Int) -> Bool { count == 0 || count >= suppressBelow }

  /// A count as it may be shown.
  func text(_ count: Int) -> String { shows(count) ? "\(count)" : "<\(suppressBelow)" }

  /// For each theme the attributes of which some value, or none at all, is had by too few participants to be shown, of
  /// the theme itself or of one below it.
  func hiddenAttributes(of themes: [Theme]) -> [Identifier<Code>: Set<String>] {
    guard suppressBelow > 1 else { return [:] }
    var result: [Identifier<Code>: Set<String>] = [:]
    for theme in themes {
      for (name, values) in theme.attributeCounts {
        let without = theme.participants.count - theme.holders { $0[name] != nil }.count
        if !shows(without) || values.values.contains(where: { !shows($0) }) {
          result[theme.code.id, default: []].insert(name)
        }
      }
    }
    // From the leaves up: those below a theme stand behind it.
    for place in themes.indices.reversed() {
      let theme = themes[place]
      guard let hidden = result[theme.code.id], let parent = theme.code.parent else { continue }
      result[parent, default: []].formUnion(hidden)
    }
    return result
  }

  /// Whether a value of an attribute named `confidential` says yes.
  static func saysYes(_ value: String?) -> Bool {
    guard let value else { return false }
    return !["", "no", "false", "0"].contains(value.lowercased())
  }

  /// Whether somebody marked a coding confidential: by its attribute, or by `#confidential` in a memo.
  func isConfidential(_ final: FinalCoding, sources: [Coding]) -> Bool {
    Self.isConfidential(final.coding) || sources.contains(where: Self.isConfidential)
  }

  private static func isConfidential(_ coding: Coding) -> Bool {
    saysYes(coding.attributes["confidential"])
      // Nearly no coding has a memo.
      || (!coding.memo.isEmpty && coding.memo.lowercased().contains("#confidential"))
  }
}

/// Which quotations of a study may be shown.
struct Discretion {
  let privacy: Privacy
  /// The participants whose every word is confidential.
  let silent: Set<Identifier<Participant>>

  init(_ privacy: Privacy, participants: [Participant]) {
    self.privacy = privacy
    silent = Set(
      participants.filter { Privacy.saysYes($0.attributes["confidential"]) }.map(\.id))
  }

  /// The places of a transcript whose words may be shown.
  func quotable(_ placed: PlacedTranscript) -> [Place] {
    guard privacy.leaveOutConfidential else { return placed.places }
    guard !Privacy.saysYes(placed.transcript.metadata["confidential"]) else { return [] }
    let marked = placed.coded.proposals.filter {
      !$0.memo.isEmpty || $0.attributes["confidential"] != nil
    }
    let byNumber = Dictionary(marked.map { (CodingID($0), $0) }) { first, _ in first }
    let isSecret = placed.places.map { place in
      if let participant = place.participant, silent.contains(participant) { return true }
      let sources = byNumber.isEmpty ? [] : place.final.sources.compactMap { byNumber[$0] }
      return privacy.isConfidential(place.final, sources: sources)
    }
    guard isSecret.contains(true) else { return placed.places }
    // Words that are confidential under one code are so under every other.
    let segmented = placed.coded.segmented
    let words = placed.places.map { segmented.extended($0.span, to: .sentence) }
    let secrets = zip(words, isSecret).filter(\.1).map(\.0)
    return zip(placed.places, words).filter { _, words in
      !secrets.contains { $0.overlaps(words) || $0 == words }
    }.map(\.0)
  }

  /// The turns of a transcript that hold words which may not be shown.
  func secretTurns(_ placed: PlacedTranscript, hiding hidden: Set<Identifier<Code>>) -> Set<Int> {
    let transcript = placed.transcript
    if privacy.leaveOutConfidential, Privacy.saysYes(transcript.metadata["confidential"]) {
      return Set(transcript.turns.indices)
    }
    let shown = Set(
      quotable(placed).filter { !hidden.contains($0.final.coding.code) }.map(\.id))
    var secret: Set<Int> = []
    for place in placed.places where !shown.contains(place.id) {
      guard let first = place.turn else { continue }
      let last = transcript.turn(at: max(place.span.start, place.span.end - 1)) ?? first
      secret.formUnion(first...max(first, last))
    }
    guard privacy.leaveOutConfidential, !silent.isEmpty else { return secret }
    for (number, turn) in transcript.turns.enumerated() {
      if let who = transcript.speaker(of: turn)?.participant, silent.contains(who) {
        secret.insert(number)
      }
    }
    return secret
  }
}
