extension CanonicalText {
  /// How many words a span has, as far as blanks part them; sixteen bytes are looked at in a step.
  ///
  /// - Precondition: the span lies within the text.
  public func wordCount(in span: TextSpan) -> Int {
    bytes.withUnsafeBytes { Self.wordCount(in: UnsafeRawBufferPointer(rebasing: $0[span.range])) }
  }

  private static func wordCount(in bytes: UnsafeRawBufferPointer) -> Int {
    guard let first = bytes.first else { return 0 }
    // A word begins at the front, and where no blank stands behind one.
    var count = isBlank(first) ? 0 : 1
    var place = 1
    while place + 16 <= bytes.count {
      let before = areBlanks(bytes.loadUnaligned(fromByteOffset: place - 1, as: SIMD16.self))
      let here = areBlanks(bytes.loadUnaligned(fromByteOffset: place, as: SIMD16.self))
      count += Int(SIMD16<UInt8>.zero.replacing(with: 1, where: before .& .!here).wrappedSum())
      place += 16
    }
    while place < bytes.count {
      count += isBlank(bytes[place - 1]) && !isBlank(bytes[place]) ? 1 : 0
      place += 1
    }
    return count
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 0x09 < 5 }

  private static func areBlanks(_ bytes: SIMD16<UInt8>) -> SIMDMask<SIMD16<Int8>> {
    bytes .== 0x20 .| (bytes &- 0x09) .< 5
  }
}
