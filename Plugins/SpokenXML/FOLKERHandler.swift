import LeitmotifModel
import LeitmotifPlugin
import LeitmotifXML

/// Hears a file of FOLKER or OrthoNormal (`.flk`, `.fln`): each `<contribution>` is a turn.
struct FOLKERHandler: SpokenHandler {
  private var reading = SpokenReading(format: "folker")
  private var around: [String] = []
  private var points: [String: Int] = [:]
  private var label: String?
  private var times: (start: Int?, end: Int?)
  private var words: [UInt8] = []
  private var isInContribution = false
  private var silentDepth = 0

  /// What is seen or heard and is not speech, and readings that others are preferred to.
  private static let silent: Set<String> = [
    "pause", "breathe", "non-phonological", "time", "alternative", "vocal", "log", "boundary",
  ]

  /// What stands inside a word.
  private static let inWord: Set<String> = ["lengthening", "stress", "time"]

  init() {}

  mutating func start(_ element: borrowing XMLElement) throws(Diagnostics) {
    let name = element.name
    let isInWord = around.last == "w"
    around.append(name)
    guard silentDepth == 0 else {
      silentDepth += 1
      return
    }
    switch name {
    case "timepoint":
      guard let id = element["timepoint-id"] else { break }
      points[id] = element["absolute-time"].flatMap(milliseconds)
    case "contribution":
      label = element["speaker-reference"].flatMap { $0.isEmpty ? nil : $0 }
      times = (
        element["start-reference"].flatMap { points[$0] },
        element["end-reference"].flatMap { points[$0] }
      )
      words = []
      isInContribution = true
    case "recording": reading.metadata["recording"] = element["path"]
    default:
      if Self.silent.contains(name) { silentDepth = 1 }
      if !(isInWord && Self.inWord.contains(name)) { words.append(0x20) }
    }
  }

  mutating func end() throws(Diagnostics) {
    let name = around.popLast()
    guard silentDepth == 0 else {
      silentDepth -= 1
      return
    }
    if name == "contribution" {
      isInContribution = false
      reading.add(words, label: label, start: times.start, end: times.end)
    } else if name.map(Self.inWord.contains) != true {
      words.append(0x20)
    }
  }

  mutating func text(_ text: Span<UInt8>) throws(Diagnostics) {
    guard isInContribution, silentDepth == 0 else { return }
    text.withUnsafeBufferPointer { words.append(contentsOf: $0) }
  }

  func finished() -> SpokenReading { reading }
}
