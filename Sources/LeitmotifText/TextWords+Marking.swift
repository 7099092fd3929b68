extension TextWords {
  /// The words that were just there are not marked again: so many are known.
  static let recentWords = 2048

  /// Goes through stretches of a text and marks the words' bits.
  struct Marker {
    let bytes: UTF8Bytes
    let bits: UnsafeMutableBufferPointer<UInt64>
    /// Words that were just there, each at a place that its letters give.
    let recent: UnsafeMutableBufferPointer<WordKey>
    /// The words of runs beyond ASCII, by the run: its first and its last one.
    private var foldedRuns: [WordKey: (first: UInt64, last: UInt64)] = [:]
    /// The word before, in this stretch.
    private var previous: UInt64?

    init(
      bytes: UTF8Bytes, bits: UnsafeMutableBufferPointer<UInt64>,
      recent: UnsafeMutableBufferPointer<WordKey>
    ) {
      self.bytes = bytes
      self.bits = bits
      self.recent = recent
    }

    mutating func mark(_ range: Range<Int>) {
      previous = nil
      var offset = range.lowerBound
      while offset < range.upperBound {
        let start = offset
        offset = bytes.endOfPlainRun(from: start, to: range.upperBound)
        if offset < range.upperBound, bytes[offset] >= 0x80 {
          offset = endOfRun(from: offset, to: range.upperBound)
          markFolded(start..<offset)
        } else if offset > start {
          markPlain(start, offset)
        }
        // Nearly always what ended the word is one space.
        offset += 1
      }
    }

    /// Marks a word of ASCII letters and digits.
    @inline(__always)
    private mutating func markPlain(_ start: Int, _ end: Int) {
      guard end - start < 16 else { return markLong(start, end) }
      let key = WordKey(bytes, start, end).lowercased
      let mark = TextWords.mark(key)
      goOn(with: mark, mark)
      let place = Int(truncatingIfNeeded: mark) & (TextWords.recentWords - 1)
      guard recent[place] != key else { return }
      recent[place] = key
      insert(TextWords.hash(key), TextWords.probes)
      if end - start >= TextWords.beginningLength { insertBeginning(key) }
    }

    @inline(never)
    private mutating func markLong(_ start: Int, _ end: Int) {
      markLetters(bytes[start..<end].map(TextWords.smallLetter)[...])
    }

    /// Marks a word of folded letters.
    private mutating func markLetters(_ word: ArraySlice<UInt8>) {
      let mark = TextWords.mark(word)
      goOn(with: mark, mark)
      insert(TextWords.hash(word), TextWords.probes)
      if word.count >= TextWords.beginningLength {
        insert(
          TextWords.hash(word.prefix(TextWords.beginningLength)) ^ TextWords.beginningSeed,
          TextWords.probes)
      }
    }

    /// Marks the words of a run with characters beyond ASCII.
    private mutating func markFolded(_ run: Range<Int>) {
      let key = run.count < 16 ? WordKey(bytes, run.lowerBound, run.upperBound) : WordKey()
      if key.isWord, let known = foldedRuns[key] { return goOn(with: known.first, known.last) }
      let parts = TextWords.parts(of: Array(bytes[run])).parts
      for part in parts {
        markLetters(part[...])
      }
      guard key.isWord, let first = parts.first, let last = parts.last else { return }
      if foldedRuns.count >= TextWords.recentWords { foldedRuns = [:] }
      foldedRuns[key] = (TextWords.mark(first[...]), TextWords.mark(last[...]))
    }

    /// Marks that a word stands next to the one before it.
    ///
    /// - Parameters:
    ///   - first: The word, or the first of a run.
    ///   - last: The word, or the last of the run.
    @inline(__always)
    private mutating func goOn(with first: UInt64, _ last: UInt64) {
      if let previous { insert(TextWords.hash(ofPair: previous, first), TextWords.pairProbes) }
      previous = last
    }

    private func endOfRun(from start: Int, to end: Int) -> Int {
      var offset = start
      while offset < end, bytes[offset] >= 0x80 || TextWords.isPlain(bytes[offset]) { offset += 1 }
      return offset
    }

    private func insertBeginning(_ key: WordKey) {
      let beginning = key.part(from: 0, length: TextWords.beginningLength)
      insert(TextWords.hash(beginning) ^ TextWords.beginningSeed, TextWords.probes)
    }

    @inline(__always)
    private func insert(_ hash: UInt64, _ probes: UInt64) {
      let mask = UInt64(bits.count &* 64 &- 1)
      let step = hash >> 32 | 1
      var place = hash
      for _ in 0..<probes {
        bits[Int(truncatingIfNeeded: (place & mask) >> 6)] |= 1 << (place & 63)
        place &+= step
      }
    }
  }
}
