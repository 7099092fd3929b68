/// The number of a coding: the same in every run and every store, for it derives from what the coding says.
///
/// It is a 63-bit hash of transcript, code, coder, rule and span (64-bit FNV-1a of the names, each followed by
/// a zero byte, then finished with the two offsets by the mixer of SplitMix64). Attributes and memo are not in
/// it. Two codings of a store of 2 million share a number with a chance of 2 in 10 million; the store refuses
/// such a pair instead of losing one.
///
/// - Source: G. L. Steele, D. Lea, C. H. Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014,
///   doi:10.1145/2660193.2660195 (the mixer); the FNV-1a constants are of RFC 9923.
public struct CodingID: Hashable, Sendable {
  /// The number; never negative, so that SQLite takes it for a row's id.
  public let rawValue: Int64

  /// Creates an identifier from its number.
  public init(rawValue: Int64) {
    self.rawValue = rawValue
  }

  /// The identifier of a coding.
  public init(_ coding: Coding) {
    self.init(
      prefix: Prefix(
        transcript: coding.transcript, code: coding.code, coder: coding.coder, rule: coding.rule),
      span: coding.span)
  }

  /// The part of the hash that codings of one rule in one transcript share: worked out once for many.
  public struct Prefix: Sendable {
    fileprivate let hash: UInt64

    /// Hashes the names.
    public init(
      transcript: Identifier<Transcript>, code: Identifier<Code>, coder: Identifier<Coder>,
      rule: Identifier<Rule>?
    ) {
      var hash: UInt64 = 0xCBF2_9CE4_8422_2325
      hash = Self.append(transcript.rawValue, to: hash)
      hash = Self.append(code.rawValue, to: hash)
      hash = Self.append(coder.rawValue, to: hash)
      self.hash = Self.append(rule?.rawValue ?? "", to: hash)
    }

    /// Hashes the names of what codings share.
    public init(of kind: CodingList.Kind, in transcript: Identifier<Transcript>) {
      self.init(transcript: transcript, code: kind.code, coder: kind.coder, rule: kind.rule)
    }

    private static func append(_ name: consuming String, to start: UInt64) -> UInt64 {
      let hash = name.withUTF8 { bytes in
        bytes.reduce(start) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
      }
      return hash &* 0x0000_0100_0000_01B3
    }
  }

  /// The identifier of a coding from its shared part and its span.
  public init(prefix: Prefix, span: TextSpan) {
    var hash = Self.mix(prefix.hash &+ 0x9E37_79B9_7F4A_7C15 &* UInt64(span.start + 1))
    hash = Self.mix(hash &+ 0x9E37_79B9_7F4A_7C15 &* UInt64(span.end + 1))
    rawValue = Int64(bitPattern: hash & 0x7FFF_FFFF_FFFF_FFFF)
  }

  private static func mix(_ value: UInt64) -> UInt64 {
    var value = value
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}

extension CodingID: CustomStringConvertible, LosslessStringConvertible {
  /// Sixteen hexadecimal digits.
  public var description: String {
    String(unsafeUninitializedCapacity: 16) { digits in
      for place in 0..<16 { digits[place] = digit(place) }
      return 16
    }
  }

  /// Appends the sixteen digits to a text.
  public func appendDigits(to text: inout [UInt8]) {
    for place in 0..<16 { text.append(digit(place)) }
  }

  private func digit(_ place: Int) -> UInt8 {
    let digit = UInt8(truncatingIfNeeded: rawValue >> Int64(60 - 4 * place)) & 15
    return digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
  }

  /// Reads sixteen hexadecimal digits.
  public init?(_ description: String) {
    guard description.utf8.count == 16, let value = Int64(description, radix: 16), value >= 0
    else { return nil }
    rawValue = value
  }
}

extension CodingID: Comparable {
  /// Orders identifiers by number.
  public static func < (lhs: CodingID, rhs: CodingID) -> Bool { lhs.rawValue < rhs.rawValue }
}
