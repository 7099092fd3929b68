import LeitmotifModel

/// An office document as far as an interview needs it: paragraphs, tables, comments.
struct Document {
  /// One paragraph; line breaks in it are LF.
  struct Paragraph: Equatable {
    var text: [UInt8] = []
    var isHeading = false
  }

  /// What stands one after another in the document.
  enum Block: Equatable {
    case paragraph(Paragraph)
    /// A table: the paragraphs of every cell of every row.
    case table([[[Paragraph]]])
  }

  /// The paragraphs and tables, in the document's order.
  var blocks: [Block] = []

  /// What people wrote in the margin, each with its author's name in front where there is one.
  var comments: [String] = []

  /// How many places a change was proposed in that nobody has decided on.
  var changes = 0

  /// The encoding of its letters.
  var encoding = "utf-8"

  /// How many places could not be decoded, and became U+FFFD.
  var replacedCount = 0

  /// What is wrong with the file, where it was read in spite of it.
  var damage: Diagnostic?
}

/// Builds a document while its XML is heard.
struct DocumentBuilder {
  private(set) var document = Document()
  private var paragraph: Document.Paragraph?
  /// The tables around, innermost last: the paragraphs of each cell of each row so far.
  private var tables: [[[[Document.Paragraph]]]] = []
  /// Whether the next paragraph goes on with this one, for its end was deleted.
  private var goesOn = false

  mutating func beginParagraph(isHeading: Bool = false) {
    if goesOn, paragraph != nil {
      goesOn = false
      return
    }
    endParagraph()
    paragraph = Document.Paragraph(isHeading: isHeading)
  }

  mutating func makeHeading() { paragraph?.isHeading = true }

  /// Ends a paragraph; one whose end somebody deleted goes on with the next.
  mutating func endParagraph(goesOn: Bool = false) {
    self.goesOn = goesOn && paragraph != nil
    guard !self.goesOn, let ended = paragraph else { return }
    paragraph = nil
    if tables.isEmpty {
      document.blocks.append(.paragraph(ended))
    } else {
      let (table, row) = (tables.count - 1, tables[tables.count - 1].count - 1)
      guard row >= 0, let cell = tables[table][row].indices.last else { return }
      tables[table][row][cell].append(ended)
    }
  }

  mutating func append(_ text: Span<UInt8>) {
    text.withUnsafeBufferPointer { bytes in
      if bytes.firstIndex(of: 0x0D, in: 0..<bytes.count) == nil {
        paragraph?.text.append(contentsOf: bytes)
      } else {
        paragraph?.text.append(contentsOf: bytes.lazy.filter { $0 != 0x0D })
      }
    }
  }

  mutating func append(_ byte: UInt8) { paragraph?.text.append(byte) }

  mutating func append(_ text: String) { paragraph?.text.append(contentsOf: text.utf8) }

  mutating func beginTable() {
    endParagraph()
    tables.append([])
  }

  mutating func beginRow() { if !tables.isEmpty { tables[tables.count - 1].append([]) } }

  mutating func beginCell() {
    guard !tables.isEmpty, !tables[tables.count - 1].isEmpty else { return }
    let table = tables.count - 1
    tables[table][tables[table].count - 1].append([])
  }

  mutating func endTable() {
    endParagraph()
    guard let table = tables.popLast() else { return }
    guard !tables.isEmpty else {
      document.blocks.append(.table(table))
      return
    }
    // A table in a cell: its paragraphs are the cell's.
    for paragraph in table.joined().joined() {
      self.paragraph = paragraph
      endParagraph()
    }
  }

  mutating func note(change: Bool) { if change { document.changes += 1 } }
  mutating func add(comment: String) { document.comments.append(comment) }

  /// The document, once its XML has ended.
  mutating func finish() -> Document {
    while !tables.isEmpty { endTable() }
    endParagraph()
    return document
  }
}
