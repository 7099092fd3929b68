public import LeitmotifModel

/// The text of a structured transcript while it grows: one turn a line, white space collapsed to single blanks.
public struct SpokenText: Sendable {
  /// The turns so far.
  public private(set) var turns: [LabelledTurn] = []

  private var bytes: [UInt8] = []

  /// Creates a text in which nobody has spoken.
  public init() {}

  /// The text.
  public var text: CanonicalText { CanonicalText(validUTF8: bytes) }

  /// Adds a turn on a line of its own; one without a word is none.
  ///
  /// - Parameters:
  ///   - words: The speech, valid UTF-8.
  ///   - label: Who speaks; `nil` where the file names nobody.
  ///   - start: When the turn begins, in milliseconds.
  ///   - end: When it ends, in milliseconds.
  /// - Returns: Whether there was a word.
  @discardableResult
  public mutating func add(
    _ words: some Sequence<UInt8>, label: String?, start: Int?, end: Int?
  ) -> Bool {
    let before = bytes.count
    if before > 0 { bytes.append(0x0A) }
    let first = bytes.count
    append(words, after: first)
    // A mark in front of all text would go when it becomes canonical, and every place would shift.
    while first == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    guard bytes.count > first else {
      bytes.removeLast(bytes.count - before)
      return false
    }
    turns.append(
      LabelledTurn(
        label: label, span: TextSpan(start: first, end: bytes.count), start: start, end: end))
    return true
  }

  /// Adds words to the turn that was added last, which there must be.
  ///
  /// - Parameters:
  ///   - words: The speech, valid UTF-8.
  ///   - end: When the turn ends now, in milliseconds; `nil` leaves it as it was.
  public mutating func goOn(_ words: some Sequence<UInt8>, end: Int?) {
    guard var turn = turns.popLast() else { return }
    let before = bytes.count
    bytes.append(0x20)
    append(words, after: before + 1)
    if bytes.count == before + 1 { bytes.removeLast() }
    turn.span = TextSpan(start: turn.span.start, end: bytes.count)
    if let end { turn.end = max(turn.end ?? end, end) }
    turns.append(turn)
  }

  /// Appends words, single blanks between them, none before the first.
  private mutating func append(_ words: some Sequence<UInt8>, after first: Int) {
    var blankIsDue = false
    // Read where they lie: byte by byte through a protocol they would cost ten times as much.
    let isRead: Void? = words.withContiguousStorageIfAvailable {
      bytes.append(collapsing: $0, from: first, blankIsDue: &blankIsDue)
    }
    if isRead != nil { return }
    Array(words).withUnsafeBufferPointer {
      bytes.append(collapsing: $0, from: first, blankIsDue: &blankIsDue)
    }
  }
}
