import LeitmotifModel
import Testing

struct CodePointOffsetsTests {
  @Test(arguments: [
    "", "plain", "naïve", "🙂🙃 two", "e\u{301}\u{302} combining",
    String(repeating: "a🙂é", count: 100), String(repeating: "x", count: 300),
  ])
  func `every boundary converts to code points and back`(string: String) {
    let text = CanonicalText(string)
    let offsets = CodePointOffsets(text)
    #expect(offsets.count == string.unicodeScalars.count)
    var byte = 0
    for (codePoint, scalar) in string.unicodeScalars.enumerated() {
      #expect(offsets.codePoint(ofByte: byte) == codePoint)
      #expect(offsets.byte(ofCodePoint: codePoint) == byte)
      byte += UTF8.width(scalar)
    }
    #expect(offsets.codePoint(ofByte: byte) == offsets.count)
    #expect(offsets.byte(ofCodePoint: offsets.count) == byte)
  }

  @Test func `what lies outside or inside a character has no code point`() {
    let offsets = CodePointOffsets(CanonicalText("a🙂"))
    #expect(offsets.codePoint(ofByte: 2) == nil)
    #expect(offsets.codePoint(ofByte: 6) == nil)
    #expect(offsets.byte(ofCodePoint: 3) == nil)
    #expect(offsets.span(ofCodePoints: 1, 0) == nil)
    #expect(offsets.span(ofCodePoints: 1, 2) == TextSpan(start: 1, end: 5))
    #expect(offsets.codePoints(of: TextSpan(start: 1, end: 5)) == 1..<2)
  }
}
