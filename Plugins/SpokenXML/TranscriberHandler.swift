import LeitmotifModel
import LeitmotifPlugin
import LeitmotifXML

/// Hears a file of Transcriber (`.trs`): speech stands between the empty elements of each `<Turn>`.
struct TranscriberHandler: SpokenHandler {
  private var reading = SpokenReading(format: "transcriber")
  private var around: [String] = []
  private var names: [String: String] = [:]
  private var times: (start: Int?, end: Int?)
  /// The ids of those who speak in the turn; several where people speak at once.
  private var ids: [String] = []
  /// What each of them says; `<Who nb="2"/>` turns to the second one.
  private var voices: [[UInt8]] = []
  private var voice = 0
  private var isInTurn = false

  init() {}

  mutating func start(_ element: borrowing XMLElement) throws(Diagnostics) {
    let name = element.name
    around.append(name)
    switch name {
    case "Turn":
      isInTurn = true
      ids = (element["speaker"] ?? "").split { $0 == " " || $0 == "\t" }.map(String.init)
      times = (
        element["startTime"].flatMap(milliseconds), element["endTime"].flatMap(milliseconds)
      )
      voices = [[]]
      voice = 0
    case "Who" where isInTurn:
      guard let number = element["nb"].flatMap({ Int($0) }), (1...64).contains(number) else {
        break
      }
      voice = number - 1
      while voices.count <= voice { voices.append([]) }
    case "Speaker":
      guard let id = element["id"] else { break }
      names[id] = element["name"].flatMap { $0.isEmpty ? nil : $0 } ?? id
    case "Trans": reading.metadata["recording"] = element["audio_filename"]
    default: break
    }
    // Words part at every mark: <Sync>, <Event>, <Comment>.
    if isInTurn { voices[voice].append(0x20) }
  }

  mutating func end() throws(Diagnostics) {
    guard around.popLast() == "Turn", isInTurn else { return }
    isInTurn = false
    for (place, words) in voices.enumerated() {
      reading.add(words, label: label(of: place), start: times.start, end: times.end)
    }
  }

  mutating func text(_ text: Span<UInt8>) throws(Diagnostics) {
    guard isInTurn else { return }
    text.withUnsafeBufferPointer { voices[voice].append(contentsOf: $0) }
  }

  func finished() -> SpokenReading { reading }

  /// The label of one of the turn's voices.
  ///
  /// Where several people speak and the file does not part them, they are one label.
  private func label(of place: Int) -> String? {
    guard !ids.isEmpty else { return nil }
    if ids.count > 1, voices.count == 1 { return ids.map(printed).joined(separator: " ") }
    return place < ids.count ? printed(ids[place]) : nil
  }

  private func printed(_ id: String) -> String { names[id] ?? id }
}
