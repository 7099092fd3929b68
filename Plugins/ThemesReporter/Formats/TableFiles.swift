public import LeitmotifModel
import LeitmotifTable

/// The figures of a study's themes as CSV, without a name of a participant or a word of an interview.
///
/// - Parameters:
///   - study: The study.
///   - privacy: Which counts are kept back.
/// - Returns: The table's bytes.
/// - Throws: What the study throws.
public func themeFigures(of study: any StudyReader, privacy: Privacy) throws -> [UInt8] {
  let table = try ThemeTable(of: study, quotationsPerTheme: 0, privacy: privacy)
  var writer = TableWriter(columns: ["code", "name", "k", "n", "machine_only_k", "codings"])
  for theme in table.themes {
    writer.append([
      theme.code.id.rawValue, theme.code.name, privacy.text(theme.participants.count),
      "\(table.n)", privacy.text(theme.byMachine.count),
      table.shows(theme) ? "\(theme.codingCount)" : "",
    ])
  }
  return writer.bytes
}

/// The figures of all themes as CSV: a row for each theme, and one for each value of its attributes.
func themeRows(of table: ThemeTable) -> [UInt8] {
  var writer = TableWriter(columns: [
    "code", "name", "parent", "attribute", "value", "k", "n", "participants", "machine_only_k",
    "codings",
  ])
  for theme in table.themes {
    let front = [theme.code.id.rawValue, theme.code.name, theme.code.parent?.rawValue ?? ""]
    let row = { (attribute: String, value: String, holders: [Identifier<Participant>]) in
      let isNamed = table.names(theme) && table.tellsApart(theme, by: attribute)
      return front + [
        attribute, value, table.privacy.text(holders.count), "\(table.n)",
        isNamed ? holders.map(\.rawValue).joined(separator: ";") : "",
      ]
    }
    writer.append(
      row("", "", theme.participants) + [
        table.privacy.text(theme.byMachine.count),
        table.shows(theme) ? "\(theme.codingCount)" : "",
      ])
    for (name, values) in theme.attributeCounts.sorted(by: { $0.key < $1.key }) {
      for value in values.keys.sorted() {
        writer.append(row(name, value, theme.holders { $0[name] == value }) + ["", ""])
      }
    }
  }
  return writer.bytes
}

/// A table of a report as CSV: its cells, and the codes of its rows.
func rows(of grid: Grid) -> [UInt8] {
  var writer = TableWriter(columns: ["code", grid.head] + grid.columns.map(\.name))
  for row in grid.rows {
    writer.append([row.code?.rawValue ?? "", row.head] + row.cells.map(\.text))
  }
  return writer.bytes
}

/// What a row tells of a quotation, cell by cell.
struct QuotationCells {
  private let attributes: [String]
  private let table: ThemeTable
  private let transcripts: [Identifier<Transcript>: String]

  /// A cell of a row.
  enum Cell {
    case text(String)
    case number(Int)
  }

  /// The names of the columns.
  var columns: [String] {
    let front = [
      "coding", "code", "participant", "transcript", "speaker", "time", "start", "end", "text",
      "evidence_start", "evidence_end", "evidence", "coders", "origin",
    ]
    return front + attributeColumns(attributes, besides: front + ["memo"]) + ["memo"]
  }

  init(codebook: Codebook, table: ThemeTable) {
    attributes = codebook.attributeNames
    self.table = table
    transcripts = Dictionary(
      table.transcripts.map { ($0, table.name(of: $0)) }, uniquingKeysWith: { $1 })
  }

  /// Hands out the cells of a quotation, in the columns' order.
  func forEach(of quotation: Quotation, _ body: (Cell) -> Void) {
    body(.text(quotation.coding.description))
    body(.text(quotation.code.rawValue))
    body(.text(quotation.participant?.rawValue ?? ""))
    body(.text(transcripts[quotation.transcript] ?? ""))
    body(.text(quotation.speaker ?? ""))
    body(.text(quotation.time.map(PlainText.clock) ?? ""))
    body(.number(quotation.position.lowerBound))
    body(.number(quotation.position.upperBound))
    body(.text(quotation.text))
    body(.number(quotation.evidencePosition.lowerBound))
    body(.number(quotation.evidencePosition.upperBound))
    body(.text(quotation.evidenceText))
    let coders = table.privacy.pseudonymsOnly ? [] : quotation.coders
    body(
      .text(coders.count == 1 ? coders[0].rawValue : coders.map(\.rawValue).joined(separator: ";"))
    )
    body(.text(quotation.origin.rawValue))
    let shown = quotation.shownAttributes
    for name in attributes { body(.text(shown[name] ?? "")) }
    body(.text(quotation.memo))
  }
}

/// Every quotation as a row of CSV.
struct QuotationRows {
  private let cells: QuotationCells
  private let quoting: Quoting

  /// The bytes after which a piece is handed out.
  private static let pieceSize = 1 << 18

  init(codebook: Codebook, table: ThemeTable, quoting: Quoting) {
    cells = QuotationCells(codebook: codebook, table: table)
    self.quoting = quoting
  }

  /// Hands out the table in pieces; the rows of several transcripts are made at the same time.
  func write(of study: any StudyReader, to body: ([UInt8]) throws -> Void) throws {
    var piece = TableWriter(columns: cells.columns).bytes
    try study.forEachCodedTranscript(finals: nil, making: bytes) { rows in
      piece += rows
      guard piece.count >= Self.pieceSize else { return }
      try body(piece)
      piece.removeAll(keepingCapacity: true)
    }
    try body(piece)
  }

  @Sendable private func bytes(of coded: CodedTranscript) -> [UInt8] {
    var writer = TableWriter()
    quoting.forEachQuotation(of: coded) { quotation in
      writer.appendRow { row in
        cells.forEach(of: quotation) { cell in
          switch cell {
          case .text(let text): row.add(text)
          case .number(let number): row.add(number)
          }
        }
      }
    }
    return writer.bytes
  }
}

/// The columns of some attributes; one that is called like another column is `attribute.` and its name.
func attributeColumns(_ names: [String], besides others: [String]) -> [String] {
  names.map { others.contains($0) ? "attribute.\($0)" : $0 }
}

extension Codebook {
  /// The names of all attributes, in the codebook's order.
  var attributeNames: [String] {
    var seen: Set<String> = []
    return codes.flatMap(\.attributes).map(\.name).filter { seen.insert($0).inserted }
  }
}
