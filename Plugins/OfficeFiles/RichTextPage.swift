/// The document while its Rich Text is read, in which tables are rows that stand one below another.
struct RichTextPage {
  /// Whether a row has been described that has not ended.
  var isInRow = false

  private var builder = DocumentBuilder()
  private var isInParagraph = false
  private var open = (table: false, row: false, cell: false)
  private var comment: [UInt8] = []
  private var author: [UInt8] = []

  mutating func append(_ text: [UInt8], _ group: RichTextReader.Group) {
    beginParagraph(group)
    builder.append(text.span)
  }

  mutating func endParagraph(_ group: RichTextReader.Group) {
    beginParagraph(group)
    if group.isHeading { builder.makeHeading() }
    builder.endParagraph(goesOn: group.isDeleted)
    isInParagraph = false
  }

  mutating func endCell(_ group: RichTextReader.Group) {
    if !isInParagraph { openCell() }
    builder.endParagraph()
    (isInParagraph, open.cell) = (false, false)
  }

  mutating func endRow() {
    builder.endParagraph()
    isInParagraph = false
    (open.row, open.cell, isInRow) = (false, false, false)
  }

  mutating func noteChange() { builder.note(change: true) }

  mutating func beginAuthor() { author = [] }
  mutating func appendToAuthor(_ text: [UInt8]) { author += text }
  mutating func appendToComment(_ text: [UInt8]) { comment += text }

  mutating func endComment() {
    let words = { (bytes: [UInt8]) in
      String(decoding: bytes, as: UTF8.self).split { $0.isWhitespace }.joined(separator: " ")
    }
    let (name, text) = (words(author), words(comment))
    (author, comment) = ([], [])
    if !text.isEmpty { builder.add(comment: name.isEmpty ? text : "\(name): \(text)") }
  }

  mutating func finish() -> Document { builder.finish() }

  private mutating func beginParagraph(_ group: RichTextReader.Group) {
    guard !isInParagraph else { return }
    if group.isInTable || isInRow {
      openCell()
    } else if open.table {
      builder.endTable()
      open = (false, false, false)
    }
    builder.beginParagraph()
    isInParagraph = true
  }

  private mutating func openCell() {
    if !open.table { builder.beginTable() }
    if !open.row { builder.beginRow() }
    if !open.cell { builder.beginCell() }
    open = (true, true, true)
  }
}
