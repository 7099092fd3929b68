import CXLSXWriter
import LeitmotifModel

/// A cell of a workbook.
public enum WorkbookCell: Hashable, Sendable {
  /// Nothing.
  case empty
  /// Words; a spreadsheet never runs them as a formula.
  case text(String)
  /// A number.
  case number(Double)
}

/// Writes an Excel workbook (XLSX), row by row; what was written does not stay in memory.
///
/// The same cells give the same bytes: nothing in the file tells when or where it was made.
public final class Workbook {
  private let workbook: UnsafeMutablePointer<lxw_workbook>
  private let bold: UnsafeMutablePointer<lxw_format>?
  private let wrapped: UnsafeMutablePointer<lxw_format>?
  private var names: Set<String> = []
  private var isClosed = false

  /// Excel's bounds.
  public enum Limit {
    /// The most rows of a sheet, its head among them.
    public static let rows = 1_048_576
    /// The most columns.
    public static let columns = 16_384
    /// The longest text of a cell.
    ///
    /// - Unit: UTF-16 units.
    public static let text = 32_767
    /// The longest name of a sheet.
    ///
    /// - Unit: UTF-16 units.
    public static let name = 31
  }

  /// Creates a workbook that will be written to a file.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - title: The workbook's title.
  /// - Throws: `Diagnostics` when it cannot be begun.
  public init(path: String, title: String) throws {
    var options = lxw_workbook_options()
    options.constant_memory = 1
    options.use_zip64 = 0
    guard let workbook = workbook_new_opt(path, &options) else {
      throw Self.failure(LXW_ERROR_MEMORY_MALLOC_FAILED)
    }
    self.workbook = workbook
    bold = workbook_add_format(workbook)
    format_set_bold(bold)
    wrapped = workbook_add_format(workbook)
    format_set_text_wrap(wrapped)
    format_set_align(wrapped, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    title.withCString { title in
      var properties = lxw_doc_properties()
      properties.title = UnsafeMutablePointer(mutating: title)
      // A time that is always the same: the first second of 2000, UTC.
      properties.created = 946_684_800
      _ = workbook_set_properties(workbook, &properties)
    }
  }

  deinit {
    // Whoever gives up still frees what the library holds; the file is theirs to remove.
    if !isClosed { _ = workbook_close(workbook) }
  }

  /// Adds a sheet with its first row.
  ///
  /// - Parameters:
  ///   - name: What it is called; signs that Excel refuses are replaced, and a second of the same name is numbered.
  ///   - columns: The first row, and how wide each column is in characters.
  /// - Returns: The sheet, to which rows are added in order; no other sheet's rows may come between.
  /// - Throws: `Diagnostics` when it cannot be added.
  public func addSheet(
    named name: String, columns: [(name: String, width: Double)]
  ) throws -> WorkbookSheet {
    guard let sheet = workbook_add_worksheet(workbook, unused(name)) else {
      throw Self.failure(LXW_ERROR_MEMORY_MALLOC_FAILED)
    }
    let columns = columns.prefix(Limit.columns)
    for (place, column) in columns.enumerated() {
      let number = lxw_col_t(place)
      _ = worksheet_set_column(sheet, number, number, column.width, nil)
    }
    worksheet_freeze_panes(sheet, 1, 1)
    let result = WorkbookSheet(sheet: sheet, wrapped: wrapped)
    try result.append(columns.map { .text($0.name) }, format: bold)
    return result
  }

  /// Writes the file.
  ///
  /// - Throws: `Diagnostics` when it cannot be written.
  public func close() throws {
    guard !isClosed else { return }
    isClosed = true
    let error = workbook_close(workbook)
    guard error == LXW_NO_ERROR else { throw Self.failure(error) }
  }

  static func failure(_ error: lxw_error) -> Diagnostics {
    let reason = lxw_strerror(error).map { String(cString: $0) } ?? "error \(error.rawValue)"
    return Diagnostics(
      .error(
        "unwritable-workbook", "the workbook cannot be written: \(reason.lowercased())",
        help: "look at the space left on the disk, and in the folder for temporary files"))
  }

  /// A name that Excel takes and no sheet has yet.
  private func unused(_ name: String) -> String {
    var plain = String(
      name.map { character in
        "[]:*?/\\".contains(character) || character.isNewline ? "_" : character
      })
    while plain.hasPrefix("'") { plain.removeFirst() }
    while plain.hasSuffix("'") { plain.removeLast() }
    // Excel keeps this name for itself.
    if plain.isEmpty || plain.lowercased() == "history" { plain = "Table" }
    var result = Self.cut(plain, to: Limit.name)
    var number = 2
    while !names.insert(result.lowercased()).inserted {
      let suffix = " \(number)"
      result = Self.cut(plain, to: Limit.name - suffix.utf16.count) + suffix
      number += 1
    }
    return result
  }

  /// The beginning of a text, of at most so many UTF-16 units, whole characters.
  static func cut(_ text: String, to limit: Int) -> String {
    guard text.utf16.count > limit else { return text }
    var result = ""
    var count = 0
    for character in text {
      count += String(character).utf16.count
      guard count <= limit else { break }
      result.append(character)
    }
    return result
  }
}

/// A sheet of a workbook, written row by row.
public final class WorkbookSheet {
  private let sheet: UnsafeMutablePointer<lxw_worksheet>
  private let wrapped: UnsafeMutablePointer<lxw_format>?

  /// How many rows there are, the head among them.
  public private(set) var rowCount = 0

  init(sheet: UnsafeMutablePointer<lxw_worksheet>, wrapped: UnsafeMutablePointer<lxw_format>?) {
    self.sheet = sheet
    self.wrapped = wrapped
  }

  /// Whether another row finds room.
  public var hasRoom: Bool { rowCount < Workbook.Limit.rows }

  /// Adds a row; a text that Excel finds too long ends with `…`.
  ///
  /// - Throws: `Diagnostics` when it cannot be written.
  public func append(_ cells: [WorkbookCell]) throws {
    try append(cells, format: wrapped)
  }

  func append(_ cells: [WorkbookCell], format: UnsafeMutablePointer<lxw_format>?) throws {
    let row = lxw_row_t(rowCount)
    rowCount += 1
    for (place, cell) in cells.prefix(Workbook.Limit.columns).enumerated() {
      let column = lxw_col_t(place)
      let error =
        switch cell {
        case .empty: LXW_NO_ERROR
        case .number(let number): worksheet_write_number(sheet, row, column, number, nil)
        case .text(let text): worksheet_write_string(sheet, row, column, Self.fitting(text), format)
        }
      guard error == LXW_NO_ERROR else { throw Workbook.failure(error) }
    }
  }

  private static func fitting(_ text: String) -> String {
    let plain = text.utf8.contains { $0 == 0 || $0 == 0xEF } ? writable(text) : text
    guard plain.utf16.count > Workbook.Limit.text else { return plain }
    return Workbook.cut(plain, to: Workbook.Limit.text - 1) + "…"
  }

  /// A text without what a workbook cannot hold: C ends a text at its first zero, and XML has no U+FFFE and U+FFFF.
  private static func writable(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      result.append(["\0", "\u{FFFE}", "\u{FFFF}"].contains(scalar) ? "\u{FFFD}" : scalar)
    }
    return String(result)
  }
}
