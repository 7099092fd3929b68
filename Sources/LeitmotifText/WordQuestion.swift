/// Some words, as `TextWords` remembers them: which bits are set where a text holds them.
public struct WordQuestion: Sendable {
  private struct Mark {
    let hash: UInt64
    let probes: UInt64
  }

  private var marks: [Mark] = []

  /// Asks for a word, or several next to each other.
  ///
  /// - Returns: `nil` when nothing of them is remembered.
  public init?(words: [String]) {
    var parts: [[UInt8]] = []
    for word in words {
      let found = TextWords.parts(of: Array(word.utf8))
      guard found.areAll else { return nil }
      parts += found.parts
    }
    for part in parts {
      marks.append(Mark(hash: TextWords.hash(part[...]), probes: TextWords.probes))
    }
    for (first, second) in zip(parts, parts.dropFirst()) {
      marks.append(
        Mark(
          hash: TextWords.hash(
            ofPair: TextWords.mark(first[...]), TextWords.mark(second[...])),
          probes: TextWords.pairProbes))
    }
  }

  /// Asks for a word that begins so.
  ///
  /// - Returns: `nil` when nothing of it is remembered.
  public init?(beginning: String) {
    let (parts, areAll) = TextWords.parts(of: Array(beginning.utf8))
    guard areAll, let last = parts.last, beginning.utf8.last.map(TextWords.isPlain) == true
    else { return nil }
    // All but the last are whole words; a short beginning says nothing.
    for part in parts.dropLast() {
      marks.append(Mark(hash: TextWords.hash(part[...]), probes: TextWords.probes))
    }
    guard last.count >= TextWords.beginningLength else { return }
    marks.append(
      Mark(
        hash: TextWords.hash(last.prefix(TextWords.beginningLength)) ^ TextWords.beginningSeed,
        probes: TextWords.probes))
  }

  /// The places of the bits that are all set where a text that is remembered in so many bits, a power of two of
  /// them, holds the words.
  public func places(amongBits count: Int) -> [Int] {
    let mask = UInt64(count - 1)
    return marks.flatMap { mark in
      let step = mark.hash >> 32 | 1
      return (0..<mark.probes).map { Int((mark.hash &+ $0 &* step) & mask) }
    }
  }
}
