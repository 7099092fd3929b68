/// Tells of most words that nobody cares about that nobody does, without a look into a large table.
///
/// It knows ASCII words of up to 15 letters; of any other it says that it may matter. What it lets
/// through need not matter, but what it holds back never does.
public struct WordFilter: Sendable {
  /// A bit for each hash of what is let through: a power of two of them.
  private var bits = [UInt64](repeating: 0, count: Self.fewestBits / 64)
  private var admitted: Set<Admission> = []
  private var hasBeginnings = false
  private var hasEndings = false
  private var letsAllThrough = false

  /// What a bit is set for; the same letters are another thing as a beginning.
  private enum Part: UInt64 {
    case word = 0
    case beginning = 0x5851_F42D_4C95_7F2D
    case ending = 0x1405_7B7E_F767_814F
  }

  private struct Admission: Hashable {
    let key: WordKey
    let part: Part
  }

  /// How many letters of a beginning or an ending count.
  private static let affixLength = 3

  /// A filter of a few terms stays in the processor's nearest cache.
  private static let fewestBits = 1 << 14
  /// One word in twenty is let through for nothing; more bits would leave the nearest cache.
  private static let bitsPerAdmission = 20

  /// Creates a filter that lets no ASCII word through.
  public init() {}

  /// Lets a word through, in any case; one that is not ASCII passes anyway.
  public mutating func admit(word: [UInt8]) {
    guard word.count < 16, let key = Self.key(word) else { return }
    admit(key, .word)
  }

  /// Lets the words through that fit a wildcard, in any case.
  public mutating func admit(wildcard: [UInt8]) {
    guard wildcard.allSatisfy({ $0 < 0x80 }) else { return }
    func isLetter(_ byte: UInt8) -> Bool { byte != UInt8(ascii: "*") && byte != UInt8(ascii: "?") }
    if let key = Self.key(wildcard.prefix(while: isLetter).prefix(Self.affixLength)),
      key.length == Self.affixLength
    {
      hasBeginnings = true
      admit(key, .beginning)
    } else if let key = Self.key(
      wildcard.reversed().prefix(while: isLetter).prefix(Self.affixLength).reversed()),
      key.length == Self.affixLength
    {
      hasEndings = true
      admit(key, .ending)
    } else {
      admitAll()
    }
  }

  /// Lets every word through.
  public mutating func admitAll() {
    letsAllThrough = true
    bits = [.max]
  }

  private static func key(_ letters: some Collection<UInt8>) -> WordKey? {
    let letters = Array(letters)
    let key = letters.withUnsafeBufferPointer { WordKey($0, 0, $0.count) }
    return key.isASCII ? key.lowercased : nil
  }

  private mutating func admit(_ key: WordKey, _ part: Part) {
    guard !letsAllThrough else { return }
    guard admitted.insert(Admission(key: key, part: part)).inserted else { return }
    if admitted.count * Self.bitsPerAdmission > bits.count * 64 {
      bits = [UInt64](repeating: 0, count: bits.count * 2)
      for known in admitted { set(known) }
    } else {
      set(Admission(key: key, part: part))
    }
  }

  private mutating func set(_ admission: Admission) {
    let bit = Self.bit(of: admission.key.product, admission.part) & (bits.count * 64 - 1)
    bits[bit >> 6] |= 1 << UInt64(bit & 63)
  }

  /// The number of a bit, among as many as there may be.
  @inline(__always)
  private static func bit(of product: UInt64, _ part: Part) -> Int {
    Int(truncatingIfNeeded: (product ^ part.rawValue) >> 32)
  }

  /// Lends what tells words that nobody cares about from others.
  func withProbe<Result>(_ body: (Probe) -> Result) -> Result {
    bits.withUnsafeBufferPointer { bits in
      body(Probe(bits: bits, hasBeginnings: hasBeginnings, hasEndings: hasEndings))
    }
  }

  /// The filter while words are looked up.
  struct Probe {
    fileprivate let bits: UnsafeBufferPointer<UInt64>
    fileprivate let hasBeginnings: Bool
    fileprivate let hasEndings: Bool

    /// Tells whether nobody cares about a word of ASCII letters and digits.
    ///
    /// - Parameters:
    ///   - key: The word in small letters.
    ///   - product: Its `product`.
    /// - Returns: `true` when nobody cares about it.
    @inline(__always)
    func holdsBack(_ key: WordKey, product: UInt64) -> Bool {
      !isSet(product, .word) && (!hasBeginnings && !hasEndings || holdsBackAffixes(of: key))
    }

    @inline(never)
    private func holdsBackAffixes(of key: WordKey) -> Bool {
      guard key.length >= WordFilter.affixLength else { return true }
      if hasBeginnings,
        isSet(key.part(from: 0, length: WordFilter.affixLength).product, .beginning)
      {
        return false
      }
      let start = key.length - WordFilter.affixLength
      let ending = key.part(from: start, length: WordFilter.affixLength)
      return !hasEndings || !isSet(ending.product, .ending)
    }

    @inline(__always)
    private func isSet(_ product: UInt64, _ part: Part) -> Bool {
      let bit = WordFilter.bit(of: product, part) & (bits.count &* 64 &- 1)
      return bits[bit >> 6] >> UInt64(bit & 63) & 1 == 1
    }
  }
}
