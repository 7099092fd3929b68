/// What the ingester does with an element, by its name.
enum ElementKind {
  /// Holds text of the utterance that it stands in: `<emph>`, `<unclear>`.
  case inline
  /// Holds text, and parts it from what stands around: `<seg>`, `<w>`.
  case part
  /// Something seen or heard that is not speech, at which words part: `<vocal>`, `<pause>`.
  case event
  /// Somebody else's words about the speech: `<note>`.
  case remark
  /// The border of a page or line, at which words part unless it says `break="no"`.
  case border
  /// Readings to choose among: the first one counts.
  case choice
  /// A point of the timeline between words.
  case anchor
  /// One utterance.
  case utterance
  /// The printed name of who speaks, in front of the words.
  case speakerName
  /// An utterance with what belongs to it, which may carry its speaker and times.
  case block
  /// What is read of the header.
  case titleStatement, title, person, alternative, language
  /// The points in time of the recording.
  case timeline, when

  init(_ name: String) {
    self = Self.byName[name] ?? .inline
  }

  private static let byName: [String: ElementKind] = {
    let names: [ElementKind: [String]] = [
      .part: ["seg", "w", "pc", "s", "p", "ab", "l", "lg", "q", "quote", "item"],
      .event: [
        "vocal", "kinesic", "incident", "gap", "desc", "pause", "shift", "writing", "head",
        "figure",
        "stage",
        "spanGrp", "span", "linkGrp", "link", "fs", "interp", "interpGrp", "media",
      ],
      .remark: ["note", "noteGrp", "index", "annotation", "listAnnotation"],
      .border: ["pb", "lb", "cb", "gb", "milestone"],
      .choice: ["choice"], .anchor: ["anchor"], .utterance: ["u", "sp"],
      .speakerName: ["speaker"], .block: ["annotationBlock"],
      .titleStatement: ["titleStmt"], .title: ["title"],
      .person: ["person", "personGrp"], .alternative: ["alt"], .language: ["language"],
      .timeline: ["timeline"], .when: ["when"],
    ]
    return Dictionary(
      uniqueKeysWithValues: names.flatMap { kind, names in names.map { ($0, kind) } })
  }()
}
