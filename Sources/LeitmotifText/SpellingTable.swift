/// What is known of each spelling, for as many spellings as a language has.
///
/// A spelling of up to 15 bytes is its own key. Longer ones are rare, and kept in a dictionary. A
/// table that grows too large forgets everything: what it held is worked out again.
///
/// Entries stand in the order in which they were met, and the table that leads to them is small: the words that
/// come again and again then stand side by side, and stay in the processor's nearest memory.
struct SpellingTable {
  /// What is known of one spelling of up to 15 bytes.
  private struct Entry {
    let key: WordKey
    let sense: Int32
    /// The text that it was last met in, where its words are marked.
    var text: UInt32 = 0
    /// Where its words stand in `words`; 0 for one that is itself a word, which needs no table to be marked.
    var words: UInt32 = 0
  }

  private struct LongEntry {
    var sense: Int32
    var text: UInt32 = 0
    let words: SpellingWords
  }

  private static let largest = 1 << 17
  private static let placeBits = 20
  private var entries: [Entry] = []
  /// For each hash one more than an entry's place, with some more bits of the hash above it; 0 where none is.
  private var index = [UInt32](repeating: 0, count: 1 << 11)
  /// The words of spellings that are not just one of ASCII; nothing refers to the first.
  private var words = [SpellingWords()]
  private var longEntries: [[UInt8]: LongEntry] = [:]

  /// Marks the words of a spelling, and says what it means; that is asked for when it is new.
  ///
  /// - Parameters:
  ///   - bytes: The text.
  ///   - start: Where the spelling begins.
  ///   - end: Where it ends.
  ///   - text: The text's number, from 1.
  ///   - marker: Takes the words.
  ///   - ask: Says what the spelling means.
  /// - Returns: What it means, -1 for nothing.
  mutating func sense(
    of bytes: UTF8Bytes, _ start: Int, _ end: Int, inText text: UInt32, marker: inout WordMarker?,
    orAsk ask: (UTF8Bytes) -> Int32
  ) -> Int32 {
    guard end - start < 16 else {
      return longSense(of: bytes, start, end, inText: text, marker: &marker, orAsk: ask)
    }
    let key = WordKey(bytes, start, end)
    let place =
      place(of: key) ?? insert(key, UTF8Bytes(rebasing: bytes[start..<end]), orAsk: ask)
    guard entries[place].words != 0 else {
      let small = key.lowercased
      marker?.mark(small, product: small.product)
      return entries[place].sense
    }
    let words = words[Int(entries[place].words)]
    if entries[place].text != text {
      entries[place].text = text
      marker?.mark(words)
    }
    marker?.goOn(over: words)
    return entries[place].sense
  }

  /// What a spelling means whose words were marked.
  @inline(__always)
  mutating func sense(
    of key: WordKey, in bytes: UTF8Bytes, _ start: Int, _ end: Int,
    orAsk ask: (UTF8Bytes) -> Int32
  ) -> Int32 {
    let place =
      place(of: key) ?? insert(key, UTF8Bytes(rebasing: bytes[start..<end]), orAsk: ask)
    return entries[place].sense
  }

  @inline(never)
  private mutating func longSense(
    of bytes: UTF8Bytes, _ start: Int, _ end: Int, inText text: UInt32, marker: inout WordMarker?,
    orAsk ask: (UTF8Bytes) -> Int32
  ) -> Int32 {
    let spelling = UTF8Bytes(rebasing: bytes[start..<end])
    let key = Array(spelling)
    var entry =
      longEntries[key] ?? LongEntry(sense: ask(spelling), words: SpellingWords(of: key))
    if entry.text != text {
      entry.text = text
      marker?.mark(entry.words)
      // A word longer than any in a dictionary is not worth remembering.
      if key.count <= 256 {
        if longEntries.count >= Self.largest / 4 { longEntries = [:] }
        longEntries[key] = entry
      }
    }
    marker?.goOn(over: entry.words)
    return entry.sense
  }

  /// Where a spelling stands; `nil` when it is new.
  @inline(__always)
  private func place(of key: WordKey) -> Int? {
    let (first, tag) = Self.slot(of: key)
    var slot = first & (index.count - 1)
    while true {
      let found = index[slot]
      if found == 0 { return nil }
      if found >> Self.placeBits == tag {
        let place = Int(found & (1 << Self.placeBits - 1)) - 1
        if entries[place].key == key { return place }
      }
      slot = (slot + 1) & (index.count - 1)
    }
  }

  /// Where to look first, and what stands above a place there.
  @inline(__always)
  private static func slot(of key: WordKey) -> (slot: Int, tag: UInt32) {
    let hash = key.hash
    return (hash, UInt32(truncatingIfNeeded: hash >> 32) & 0xFFF)
  }

  /// Puts a spelling in that is not there.
  ///
  /// - Returns: Its place.
  @inline(never)
  private mutating func insert(
    _ key: WordKey, _ spelling: UTF8Bytes, orAsk ask: (UTF8Bytes) -> Int32
  ) -> Int {
    var entry = Entry(key: key, sense: ask(spelling))
    if entries.count == Self.largest {
      entries = []
      words.removeSubrange(1...)
      index = Array(repeating: 0, count: index.count)
    }
    if !spelling.allSatisfy(TextWords.isPlain) {
      entry.words = UInt32(words.count)
      words.append(SpellingWords(of: Array(spelling)))
    }
    entries.append(entry)
    if entries.count * 2 > index.count {
      index = Array(repeating: 0, count: index.count * 2)
      for place in entries.indices { enter(place) }
    } else {
      enter(entries.count - 1)
    }
    return entries.count - 1
  }

  /// Leads to an entry from its hash.
  private mutating func enter(_ place: Int) {
    let (first, tag) = Self.slot(of: entries[place].key)
    var slot = first & (index.count - 1)
    while index[slot] != 0 { slot = (slot + 1) & (index.count - 1) }
    index[slot] = tag << Self.placeBits | UInt32(place + 1)
  }
}
