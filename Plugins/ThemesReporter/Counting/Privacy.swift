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

  /// Refuses to show people by their files and labels where pseudonyms alone are wanted, and they have none.
  ///
  /// - Throws: `Diagnostics` with how many they are.
  public func refuseLabels(of table: ThemeTable) throws {
    guard pseudonymsOnly else { return }
    let nameless = table.participants.count { person in
      person.transcripts.contains { person.participant.id.rawValue.hasPrefix("\($0)/") }
    }
    guard nameless > 0 else { return }
    throw Diagnostics(
      .error(
        "no-pseudonyms",
        "'pseudonymsOnly' is set, and \(counted(nameless, "participant")) would be shown by file and label",
        help: "say who they are under 'speakers' of the ingester: {match: …, participant: …}"))
  }

  /// Whether a value of an attribute named `confidential` says yes.
  static func saysYes(_ value: String?) -> Bool {
    guard let value else { return false }
    return !["", "no", "false", "0"].contains(value.lowercased())
  }

  /// Whether somebody marked a coding confidential: by its attribute, or by `#confidential` in a memo.
  static func isConfidential(_ coding: Coding) -> Bool {
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
    quotable(placed, but: secretWords(of: placed))
  }

  private func quotable(_ placed: PlacedTranscript, but secrets: [TextSpan]) -> [Place] {
    guard !secrets.isEmpty else { return placed.places }
    return placed.places.filter { place in
      let words = placed.coded.segmented.extended(place.span, to: .sentence)
      return !secrets.contains { $0.overlaps(words) || $0 == words }
    }
  }

  /// What in a transcript is confidential, under every code and whatever became of the coding that says so: the sentences
  /// of what somebody marked, and all that silent participants say; all of it where the transcript says so.
  private func secretWords(of placed: PlacedTranscript) -> [TextSpan] {
    guard privacy.leaveOutConfidential else { return [] }
    let transcript = placed.transcript
    if Privacy.saysYes(transcript.metadata["confidential"]) { return [transcript.text.span] }
    let marked = placed.coded.proposals.filter(Privacy.isConfidential)
    let numbers = Set(marked.map { CodingID($0) })
    let finals = placed.coded.finals.filter { final in
      Privacy.isConfidential(final.coding) || final.sources.contains(where: numbers.contains)
    }
    let words = (marked + finals.map(\.coding)).map {
      placed.coded.segmented.extended($0.span, to: .sentence)
    }
    guard !silent.isEmpty else { return words }
    return words
      + transcript.turns.filter { turn in
        transcript.speaker(of: turn)?.participant.map(silent.contains) == true
      }.map(\.span)
  }

  /// The turns of a transcript that hold words which may not be shown.
  func secretTurns(_ placed: PlacedTranscript, hiding hidden: Set<Identifier<Code>>) -> Set<Int> {
    let secrets = secretWords(of: placed)
    let shown = Set(
      quotable(placed, but: secrets).filter { !hidden.contains($0.final.coding.code) }.map(\.id))
    var secret: Set<Int> = []
    for place in placed.places where !shown.contains(place.id) {
      secret.formUnion(placed.turns(of: place))
    }
    let turns = placed.transcript.turns
    for words in secrets {
      secret.formUnion(turns.indices.filter { turns[$0].span.overlaps(words) })
    }
    return secret
  }
}
