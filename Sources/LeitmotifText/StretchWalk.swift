import CICU

/// The walk over a stretch of text in the general way: ICU's pieces, with the words that a hyphen joins put together,
/// and names and addresses of the web kept.
///
/// ICU is asked for a piece when it is needed: behind an address it cuts anew, and a line may hold thousands of them.
struct StretchWalk {
  private let breaker: UnicodeBreaker
  private let bytes: UTF8Bytes
  private let end: Int
  /// Where the next piece begins.
  private var offset: Int
  /// Pieces that were looked at and not handed out.
  private var ahead: [Token] = []

  /// Begins a walk; no other one may use the breaker until it has ended.
  init(_ breaker: UnicodeBreaker, in bytes: UTF8Bytes, _ range: Range<Int>) {
    self.breaker = breaker
    self.bytes = bytes
    end = range.upperBound
    offset = range.lowerBound
    goOn(from: offset)
  }

  /// The next word or mark; `nil` at the end.
  mutating func next() -> Token? {
    guard var token = piece(0) else { return nil }
    if let nameEnd = WebName.end(in: bytes, from: token.start, end) {
      goOn(from: nameEnd)
      return Token(start: token.start, end: nameEnd, isWord: true)
    }
    ahead.removeFirst()
    while token.isWord, let hyphen = piece(0), hyphen.start == token.end, isHyphen(hyphen),
      let second = piece(1), second.isWord, second.start == hyphen.end,
      !isOfEastAsia(before: token.end, from: second.start)
    {
      token.end = second.end
      ahead.removeFirst(2)
    }
    if token.isWord, token.end < end, WebAddress.mayGoOn(with: bytes[token.end]) {
      let addressEnd = WebAddress.end(in: bytes, word: token.start..<token.end, end)
      if addressEnd > token.end {
        token.end = addressEnd
        goOn(from: addressEnd)
      }
    }
    return token
  }

  /// Cuts what follows as if nothing stood before it.
  private mutating func goOn(from start: Int) {
    ahead.removeAll(keepingCapacity: true)
    offset = start
    breaker.begin(UTF8Bytes(rebasing: bytes[start..<end]))
  }

  /// The piece so many pieces ahead, without those that show nothing; `nil` when there are not so many.
  private mutating func piece(_ distance: Int) -> Token? {
    while ahead.count <= distance {
      guard let piece = breaker.next() else { return nil }
      let start = offset
      offset += piece.length
      if !piece.isWord, isBlank(start..<offset) { continue }
      // A line of underscores is no word.
      let isWord = piece.isWord && !bytes[start..<offset].allSatisfy { $0 == UInt8(ascii: "_") }
      ahead.append(Token(start: start, end: offset, isWord: isWord))
    }
    return ahead[distance]
  }

  /// Whether a piece shows nothing: white space, and what is neither seen nor stands by itself.
  private func isBlank(_ piece: Range<Int>) -> Bool {
    if isWhiteSpace(bytes.scalar(at: piece.lowerBound).value) { return true }
    var place = piece.lowerBound
    while place < piece.upperBound {
      let (value, length) = bytes.scalar(at: place)
      guard value >= 0x80, showsNothing(value) else { return false }
      place += length
    }
    return true
  }

  /// Whether a hyphen stands beside Chinese, Japanese or Korean, where it joins no words.
  private func isOfEastAsia(before end: Int, from start: Int) -> Bool {
    var place = bytes.start(before: end)
    while place > 0, showsNothing(bytes.scalar(at: place).value) {
      place = bytes.start(before: place)
    }
    return cicu_is_of_east_asia(bytes.scalar(at: place).value)
      || cicu_is_of_east_asia(bytes.scalar(at: start).value)
  }

  private func isHyphen(_ piece: Token) -> Bool {
    let (value, length) = bytes.scalar(at: piece.start)
    guard piece.start + length == piece.end else { return false }
    return value == 0x2D || WordBreak.of(value) == .hyphen
  }
}
