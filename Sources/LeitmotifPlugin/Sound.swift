/// Whether a record of captions or of a recogniser is no speech: a remark in brackets, as in
/// `( clock ticking )` and `[Music]`, or notes of music.
///
/// - Parameter words: The record's text, UTF-8.
/// - Returns: Whether nobody says anything in it.
public func isOnlySound(_ words: some Collection<UInt8>) -> Bool {
  words.withContiguousStorageIfAvailable { isOnlySound(in: $0) }
    ?? Array(words).withUnsafeBufferPointer { isOnlySound(in: $0) }
}

private func isOnlySound(in words: UnsafeBufferPointer<UInt8>) -> Bool {
  func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
  guard let first = words.firstIndex(where: { !isSpace($0) }),
    let last = words.lastIndex(where: { !isSpace($0) })
  else { return true }
  switch words[first] {
  case UInt8(ascii: "("): return isBracketed(words[first...last], closing: UInt8(ascii: ")"))
  case UInt8(ascii: "["): return isBracketed(words[first...last], closing: UInt8(ascii: "]"))
  // U+2669 to U+266F.
  case 0xE2 where words[first...].starts(with: [0xE2, 0x99]):
    return words[first...last].allSatisfy { byte in
      byte == 0xE2 || byte == 0x99 || (0xA9...0xAF).contains(byte) || isSpace(byte)
    }
  default: return false
  }
}

/// Whether one pair of brackets holds all of a text, and letters: "[?]" stands for words.
private func isBracketed(
  _ text: Slice<UnsafeBufferPointer<UInt8>>, closing: UInt8
) -> Bool {
  guard text.last == closing else { return false }
  let inside = text.dropFirst().dropLast()
  return !inside.contains(closing) && inside.contains { ($0 | 0x20) > 0x60 }
}
