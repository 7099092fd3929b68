import CICU
public import LeitmotifModel

/// A word as it is compared: letters, marks and apostrophes folded as a rule asks.
///
/// Canonically equivalent words are equal under every folding (`é` is `e` with an acute), and
/// characters that show nothing, such as soft hyphens, never count.
///
/// - Parameters:
///   - word: Valid UTF-8.
///   - folding: What is alike.
/// - Returns: UTF-8.
public func folded(_ word: some Collection<UInt8>, by folding: Rule.Folding) -> [UInt8] {
  folded(Array(word), by: folding)
}

/// A word as it is compared, from an array of its bytes.
public func folded(_ word: [UInt8], by folding: Rule.Folding) -> [UInt8] {
  if word.allSatisfy({ $0 < 0x80 }) {
    guard folding.contains(.letterCase) else { return word }
    return word.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
  }
  var capacity = 2 * word.count + 16
  while true {
    var needed: Int32 = -1
    let result = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
      needed = cicu_fold(
        word, Int32(clamping: word.count), Int32(folding.rawValue), buffer.baseAddress,
        Int32(clamping: capacity))
      count = Int(min(max(needed, 0), Int32(clamping: capacity)))
    }
    // Beyond what ICU takes in one piece a word is compared as it stands.
    guard needed >= 0 else { return word }
    if Int(needed) <= capacity { return result }
    capacity = Int(needed)
  }
}
