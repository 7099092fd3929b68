/// A word of 1 to 15 ASCII letters and digits.
struct PlainWord {
  /// The word as it is written.
  let key: WordKey
  /// The first byte.
  let start: Int
  /// How many words and marks stand before it.
  let position: UInt32
  /// How many words stand before it, as `Occurrence` counts them.
  let word: Int
}

/// The walk over plain words that stand between blanks or beside a mark: nearly all words of a text.
///
/// It stops where anything takes a closer look (`TokenWalk`), and is begun again behind that.
struct PlainWords {
  /// The whole text.
  let bytes: UTF8Bytes
  /// `WordBreak.ofByte`.
  let classes: UnsafeBufferPointer<WordBreak>
  /// What each mark of ASCII means, by its byte; below 0 when nobody cares about it.
  let marks: UnsafeBufferPointer<Int32>

  /// Where a walk is.
  struct Place {
    /// Where the next word or mark begins, or a blank before it.
    var offset = 0
    /// How many words and marks stand before it.
    var position: UInt32 = 0
    /// How many words.
    var word = 0
  }

  /// Reads the next word.
  ///
  /// - Parameters:
  ///   - place: Where to look; afterwards where to go on.
  ///   - end: Where the stretch ends.
  /// - Returns: `nil` where something takes a closer look.
  @inline(__always)
  func next(from place: inout Place, to end: Int) -> PlainWord? {
    let raw = UnsafeRawBufferPointer(bytes)
    // A blank is read, and 16 bytes behind it.
    guard place.offset &+ 16 < bytes.count else { return nil }
    let start = place.offset &+ (raw[place.offset] == 0x20 ? 1 : 0)
    guard let key = WordKey(plainIn: raw, from: start) else { return nil }
    let wordEnd = start &+ key.length
    guard wordEnd > start, wordEnd <= end, let behind = self.end(behind: wordEnd, before: end)
    else { return nil }
    let word = PlainWord(key: key, start: start, position: place.position, word: place.word)
    place.offset = behind
    place.position &+= behind > wordEnd ? 2 : 1
    place.word &+= 1
    return word
  }

  /// Where the text goes on behind a word, and behind the mark there when nobody cares about it; `nil` where what
  /// follows may join the word.
  @inline(__always)
  private func end(behind wordEnd: Int, before end: Int) -> Int? {
    guard wordEnd < end else { return wordEnd }
    let byte = bytes[wordEnd]
    switch classes[Int(byte)] {
    case .space:
      return wordEnd
    case .mark:
      // It may be the scheme of a web address.
      if isAlone(wordEnd, before: end) { return isIgnored(byte) ? wordEnd &+ 1 : wordEnd }
      return byte == WebAddress.colon ? nil : wordEnd
    case .betweenDigits, .betweenLettersOrDigits:
      // The full stop or comma behind a word.
      guard isAlone(wordEnd, before: end) else { return nil }
      return isIgnored(byte) ? wordEnd &+ 1 : wordEnd
    default:
      return nil
    }
  }

  @inline(__always)
  private func isAlone(_ mark: Int, before end: Int) -> Bool {
    mark &+ 1 >= end || classes[Int(bytes[mark &+ 1])] == .space
  }

  @inline(__always)
  private func isIgnored(_ mark: UInt8) -> Bool { marks[Int(mark)] < 0 }
}

extension WordKey {
  /// The key of the run of ASCII letters and digits that begins at an offset, of no length where none does; `nil` for
  /// one of 16 bytes or more.
  ///
  /// - Parameters:
  ///   - raw: The text; 16 bytes of it can be read from the offset on.
  ///   - start: The offset.
  @inline(__always)
  init?(plainIn raw: UnsafeRawBufferPointer, from start: Int) {
    let low = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: start, as: UInt64.self))
    let high = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: start &+ 8, as: UInt64.self))
    let others = UTF8Bytes.others(low)
    if others != 0 {
      self.init(low: low, high: high, length: others.trailingZeroBitCount &>> 3)
    } else {
      let others = UTF8Bytes.others(high)
      guard others != 0 else { return nil }
      self.init(low: low, high: high, length: 8 &+ others.trailingZeroBitCount &>> 3)
    }
  }
}
