/// What a program wrote to its database's log (`-wal`) and did not yet put into the file.
///
/// A program that is still open, or that ended badly, leaves its newest rows there and nowhere else.
///
/// - Source: "WAL-mode File Format", https://www.sqlite.org/walformat.html.
struct WriteAheadLog {
  private let bytes: [UInt8]
  private let pageSize: Int
  private let isBigEndian: Bool

  private static let headerSize = 32
  private static let frameHeaderSize = 24

  /// Reads the head of a log.
  ///
  /// - Returns: `nil` for what is no log, or one that was never used.
  init?(_ bytes: [UInt8]) {
    self.bytes = bytes
    guard bytes.count >= Self.headerSize else { return nil }
    let magic = Self.word(bytes, 0, isBigEndian: true)
    guard magic & ~1 == 0x377F_0682 else { return nil }
    isBigEndian = magic & 1 == 1
    let size = Int(Self.word(bytes, 8, isBigEndian: true))
    guard (512...65_536).contains(size), size & (size - 1) == 0 else { return nil }
    pageSize = size
    guard sum(0..<24, from: (0, 0)) == (field(24), field(28)) else { return nil }
  }

  /// The database with what the log holds of finished transactions.
  ///
  /// - Parameter database: The database's file.
  /// - Returns: The file as it will be when its program has put the log into it; `nil` when the two do not belong
  ///   together.
  func laid(over database: [UInt8]) -> [UInt8]? {
    var result = database
    var pending: [(page: Int, content: Range<Int>)] = []
    var sums = (field(24), field(28))
    var frame = Self.headerSize
    while frame + Self.frameHeaderSize + pageSize <= bytes.count {
      let content = frame + Self.frameHeaderSize..<frame + Self.frameHeaderSize + pageSize
      // What stands behind is of an older use of the log, or of a transaction that was never finished.
      guard field(frame + 8) == field(16), field(frame + 12) == field(20) else { break }
      sums = sum(content, from: sum(frame..<frame + 8, from: sums))
      guard sums == (field(frame + 16), field(frame + 20)) else { break }
      pending.append((Int(field(frame)), content))
      let pageCount = Int(field(frame + 4))
      if pageCount > 0 {
        // No database grows by more than its log holds.
        guard pageCount <= (database.count + bytes.count) / pageSize else { return nil }
        result.resize(to: pageCount * pageSize)
        for (page, content) in pending where page <= pageCount {
          guard page > 0 else { return nil }
          let start = (page - 1) * pageSize
          result.replaceSubrange(start..<start + pageSize, with: bytes[content])
        }
        pending = []
      }
      frame = content.upperBound
    }
    return result
  }

  /// The checksum over some bytes, eight at a time.
  private func sum(_ range: Range<Int>, from start: (UInt32, UInt32)) -> (UInt32, UInt32) {
    var (one, two) = start
    for place in stride(from: range.lowerBound, to: range.upperBound, by: 8) {
      one &+= Self.word(bytes, place, isBigEndian: isBigEndian) &+ two
      two &+= Self.word(bytes, place + 4, isBigEndian: isBigEndian) &+ one
    }
    return (one, two)
  }

  private func field(_ place: Int) -> UInt32 { Self.word(bytes, place, isBigEndian: true) }

  private static func word(_ bytes: [UInt8], _ place: Int, isBigEndian: Bool) -> UInt32 {
    let word = (0..<4).reduce(0 as UInt32) { $0 << 8 | UInt32(bytes[place + $1]) }
    return isBigEndian ? word : word.byteSwapped
  }
}

extension [UInt8] {
  /// Cuts the bytes, or adds zeros to them.
  fileprivate mutating func resize(to size: Int) {
    guard size < count else { return append(contentsOf: repeatElement(0, count: size - count)) }
    removeLast(count - size)
  }
}
