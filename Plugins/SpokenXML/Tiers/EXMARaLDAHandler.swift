import LeitmotifModel
import LeitmotifPlugin
import LeitmotifXML

/// Hears a file of EXMARaLDA (`.exb`): the events of tiers of type `t` are turns.
struct EXMARaLDAHandler: SpokenHandler {
  private struct Typed {
    var tier: Tier
    var speaker: String?
    var category: String
    var isTranscription: Bool
  }

  private let path: String
  private let patterns: [String]
  private var around: [String] = []
  private var names: [String: String] = [:]
  private var speaker = ""
  private var points: [String: (time: Int?, order: Int)] = [:]
  private var tiers: [Typed] = []
  private var record = Tier.Record(order: 0, text: [])
  private var silentDepth = 0
  private var warnings: [Diagnostic] = []
  private var recording: String?

  init(path: String, tiers: [String]) {
    self.path = path
    patterns = tiers
  }

  mutating func start(_ element: borrowing XMLElement) throws(Diagnostics) {
    let name = element.name
    around.append(name)
    switch name {
    case "speaker":
      speaker = element["id"] ?? ""
      names[speaker] = ""
    case "referenced-file" where recording == nil:
      recording = element["url"]?.split { $0 == "/" || $0 == "\\" }.last.map(String.init)
    case "tli":
      guard let id = element["id"] else { break }
      let time = element["time"].flatMap(milliseconds)
      if let written = element["time"], time == nil, !written.isEmpty {
        warnings.append(
          .warning(
            "unreadable-time", "point '\(id)' of the timeline has no time that can be read",
            help: "turns there have no time", at: SourceLocation(path: path, line: element.line)))
      }
      points[id] = (time, points.count)
    case "tier": beginTier(element)
    case "event":
      let start = element["start"].flatMap { points[$0] }
      let end = element["end"].flatMap { points[$0] }
      record = Tier.Record(
        start: start?.time, end: end?.time, order: start?.order ?? 0, text: [])
    default: break
    }
  }

  mutating func end() throws(Diagnostics) {
    guard around.popLast() == "event", !tiers.isEmpty,
      record.text.contains(where: { $0 > 0x20 })
    else { return }
    tiers[tiers.count - 1].tier.records.append(record)
  }

  mutating func text(_ text: Span<UInt8>) throws(Diagnostics) {
    if around.last == "event" {
      text.withUnsafeBufferPointer { record.text.append(contentsOf: $0) }
    } else if around.last == "abbreviation" {
      names[speaker, default: ""] += text.withUnsafeBufferPointer {
        String(decoding: $0, as: UTF8.self)
      }
    }
  }

  func finished() -> SpokenReading {
    var reading = SpokenReading(format: "exmaralda")
    reading.metadata["recording"] = recording
    reading.warnings = warnings
    guard patterns.isEmpty else {
      reading.add(TierChoice(tiers.map(\.tier), named: patterns).speech)
      return reading
    }
    let spoken = tiers.filter(\.isTranscription)
    let layers = spoken.count > 1 && spoken.allSatisfy(isLayer)
    var seen: Set<String> = []
    var speech: [Tier] = []
    var others: [Tier] = []
    for typed in spoken {
      // A speaker has one tier of speech; where "speakers" are versions of one text, the first one counts.
      let isFirst = seen.insert(layers ? "" : typed.speaker ?? typed.tier.name).inserted
      if isFirst { speech.append(typed.tier) } else { others.append(typed.tier) }
    }
    reading.add(speech)
    if let warning = SpokenReading.leftOut(others, path: path) { reading.warnings.append(warning) }
    return reading
  }

  private mutating func beginTier(_ element: borrowing XMLElement) {
    let speaker = element["speaker"]
    if let speaker, names[speaker] == nil {
      names[speaker] = speaker
      warnings.append(
        .warning(
          "undeclared-speaker", "speaker '\(speaker)' is not in the file's table of speakers",
          help: "the id is taken as the label",
          at: SourceLocation(path: path, line: element.line)))
    }
    let printed = speaker.map { names[$0].flatMap { $0.isEmpty ? nil : $0 } ?? $0 }
    tiers.append(
      Typed(
        tier: Tier(name: element["display-name"] ?? element["id"] ?? "", label: printed),
        speaker: speaker, category: element["category"] ?? "",
        isTranscription: element["type"] == "t"))
  }

  /// Whether a tier's "speaker" is a version of the text (`dipl`, `norm`), and so the tier's category, too.
  private func isLayer(_ typed: Typed) -> Bool {
    !typed.category.isEmpty
      && (typed.category == typed.speaker || typed.category == typed.tier.label)
  }
}
