/// Names in front of captions: `ANNA: Hello`, on the first line of a cue, perhaps only where the speaker changes.
///
/// As in text of lines, what is a label is decided by looking at the whole file.
public struct CueLabels: Sendable {
  /// A part of a cue: its words, and who says them.
  public struct Part: Hashable, Sendable {
    /// The label; `nil` where none stands.
    public var label: String?
    /// Whether somebody else begins to speak here, named or not.
    public var changesSpeaker: Bool
    /// The words, lines parted by line feeds.
    public var words: ArraySlice<UInt8>
  }

  private let labels: Set<String>

  /// Whether the file names anybody.
  public var isEmpty: Bool { labels.isEmpty }

  /// Looks through the cues of a file.
  public init(_ cues: some Sequence<[UInt8]>) {
    var counts: [String: Count] = [:]
    var cueCount = 0
    for cue in cues {
      cueCount += 1
      for (place, line) in cue.split(separator: 0x0A).enumerated() {
        guard let found = Self.label(of: line, in: cue) else { continue }
        counts[found.label, default: Count()].add(
          isAtStart: place == 0, isAlone: found.words == line.endIndex, isMarked: found.isMarked)
      }
    }
    let candidates = counts.filter { label, count in
      // Where two people share a cue, one of them always stands below.
      let isBelow = isAllCapitals(label) ? count.alone > 0 || count.all >= 2 : count.all >= 3
      return (count.atStart > 0 || isBelow) && !isNoSpeaker(label)
    }
    let proven = candidates.filter { Self.isProven($0, $1) }
    let shapes = Set(proven.keys.map { LabelShape($0) })
    let areCapital = proven.keys.allSatisfy(isAllCapitals)
    let words = candidates.keys.count { proven[$0] == nil && LabelShape($0) == .word }
    let alike = candidates.keys.filter { label in
      if proven.isEmpty || areCapital && !isAllCapitals(label) { return false }
      switch LabelShape(label) {
      case .role, .numbered: return true
      case .name: return shapes.contains(.name) || shapes.contains(.word)
      case .initials: return shapes.contains(.initials) || areCapital
      // A word and a colon begin many a sentence; but who speaks twice talks to somebody.
      case .word: return proven.count >= 2 || areCapital || words == 1
      case .handle, .phrase: return false
      }
    }
    // Where nearly every cue begins so, it is how the program writes who speaks, whatever people call themselves.
    let fronts = candidates.values.reduce(0) { $0 + $1.atStart }
    if cueCount >= 4, candidates.count >= 2, fronts * 10 >= cueCount * 9,
      candidates.count * 2 <= cueCount
    {
      labels = Set(candidates.keys)
      return
    }
    let names = candidates.keys.filter { [.name, .word, .initials].contains(LabelShape($0)) }
    let found =
      proven.isEmpty && names.count >= 2 && names.count * 2 >= cueCount
      ? Set(names) : Set(proven.keys).union(alike)
    // "V: bottom" again and again is no talk: one letter needs another speaker beside it.
    labels = found.count == 1 && found.allSatisfy { $0.unicodeScalars.count == 1 } ? [] : found
  }

  /// How often, and where, a candidate stands.
  private struct Count {
    var all = 0
    var alone = 0
    var atStart = 0
    var marked = 0

    mutating func add(isAtStart: Bool, isAlone: Bool, isMarked: Bool) {
      all += 1
      alone += isAlone ? 1 : 0
      atStart += isAtStart ? 1 : 0
      marked += isMarked ? 1 : 0
    }
  }

  /// Whether a label needs no other labels beside it.
  private static func isProven(_ label: String, _ count: Count) -> Bool {
    if count.marked > 0 { return true }
    let isCapital = isAllCapitals(label)
    switch LabelShape(label) {
    case .role: return count.all >= 2 || label.unicodeScalars.count > 1
    case .numbered: return true
    case .word, .name, .initials: return count.all >= 2 || isCapital && count.alone > 0
    case .handle: return count.all >= 3
    case .phrase: return isCapital && (count.all >= 2 || count.alone > 0)
    }
  }

  /// Cuts a cue where its lines begin with a label.
  public func parts(of cue: [UInt8]) -> [Part] {
    var parts: [Part] = []
    for line in cue.split(separator: 0x0A, omittingEmptySubsequences: true) {
      if let found = Self.label(of: line, in: cue), labels.contains(found.label) {
        parts.append(
          Part(label: found.label, changesSpeaker: true, words: cue[found.words..<line.endIndex]))
      } else if let words = Self.changeMark(of: line, in: cue) {
        parts.append(Part(label: nil, changesSpeaker: true, words: cue[words..<line.endIndex]))
      } else if let last = parts.popLast() {
        // The lines of one part stand beside each other.
        let words = cue[last.words.startIndex..<line.endIndex]
        parts.append(Part(label: last.label, changesSpeaker: last.changesSpeaker, words: words))
      } else {
        parts.append(Part(label: nil, changesSpeaker: false, words: line))
      }
    }
    return parts
  }

  /// A name and a colon in front of a line, `>>` and dashes before it passed over.
  private static func label(
    of line: ArraySlice<UInt8>, in cue: [UInt8]
  ) -> (label: String, words: Int, isMarked: Bool)? {
    cue.withUnsafeBufferPointer { cue in
      var cursor = LineCursor(bytes: cue, offset: line.startIndex, end: line.endIndex)
      cursor.skipBlanks()
      let isMarked = cursor.take(">>")
      while cursor.take(">") || cursor.take("-") {}
      cursor.skipBlanks()
      let isBracketed = cursor.take("[")
      guard let name = cursor.takeName() else { return nil }
      if isBracketed, !cursor.take("]") { return nil }
      let label = cursor.text(at: name)
      // "[SPEAKER_00] Hello"; any other words in brackets are a sound.
      let isNumbered = isBracketed && LabelShape(label) == .numbered
      guard cursor.takeColon() || isNumbered else { return nil }
      guard cursor.isAtEnd || cursor.skipBlanks() > 0 else { return nil }
      return (label, cursor.offset, isMarked)
    }
  }

  /// `>>` in front of a line says that somebody else speaks.
  private static func changeMark(of line: ArraySlice<UInt8>, in cue: [UInt8]) -> Int? {
    cue.withUnsafeBufferPointer { cue in
      var cursor = LineCursor(bytes: cue, offset: line.startIndex, end: line.endIndex)
      cursor.skipBlanks()
      guard cursor.take(">>") else { return nil }
      while cursor.take(">") {}
      cursor.skipBlanks()
      return cursor.offset
    }
  }
}
