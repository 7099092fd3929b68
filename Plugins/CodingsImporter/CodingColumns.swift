import LeitmotifModel
import LeitmotifTable

/// Which column of a coder's file holds what.
struct CodingColumns {
  let transcript: Int
  let code: Int
  let start: Int
  let end: Int
  let coder: Int?
  let text: Int?
  let memo: Int?
  /// The label of who says it, as `leitmotif export` writes it.
  let speaker: Int?
  /// The columns of attributes, each of which some code declares.
  let attributes: [(name: String, column: Int)]

  private static let required = ["transcript", "code", "start", "end"]
  private static let optional = ["coder", "text", "memo"]
  /// What `leitmotif export` writes besides; it follows from the rest, and is passed over.
  private static let exported = ["participant", "speaker", "rule", "coding"]

  /// Stands before an attribute's name where another column may be called so.
  private static let prefix = "attribute."

  /// Finds the columns of a table.
  ///
  /// - Throws: `Diagnostics` for every column that is missing or that nobody knows.
  init(of table: Table, codebook: Codebook) throws(Diagnostics) {
    var diagnostics = Diagnostics()
    let missing = Self.required.filter { table.column($0) == nil }
    for name in missing {
      let help =
        "columns: transcript, code, start, end, and perhaps coder, text, memo and attributes"
      diagnostics.append(
        .error(
          "missing-column", "there is no column '\(name)'", help: help,
          at: SourceLocation(path: table.path, line: 1)))
    }
    let declared = Set(codebook.codes.flatMap { $0.attributes.map(\.name) }).sorted()
    let own = Self.required + Self.optional
    var attributes: [(name: String, column: Int)] = []
    for (column, name) in table.columns.enumerated() where !own.contains(name) && !name.isEmpty {
      if Self.exported.contains(name) { continue }
      let attribute = name.hasPrefix(Self.prefix) ? String(name.dropFirst(Self.prefix.count)) : name
      if attributes.contains(where: { $0.name == attribute }) {
        diagnostics.append(
          .error(
            "duplicate-column", "two columns are the attribute '\(attribute)'",
            help: "delete one of them", at: table.location(ofColumn: column)))
      } else if declared.contains(attribute) {
        attributes.append((attribute, column))
      } else {
        diagnostics.append(
          .error(
            "unknown-column", "the column \(quoted(name)) is no attribute of any code",
            help: helpForUnknown(attribute, known: own + declared, called: "columns"),
            at: table.location(ofColumn: column)))
      }
    }
    try diagnostics.throwIfErrors()
    transcript = table.column("transcript") ?? 0
    code = table.column("code") ?? 0
    start = table.column("start") ?? 0
    end = table.column("end") ?? 0
    coder = table.column("coder")
    text = table.column("text")
    memo = table.column("memo")
    speaker = table.column("speaker")
    self.attributes = attributes
  }
}

/// A name from the file for a message, unless it is so long that it may be words of an interview.
func quoted(_ name: String) -> String {
  name.unicodeScalars.count <= 48 ? "'\(name)'" : "of \(name.unicodeScalars.count) characters"
}
