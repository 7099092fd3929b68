/// What each spelling means, for as many spellings as a language has.
///
/// A spelling of up to 15 bytes is its own key. Longer ones are rare, and kept in a dictionary. A
/// table that grows too large forgets everything: what it held is worked out again.
struct SenseTable {
  private struct Entry {
    var key = WordKey()
    var sense: Int32 = -1
  }

  private static let largest = 1 << 18
  private var entries = [Entry](repeating: Entry(), count: 1 << 10)
  private var used = 0
  private var longWords: [[UInt8]: Int32] = [:]

  /// What a spelling means, -1 for nothing; asked for when it is new.
  @inline(__always)
  mutating func sense(
    of bytes: UTF8Bytes, _ start: Int, _ end: Int, orAsk ask: (UTF8Bytes) -> Int32
  ) -> Int32 {
    guard end - start < 16 else { return longSense(of: bytes, start, end, orAsk: ask) }
    return sense(of: WordKey(bytes, start, end), in: bytes, start, end, orAsk: ask)
  }

  /// What a spelling means whose key is known.
  @inline(__always)
  mutating func sense(
    of key: WordKey, in bytes: UTF8Bytes, _ start: Int, _ end: Int,
    orAsk ask: (UTF8Bytes) -> Int32
  ) -> Int32 {
    var slot = key.hash(seed: 0) & (entries.count - 1)
    while true {
      let entry = entries[slot]
      if entry.key == key { return entry.sense }
      if !entry.key.isWord { break }
      slot = (slot + 1) & (entries.count - 1)
    }
    let sense = ask(UTF8Bytes(rebasing: bytes[start..<end]))
    insert(Entry(key: key, sense: sense))
    return sense
  }

  @inline(never)
  private mutating func longSense(
    of bytes: UTF8Bytes, _ start: Int, _ end: Int, orAsk ask: (UTF8Bytes) -> Int32
  ) -> Int32 {
    let spelling = UTF8Bytes(rebasing: bytes[start..<end])
    let key = Array(spelling)
    if let known = longWords[key] { return known }
    let sense = ask(spelling)
    // A word longer than any in a dictionary is not worth remembering.
    if key.count <= 256 {
      if longWords.count >= Self.largest / 4 { longWords = [:] }
      longWords[key] = sense
    }
    return sense
  }

  @inline(never)
  private mutating func insert(_ entry: Entry) {
    if used * 2 >= entries.count { grow() }
    place(entry)
    used += 1
  }

  private mutating func grow() {
    let old = entries
    if old.count >= Self.largest {
      entries = [Entry](repeating: Entry(), count: Self.largest)
      used = 0
    } else {
      entries = [Entry](repeating: Entry(), count: old.count * 2)
      for entry in old where entry.key.isWord { place(entry) }
    }
  }

  private mutating func place(_ entry: Entry) {
    var slot = entry.key.hash(seed: 0) & (entries.count - 1)
    while entries[slot].key.isWord { slot = (slot + 1) & (entries.count - 1) }
    entries[slot] = entry
  }
}
