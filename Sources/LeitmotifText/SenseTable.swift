/// What each spelling means, for as many spellings as a language has.
///
/// A spelling of up to 15 bytes is its own key: two machine words, the last byte being the length. Longer ones
/// are rare, and kept in a dictionary. A table that grows too large forgets everything: what it held is
/// worked out again.
struct SenseTable {
  private struct Entry {
    var low: UInt64 = 0
    /// Never 0 in a used entry: it holds the length.
    var high: UInt64 = 0
    var sense: Int32 = -1
  }

  private static let largest = 1 << 18
  private var entries = [Entry](repeating: Entry(), count: 1 << 10)
  private var used = 0
  private var longWords: [[UInt8]: Int32] = [:]

  /// What a spelling means; asked for when it is new.
  @inline(__always)
  mutating func sense(
    of bytes: UTF8Bytes, _ start: Int, _ end: Int, orAsk ask: (UTF8Bytes) -> Int32
  ) -> Int32 {
    let length = end - start
    guard length < 16 else { return longSense(of: bytes, start, end, orAsk: ask) }
    let (low, high) = Self.key(bytes, start, length)
    var slot = Self.slot(low, high) & (entries.count - 1)
    while true {
      let entry = entries[slot]
      if entry.low == low && entry.high == high { return entry.sense }
      if entry.high == 0 { break }
      slot = (slot + 1) & (entries.count - 1)
    }
    let sense = ask(UTF8Bytes(rebasing: bytes[start..<end]))
    insert(Entry(low: low, high: high, sense: sense))
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
      for entry in old where entry.high != 0 { place(entry) }
    }
  }

  private mutating func place(_ entry: Entry) {
    var slot = Self.slot(entry.low, entry.high) & (entries.count - 1)
    while entries[slot].high != 0 { slot = (slot + 1) & (entries.count - 1) }
    entries[slot] = entry
  }

  @inline(__always)
  private static func key(
    _ bytes: UTF8Bytes, _ start: Int, _ length: Int
  ) -> (low: UInt64, high: UInt64) {
    var low: UInt64 = 0
    var high: UInt64 = 0
    if start + 16 <= bytes.count {
      let raw = UnsafeRawBufferPointer(bytes)
      low = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: start, as: UInt64.self))
      if length < 8 {
        low &= (1 << UInt64(8 * length)) - 1
      } else {
        high = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: start + 8, as: UInt64.self))
        high &= (1 << UInt64(8 * (length - 8))) - 1
      }
    } else {
      for index in 0..<min(length, 8) { low |= UInt64(bytes[start + index]) << UInt64(8 * index) }
      for index in 8..<max(length, 8) {
        high |= UInt64(bytes[start + index]) << UInt64(8 * (index - 8))
      }
    }
    return (low, high | UInt64(length) << 56)
  }

  @inline(__always)
  private static func slot(_ low: UInt64, _ high: UInt64) -> Int {
    var hash = (low ^ high &* 0x9E37_79B9_7F4A_7C15) &* 0xFF51_AFD7_ED55_8CCD
    hash ^= hash >> 32
    return Int(truncatingIfNeeded: (hash &* 0xC4CE_B9FE_1A85_EC53) >> 20)
  }
}
