/// The punctuation that may end a sentence, with the quotes and brackets that close behind it.
struct SentenceEnd {
  /// What stands there.
  enum Kind {
    /// One full stop.
    case stop
    /// Two or more full stops, or `…`.
    case ellipsis
    /// A question mark or an exclamation mark, perhaps among others.
    case question
  }

  /// What stands there.
  var kind: Kind
  /// The first byte.
  var start: Int
  /// One past the last byte, quotes and brackets included.
  var end: Int
  /// Whether quotes or brackets close behind it.
  var isClosed = false
  /// Whether it is of a script that puts no space behind it.
  var isWide = false

  /// Reads the punctuation at an offset; `nil` when there is none.
  ///
  /// - Parameters:
  ///   - bytes: The text.
  ///   - offset: Where it may stand.
  ///   - limit: Where the stretch ends.
  init?(in bytes: UTF8Bytes, at offset: Int, before limit: Int) {
    kind = .stop
    start = offset
    end = offset
    var stops = 0
    while end < limit {
      let (value, length) = bytes.scalar(at: end)
      switch value {
      case 0x2E: stops += 1
      case 0x2026: stops += 2
      case 0x21, 0x3F, 0x203C, 0x203D, 0x2047...0x2049: kind = .question
      case 0x3002, 0xFF01, 0xFF0E, 0xFF1F, 0x0964, 0x061F, 0x06D4:
        // The Arabic marks have spaces behind them.
        isWide = isWide || value >= 0x3000
        kind = .question
      default:
        guard end > offset else { return nil }
        if kind == .stop, stops > 1 { kind = .ellipsis }
        close(in: bytes, before: limit)
        return
      }
      end += length
    }
    guard end > offset else { return nil }
    if kind == .stop, stops > 1 { kind = .ellipsis }
  }

  private mutating func close(in bytes: UTF8Bytes, before limit: Int) {
    while end < limit {
      let (value, length) = bytes.scalar(at: end)
      guard Self.isCloser(value) else { return }
      isClosed = true
      end += length
    }
  }

  /// Whether a byte may begin such punctuation, or an empty line.
  static let mayBegin: [Bool] = (0..<256).map { byte in
    "\n.!?".utf8.contains(UInt8(byte)) || [0xD8, 0xDB, 0xE0, 0xE2, 0xE3, 0xEF].contains(byte)
  }

  static func isOpener(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x22, 0x27, 0x28, 0x5B, 0x7B, 0xAB, 0x2018, 0x201C, 0x201E, 0x2039, 0x300C, 0x300E: true
    default: false
    }
  }

  static func isCloser(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x22, 0x27, 0x29, 0x5D, 0x7D, 0xBB, 0x2019, 0x201D, 0x203A, 0x300D, 0x300F, 0xFF09: true
    default: false
    }
  }
}
