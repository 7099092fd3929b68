import LeitmotifDigest
import LeitmotifModel

/// The quotations of a large report: kept in the page as data, and shown theme by theme when asked for.
///
/// A browser reads a hundred thousand quotations as one text in no time; as elements they would take minutes.
struct QuotationData {
  let table: ThemeTable
  private let transcripts: [Identifier<Transcript>: Int]
  private let participants: [Identifier<Participant>: Int]

  /// How many quotations a page shows at once.
  static let limit = 2000

  /// - Returns: `nil` when the page is small enough to show everything.
  init?(table: ThemeTable, limit: Int = Self.limit) {
    let count = table.themes.filter(table.shows).map(\.quotations.count).reduce(0, +)
    guard count > limit else { return nil }
    self.table = table
    transcripts = Dictionary(table.transcripts.enumerated().map { ($1, $0) }) { first, _ in first }
    participants = Dictionary(table.participants.enumerated().map { ($1.participant.id, $0) }) {
      first, _ in first
    }
  }

  /// What stands in a theme's section until its quotations are asked for.
  func placeholder(for theme: Theme, links: Links) -> HTML {
    let count = theme.quotations.count
    return """
      <button class="more" data-theme="\(links.theme(theme.code.id))">Show \(counted(count, "quotation"))</button>
      <div class="quotations"></div>
      """
  }

  /// The names that quotations point to, for the end of the page.
  var names: [UInt8] {
    let names: JSONValue = [
      "participants": .list(table.participants.map { .string($0.participant.id.rawValue) }),
      "transcripts": .list(table.transcripts.map { .string(table.name(of: $0)) }),
    ]
    return block("names", Array(names.canonicalText.utf8))
  }

  /// The quotations of one theme, as a block of data.
  func block(of theme: Theme, number: Int) -> [UInt8] {
    guard table.shows(theme), !theme.quotations.isEmpty else { return [] }
    var bytes: [UInt8] = [UInt8(ascii: "[")]
    for (place, quotation) in theme.quotations.enumerated() {
      if place > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes += row(quotation).canonicalText.utf8
    }
    bytes.append(UInt8(ascii: "]"))
    return block("d-t\(number)", bytes)
  }

  private func row(_ quotation: Quotation) -> JSONValue {
    let bytes = Array(quotation.text.utf8)
    let part = { (range: Range<Int>) in
      JSONValue.string(String(decoding: bytes[range], as: UTF8.self))
    }
    let coders = quotation.coders.map(\.rawValue).joined(separator: ", ")
    var facts = quotation.shownAttributes.pairs.map { "\($0.name): \($0.value)" }
    facts.append(
      (coders.isEmpty || table.privacy.pseudonymsOnly ? "" : "\(coders): ")
        + quotation.origin.explanation)
    facts += quotation.shownRules.map { "rule \($0)" }
    return [
      .string(quotation.coding.description),
      .integer(quotation.participant.flatMap { participants[$0] } ?? -1),
      .integer(transcripts[quotation.transcript] ?? -1),
      .string("\(quotation.position.lowerBound)–\(quotation.position.upperBound)"),
      .string(quotation.time.map(PlainText.clock) ?? ""), .string(quotation.speaker ?? ""),
      part(0..<quotation.evidence.lowerBound), part(quotation.evidence),
      part(quotation.evidence.upperBound..<bytes.count), .string(facts.joined(separator: " · ")),
    ]
  }

  /// Data between tags that no browser runs; nothing in it can close them.
  private func block(_ name: String, _ json: [UInt8]) -> [UInt8] {
    var bytes = Array("<script type=\"application/json\" id=\"\(name)\">".utf8)
    bytes.reserveCapacity(json.count + 80)
    for byte in json {
      if byte == UInt8(ascii: "<") { bytes += Array("\\u003c".utf8) } else { bytes.append(byte) }
    }
    return bytes + Array("</script>\n".utf8)
  }
}
