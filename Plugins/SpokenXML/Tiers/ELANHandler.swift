import LeitmotifModel
import LeitmotifPlugin
import LeitmotifXML

/// Hears a file of ELAN (`.eaf`): the annotations of tiers that stand on no other tier are turns.
struct ELANHandler: SpokenHandler {
  private struct Annotated {
    var tier: Tier
    var type: String
    var hasParent: Bool
    var namesParticipant: Bool
  }

  private let path: String
  private let patterns: [String]
  private var around: [String] = []
  private var tiers: [Annotated] = []
  /// When each point is, and for those without a time the time of the point before.
  private var points: [String: (time: Int?, order: Int)] = [:]
  private var latestTime = 0
  private var unit = 1.0
  private var record = Tier.Record(order: 0, text: [])
  private var id: String?
  /// The records by their id, for those that refer to them.
  private var known: [String: Tier.Record] = [:]
  /// The types of tiers for which the user of ELAN may only choose among some values.
  private var closedTypes: Set<String> = []
  private var recording: String?

  init(path: String, tiers: [String]) {
    self.path = path
    patterns = tiers
  }

  mutating func start(_ element: borrowing XMLElement) throws(Diagnostics) {
    let name = element.name
    around.append(name)
    switch name {
    case "HEADER": unit = Self.units[element["TIME_UNITS"] ?? ""] ?? 1
    case "MEDIA_DESCRIPTOR" where recording == nil:
      // Only the file's name: the folders may name people.
      recording = element["RELATIVE_MEDIA_URL"]?.split(separator: "/").last.map(String.init)
    case "TIME_SLOT":
      guard let id = element["TIME_SLOT_ID"] else { break }
      let time = element["TIME_VALUE"].flatMap { Double($0) }
        .flatMap { (0..<1e9).contains($0) ? Int(($0 * unit).rounded()) : nil }
      latestTime = time ?? latestTime
      points[id] = (time, latestTime)
    case "TIER": beginTier(element)
    case "ALIGNABLE_ANNOTATION":
      let start = element["TIME_SLOT_REF1"].flatMap { points[$0] }
      let end = element["TIME_SLOT_REF2"].flatMap { points[$0] }
      record = Tier.Record(start: start?.time, end: end?.time, order: start?.order ?? 0, text: [])
      id = element["ANNOTATION_ID"]
    case "REF_ANNOTATION":
      let parent = element["ANNOTATION_REF"].flatMap { known[$0] }
      record = parent ?? Tier.Record(order: 0, text: [])
      record.text = []
      id = element["ANNOTATION_ID"]
    case "LINGUISTIC_TYPE":
      if element["CONTROLLED_VOCABULARY_REF"] != nil, let type = element["LINGUISTIC_TYPE_ID"] {
        closedTypes.insert(type)
      }
    default: break
    }
  }

  mutating func end() throws(Diagnostics) {
    switch around.popLast() {
    case "ALIGNABLE_ANNOTATION", "REF_ANNOTATION":
      guard !tiers.isEmpty else { break }
      if let id {
        known[id] = Tier.Record(
          start: record.start, end: record.end, order: record.order, text: [])
      }
      if record.text.contains(where: { $0 > 0x20 }) {
        tiers[tiers.count - 1].tier.records.append(record)
      }
    default: break
    }
  }

  mutating func text(_ text: Span<UInt8>) throws(Diagnostics) {
    guard around.last == "ANNOTATION_VALUE" else { return }
    text.withUnsafeBufferPointer { record.text.append(contentsOf: $0) }
  }

  func finished() -> SpokenReading {
    var reading = SpokenReading(format: "elan")
    reading.metadata["recording"] = recording
    let all = tiers.map(\.tier)
    guard patterns.isEmpty else {
      reading.add(TierChoice(all, named: patterns).speech)
      return reading
    }
    // Where somebody took care to name participants, tiers without one are about no person, unless they are built like
    // those of people.
    let roots = tiers.filter { !$0.hasParent && !closedTypes.contains($0.type) }
    let types = Set(roots.lazy.filter(\.namesParticipant).map(\.type))
    let candidates = roots.filter {
      types.isEmpty || $0.namesParticipant || types.contains($0.type)
    }
    .map(\.tier)
    let choice = TierChoice(candidates, named: [])
    reading.add(choice.speech)
    let speech = Set(choice.speech.map(\.name))
    let others = tiers.filter { !$0.hasParent && !speech.contains($0.tier.name) }.map(\.tier)
    if let warning = SpokenReading.leftOut(others, path: path) { reading.warnings.append(warning) }
    return reading
  }

  private mutating func beginTier(_ element: borrowing XMLElement) {
    let name = element["TIER_ID"] ?? ""
    let participant = element["PARTICIPANT"].flatMap { $0.isEmpty ? nil : $0 }
    tiers.append(
      Annotated(
        tier: Tier(name: name, label: participant ?? (name.isEmpty ? nil : name)),
        type: element["LINGUISTIC_TYPE_REF"] ?? "", hasParent: element["PARENT_REF"] != nil,
        namesParticipant: participant != nil))
  }

  /// Milliseconds in one of the units that ELAN knows.
  private static let units = [
    "milliseconds": 1, "NTSC-frames": 1001 / 30.0, "PAL-frames": 40, "PAL-50-frames": 20,
  ]
}
