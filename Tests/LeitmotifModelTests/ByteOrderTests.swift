import LeitmotifModel
import LeitmotifTesting
import Testing

@Suite struct ByteOrderTests {
  @Test(arguments: [
    ("", "a"), ("a", "b"), ("Z", "a"), ("interview-9", "interview-91"),
    ("interview-10.txt", "interview-9.txt"), ("z", "ä"), ("e\u{301}", "é"), ("\u{FFFF}", "𐀀"),
    ("a long name of a file, 1", "a long name of a file, 2"),
  ]) func `the one comes before the other`(one: String, other: String) {
    #expect(one.precedesBytewise(other))
    #expect(!other.precedesBytewise(one))
    #expect(!one.precedesBytewise(one))
    #expect(!one.equalsBytewise(other))
  }

  @Test func `is the order of the bytes, whatever they are`() {
    var numbers = SeededNumbers(seed: 20)
    func text() -> String {
      let letters = Array("aab/é𐀀\0")
      return String(
        (0..<Int.random(in: 0...20, using: &numbers)).map { _ in
          letters[Int.random(in: 0..<letters.count, using: &numbers)]
        })
    }
    for _ in 0..<2_000 {
      let (one, other) = (text(), text())
      #expect(
        one.precedesBytewise(other) == Array(one.utf8).lexicographicallyPrecedes(Array(other.utf8)))
      #expect(one.equalsBytewise(other) == (Array(one.utf8) == Array(other.utf8)))
      #expect(one.equalsBytewise(one + "") && !one.equalsBytewise(one + "a"))
    }
  }
}
