import LeitmotifModel
import LeitmotifTesting
import Testing

@testable import LeitmotifExchange

struct SourceTextTests {
  /// A text with some kinds of characters and line ends, and without others.
  static func text(_ random: inout SeededNumbers) -> [UInt8] {
    let all = ["a", "be", "see", "é", "雨", "😊", " ", "\n", "\r\n", "\r", "\u{FEFF}"]
    let kinds = all.filter { _ in random.below(3) > 0 } + ["a"]
    var text = random.below(3) == 0 ? "\u{FEFF}" : ""
    for _ in 0..<random.below(30) { text += random.element(of: kinds) }
    return Array(text.utf8)
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `a reading gives the places of the one that stands for it`(seed: UInt64) {
    var random = SeededNumbers(seed: seed)
    let raw = Self.text(&random)
    let text = SourceText(raw)
    for reading in OffsetCounting().readings {
      let map = OffsetMap(of: raw, reading: reading)
      let plainest = OffsetMap(of: raw, reading: text.plainest(reading))
      #expect(map.count == plainest.count, "\(reading.description)")
      for offset in -1...(map.count + 1) {
        #expect(map.offset(offset) == plainest.offset(offset), "\(reading.description), \(offset)")
      }
    }
  }

  @Test func `in plain text only a mark makes a difference`() {
    let raw = Array("It rained.".utf8)
    let text = SourceText(raw)
    #expect(
      Set(OffsetCounting().readings.map { text.plainest($0).description }) == [
        "code points", "code points, the byte order mark counted",
        "UTF-8 bytes, the byte order mark counted",
      ])
  }

  @Test(arguments: [
    [], [0xF0], [0x80], [0xE2, 0x0A], [0x0D, 0xF0], [0xEF, 0xBB, 0xBF], [0xEF, 0xBB, 0xBF, 0xF0],
    [0x0A, 0x0A, 0x0A, 0xF0], [0xC3, 0xC3, 0xF0],
  ])
  func `a map of what is no text ends where it does`(bytes: [UInt8]) {
    for reading in OffsetCounting().readings {
      let map = OffsetMap(of: bytes, reading: reading)
      #expect(map.count <= 2 * bytes.count + 6)
      #expect(map.offset(map.count + 1) == nil)
    }
  }
}
