import LeitmotifModel
import LeitmotifXML

/// Hears the content of an OpenDocument text (`.odt`): deletions stand apart in it, so what is left is what counts.
///
/// - Source: OpenDocument 1.3, part 3.
struct OpenDocumentHandler: XMLHandler {
  private(set) var builder = DocumentBuilder()

  private var around: [String] = []
  private var silentDepth = 0
  /// Whether white space goes: after a blank, and where a paragraph begins.
  private var blankIsDue = false
  private var isFresh = true
  private var comment: (author: [UInt8], text: [UInt8])?
  private var isInStyles = false
  private var style = ""
  /// The styles of text that is not shown.
  private var hiddenStyles: Set<String> = []

  private static let silent: Set<String> = [
    "note", "sequence-decls", "forms", "frame", "g", "custom-shape", "ruby-text", "scripts",
    "font-face-decls", "table-of-content", "alphabetical-index", "bibliography",
  ]

  mutating func start(_ element: borrowing XMLElement) throws(Diagnostics) {
    guard silentDepth == 0 else {
      silentDepth += 1
      return
    }
    let name = element.name
    if Self.silent.contains(name) {
      silentDepth = 1
      return
    }
    if name == "tracked-changes" {
      silentDepth = 1
      builder.note(change: true)
      return
    }
    if !isInStyles, let style = element["style-name"], hiddenStyles.contains(style) {
      silentDepth = 1
      return
    }
    around.append(name)
    if comment != nil { return }
    if isInStyles {
      if name == "style" { style = element["name"] ?? "" }
      if element["display"] == "none" { hiddenStyles.insert(style) }
      return
    }
    switch name {
    case "automatic-styles": isInStyles = true
    case "annotation": comment = ([], [])
    case "p", "h":
      builder.beginParagraph(isHeading: name == "h")
      isFresh = true
      blankIsDue = false
    case "s":
      writeBlank()
      let count = element["c"].flatMap { Int($0) } ?? 1
      for _ in 0..<min(max(count, 1), 1000) { builder.append(0x20) }
      isFresh = false
    case "tab": character(0x09)
    case "line-break": character(0x0A)
    case "table": builder.beginTable()
    case "table-row": builder.beginRow()
    case "table-cell", "covered-table-cell": builder.beginCell()
    default: break
    }
  }

  mutating func end() throws(Diagnostics) {
    guard silentDepth == 0 else {
      silentDepth -= 1
      return
    }
    let name = around.popLast()
    if isInStyles {
      isInStyles = name != "automatic-styles"
      return
    }
    if let comment {
      guard name == "annotation" else { return }
      let words = String(decoding: comment.text, as: UTF8.self)
      let author = String(decoding: comment.author, as: UTF8.self)
      builder.add(comment: author.isEmpty ? words : "\(author): \(words)")
      self.comment = nil
      return
    }
    switch name {
    case "p", "h": builder.endParagraph()
    case "table": builder.endTable()
    default: break
    }
  }

  mutating func text(_ text: Span<UInt8>) throws(Diagnostics) {
    guard silentDepth == 0 else { return }
    if comment != nil {
      switch around.last {
      case "creator": text.withUnsafeBufferPointer { comment?.author.append(contentsOf: $0) }
      case "date", "date-string", "creator-initials", "annotation": break
      default: text.withUnsafeBufferPointer { comment?.text.append(contentsOf: $0) }
      }
      return
    }
    // Outside paragraphs there is nothing but the layout of the XML.
    guard around.contains(where: { $0 == "p" || $0 == "h" }) else { return }
    for place in text.indices {
      let byte = text[place]
      if byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D {
        blankIsDue = true
      } else {
        writeBlank()
        builder.append(byte)
        isFresh = false
      }
    }
  }

  private mutating func character(_ byte: UInt8) {
    writeBlank()
    builder.append(byte)
    isFresh = true
  }

  private mutating func writeBlank() {
    if blankIsDue, !isFresh { builder.append(0x20) }
    blankIsDue = false
  }
}
