import LeitmotifModel
import LeitmotifYAML

extension CodebookReader {
  static let reaches = 1...200

  /// Reads the cue sets.
  func readCues(_ node: YAMLNode) -> [CueSet] {
    let reader = MappingReader(node, of: "'cues'", reporting: collector)
    return reader.keys.map { entry in
      if !Self.isKey(entry.name) {
        collector.report(
          entry.key.error(
            "invalid-name", "'\(entry.name)' cannot name cues",
            help: "use letters, digits, '_' and '-'"))
      }
      return readCueSet(entry)
    }
  }

  private func readCueSet(_ entry: YAMLNode.Entry) -> CueSet {
    let reader = MappingReader(entry.value, of: "a cue set", reporting: collector)
    let words = Outline.CueWords(
      place: entry.key.place,
      forward: readPatterns("forward", of: reader), backward: readPatterns("backward", of: reader),
      pseudo: readPatterns("pseudo", of: reader), stop: readPatterns("stop", of: reader))
    if reader.node("forward") == nil, reader.node("backward") == nil, entry.value.mapping != nil {
      collector.report(
        entry.key.error(
          "empty-cue", "the cue set '\(entry.name)' has no cue",
          help: "list words under 'forward' (they reach what follows) or 'backward'"))
    }
    let reach = readNumber("reach", of: reader, in: Self.reaches)
    reader.refuseOthers()
    outline.cues[entry.name] = words
    var cues = CueSet(
      name: entry.name, forward: words.forward.map(\.pattern),
      backward: words.backward.map(\.pattern), pseudo: words.pseudo.map(\.pattern),
      stop: words.stop.map(\.pattern))
    if let reach { cues.reach = reach }
    return cues
  }

  /// Reads a number of words.
  func readNumber(_ key: String, of reader: MappingReader, in range: ClosedRange<Int>) -> Int? {
    guard let number = reader.integer(key), let node = reader.node(key) else { return nil }
    if range.contains(number) { return number }
    collector.report(
      node.error(
        "out-of-range",
        "'\(key)' is a number of words from \(range.lowerBound) to \(range.upperBound)"))
    return nil
  }
}
