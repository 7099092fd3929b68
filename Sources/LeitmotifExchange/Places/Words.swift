import LeitmotifModel

/// Words without the white space between them: programs change that, and the words stay.
struct Words: Hashable, Sendable {
  /// The bytes that are no white space.
  let bytes: [UInt8]
  /// Whether the quotation breaks off with an ellipsis.
  let isCutOff: Bool

  /// The words of a quotation.
  init(quoted quotation: String) {
    var quotation = quotation
    var bytes = quotation.withUTF8 { quotation in
      var bytes: [UInt8] = []
      bytes.reserveCapacity(quotation.count)
      var walk = WordBytes(of: quotation)
      while let byte = walk.next() { bytes.append(byte) }
      return bytes
    }
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

  /// Whether a span of a text holds the words, white space passed over.
  func stand(in text: CanonicalText, at span: TextSpan) -> Bool {
    guard span.end <= text.count else { return false }
    return text.bytes.withUnsafeBufferPointer { text in
      var walk = WordBytes(of: UnsafeBufferPointer(rebasing: text[span.range]))
      for byte in bytes {
        guard walk.next() == byte else { return false }
      }
      return isCutOff || walk.next() == nil
    }
  }
}

/// A walk over the bytes of a text that are no white space.
struct WordBytes {
  private let text: UnsafeBufferPointer<UInt8>
  /// The offset behind the byte that was handed out last; where the text ends when there is none any more.
  private(set) var offset = 0

  /// Begins a walk over a text, which stays where it is.
  init(of text: UnsafeBufferPointer<UInt8>) {
    self.text = text
  }

  /// The next byte; `nil` at the end.
  @inline(__always)
  mutating func next() -> UInt8? {
    while offset < text.count {
      let byte = text[offset]
      // Most bytes are letters of English.
      let width = (0x21..<0x80).contains(byte) ? 0 : spaceWidth(at: offset)
      if width == 0 {
        offset += 1
        return byte
      }
      offset += width
    }
    return nil
  }

  /// How many bytes of white space stand at an offset: blanks, tabs, line ends; U+00A0, U+200B, U+2028, U+2029, U+FEFF.
  private func spaceWidth(at offset: Int) -> Int {
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
}

/// A text without its white space, in which quotations are looked for.
struct WordIndex: Sendable {
  private let bytes: [UInt8]
  private let offsets: [Int32]

  init(_ text: CanonicalText) {
    var offsets: [Int32] = []
    bytes = text.bytes.withUnsafeBufferPointer { text in
      [UInt8](unsafeUninitializedCapacity: text.count) { bytes, count in
        offsets = [Int32](unsafeUninitializedCapacity: text.count) { offsets, number in
          var walk = WordBytes(of: text)
          while let byte = walk.next() {
            bytes[number] = byte
            offsets[number] = Int32(walk.offset - 1)
            number += 1
          }
          count = number
        }
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
    offsets.partitioningIndex { Int($0) >= offset }
  }

  private func span(_ first: Int, _ last: Int) -> TextSpan {
    TextSpan(start: Int(offsets[first]), end: Int(offsets[last - 1]) + 1)
  }
}
