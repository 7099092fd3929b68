/// Writes a table as CSV (RFC 4180), with LF line ends, safe to open in a spreadsheet program.
///
/// A spreadsheet runs a cell that begins with `=`, `+`, `-`, `@` or a tab as a formula, and an interview is no
/// place for one. Such a cell gets an apostrophe in front, unless it is a plain number. Whoever reads our own
/// files back takes it away again with `withoutApostrophe(_:)`; other programs show it.
///
/// - Source: OWASP, "CSV Injection", https://owasp.org/www-community/attacks/CSV_Injection.
public struct TableWriter: Sendable {
  /// What was written so far.
  public private(set) var bytes: [UInt8] = []

  /// Creates a writer of rows that go on a table.
  public init() {}

  /// Creates a writer.
  ///
  /// - Parameter columns: The first row.
  public init(columns: [String]) {
    append(columns)
  }

  /// Whether the row that is being written has a cell.
  private var hasBegun = false

  /// Writes a row.
  public mutating func append(_ cells: [String]) {
    for cell in cells { add(cell) }
    endRow()
  }

  /// Writes a row cell by cell.
  ///
  /// A million rows are written in half the time when their cells need not be gathered first.
  public mutating func appendRow(_ body: (inout TableWriter) -> Void) {
    body(&self)
    endRow()
  }

  private mutating func endRow() {
    bytes.append(0x0A)
    hasBegun = false
  }

  private mutating func beginCell() {
    if hasBegun { bytes.append(UInt8(ascii: ",")) }
    hasBegun = true
  }

  /// Adds a number to the row.
  public mutating func add(_ number: Int) {
    beginCell()
    var left = number.magnitude
    let start = bytes.count
    repeat {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: left % 10))
      left /= 10
    } while left > 0
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    bytes[start...].reverse()
  }

  /// Hands out what was written so far and forgets it, so that a long table never sits in memory.
  public mutating func takeBytes() -> [UInt8] {
    defer { bytes = [] }
    return bytes
  }

  /// Adds a cell to the row.
  public mutating func add(_ cell: String) {
    beginCell()
    var safe = Self.withApostrophe(cell)
    safe.withUTF8 { cell in
      guard cell.contains(where: Self.needsQuotes) else {
        bytes.append(contentsOf: cell)
        return
      }
      bytes.append(UInt8(ascii: "\""))
      if cell.contains(UInt8(ascii: "\"")) {
        for byte in cell {
          if byte == UInt8(ascii: "\"") { bytes.append(byte) }
          bytes.append(byte)
        }
      } else {
        bytes.append(contentsOf: cell)
      }
      bytes.append(UInt8(ascii: "\""))
    }
  }

  private static func needsQuotes(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\""), 0x09, 0x0A, 0x0D: true
    default: false
    }
  }

  /// A cell with an apostrophe in front where a spreadsheet would run it.
  public static func withApostrophe(_ cell: String) -> String {
    // Nearly every cell begins with a letter or a digit.
    guard let first = cell.utf8.first, mayRun(first) else { return cell }
    return wouldRun(cell.drop { $0 == "'" }) ? "'" + cell : cell
  }

  private static func mayRun(_ first: UInt8) -> Bool {
    switch first {
    case UInt8(ascii: "'"), UInt8(ascii: "="), UInt8(ascii: "@"), UInt8(ascii: "+"),
      UInt8(ascii: "-"), 0x09, 0x0D:
      true
    default: false
    }
  }

  /// A cell without the apostrophe that `withApostrophe(_:)` put there; any other stays as it is.
  public static func withoutApostrophe(_ cell: String) -> String {
    guard cell.hasPrefix("'"), wouldRun(cell.drop { $0 == "'" }) else { return cell }
    return String(cell.dropFirst())
  }

  private static func wouldRun(_ cell: Substring) -> Bool {
    switch cell.utf8.first {
    case UInt8(ascii: "="), UInt8(ascii: "@"), 0x09, 0x0D: true
    case UInt8(ascii: "+"), UInt8(ascii: "-"): !isNumber(cell.utf8.dropFirst())
    default: false
    }
  }

  /// Whether digits follow the sign, with at most one point among them.
  private static func isNumber(_ digits: Substring.UTF8View.SubSequence) -> Bool {
    let points = digits.count { $0 == UInt8(ascii: ".") }
    return points <= 1 && digits.count > points
      && digits.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }
  }
}
