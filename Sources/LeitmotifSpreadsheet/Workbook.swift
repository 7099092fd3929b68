import LeitmotifArchive
public import LeitmotifModel
import LeitmotifXML

/// An Excel workbook (`.xlsx`): sheets of cells, each as text.
///
/// Only what is stored is read: no formula is computed, no link is followed.
///
/// - Source: ECMA-376, part 1, chapter 18 (SpreadsheetML).
public struct Workbook: Sendable {
  /// The sheets' names, in the order of their tabs; hidden ones are among them.
  public let sheetNames: [String]

  /// The workbook's name, for messages.
  public let path: String

  /// The most cells of a sheet, empty ones between its rows and columns among them, that are read.
  private static let mostCells = 50_000_000

  private let archive: Archive
  private let members: [String]
  private let strings: [String]
  private let styles: CellStyles

  /// Opens a workbook.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - path: Its name, for messages.
  /// - Throws: `Diagnostics` when it is no workbook, or damaged.
  public init(_ bytes: [UInt8], path: String) throws(Diagnostics) {
    let archive = try Archive(bytes, path: path)
    var book = WorkbookHandler()
    guard try archive.parse("xl/workbook.xml", with: &book) else {
      throw Diagnostics(
        .error(
          "not-a-workbook", "the file is no Excel workbook (.xlsx)",
          help: "save it as .xlsx or as CSV in your spreadsheet program",
          at: SourceLocation(path: path)))
    }
    var links = RelationsHandler()
    try archive.parse("xl/_rels/workbook.xml.rels", with: &links)
    var strings = SharedStringsHandler()
    try archive.parse("xl/sharedStrings.xml", with: &strings)
    var styles = StylesHandler()
    try archive.parse("xl/styles.xml", with: &styles)
    self.archive = archive
    self.path = path
    self.strings = strings.strings
    self.styles = CellStyles(styles, startsIn1904: book.startsIn1904)
    sheetNames = book.sheets.map(\.name)
    members = book.sheets.enumerated().map { place, sheet in
      links.targets[sheet.link].map(Self.member) ?? "xl/worksheets/sheet\(place + 1).xml"
    }
  }

  /// Reads a sheet.
  ///
  /// - Parameter place: The sheet's place in `sheetNames`.
  /// - Returns: The sheet.
  /// - Throws: `Diagnostics` when there is none at that place, or it is damaged or far too large.
  public func sheet(_ place: Int) throws(Diagnostics) -> Sheet {
    var handler = SheetHandler(strings: strings, styles: styles)
    guard members.indices.contains(place), try archive.parse(members[place], with: &handler) else {
      throw Diagnostics(
        .error(
          "missing-sheet", "the workbook has no sheet \(place + 1)",
          help: sheetNames.isEmpty
            ? "it has none at all" : "sheets: \(sheetNames.joined(separator: ", "))",
          at: SourceLocation(path: path)))
    }
    let sheet = Sheet(name: sheetNames[place], rows: handler.rows)
    let (rows, columns) = (sheet.rows.count, sheet.columns.count)
    guard rows * columns <= Self.mostCells else {
      throw Diagnostics(
        .error(
          "file-too-large", "the sheet '\(sheet.name)' has \(rows) rows of \(columns) columns",
          help: "delete the columns that nobody needs, or cut it into several",
          at: SourceLocation(path: path)))
    }
    return sheet
  }

  /// Reads the sheet of a name.
  ///
  /// - Parameter name: The name; empty for the first sheet.
  /// - Returns: The sheet.
  /// - Throws: `Diagnostics` when there is none of that name, or it is damaged or far too large.
  public func sheet(named name: String) throws(Diagnostics) -> Sheet {
    if name.isEmpty { return try sheet(0) }
    guard let place = sheetNames.firstIndex(of: name) else {
      throw Diagnostics(
        .error(
          "missing-sheet", "the workbook has no sheet '\(name)'",
          help: helpForUnknown(name, known: sheetNames, called: "sheets"),
          at: SourceLocation(path: path)))
    }
    return try sheet(place)
  }

  /// The member that a link from the workbook leads to.
  private static func member(_ target: String) -> String {
    target.hasPrefix("/") ? String(target.dropFirst()) : "xl/\(target)"
  }
}

extension Archive {
  /// Reads a member as XML.
  ///
  /// - Returns: Whether there is such a member.
  @discardableResult
  func parse<Handler: XMLHandler>(
    _ name: String, with handler: inout Handler
  ) throws(Diagnostics) -> Bool {
    guard let content = try content(of: name) else { return false }
    try XMLReader.read(content, path: "\(path)/\(name)", handler: &handler)
    return true
  }
}
