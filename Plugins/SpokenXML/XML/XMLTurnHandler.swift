import LeitmotifModel
import LeitmotifPlugin
import LeitmotifXML

/// Hears any XML file, and takes as turns what the user's paths lead to.
struct XMLTurnHandler: SpokenHandler {
  /// What a path in a turn leads to.
  private enum Part {
    case speaker, start, end
  }

  private var reading = SpokenReading(format: "xml")
  private let turn: XMLPath?
  private let parts: [(part: Part, path: XMLPath)]
  private let texts: [XMLPath]
  private let silent: Set<String>
  private let unit: XMLTimeUnit

  private var around: [String] = []
  /// How many elements are around a turn's own content; `nil` outside.
  private var turnDepth: Int?
  /// How many are around its words.
  private var wordsDepth: Int?
  private var silentDepth: Int?
  /// What is being read that is no speech.
  private var open: (part: Part, depth: Int)?
  private var words: [UInt8] = []
  private var values: [Part: [UInt8]] = [:]

  init(_ configuration: XMLIngester.Configuration) {
    turn = XMLPath(configuration.turn)
    let written: [(Part, String)] = [
      (.speaker, configuration.speaker), (.start, configuration.start), (.end, configuration.end),
    ]
    parts = written.compactMap { part, path in XMLPath(path).map { (part, $0) } }
    texts = configuration.text.compactMap { XMLPath($0) }
    silent = Set(configuration.silent)
    unit = configuration.timeUnit
  }

  mutating func start(_ element: borrowing XMLElement) throws(Diagnostics) {
    around.append(element.name)
    if turnDepth == nil {
      guard turn?.leads(to: around) == true else { return }
      turnDepth = around.count
      words = []
      values = [:]
    }
    guard let turnDepth else { return }
    let inner = around[turnDepth...]
    for (part, path) in parts where path.leads(to: inner) {
      if let attribute = path.attribute {
        if let value = element[attribute], values[part] == nil { values[part] = Array(value.utf8) }
      } else if open == nil, values[part] == nil, around.count > turnDepth {
        open = (part, around.count)
        values[part] = []
      }
    }
    if wordsDepth == nil, texts.contains(where: { $0.leads(to: inner) }) {
      wordsDepth = around.count
    }
    if silentDepth == nil, silent.contains(element.name) { silentDepth = around.count }
    words.append(0x20)
  }

  mutating func end() throws(Diagnostics) {
    let depth = around.count
    around.removeLast()
    if open?.depth == depth { open = nil }
    if wordsDepth == depth { wordsDepth = nil }
    if silentDepth == depth { silentDepth = nil }
    guard turnDepth != nil else { return }
    words.append(0x20)
    guard turnDepth == depth else { return }
    turnDepth = nil
    let label = value(of: .speaker).flatMap { $0.isEmpty ? nil : $0 }
    reading.add(words, label: label, start: time(of: .start), end: time(of: .end))
  }

  mutating func text(_ text: Span<UInt8>) throws(Diagnostics) {
    guard turnDepth != nil else { return }
    if let open {
      text.withUnsafeBufferPointer { values[open.part, default: []].append(contentsOf: $0) }
    } else if wordsDepth != nil, silentDepth == nil {
      text.withUnsafeBufferPointer { words.append(contentsOf: $0) }
    }
  }

  func finished() -> SpokenReading { reading }

  private func value(of part: Part) -> String? {
    guard let bytes = values[part] else { return nil }
    // References are written as `#P1`.
    let words = String(decoding: bytes, as: UTF8.self).split { $0.isWhitespace }
      .map { $0.hasPrefix("#") ? $0.dropFirst() : $0 }
    return words.joined(separator: " ")
  }

  private func time(of part: Part) -> Int? {
    guard let written = value(of: part) else { return nil }
    if unit == .milliseconds, let number = Double(written), (0..<1e9).contains(number) {
      return Int(number.rounded())
    }
    return Timeline()[written]
  }
}
