import LeitmotifDigest
import LeitmotifText

/// What an operation is known by: its meaning and what runs it, hashed to 16 bytes.
struct CellKey: Hashable, Sendable {
  private let high: UInt64
  private let low: UInt64

  /// Takes the first 16 bytes.
  init(_ bytes: some Sequence<UInt8>) {
    let (high, low) = bytes.prefix(16).enumerated().reduce(into: (UInt64(0), UInt64(0))) {
      let byte = UInt64($1.element) << (56 - 8 * UInt64($1.offset & 7))
      if $1.offset < 8 { $0.0 |= byte } else { $0.1 |= byte }
    }
    self.high = high
    self.low = low
  }

  /// The key of an operation of a classifier, by the classifier with its version and settings and by its meaning.
  init(classifier: String, meaning: String) {
    var builder = DigestBuilder()
    builder.append(field: classifier)
    builder.append(field: unicodeVersion)
    builder.append(field: meaning)
    self.init(builder.finish().bytes)
  }

  /// The 16 bytes.
  var bytes: [UInt8] {
    [high, low].flatMap { half in (0..<8).map { UInt8(truncatingIfNeeded: half >> (56 - 8 * $0)) } }
  }
}

extension CellKey: Comparable {
  /// Orders keys by their bytes.
  static func < (lhs: Self, rhs: Self) -> Bool {
    lhs.high != rhs.high ? lhs.high < rhs.high : lhs.low < rhs.low
  }
}
