import LeitmotifModel

/// Words without the white space between them: programs change that, and the words stay.
struct Words: Hashable, Sendable {
  /// The bytes that are no white space.
  let bytes: [UInt8]
  /// Whether the quotation breaks off with an ellipsis.
  let isCutOff: Bool

  /// The words of a quotation.
  init(quoted quotation: String) {
    var bytes: [UInt8] = []
    let all = Array(quotation.utf8)
    bytes.reserveCapacity(all.count)
    Self.forEachByte(of: all) { _, byte in bytes.append(byte) }
    // ATLAS.ti keeps the first 100 characters and an ellipsis.
    if bytes.count >= 20, bytes.last == 0x2E || bytes.last == 0xA6,
      let ellipsis = ["…", "..."].first(where: {
        bytes.suffix($0.utf8.count).elementsEqual($0.utf8)
      })
    {
      bytes.removeLast(ellipsis.utf8.count)
      isCutOff = true
    } else {
      isCutOff = false
    }
    self.bytes = bytes
  }

  /// Hands out the bytes that are no white space, with their offsets.
  static func forEachByte(of text: [UInt8], _ body: (Int, UInt8) -> Void) {
    var offset = 0
    while offset < text.count {
      // Most bytes are letters of English.
      if (0x21..<0x80).contains(text[offset]) {
        body(offset, text[offset])
        offset += 1
        continue
      }
      let width = spaceWidth(in: text, at: offset)
      if width > 0 {
        offset += width
      } else {
        body(offset, text[offset])
        offset += 1
      }
    }
  }

  /// How many bytes of white space stand at an offset: blanks, tabs, line ends; U+00A0, U+200B, U+2028, U+2029, U+FEFF.
  static func spaceWidth(in text: [UInt8], at offset: Int) -> Int {
    switch text[offset] {
    case 0x20, 0x09...0x0D: return 1
    case 0xC2: return offset + 1 < text.count && text[offset + 1] == 0xA0 ? 2 : 0
    case 0xE2:
      guard offset + 2 < text.count, text[offset + 1] == 0x80 else { return 0 }
      return [0x8B, 0xA8, 0xA9].contains(text[offset + 2]) ? 3 : 0
    case 0xEF:
      return offset + 2 < text.count && text[offset + 1] == 0xBB && text[offset + 2] == 0xBF ? 3 : 0
    default: return 0
    }
  }

  /// Whether a span of a text holds the words, white space passed over.
  func stand(in text: CanonicalText, at span: TextSpan) -> Bool {
    let all = text.bytes
    guard span.end <= all.count else { return false }
    var place = 0
    var offset = span.start
    while offset < span.end {
      let width = Self.spaceWidth(in: all, at: offset)
      if width > 0 {
        offset += width
        continue
      }
      guard place < bytes.count else { return isCutOff }
      guard all[offset] == bytes[place] else { return false }
      place += 1
      offset += 1
    }
    return place == bytes.count
  }
}

/// A text without its white space, in which quotations are looked for.
struct WordIndex: Sendable {
  private let bytes: [UInt8]
  private let offsets: [Int32]

  init(_ text: CanonicalText) {
    var offsets: [Int32] = []
    bytes = [UInt8](unsafeUninitializedCapacity: text.count) { bytes, count in
      offsets = [Int32](unsafeUninitializedCapacity: text.count) { offsets, number in
        Words.forEachByte(of: text.bytes) { offset, byte in
          bytes[count] = byte
          offsets[count] = Int32(offset)
          count += 1
        }
        number = count
      }
    }
    self.offsets = offsets
  }

  /// Whether two texts have the same words.
  func hasSameWords(as other: WordIndex) -> Bool { bytes == other.bytes }

  /// What identifies the words.
  var hashValueOfWords: Int {
    var hasher = Hasher()
    bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
    return hasher.finalize()
  }

  /// The places that hold some words, at most so many.
  func places(of words: Words, atMost limit: Int) -> [TextSpan] {
    guard !words.bytes.isEmpty, !words.isCutOff else { return [] }
    let needle = words.bytes
    // Horspool's search: the last byte of the window says how far it may move.
    var steps = [Int](repeating: needle.count, count: 256)
    for (place, byte) in needle.dropLast().enumerated() {
      steps[Int(byte)] = needle.count - 1 - place
    }
    var found: [TextSpan] = []
    var start = 0
    while start + needle.count <= bytes.count, found.count < limit {
      let last = bytes[start + needle.count - 1]
      if last == needle[needle.count - 1],
        bytes[start..<start + needle.count].elementsEqual(needle)
      {
        found.append(span(start, start + needle.count))
      }
      start += steps[Int(last)]
    }
    return found
  }

  /// The same words of another text that has the same words with other white space.
  ///
  /// - Returns: `nil` when there are no words in the span.
  func counterpart(of span: TextSpan, in other: WordIndex) -> TextSpan? {
    let first = firstPlace(at: span.start)
    let last = firstPlace(at: span.end)
    return first < last ? other.span(first, last) : nil
  }

  /// The place of the first byte of a word at or behind an offset, by bisection.
  private func firstPlace(at offset: Int) -> Int {
    var low = 0
    var high = offsets.count
    while low < high {
      let middle = (low + high) / 2
      if Int(offsets[middle]) < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func span(_ first: Int, _ last: Int) -> TextSpan {
    TextSpan(start: Int(offsets[first]), end: Int(offsets[last - 1]) + 1)
  }
}
