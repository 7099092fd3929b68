import LeitmotifModel
import LeitmotifTesting
import Testing

struct ByteSearchTests {
  @Test func `the first place is that of a walk byte by byte`() {
    var random = SeededNumbers(seed: 8)
    for _ in 0..<5000 {
      let bytes = (0..<random.below(40)).map { _ in
        random.element(of: [0x00, 0x01, 0x0A, 0x0B, 0x7F, 0x80, 0x8A, 0xFF] as [UInt8])
      }
      let wanted = random.element(of: [0x00, 0x0A, 0x80, 0xFF] as [UInt8])
      #expect(bytes.firstPlace(of: wanted) == bytes.firstIndex(of: wanted))
      let start = random.below(bytes.count + 1)
      let range = start..<(start + random.below(bytes.count - start + 1))
      let found = bytes.withUnsafeBufferPointer { $0.firstIndex(of: wanted, in: range) }
      #expect(found == bytes[range].firstIndex(of: wanted))
    }
  }

  @Test func `a text is found wherever it stands`() {
    let bytes = Array("aab <aaTEI".utf8)
    for text: StaticString in ["a", "aab", "b <", "TEI", "aab <aaTEI"] {
      #expect(bytes.holds(text))
    }
    for text: StaticString in ["c", "aaab", "TEIX", "aab <aaTEIX"] { #expect(!bytes.holds(text)) }
    #expect(![UInt8]().holds("a"))
  }

  @Test func `a text is ASCII when each of its bytes is`() {
    for length in 0..<20 {
      let plain = String(repeating: "a", count: length)
      #expect(CanonicalText(plain).isASCII)
      for place in 0...length {
        var other = plain
        other.insert("é", at: other.index(other.startIndex, offsetBy: place))
        #expect(!CanonicalText(other).isASCII)
      }
    }
  }
}
