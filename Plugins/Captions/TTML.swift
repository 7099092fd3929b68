import LeitmotifModel
import LeitmotifXML

/// Timed Text Markup (`.ttml`, `.dfxp`, Premiere's XML): paragraphs with times.
///
/// - Source: W3C, "Timed Text Markup Language 2 (TTML2)", https://www.w3.org/TR/ttml2/.
struct TTML: XMLHandler {
  private(set) var sheet = CueSheet()

  /// What is counted of the elements around: when they begin, and who speaks in them.
  private var around: [(name: String, start: Int, agent: String?)] = []
  private var clock = TTMLClock()
  private var isInHead = false
  private var cue: Cue?
  /// Whether the paragraph itself says when it ends; else the last of its spans does.
  private var endIsGiven = false
  private var agent: String?
  private var agentNames: [String: [UInt8]] = [:]
  private var title: [UInt8] = []
  private var silentDepth = 0

  mutating func start(_ element: borrowing XMLElement) throws(Diagnostics) {
    guard silentDepth == 0 else {
      silentDepth += 1
      return
    }
    if around.isEmpty { clock = TTMLClock(element) }
    let outer = around.last
    var start = outer?.start ?? 0
    if let begin = element["begin"].flatMap(clock.milliseconds) { start += begin }
    around.append((element.name, start, element["agent"] ?? outer?.agent))
    switch element.name {
    case "head": isInHead = true
    case "agent" where isInHead: agent = element["id"]
    case "metadata" where !isInHead: silentDepth = 1
    case "p":
      let length = element["dur"].flatMap(clock.milliseconds)
      let end = element["end"].flatMap(clock.milliseconds).map { $0 + (outer?.start ?? 0) }
      cue = Cue(
        start: element["begin"] != nil ? start : nil, end: end ?? length.map { start + $0 },
        label: around.last?.agent, text: [])
      endIsGiven = cue?.end != nil
    case "br": cue?.text.append(0x0A)
    case "span":
      if cue?.start == nil, element["begin"] != nil { cue?.start = start }
      if !endIsGiven {
        let length = element["dur"].flatMap(clock.milliseconds)
        let end = element["end"].flatMap(clock.milliseconds).map { $0 + (outer?.start ?? 0) }
        if let end = end ?? length.map({ start + $0 }) { cue?.end = end }
      }
    default: break
    }
  }

  mutating func end() throws(Diagnostics) {
    guard silentDepth == 0 else {
      silentDepth -= 1
      if silentDepth == 0 { around.removeLast() }
      return
    }
    guard let element = around.popLast() else { return }
    switch element.name {
    case "head":
      isInHead = false
      if !title.isEmpty { sheet.metadata["title"] = String(decoding: title, as: UTF8.self) }
    case "agent": agent = nil
    case "p":
      if var done = cue {
        done.label = done.label.map { id in
          agentNames[id].map { String(decoding: $0, as: UTF8.self) } ?? id
        }
        sheet.cues.append(done)
      }
      cue = nil
    default: break
    }
  }

  mutating func text(_ text: Span<UInt8>) throws(Diagnostics) {
    guard silentDepth == 0 else { return }
    if cue != nil {
      // A line's end in the file is a blank; `<br/>` is one of the caption.
      for place in text.indices { cue?.text.append(text[place] == 0x0A ? 0x20 : text[place]) }
    } else if let agent, around.last?.name == "name" {
      for place in text.indices { agentNames[agent, default: []].append(text[place]) }
    } else if isInHead, around.last?.name == "title" {
      for place in text.indices { title.append(text[place]) }
    }
  }
}

/// How a TTML file counts time.
struct TTMLClock {
  private var frameRate = 30.0
  private var tickRate = 1.0

  init() {}

  init(_ root: borrowing XMLElement) {
    if let rate = root["frameRate"].flatMap(Double.init), rate > 0 { frameRate = rate }
    if let factors = root["frameRateMultiplier"]?.split(whereSeparator: { $0 == " " || $0 == ":" })
      .compactMap({ Double($0) }), factors.count == 2, factors[1] > 0
    {
      frameRate *= factors[0] / factors[1]
    }
    tickRate = root["tickRate"].flatMap(Double.init).flatMap { $0 > 0 ? $0 : nil } ?? frameRate
  }

  /// The time of `00:01:02.500`, `00:01:02:12` (frames), `62.5s`, `62500ms`, `90f`, `1000t`.
  func milliseconds(_ text: String) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    if parts.count >= 3 {
      let numbers = parts.compactMap { Double($0) }
      guard numbers.count == parts.count, numbers.count <= 4 else { return nil }
      let seconds = numbers[0] * 3600 + numbers[1] * 60 + numbers[2]
      let frames = numbers.count == 4 ? numbers[3] / frameRate : 0
      return whole((seconds + frames) * 1000)
    }
    let number = text.prefix { $0.isNumber || $0 == "." }
    guard let value = Double(number) else { return nil }
    let units = [
      "h": 3_600_000, "m": 60_000, "s": 1000, "ms": 1, "f": 1000 / frameRate,
      "t": 1000 / tickRate,
    ]
    return units[String(text.dropFirst(number.count))].flatMap { whole(value * $0) }
  }

  private func whole(_ value: Double) -> Int? {
    value.isFinite && abs(value) < 1e12 ? Int(value.rounded()) : nil
  }
}
