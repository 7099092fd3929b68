import LeitmotifModel
import LeitmotifText

/// The words of a study as numbers, folded as rules fold them.
struct Vocabulary {
  private var numbers: [[UInt8]: Int32] = [:]
  private(set) var spellings: [[UInt8]] = []
  /// How often each word is said.
  private(set) var counts: [Int] = []

  /// The words of a stretch of text, in order.
  mutating func words(of text: String) -> [Int32] {
    pieces(of: text).compactMap { piece in
      guard piece.contains(where: Self.isOfWords) else { return nil }
      return number(of: folded(piece, by: .standard))
    }
  }

  private mutating func number(of word: [UInt8]) -> Int32 {
    if let known = numbers[word] {
      counts[Int(known)] += 1
      return known
    }
    let number = Int32(spellings.count)
    numbers[word] = number
    spellings.append(word)
    counts.append(1)
    return number
  }

  private static func isOfWords(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
      || (0x61...0x7A).contains(byte)
  }

  /// Some words as a rule writes them.
  func text(of words: [Int32]) -> String {
    words.map { String(decoding: spellings[Int($0)], as: UTF8.self) }.joined(separator: " ")
  }

  /// The words that are said so often that they say nothing: the fifty most frequent of a text of any size, fewer of
  /// a small one.
  func commonWords() -> Set<Int32> {
    let limit = min(50, spellings.count / 20)
    let order = counts.indices.sorted { one, other in
      counts[one] == counts[other]
        ? spellings[one].lexicographicallyPrecedes(spellings[other]) : counts[one] > counts[other]
    }
    return Set(order.prefix(limit).map(Int32.init))
  }
}
