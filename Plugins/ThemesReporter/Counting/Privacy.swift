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

  /// Whether a value of an attribute named `confidential` says yes.
  static func saysYes(_ value: String?) -> Bool {
    guard let value else { return false }
    return !["", "no", "false", "0"].contains(value.lowercased())
  }

  /// Whether somebody marked a coding confidential: by its attribute, or by `#confidential` in a memo.
  func isConfidential(_ final: FinalCoding, sources: [Coding]) -> Bool {
    Self.saysYes(final.coding.attributes["confidential"])
      || sources.contains { Self.saysYes($0.attributes["confidential"]) }
      || ([final.coding] + sources).contains {
        $0.memo.lowercased().contains("#confidential")
      }
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
    return placed.places.filter { place in
      if let participant = place.participant, silent.contains(participant) { return false }
      let sources = byNumber.isEmpty ? [] : place.final.sources.compactMap { byNumber[$0] }
      return !privacy.isConfidential(place.final, sources: sources)
    }
  }
}
