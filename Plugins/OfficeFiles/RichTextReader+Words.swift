extension RichTextReader {
  /// Does what a word says about fonts, styles, paragraphs or tables.
  mutating func apply(_ word: RichTextWord, _ number: Int?) {
    switch word {
    case .font, .plainFont, .defaultFont, .fontCharacters, .codePage, .fileCodePage, .macintosh,
      .dos:
      applyFont(word, number)
    case .style:
      if case .styles = group.destination {
        styles.begin(number ?? 0)
      } else {
        group.isHeading = styles.areHeadings(number ?? 0)
      }
    case .outlineLevel:
      // The tenth level is that of plain text.
      let isHeading = (0..<9).contains(number ?? 0)
      if case .styles = group.destination {
        if isHeading { styles.makeHeading() }
      } else {
        group.isHeading = isHeading
      }
    case .hidden: group.isHidden = number != 0
    case .deleted:
      group.isDeleted = number != 0
      if group.isDeleted { page.noteChange() }
    case .inserted: if number != 0 { page.noteChange() }
    case .plainParagraph: (group.isInTable, group.isHeading) = (false, false)
    case .inTable: group.isInTable = true
    case .paragraphEnd, .cellEnd, .rowEnd, .rowBegin: applyBorder(word)
    case .destination, .characters, .unicode, .unicodeSkip, .binary: break
    }
  }

  private mutating func applyFont(_ word: RichTextWord, _ number: Int?) {
    switch word {
    case .font:
      if case .fonts = group.destination {
        fonts.begin(number ?? 0)
      } else {
        group.font = number
      }
    case .plainFont: (group.font, group.isHidden) = (nil, false)
    case .defaultFont: fonts.usual = number
    case .fontCharacters: fonts.setCharacters(number ?? 1)
    case .codePage: fonts.setCodePage(number ?? 0)
    case .fileCodePage: fonts.fileEncoding = RichTextEncodings.name(ofCodePage: number ?? 0)
    case .macintosh: fonts.fileEncoding = "macintosh"
    case .dos(let encoding): fonts.fileEncoding = encoding
    default: break
    }
  }

  private mutating func applyBorder(_ word: RichTextWord) {
    switch group.destination {
    case .document:
      switch word {
      case .paragraphEnd: page.endParagraph(group)
      case .cellEnd: page.endCell(group)
      case .rowEnd: page.endRow()
      default: page.isInRow = true
      }
    case .comment: page.appendToComment([0x20])
    default: break
    }
  }
}

/// The fonts of a Rich Text file, as far as they say how its bytes are to be read.
struct RichTextFonts {
  /// The encoding of text in no particular font.
  var fileEncoding = RichTextEncodings.usual
  /// The font that counts where none is named.
  var usual: Int?

  private var encodings: [Int: String] = [:]
  private var current = 0

  mutating func begin(_ number: Int) { current = number }

  mutating func setCharacters(_ number: Int) {
    encodings[current] = RichTextEncodings.name(ofCharacterSet: number)
  }

  mutating func setCodePage(_ number: Int) {
    encodings[current] = RichTextEncodings.name(ofCodePage: number)
  }

  /// The encoding of text in a font; `nil` stands for the usual one.
  func encoding(of font: Int?) -> String {
    (font ?? usual).flatMap { encodings[$0] } ?? fileEncoding
  }
}

/// The styles of a Rich Text file, as far as they are those of headings.
struct RichTextStyles {
  private var headings: Set<Int> = []
  private var current = 0
  private var name: [UInt8] = []

  mutating func begin(_ number: Int) {
    (current, name) = (number, [])
  }

  mutating func makeHeading() { headings.insert(current) }

  /// Adds to the style's name, which a semicolon ends.
  mutating func append(_ text: [UInt8]) {
    for byte in text where name.count < 200 {
      if byte == UInt8(ascii: ";") {
        // Other names may stand behind a comma.
        let first = String(decoding: name.prefix { $0 != UInt8(ascii: ",") }, as: UTF8.self)
        if isHeadingStyle(first) { makeHeading() }
        (current, name) = (0, [])
      } else {
        name.append(byte)
      }
    }
  }

  func areHeadings(_ number: Int) -> Bool { headings.contains(number) }
}
