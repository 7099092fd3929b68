import LeitmotifModel
import LeitmotifPlugin

/// The text of a transcript while it grows: one utterance a line, white space collapsed to single blanks.
struct Speech {
  /// The text so far.
  private(set) var bytes: [UInt8] = []

  private var utteranceStart = 0
  private var blankIsDue = false

  /// Begins an utterance, on a line of its own.
  mutating func beginUtterance() {
    if !bytes.isEmpty { bytes.append(0x0A) }
    utteranceStart = bytes.count
    blankIsDue = false
  }

  /// Adds words; white space at the edges of an utterance goes.
  mutating func append(_ text: Span<UInt8>) {
    text.withUnsafeBufferPointer {
      bytes.append(collapsing: $0, from: utteranceStart, blankIsDue: &blankIsDue)
    }
  }

  /// Parts the words before from those behind.
  mutating func part() {
    blankIsDue = true
  }

  /// Ends the utterance.
  ///
  /// - Returns: Where it stands; `nil` when nobody spoke, and its line is gone.
  mutating func endUtterance() -> TextSpan? {
    // A mark in front of all text would go when it becomes canonical, and every place would shift.
    while utteranceStart == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    guard bytes.count > utteranceStart else {
      if !bytes.isEmpty { bytes.removeLast() }
      return nil
    }
    return TextSpan(start: utteranceStart, end: bytes.count)
  }
}
