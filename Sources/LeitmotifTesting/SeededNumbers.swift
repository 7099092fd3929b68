/// Random numbers that are the same in every run, for tests with generated inputs.
///
/// - Source: SplitMix64: G. L. Steele, D. Lea, C. H. Flood, "Fast splittable pseudorandom number generators",
///   OOPSLA 2014, doi:10.1145/2660193.2660195.
public struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  /// Creates the sequence of a seed.
  public init(seed: UInt64) {
    state = seed
  }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  /// A number from 0 to below a limit; 0 when there is none.
  public mutating func below(_ limit: Int) -> Int {
    limit == 0 ? 0 : Int(next() % UInt64(limit))
  }

  /// One of some elements, of which there is at least one.
  public mutating func element<Element>(of elements: [Element]) -> Element {
    elements[below(elements.count)]
  }

  /// Whether a thing with an even chance happens.
  public mutating func chance() -> Bool {
    next() & 1 == 0
  }

  /// A text of up to so many of some pieces.
  public mutating func text(of pieces: [String], count: Int) -> String {
    (0..<below(count + 1)).map { _ in element(of: pieces) }.joined()
  }
}
