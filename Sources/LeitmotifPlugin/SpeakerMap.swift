public import LeitmotifModel
public import LeitmotifYAML

/// Who the labels of a transcript stand for: the setting `speakers` of every ingester.
///
/// The first entry that fits a label says its role and participant. Without any entry a small table knows
/// labels such as `INTERVIEWER` or `Q`, and everyone else is a participant. An entry that matches `(none)` says whose the
/// speech is that has no label.
public struct SpeakerMap: Hashable, Sendable {
  /// The entries, in the order of the file.
  public var entries: [SpeakerEntry]

  /// What stands for names of labels: an entry may fit either.
  var pseudonyms: PseudonymKey?

  /// What an entry matches that is about speech without a label.
  static let unlabelled = "(none)"

  /// The version of what is made of labels: raised whenever the same labels and entries give other speakers.
  public static let version = 2

  /// Creates a map of some entries.
  public init(_ entries: [SpeakerEntry] = []) {
    self.entries = entries
  }

  /// One label of a transcript, as an ingester found it.
  public struct Label: Hashable, Sendable {
    /// The label as the file prints it.
    public var text: String
    /// How many turns carry it.
    public var turns: Int
    /// The role that the file itself gives it; `nil` where it says none.
    public var statedRole: Role?

    /// Creates a label.
    public init(_ text: String, turns: Int, statedRole: Role? = nil) {
      self.text = text
      self.turns = turns
      self.statedRole = statedRole
    }
  }

  /// The speakers behind the labels of one transcript.
  ///
  /// - Parameters:
  ///   - labels: The labels, in the order in which they first speak.
  ///   - transcript: The transcript, for entries that name the participant after it.
  ///   - path: The transcript's file, for the warnings.
  /// - Returns: A speaker for each label, and a warning for each that no entry fits.
  public func speakers(
    for labels: [Label], in transcript: Identifier<Transcript>, path: String
  ) -> (speakers: [Speaker], warnings: [Diagnostic]) {
    var warnings: [Diagnostic] = []
    let texts = Set(labels.map(\.text))
    let named = entries.filter { $0.match != Self.unlabelled }
    let speakers = labels.map { label in
      guard !named.isEmpty else {
        let role = label.statedRole ?? knownRole(ofLabel: label.text, among: texts)
        return Speaker(label: label.text, role: role ?? .participant)
      }
      let pseudonym = pseudonyms?.pseudonym(ofLabel: label.text) ?? label.text
      guard let entry = named.first(where: { $0.fits(label.text) || $0.fits(pseudonym) }) else {
        warnings.append(Self.unmapped(label, path: path))
        return Speaker(label: label.text, role: .other)
      }
      return Speaker(
        label: label.text, role: entry.role,
        participant: entry.participant(forLabel: label.text, in: transcript))
    }
    return (speakers, warnings)
  }

  /// Whether an entry fits a label.
  public func names(_ label: String) -> Bool {
    guard !entries.isEmpty else { return false }
    let pseudonym = pseudonyms?.pseudonym(ofLabel: label) ?? label
    return entries.contains { $0.match != "*" && ($0.fits(label) || $0.fits(pseudonym)) }
  }

  /// Whose speech without a label is; `nil` where nothing is said of it.
  func unlabelledSpeaker(in transcript: Identifier<Transcript>) -> Speaker? {
    entries.first { $0.match == Self.unlabelled }.map { entry in
      Speaker(
        label: "", role: entry.role, participant: entry.participant(forLabel: "", in: transcript))
    }
  }

  private static func unmapped(_ label: Label, path: String) -> Diagnostic {
    let turns = label.turns == 1 ? "1 turn" : "\(label.turns) turns"
    let role = knownRole(ofLabel: label.text) ?? .participant
    return .warning(
      "unmapped-speaker",
      "no entry of 'speakers' fits '\(label.text)' (\(turns)), whose role is now 'other'",
      help: "add an entry such as {match: \"\(label.text)\", role: \(role.rawValue)}",
      at: SourceLocation(path: path))
  }
}

extension SpeakerMap: SettingValue {
  public static var settingType: SettingType { [SpeakerEntry].settingType }
  public static func read(
    _ node: YAMLNode, reporting collector: DiagnosticCollector
  ) -> SpeakerMap? {
    [SpeakerEntry].read(node, reporting: collector).map { SpeakerMap($0) }
  }
  public var value: JSONValue { entries.value }
}

/// One entry of the setting `speakers`: a pattern of labels with what they stand for.
public struct SpeakerEntry: StageConfiguration, Hashable {
  /// The labels that it fits: `*` is any letters or none, `?` is one; case does not matter.
  public var match = ""

  /// What the speaker does in the interview.
  public var role = Role.participant

  /// Who speaks: an id in which `$label` and `$transcript` are filled in; empty for nobody of the study.
  public var participant = ""

  /// Creates an entry that fits nothing.
  public init() {}

  /// Creates an entry.
  public init(match: String, role: Role, participant: String = "") {
    self.match = match
    self.role = role
    self.participant = participant
  }

  public static let settings: [Setting<Self>] = [
    Setting(
      "match", \.match,
      "The labels: `*` is any letters or none, `?` is one, case is free; `(none)` is speech without one."
    ),
    Setting("role", \.role, "What the speaker does in the interview."),
    Setting(
      "participant", \.participant,
      "Who speaks: an id, in which `$label` and `$transcript` are filled in."),
  ]

  public func validate() -> [SettingProblem] {
    if match == SpeakerMap.unlabelled, role == .participant,
      participant.isEmpty || participant.contains("$label")
    {
      return [
        SettingProblem(
          "participant", "speech without a label names nobody",
          help: "say who it is: participant: $transcript, or an id")
      ]
    }
    guard match.isEmpty else { return [] }
    return [SettingProblem("match", "the entry fits no label", help: "write match: \"P*\"")]
  }

  /// Whether the pattern fits a whole label.
  public func fits(_ label: String) -> Bool {
    globMatches(pattern: match.lowercased(), text: label.lowercased())
  }

  func participant(
    forLabel label: String, in transcript: Identifier<Transcript>
  ) -> Identifier<Participant>? {
    guard !participant.isEmpty else { return nil }
    // Split first, so that a label that holds "$transcript" stays what it is.
    let filled = participant.split(separator: "$label", omittingEmptySubsequences: false).map {
      $0.split(separator: "$transcript", omittingEmptySubsequences: false)
        .joined(separator: transcript.rawValue)
    }
    return Identifier(filled.joined(separator: label))
  }
}

extension Role: SettingChoice {}

/// Whether a pattern with `*` and `?` fits a whole text, in time that never explodes.
private func globMatches(pattern: String, text: String) -> Bool {
  let pattern = Array(pattern.unicodeScalars)
  let text = Array(text.unicodeScalars)
  var place = 0
  var offset = 0
  // Where to go on when the rest does not fit: the latest star, and the text that it leaves to the rest.
  var star: (place: Int, offset: Int)?
  while offset < text.count {
    if place < pattern.count, pattern[place] == "*" {
      star = (place, offset)
      place += 1
    } else if place < pattern.count, pattern[place] == "?" || pattern[place] == text[offset] {
      place += 1
      offset += 1
    } else if let last = star {
      star = (last.place, last.offset + 1)
      place = last.place + 1
      offset = last.offset + 1
    } else {
      return false
    }
  }
  return pattern[place...].allSatisfy { $0 == "*" }
}
