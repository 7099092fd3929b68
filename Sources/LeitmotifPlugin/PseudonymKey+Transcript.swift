import LeitmotifModel

extension PseudonymKey {
  /// A transcript without the names of the key.
  func pseudonymised(_ transcript: Transcript, source: Source) -> Transcript {
    let key = adding(labels: transcript.speakers.map(\.label))
    var result = transcript
    let bytes = transcript.text.bytes
    let replacements = key.replacements(in: bytes)
    var text: [UInt8] = []
    var place = 0
    for replacement in replacements {
      text += bytes[place..<replacement.range.lowerBound]
      text += replacement.pseudonym.utf8
      place = replacement.range.upperBound
    }
    text += bytes[place...]
    result.text = CanonicalText(validUTF8: text)
    var offsets = MovedOffsets(replacements)
    for turn in result.turns.indices {
      let span = transcript.turns[turn].span
      let start = offsets.start(span.start)
      result.turns[turn].span = TextSpan(start: start, end: max(start, offsets.end(span.end)))
    }
    for speaker in result.speakers.indices {
      result.speakers[speaker].label = key.replacing(transcript.speakers[speaker].label)
      result.speakers[speaker].participant = transcript.speakers[speaker].participant.map {
        Identifier(key.replacing($0.rawValue))
      }
    }
    result.metadata = transcript.metadata.mapValues(key.replacing)
    result.warnings = transcript.warnings.map { key.replacing($0) }
    report(replacements, on: &result, source: source, key: key)
    return result
  }

  /// Says what was replaced, what looks like a name and was not, and a name in the file's own name.
  private func report(
    _ replacements: [Replacement], on result: inout Transcript, source: Source, key: PseudonymKey
  ) {
    let counts = Dictionary(grouping: replacements, by: \.pseudonym).mapValues(\.count)
    result.metadata["pseudonyms.replaced"] =
      counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    let left = PossibleNames(in: result, pseudonyms: Set(counts.keys))
    result.metadata["pseudonyms.left"] = left.names.joined(separator: ", ")
    if !left.names.isEmpty {
      let count = left.names.count
      result.warnings.append(
        .warning(
          "possible-names",
          "\(count) \(count == 1 ? "word looks" : "words look") like names and \(count == 1 ? "is" : "are") not in the key",
          help: "leitmotif inspect --pseudonyms KEY \(source.fileName) lists them",
          at: SourceLocation(path: source.path)))
    }
    let stem = Array(source.stem.utf8).map { $0 == UInt8(ascii: "_") ? 0x20 : $0 }
    if !key.replacements(in: stem).isEmpty {
      result.warnings.append(
        .warning(
          "name-in-file-name", "the file's own name holds a name of the key",
          help: "rename the file: its name is the transcript's name in every table",
          at: SourceLocation(path: source.path)))
    }
  }

  /// A message without the names of the key; the place stays, for it must lead to the file.
  func replacing(_ diagnostic: Diagnostic) -> Diagnostic {
    var diagnostic = diagnostic
    diagnostic.message = replacing(diagnostic.message)
    diagnostic.help = replacing(diagnostic.help)
    diagnostic.excerpt = diagnostic.excerpt.map(replacing)
    return diagnostic
  }
}

/// Where places of a text are after names were replaced; asked for in rising order.
private struct MovedOffsets {
  private let replacements: [PseudonymKey.Replacement]
  private var next = 0
  private var shift = 0

  init(_ replacements: [PseudonymKey.Replacement]) {
    self.replacements = replacements
  }

  /// The new place of a span's start; one inside a name is that of the pseudonym.
  mutating func start(_ offset: Int) -> Int {
    passNames(before: offset)
    guard next < replacements.count, replacements[next].range.lowerBound < offset else {
      return offset + shift
    }
    return replacements[next].range.lowerBound + shift
  }

  /// The new place of a span's end; one inside a name is behind the pseudonym.
  mutating func end(_ offset: Int) -> Int {
    passNames(before: offset)
    guard next < replacements.count, replacements[next].range.lowerBound < offset else {
      return offset + shift
    }
    return replacements[next].range.lowerBound + shift + replacements[next].pseudonym.utf8.count
  }

  private mutating func passNames(before offset: Int) {
    while next < replacements.count, replacements[next].range.upperBound <= offset {
      shift += replacements[next].pseudonym.utf8.count - replacements[next].range.count
      next += 1
    }
  }
}
