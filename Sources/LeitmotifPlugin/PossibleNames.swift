import LeitmotifModel

/// Capitalised words of a transcript's speech that may be names: they stand inside sentences, and never small.
struct PossibleNames {
  /// The words, the most frequent first, at most forty.
  let names: [String]

  private static let most = 40

  init(in transcript: Transcript, pseudonyms: Set<String>) {
    let bytes = transcript.text.bytes
    var counts: [String: Int] = [:]
    var small: Set<String> = []
    for turn in transcript.turns {
      let speech = Array(bytes[turn.span.range])
      for word in wordRanges(in: speech) {
        let text = String(decoding: speech[word], as: UTF8.self)
        let lower = text.lowercased()
        if lower == text {
          small.insert(text)
        } else if Self.isNameLike(text), !Self.beginsSentence(word.lowerBound, in: speech) {
          counts[text, default: 0] += 1
        }
      }
    }
    let known = Set(pseudonyms.flatMap { $0.split(separator: " ").map(String.init) })
    names = counts.filter { !small.contains($0.key.lowercased()) && !known.contains($0.key) }
      .sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.most).map(\.key)
  }

  /// A capital and small letters behind it, at least three in all.
  private static func isNameLike(_ word: String) -> Bool {
    let scalars = word.unicodeScalars
    guard scalars.count >= 3, let first = scalars.first else { return false }
    return first.properties.isUppercase
      && scalars.dropFirst().contains(where: \.properties.isLowercase)
      && scalars.allSatisfy { $0.properties.isAlphabetic }
  }

  /// Whether nothing, or the end of a sentence, stands before a word.
  private static func beginsSentence(_ place: Int, in bytes: [UInt8]) -> Bool {
    var place = place
    while place > 0 {
      place -= 1
      switch bytes[place] {
      case 0x20, 0x0A, UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "("), UInt8(ascii: "["):
        continue
      case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: ":"),
        UInt8(ascii: ";"):
        return true
      // The curly quotes and the ellipsis end in these bytes.
      case 0x98...0x9D, 0xA6: return place >= 2 && bytes[place - 2] == 0xE2
      default: return false
      }
    }
    return true
  }
}
