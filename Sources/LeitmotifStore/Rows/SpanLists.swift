import LeitmotifModel

/// The turns and segments of a transcript as JSON: packed for the store, and still to be read by people.
///
/// As rows they would outnumber codings and cost more than everything else. Offsets are bytes of the text.
enum SpanLists {
  /// Turns as `[[speaker or null, start, end], …]`, with times in milliseconds behind where one is known.
  static func json(_ turns: [Turn]) -> [UInt8] {
    NumberList.bytes(limit: turns.count * 6) { list in
      for turn in turns {
        list.open()
        list.append(turn.speaker)
        list.append(turn.span.start)
        list.append(turn.span.end)
        if turn.start != nil || turn.end != nil {
          list.append(turn.start)
          list.append(turn.end)
        }
        list.close()
      }
    }
  }

  /// Segments as `[[[start, bytes], …], …]`, a list for each turn up to the last that has a segment.
  ///
  /// - Returns: `nil` when each turn is one segment.
  static func json(_ segments: [Segment], turns: [Turn]) -> [UInt8]? {
    if segments.count == turns.count,
      turns.indices.allSatisfy({ segments[$0].turn == $0 && segments[$0].span == turns[$0].span })
    {
      return nil
    }
    let lastTurn = segments.last?.turn ?? -1
    return NumberList.bytes(limit: segments.count * 3 + lastTurn + 1) { list in
      var next = 0
      for turn in 0..<(lastTurn + 1) {
        list.open()
        while next < segments.count, segments[next].turn <= turn {
          list.open()
          list.append(segments[next].span.start)
          list.append(segments[next].span.count)
          list.close()
          next += 1
        }
        list.close()
      }
    }
  }

  /// Reads what was written of turns.
  ///
  /// - Returns: `nil` when the text is no such list, or a turn has a speaker whom the transcript lacks.
  static func turns(_ text: [UInt8], speakers: Int) -> [Turn]? {
    text.withUnsafeBufferPointer { bytes in
      var scanner = NumberScanner(bytes)
      var turns: [Turn] = []
      // "[0,12345,12388],"
      turns.reserveCapacity(text.count / 14)
      let isRead = scanner.list { scanner in
        var (speaker, start, end) = (Int?.none, Int?.none, Int?.none)
        var (from, to) = (Int?.none, Int?.none)
        guard scanner.skip("["), scanner.number(&speaker), scanner.skip(","),
          scanner.number(&start), scanner.skip(","), scanner.number(&end),
          !scanner.skip(",")
            || scanner.number(&from) && scanner.skip(",") && scanner.number(&to),
          scanner.skip("]"), let start, let end, 0 <= start, start <= end,
          speaker.map({ (0..<speakers).contains($0) }) ?? true
        else { return false }
        turns.append(
          Turn(speaker: speaker, span: TextSpan(start: start, end: end), start: from, end: to))
        return true
      }
      return isRead && scanner.isAtEnd ? turns : nil
    }
  }

  /// Reads what was written of segments.
  ///
  /// - Returns: `nil` when the text is no such list.
  static func segments(_ text: [UInt8]) -> [Segment]? {
    text.withUnsafeBufferPointer { bytes in
      var scanner = NumberScanner(bytes)
      var segments: [Segment] = []
      // "[12345,87],"
      segments.reserveCapacity(text.count / 10)
      var turn = 0
      let isRead = scanner.list { scanner in
        let isTurnRead = scanner.list { scanner in
          var (start, count) = (Int?.none, Int?.none)
          guard scanner.skip("["), scanner.number(&start), scanner.skip(","),
            scanner.number(&count), scanner.skip("]"), let start, let count, start >= 0, count >= 0
          else { return false }
          segments.append(Segment(span: TextSpan(start: start, end: start + count), turn: turn))
          return true
        }
        turn += 1
        return isTurnRead
      }
      return isRead && scanner.isAtEnd ? segments : nil
    }
  }
}

/// Writes nested lists of numbers as JSON.
private struct NumberList {
  private var bytes: UnsafeMutableBufferPointer<UInt8>
  private(set) var count = 0

  /// The most that a number and what separates it can take.
  private static let numberSize = 24

  /// The text that a function writes, of at most so many numbers and lists.
  static func bytes(limit: Int, _ body: (inout NumberList) -> Void) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: (limit + 1) * numberSize) { buffer, count in
      var list = NumberList(bytes: buffer)
      list.open()
      body(&list)
      list.close()
      count = list.count
    }
  }

  private init(bytes: UnsafeMutableBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  private mutating func put(_ character: UInt8) {
    bytes[count] = character
    count += 1
  }

  mutating func open() {
    separate()
    put(UInt8(ascii: "["))
  }

  mutating func close() {
    put(UInt8(ascii: "]"))
  }

  mutating func append(_ number: Int?) {
    separate()
    guard let number, (0..<100_000_000).contains(number) else {
      for character in (number.map(String.init) ?? "null").utf8 { put(character) }
      return
    }
    // Eight digits fit a word: the last digit goes in first, and comes out last.
    var digits: UInt64 = 0
    var rest = UInt32(number)
    var length = 0
    repeat {
      digits = digits << 8 | UInt64(UInt8(ascii: "0")) + UInt64(rest % 10)
      rest /= 10
      length += 1
    } while rest > 0
    // What is behind them is written over.
    UnsafeMutableRawBufferPointer(bytes)
      .storeBytes(of: digits.littleEndian, toByteOffset: count, as: UInt64.self)
    count += length
  }

  private mutating func separate() {
    if count > 0, bytes[count - 1] != UInt8(ascii: "[") { put(UInt8(ascii: ",")) }
  }
}

/// Reads nested lists of numbers.
struct NumberScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var next = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  var isAtEnd: Bool { next == bytes.count }

  /// Reads a list whose items a function reads; false when there is none, or an item cannot be read.
  mutating func list(_ item: (inout NumberScanner) -> Bool) -> Bool {
    guard skip("[") else { return false }
    if skip("]") { return true }
    repeat {
      guard item(&self) else { return false }
    } while skip(",")
    return skip("]")
  }

  /// Reads a number or `null`.
  mutating func number(_ number: inout Int?) -> Bool {
    if next < bytes.count, bytes[next] == UInt8(ascii: "n") {
      guard bytes[next...].starts(with: [0x6E, 0x75, 0x6C, 0x6C]) else { return false }
      next += 4
      number = nil
      return true
    }
    let isNegative = skip("-")
    let first = next
    var value = 0
    while next < bytes.count, (0x30...0x39).contains(bytes[next]), next - first < 18 {
      value = value &* 10 &+ Int(bytes[next] &- 0x30)
      next += 1
    }
    number = isNegative ? -value : value
    return next > first
  }

  @inline(__always)
  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard next < bytes.count, bytes[next] == UInt8(ascii: character) else { return false }
    next += 1
    return true
  }
}
