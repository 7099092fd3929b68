import LeitmotifModel
import LeitmotifTesting
import Testing

@testable import LeitmotifText

struct WordSlicesTests {
  @Test(arguments: [2, 5, 8, 9, 31, 64])
  func `side by side every text has the bits that it has alone`(count: Int) {
    var numbers = SeededNumbers(seed: UInt64(count))
    let texts = (0..<count).map { _ in
      let text = CanonicalText(
        numbers.text(of: ["cost", "bus", "naïve", " ", " ", "clinic", "x"], count: 40))
      return TextWords(of: text, stretches: [text.span])
    }
    let bits = texts.map(\.bitCount).max() ?? 0
    let equal = texts.filter { $0.bitCount == bits }
    guard equal.count > 1 else { return }
    let bytes = WordSlices.bytes(of: equal)
    let stride = WordSlices.stride(of: equal.count)
    #expect(bytes.count == bits * stride)
    for place in 0..<bits {
      for (lane, text) in equal.enumerated() {
        let alone = text.bitBytes[place / 8] >> UInt8(place % 8) & 1
        #expect(bytes[place * stride + lane / 8] >> UInt8(lane % 8) & 1 == alone)
      }
    }
  }

  @Test func `a question that nothing remembered answers is none`() {
    #expect(WordQuestion(words: ["北京"]) == nil)
    #expect(WordQuestion(beginning: "x-") == nil)
    #expect(WordQuestion(words: ["bus"])?.places(amongBits: 64).count == 4)
    // Four for each word and two for the pair, of which some may be the same.
    let pair = WordQuestion(words: ["far", "off"])?.places(amongBits: 64).count ?? 0
    #expect((7...10).contains(pair))
    #expect(WordQuestion(beginning: "co")?.places(amongBits: 64) == [])
  }
}
