import LeitmotifModel
import LeitmotifTable

/// The figures of all themes as CSV: a row for each theme, and one for each value of its attributes.
func themeRows(of table: ThemeTable) -> [UInt8] {
  var writer = TableWriter(columns: [
    "code", "name", "parent", "attribute", "value", "k", "n", "participants", "machine_only_k",
    "codings",
  ])
  for theme in table.themes {
    let front = [theme.code.id.rawValue, theme.code.name, theme.code.parent?.rawValue ?? ""]
    let row = { (attribute: String, value: String, holders: [Identifier<Participant>]) in
      front + [
        attribute, value, "\(holders.count)", "\(table.n)",
        holders.map(\.rawValue).joined(separator: ";"),
      ]
    }
    writer.append(
      row("", "", theme.participants) + ["\(theme.byMachine.count)", "\(theme.codingCount)"])
    for (name, values) in theme.attributeCounts.sorted(by: { $0.key < $1.key }) {
      for value in values.keys.sorted() {
        writer.append(row(name, value, theme.holders { $0[name] == value }) + ["", ""])
      }
    }
  }
  return writer.bytes
}

/// Every quotation as a row of CSV, written as it comes.
struct QuotationRows {
  private var writer: TableWriter
  private let attributes: [String]

  init(codebook: Codebook) {
    attributes = codebook.attributeNames
    writer = TableWriter(
      columns: [
        "coding", "code", "participant", "transcript", "speaker", "time", "start", "end", "text",
        "evidence_start", "evidence_end", "evidence", "coders", "origin",
      ] + attributes)
  }

  mutating func append(_ quotation: Quotation) {
    writer.append(
      [
        quotation.coding.description, quotation.code.rawValue,
        quotation.participant?.rawValue ?? "", quotation.transcript.rawValue,
        quotation.speaker ?? "", quotation.time.map(PlainText.clock) ?? "",
        "\(quotation.position.lowerBound)", "\(quotation.position.upperBound)", quotation.text,
        "\(quotation.evidencePosition.lowerBound)", "\(quotation.evidencePosition.upperBound)",
        quotation.evidenceText, quotation.coders.map(\.rawValue).joined(separator: ";"),
        quotation.origin.rawValue,
      ] + attributes.map { quotation.attributes[$0] ?? "" })
  }

  var bytes: [UInt8] { writer.bytes }
}

extension Codebook {
  /// The names of all attributes, in the codebook's order.
  var attributeNames: [String] {
    var seen: Set<String> = []
    return codes.flatMap(\.attributes).map(\.name).filter { seen.insert($0).inserted }
  }
}
