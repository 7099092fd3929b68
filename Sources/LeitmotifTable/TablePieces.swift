import LeitmotifModel

/// A table that is read a piece at a time, so that one of ten million rows never sits in memory.
///
/// Each piece is a `Table` of whole rows, with the columns of all; its cells know their place in the file.
public struct TablePieces {
  /// Reads on: at most so many bytes, none at the end of the file.
  public typealias Reading = (_ atMost: Int) throws -> [UInt8]

  /// The file, for messages.
  public let path: String

  /// The first piece: the columns' names, and the rows that were read with them.
  public let head: Table

  private let read: Reading
  private let size: Int
  private let longestRow: Int
  private let separator: UInt8
  private var line: Int
  /// Bytes that were read and are in no piece yet.
  private var rest: [UInt8]
  private var isAtEnd: Bool
  private var handsOutHead = true

  /// Reads the first piece.
  ///
  /// - Parameters:
  ///   - path: The file's name, for messages.
  ///   - size: About how many bytes a piece has; more where a row is longer.
  ///   - longestRow: How many bytes a row may have; no cell's place is a larger number than `UInt32` holds.
  ///   - read: Reads the file.
  /// - Throws: `Diagnostics` with everything that is wrong in the first piece; what `read` throws.
  public init(
    path: String, size: Int = 1 << 20, longestRow: Int = Int(UInt32.max),
    reading read: @escaping Reading
  ) throws {
    self.path = path
    self.size = size
    self.longestRow = longestRow
    self.read = read
    rest = []
    isAtEnd = false
    let start = SourceLocation(path: path, line: 1)
    let scanner = try Self.scan(&rest, &isAtEnd, size, longestRow, at: start, read) {
      CellScanner($0, path: path, isLast: $1)
    }
    head = try Table(scanner, of: rest, path: path)
    separator = scanner.separator
    line = scanner.line
    rest.removeFirst(scanner.offset)
  }

  /// The next piece, beginning with the first; `nil` at the end of the file.
  ///
  /// After rows with a wrong number of cells the next call goes on behind them; after bytes that are no text there is
  /// nothing more.
  ///
  /// - Throws: `Diagnostics` with everything that is wrong in the piece; what the reading throws.
  public mutating func next() throws -> Table? {
    if handsOutHead {
      handsOutHead = false
      return head
    }
    guard !isAtEnd || !rest.isEmpty else { return nil }
    let start = SourceLocation(path: path, line: line)
    let scanner = try Self.scan(&rest, &isAtEnd, size, longestRow, at: start, read) {
      [path, line, separator] in
      CellScanner($0, path: path, line: line, separator: separator, isLast: $1)
    }
    let bytes = rest
    rest.removeFirst(scanner.offset)
    line = scanner.line
    if scanner.rows.isEmpty { return nil }
    return try Table(scanner, of: bytes, columns: head.columns, path: path)
  }

  /// Reads on until there is a whole row.
  private static func scan(
    _ bytes: inout [UInt8], _ isAtEnd: inout Bool, _ size: Int, _ longestRow: Int,
    at start: SourceLocation, _ read: Reading,
    _ scan: (_ bytes: [UInt8], _ isLast: Bool) -> CellScanner
  ) throws -> CellScanner {
    while true {
      // A row longer than all that was read doubles it: it is gone through a few times only.
      let wanted = max(size, min(bytes.count * 2, longestRow))
      while !isAtEnd, bytes.count < wanted {
        let more = try read(wanted - bytes.count)
        isAtEnd = more.isEmpty
        bytes += more
      }
      let scanner = scan(bytes, isAtEnd)
      guard !scanner.rows.isEmpty || isAtEnd else {
        guard bytes.count >= longestRow else { continue }
        (bytes, isAtEnd) = ([], true)
        throw Diagnostics(
          .error(
            "file-too-large", "the row has more than \(longestRow) bytes",
            help: "look for a quote that nothing closes", at: start))
      }
      do {
        try Table.refuseWhatIsNoText(bytes[..<scanner.offset], path: scanner.path)
      } catch {
        (bytes, isAtEnd) = ([], true)
        throw error
      }
      return scanner
    }
  }
}
