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
    for part in parts { ask(for: part) }
    for (first, second) in zip(parts, parts.dropFirst()) {
      marks.append(
        Mark(
          hash: TextWords.hash(ofPair: TextWords.mark(first), TextWords.mark(second)),
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
    for part in parts.dropLast() { ask(for: part) }
    ask(forBeginning: last)
  }

  /// A word that is there begins with its beginning: to ask for both is wrong less often.
  private mutating func ask(for word: [UInt8]) {
    marks.append(Mark(hash: TextWords.hash(word), probes: TextWords.probes))
    ask(forBeginning: word)
  }

  private mutating func ask(forBeginning letters: [UInt8]) {
    guard let beginning = TextWords.hash(ofBeginningOf: letters) else { return }
    marks.append(Mark(hash: beginning, probes: TextWords.probes))
  }

  /// The places of the bits that are all set where a text that is remembered in so many bits, a power of two of
  /// them, holds the words.
  public func places(amongBits count: Int) -> [Int] {
    marks.flatMap { mark in
      let block = TextWords.block(of: mark.hash, among: count / 64)
      let bits = TextWords.bits(of: mark.hash, mark.probes)
      return (0..<64).filter { bits >> UInt64($0) & 1 == 1 }.map { block * 64 + $0 }
    }
  }
}
