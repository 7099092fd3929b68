import LeitmotifModel
import LeitmotifXML

/// Hears a Word document's main part: what a reader sees who accepts all proposed changes.
///
/// - Source: ECMA-376, part 1, chapter 17 (WordprocessingML).
struct WordHandler: XMLHandler {
  private(set) var builder = DocumentBuilder()

  private enum Kind {
    case paragraph, run, style, text, table, row, cell, other
    /// The text of the run is not shown.
    case hidden
    /// What stands for a character.
    case character(String)
    /// What is not shown, or not words: deleted text, drawings, codes of fields.
    case silent
    /// What somebody deleted or moved away; in the properties of a paragraph, its end was.
    case deleted
    case inserted
  }

  private var kinds = NameMeanings<Kind>()
  private var around: [Kind] = []
  private var silentDepth = 0
  private var textDepth: Int?
  /// How deep in the properties of paragraphs: there, deletions and insertions are about the paragraph's end.
  private var propertiesDepth: Int?
  private var endIsDeleted = false
  private var isHidden = false

  mutating func start(_ element: borrowing XMLElement) throws(Diagnostics) {
    guard silentDepth == 0 else {
      silentDepth += 1
      return
    }
    let kind = kinds.meaning(of: element, Self.kind(named:))
    switch kind {
    case .silent:
      silentDepth = 1
      return
    case .deleted:
      builder.note(change: true)
      if propertiesDepth == nil {
        silentDepth = 1
        return
      }
      endIsDeleted = true
    case .inserted: builder.note(change: true)
    case .paragraph:
      builder.beginParagraph()
      endIsDeleted = false
    case .style:
      if let style = element["val"], isHeadingStyle(style) { builder.makeHeading() }
    case .run: isHidden = false
    case .hidden: if propertiesDepth == nil { isHidden = !isOff(element["val"]) }
    case .text: textDepth = around.count + 1
    case .character(let text) where propertiesDepth == nil && !isHidden:
      // A page break is no line of speech, but parts words all the same.
      builder.append(text)
    case .table: builder.beginTable()
    case .row: builder.beginRow()
    case .cell: builder.beginCell()
    case .other, .character: break
    }
    around.append(kind)
    if propertiesDepth == nil, element.name == "pPr" { propertiesDepth = around.count }
  }

  mutating func end() throws(Diagnostics) {
    guard silentDepth == 0 else {
      silentDepth -= 1
      return
    }
    let depth = around.count
    if propertiesDepth == depth { propertiesDepth = nil }
    if textDepth == depth { textDepth = nil }
    switch around.popLast() {
    case .paragraph: builder.endParagraph(goesOn: endIsDeleted)
    case .table: builder.endTable()
    default: break
    }
  }

  mutating func text(_ text: Span<UInt8>) throws(Diagnostics) {
    if textDepth != nil, silentDepth == 0, !isHidden { builder.append(text) }
  }

  private static func kind(named name: String) -> Kind {
    switch name {
    case "p": .paragraph
    case "r": .run
    case "vanish": .hidden
    case "pStyle": .style
    case "t": .text
    case "tbl": .table
    case "tr": .row
    case "tc": .cell
    case "ins", "moveTo": .inserted
    case "del", "moveFrom": .deleted
    case "tab", "ptab": .character("\t")
    case "br", "cr": .character("\n")
    case "noBreakHyphen": .character("\u{2011}")
    // `Fallback` repeats for old programs what `Choice` says; `rt` is how a word is pronounced.
    case "delText", "instrText", "delInstrText", "drawing", "pict", "object", "oMath", "oMathPara",
      "Fallback", "rt", "rPrChange", "pPrChange", "tblPrChange", "sectPr", "tblPr", "tcPr", "trPr":
      .silent
    default: .other
    }
  }
}

/// Whether a property that is on where it stands is turned off by its value.
private func isOff(_ value: String?) -> Bool { ["0", "false", "off", "none"].contains(value) }

/// Hears a Word document's comments.
struct WordCommentsHandler: XMLHandler {
  private(set) var comments: [String] = []
  private var around: [String] = []
  private var author = ""
  private var text: [UInt8] = []

  mutating func start(_ element: borrowing XMLElement) throws(Diagnostics) {
    around.append(element.name)
    if element.name == "comment" {
      author = element["author"] ?? ""
      text = []
    } else if element.name == "p", !text.isEmpty {
      text.append(0x20)
    }
  }

  mutating func end() throws(Diagnostics) {
    guard around.popLast() == "comment" else { return }
    let words = String(decoding: text, as: UTF8.self)
    comments.append(author.isEmpty ? words : "\(author): \(words)")
  }

  mutating func text(_ piece: Span<UInt8>) throws(Diagnostics) {
    guard around.last == "t" else { return }
    piece.withUnsafeBufferPointer { text.append(contentsOf: $0) }
  }
}
