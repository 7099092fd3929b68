/// Cuts text into words and marks, by UAX 29, with hyphens inside a word, web addresses, `#topic` and `@name` kept.
///
/// One walk over the bytes decides for ASCII, Latin letters and common punctuation. Where it meets
/// anything else, ICU cuts the stretch up to the next white space. Both give the same pieces
/// (`TokenScannerTests`).
struct TokenScanner {
  private let breaker = UnicodeBreaker(.words)

  /// Hands out the words and marks of a stretch of text, in order.
  ///
  /// - Parameters:
  ///   - bytes: The whole text.
  ///   - range: The stretch; it begins and ends on character borders, and nothing outside it
  ///     counts.
  ///   - body: Takes each word and mark.
  func forEachToken(in bytes: UTF8Bytes, _ range: Range<Int>, _ body: (Token) -> Void) {
    WordBreak.ofByte.withUnsafeBufferPointer { classes in
      var walk = TokenWalk(self, in: bytes, range, classes: classes)
      while let token = walk.next() { body(token) }
    }
  }

  /// The same in the general way, in which ICU cuts everything.
  func forEachToken(inStretch bytes: UTF8Bytes, _ range: Range<Int>, _ body: (Token) -> Void) {
    var walk = StretchWalk(breaker, in: bytes, range)
    while let token = walk.next() { body(token) }
  }
}

/// The walk over the words and marks of one stretch of text.
struct TokenWalk {
  private let scanner: TokenScanner
  private let cursor: Cursor
  /// Where the next word or mark begins, or white space before it, as long as none waits.
  private(set) var offset: Int
  /// What ICU cut that was not handed out yet.
  private var waiting: [Token] = []
  private var handedOut = 0
  /// Begins a walk.
  ///
  /// - Parameters:
  ///   - scanner: Knows ICU.
  ///   - bytes: The whole text, which stays where it is.
  ///   - range: The stretch.
  ///   - classes: `WordBreak.ofByte`.
  init(
    _ scanner: TokenScanner, in bytes: UTF8Bytes, _ range: Range<Int>,
    classes: UnsafeBufferPointer<WordBreak>
  ) {
    self.scanner = scanner
    cursor = Cursor(bytes: bytes, end: range.upperBound, classes: classes)
    offset = range.lowerBound
  }

  /// Whether nothing waits that stands before `offset`.
  @inline(__always) var isAtOffset: Bool { handedOut == waiting.count }

  /// Goes on from an offset behind words that were found in another way; nothing waits.
  @inline(__always)
  mutating func goOn(from offset: Int) {
    assert(isAtOffset, "something waits that was not handed out")
    self.offset = offset
  }

  /// The next word or mark; `nil` at the end.
  mutating func next() -> Token? {
    while true {
      if handedOut < waiting.count {
        handedOut += 1
        return waiting[handedOut - 1]
      }
      guard offset < cursor.end else { return nil }
      offset = cursor.behindSpace(from: offset)
      let (kind, length) = cursor.character(at: offset)
      var token = Token(start: offset, end: offset + length, isWord: false)
      switch kind {
      case .letter, .digit, .underscore:
        if let end = WebName.end(in: cursor.bytes, from: offset, cursor.end) {
          token.isWord = true
          token.end = end
        } else if !cursor.extendWord(&token) {
          token.end = offset
        }
      case .unknown:
        token.end = offset
      default:
        if let end = WebName.end(in: cursor.bytes, from: offset, cursor.end) {
          token.isWord = true
          token.end = end
        } else if cursor.isUnknown(token.end) {
          // A mark that combines with what stands before it makes one piece with it.
          token.end = offset
        }
      }
      if token.isWord, token.end < cursor.end, WebAddress.mayGoOn(with: cursor.bytes[token.end]) {
        token.end = WebAddress.end(in: cursor.bytes, word: token.start..<token.end, cursor.end)
      }
      if token.end == offset {
        let end = cursor.endOfStretch(from: offset)
        waiting.removeAll(keepingCapacity: true)
        handedOut = 0
        scanner.forEachToken(inStretch: cursor.bytes, offset..<end) { waiting.append($0) }
        offset = end
      } else {
        offset = token.end
        if kind != .space { return token }
      }
    }
  }
}

/// The walk over the characters of one stretch.
private struct Cursor {
  let bytes: UTF8Bytes
  let end: Int
  let classes: UnsafeBufferPointer<WordBreak>

  @inline(__always)
  func character(at offset: Int) -> (kind: WordBreak, length: Int) {
    let byte = bytes[offset]
    guard byte >= 0x80 else { return (classes[Int(byte)], 1) }
    let (value, length) = bytes.scalar(at: offset)
    return (WordBreak.of(value), length)
  }

  /// Where the text goes on behind a single space.
  @inline(__always)
  func behindSpace(from offset: Int) -> Int {
    guard offset + 1 < end, bytes[offset] == 0x20, bytes[offset + 1] < 0x80 else { return offset }
    return offset + 1
  }

  @inline(__always)
  func isUnknown(_ offset: Int) -> Bool {
    guard offset < end, bytes[offset] >= 0x80 else { return false }
    return character(at: offset).kind == .unknown
  }

  /// Moves a token's end from behind its first character to the end of the word, or of a run of
  /// underscores.
  ///
  /// - Returns: Whether it could be decided; `false` where ICU has to.
  @inline(__always)
  func extendWord(_ token: inout Token) -> Bool {
    var last = character(at: token.start).kind
    token.isWord = last != .underscore
    while token.end < end {
      // Nearly all of a word is letters and digits of ASCII.
      var plainEnd = token.end
      while plainEnd < end, classes[Int(bytes[plainEnd])].isLetterOrDigit { plainEnd += 1 }
      if plainEnd > token.end {
        token.isWord = true
        token.end = plainEnd
        last = classes[Int(bytes[plainEnd - 1])]
        guard plainEnd < end else { return true }
      }
      let (kind, length) = character(at: token.end)
      switch kind {
      case .letter, .digit:
        token.isWord = true
        last = kind
        token.end += length
      case .underscore:
        last = kind
        token.end += length
      case .unknown:
        return false
      case .space:
        // White space takes a combining mark to itself.
        return true
      case .mark:
        return true
      case .betweenDigits, .betweenLettersOrDigits, .hyphen:
        let behind = token.end + length
        guard behind < end else { return true }
        let (next, nextLength) = character(at: behind)
        switch (kind, last, next) {
        case (_, _, .unknown): return false
        case (.betweenDigits, .digit, .digit), (.betweenLettersOrDigits, .digit, .digit),
          (.betweenLettersOrDigits, .letter, .letter):
          break
        case (.hyphen, _, .letter), (.hyphen, _, .digit):
          guard token.isWord else { return true }
        case (.hyphen, _, .underscore):
          guard token.isWord else { return true }
          // Only a word is joined, not a line of underscores.
          var probe = Token(start: behind, end: behind + nextLength, isWord: false)
          while probe.end < end, bytes[probe.end] == UInt8(ascii: "_") { probe.end += 1 }
          guard probe.end < end else { return true }
          switch character(at: probe.end).kind {
          case .unknown: return false
          case .letter, .digit: break
          default: return true
          }
        default:
          return true
        }
        last = next
        token.end = behind + nextLength
      }
    }
    return true
  }

  /// The end of the stretch that ICU is to cut: the next ASCII white space that nothing combines
  /// with.
  func endOfStretch(from offset: Int) -> Int {
    var offset = offset
    // White space at the start is there because something combines with it.
    while offset < end, classes[Int(bytes[offset])] == .space { offset += 1 }
    while offset < end, classes[Int(bytes[offset])] != .space { offset += 1 }
    return offset
  }
}
