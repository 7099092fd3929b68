/// Tells of most words that nobody cares about that nobody does, without a look into a large table.
///
/// It knows ASCII words of up to 15 letters; of any other it says that it may matter. What it lets
/// through need not matter, but what it holds back never does.
public struct WordFilter: Sendable {
  private static let bitCount = 1 << 19
  private var bits = [UInt64](repeating: 0, count: Self.bitCount / 64)
  private var hasBeginnings = false
  private var hasEndings = false
  private var letsAllThrough = false

  /// What a bit is set for; the same letters are another thing as a beginning.
  private enum Part: UInt64 {
    case word = 0
    case beginning = 0x5851_F42D_4C95_7F2D
    case ending = 0x1405_7B7E_F767_814F
  }

  /// How many letters of a beginning or an ending count.
  private static let affixLength = 3

  /// Creates a filter that lets no ASCII word through.
  public init() {}

  /// Lets a word through, in any case; one that is not ASCII passes anyway.
  public mutating func admit(word: [UInt8]) {
    guard word.count < 16, let key = Self.key(word) else { return }
    set(key, .word)
  }

  /// Lets the words through that fit a wildcard, in any case.
  public mutating func admit(wildcard: [UInt8]) {
    guard wildcard.allSatisfy({ $0 < 0x80 }) else { return }
    func isLetter(_ byte: UInt8) -> Bool { byte != UInt8(ascii: "*") && byte != UInt8(ascii: "?") }
    if let key = Self.key(wildcard.prefix(while: isLetter).prefix(Self.affixLength)),
      key.length == Self.affixLength
    {
      hasBeginnings = true
      set(key, .beginning)
    } else if let key = Self.key(
      wildcard.reversed().prefix(while: isLetter).prefix(Self.affixLength).reversed()),
      key.length == Self.affixLength
    {
      hasEndings = true
      set(key, .ending)
    } else {
      letsAllThrough = true
    }
  }

  /// Lets every word through.
  public mutating func admitAll() {
    letsAllThrough = true
  }

  /// Whether nobody cares about a word.
  @inline(__always)
  func holdsBack(_ key: WordKey) -> Bool {
    guard !letsAllThrough, key.isASCII else { return false }
    let key = key.lowercased
    if isSet(key, .word) { return false }
    if hasBeginnings, key.length >= Self.affixLength,
      isSet(key.part(from: 0, length: Self.affixLength), .beginning)
    {
      return false
    }
    if hasEndings, key.length >= Self.affixLength,
      isSet(key.part(from: key.length - Self.affixLength, length: Self.affixLength), .ending)
    {
      return false
    }
    return true
  }

  private static func key(_ letters: some Collection<UInt8>) -> WordKey? {
    let letters = Array(letters)
    let key = letters.withUnsafeBufferPointer { WordKey($0, 0, $0.count) }
    return key.isASCII ? key.lowercased : nil
  }

  private mutating func set(_ key: WordKey, _ part: Part) {
    let bit = key.hash(seed: part.rawValue) & (Self.bitCount - 1)
    bits[bit >> 6] |= 1 << UInt64(bit & 63)
  }

  @inline(__always)
  private func isSet(_ key: WordKey, _ part: Part) -> Bool {
    let bit = key.hash(seed: part.rawValue) & (Self.bitCount - 1)
    return bits[bit >> 6] >> UInt64(bit & 63) & 1 == 1
  }
}
