import LeitmotifModel
import LeitmotifStore
import LeitmotifText

/// Where the words of a transcript are remembered.
struct WordPlace: Hashable, Sendable {
  /// The block, which holds the words of some transcripts side by side.
  var block: Int
  /// The transcript's place among them.
  var lane: Int
  /// How many they are.
  var lanes: Int
  /// In how many bits each is remembered.
  var bits: Int

  func put(to writer: inout ByteWriter) {
    for number in [block, lane, lanes, bits] { writer.put(number: number) }
  }

  init(block: Int, lane: Int, lanes: Int, bits: Int) {
    (self.block, self.lane, self.lanes, self.bits) = (block, lane, lanes, bits)
  }

  init?(_ reader: inout ByteReader) {
    guard let block = reader.number(), let lane = reader.number(), let lanes = reader.number(),
      let bits = reader.number(), 0 < lanes, lanes <= WordSlices.width, lane < lanes, 0 < bits,
      bits & (bits - 1) == 0,
      block < 1 << 40
    else { return nil }
    self.init(block: block, lane: lane, lanes: lanes, bits: bits)
  }
}

/// Lays the words of transcripts out in blocks, and these in parts.
struct WordBlocks {
  /// Where the words of each transcript are, in the order in which they were given.
  private(set) var places: [WordPlace] = []
  /// What has to be written.
  private(set) var parts: [WordPart] = []

  /// So few transcripts side by side would leave most of each byte empty: they stand alone.
  private static let fewest = 5

  /// Lays words out.
  ///
  /// - Parameters:
  ///   - texts: The words of some transcripts.
  ///   - next: The number of the first block; counts on.
  init(_ texts: [TextWords], next: inout Int) {
    var places = [WordPlace?](repeating: nil, count: texts.count)
    let bySize = Dictionary(grouping: texts.indices, by: { texts[$0].bitCount })
    for (bits, all) in bySize.sorted(by: { $0.key < $1.key }) {
      for group in Self.groups(of: all) {
        for (lane, text) in group.enumerated() {
          places[text] = WordPlace(block: next, lane: lane, lanes: group.count, bits: bits)
        }
        let words = group.map { texts[$0] }
        add(
          words.count == 1 ? words[0].bitBytes : WordSlices.bytes(of: words), of: group.count, next)
        next += 1
      }
    }
    self.places = places.compactMap { $0 }
  }

  private static func groups(of texts: [Int]) -> [[Int]] {
    stride(from: 0, to: texts.count, by: WordSlices.width).flatMap { first -> [[Int]] in
      let group = Array(texts[first..<min(first + WordSlices.width, texts.count)])
      return group.count < fewest ? group.map { [$0] } : [group]
    }
  }

  private mutating func add(_ bytes: [UInt8], of lanes: Int, _ block: Int) {
    let size =
      lanes == 1 ? WordPart.size : Self.bitsOfPart(lanes: lanes) * WordSlices.stride(of: lanes)
    for (part, start) in stride(from: 0, to: bytes.count, by: size).enumerated() {
      let bits = Array(bytes[start..<min(start + size, bytes.count)])
      parts.append(WordPart(block: block, part: part, bits: bits))
    }
  }

  /// How many places of bits a part holds.
  fileprivate static func bitsOfPart(lanes: Int) -> Int {
    lanes == 1 ? WordPart.size * 8 : WordPart.size / WordSlices.stride(of: lanes)
  }
}

/// Asks of all transcripts of a block at once what they may hold.
final class WordAnswers {
  private let store: Store
  private var known: [Question: UInt64] = [:]

  private struct Question: Hashable {
    let block: Int
    let bit: Int
  }

  init(in store: Store) {
    self.store = store
  }

  /// Asks which transcripts of a block may hold something.
  ///
  /// - Parameters:
  ///   - evidence: What has to be there.
  ///   - place: Where one of the block's transcripts is.
  /// - Returns: A bit for each transcript, the first in the lowest.
  /// - Throws: `StoreError`.
  func lanes(_ evidence: WordEvidence, inBlockOf place: WordPlace) throws -> UInt64 {
    switch evidence {
    case .anything: return .max
    case .words(let words): return try lanes(WordQuestion(words: words), place)
    case .beginning(let text): return try lanes(WordQuestion(beginning: text), place)
    case .all(let parts):
      return try parts.reduce(.max) { $0 == 0 ? 0 : try $0 & lanes($1, inBlockOf: place) }
    case .any(let parts):
      return try parts.reduce(0) { try $0 | lanes($1, inBlockOf: place) }
    }
  }

  private func lanes(_ question: WordQuestion?, _ place: WordPlace) throws -> UInt64 {
    guard let question else { return .max }
    return try question.places(amongBits: place.bits).reduce(.max) {
      $0 == 0 ? 0 : try $0 & lanes(ofBit: $1, place)
    }
  }

  private func lanes(ofBit bit: Int, _ place: WordPlace) throws -> UInt64 {
    let question = Question(block: place.block, bit: bit)
    if let known = known[question] { return known }
    let bits = WordBlocks.bitsOfPart(lanes: place.lanes)
    let (part, within) = (bit / bits, bit % bits)
    let stride = WordSlices.stride(of: place.lanes)
    let isAlone = place.lanes == 1
    let bytes = try store.wordBits(
      ofBlock: place.block, part: part, from: isAlone ? within / 8 : within * stride, count: stride)
    var lanes: UInt64 = 0
    for (number, byte) in bytes.enumerated() { lanes |= UInt64(byte) << UInt64(8 * number) }
    if isAlone { lanes = lanes >> UInt64(within & 7) & 1 }
    // A part that is not there says nothing.
    if bytes.count < stride { lanes = .max }
    known[question] = lanes
    return lanes
  }
}
