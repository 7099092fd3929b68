/// What the words of Rich Text mean, as far as they change what is read.
enum RichTextWord {
  /// What a group that begins with the word holds.
  case destination(RichTextDestination)
  /// The word stands for characters.
  case characters(String)
  /// The paragraph, a table's cell or its row ends.
  case paragraphEnd, cellEnd, rowEnd
  /// A row's description begins; a paragraph's properties are all taken back; it lies in a table.
  case rowBegin, plainParagraph, inTable
  /// The paragraph's style and its level in the outline.
  case style, outlineLevel
  /// The font, by its number; none in particular.
  case font, plainFont
  /// A font's characters, in Windows' numbers; the number of their code page.
  case fontCharacters, codePage
  /// The number of the file's own code page, and names of old ones.
  case fileCodePage, macintosh, dos(String)
  /// A character by its number; how many bytes behind it stand for it in old programs.
  case unicode, unicodeSkip
  /// Text that is not shown; was deleted; was inserted.
  case hidden, deleted, inserted
  /// Bytes that are no text follow.
  case binary
  /// The font that counts where none is named.
  case defaultFont

  static let known: [String: RichTextWord] = {
    var words: [String: RichTextWord] = [
      "par": .paragraphEnd, "sect": .paragraphEnd, "page": .paragraphEnd, "column": .paragraphEnd,
      "cell": .cellEnd, "nestcell": .paragraphEnd, "row": .rowEnd, "trowd": .rowBegin,
      "pard": .plainParagraph, "intbl": .inTable, "s": .style, "outlinelevel": .outlineLevel,
      "f": .font, "plain": .plainFont, "deff": .defaultFont, "fcharset": .fontCharacters,
      "cpg": .codePage, "ansicpg": .fileCodePage, "mac": .macintosh, "pc": .dos("ibm-437"),
      "pca": .dos("ibm-850"), "u": .unicode, "uc": .unicodeSkip, "v": .hidden,
      "deleted": .deleted, "revised": .inserted, "bin": .binary,
      "fonttbl": .destination(.fonts), "stylesheet": .destination(.styles),
      "annotation": .destination(.comment), "atnauthor": .destination(.commentAuthor),
      "line": .characters("\n"), "lbr": .characters("\n"), "tab": .characters("\t"),
      "emdash": .characters("\u{2014}"), "endash": .characters("\u{2013}"),
      "lquote": .characters("\u{2018}"), "rquote": .characters("\u{2019}"),
      "ldblquote": .characters("\u{201C}"), "rdblquote": .characters("\u{201D}"),
      "bullet": .characters("\u{2022}"), "emspace": .characters("\u{2003}"),
      "enspace": .characters("\u{2002}"), "qmspace": .characters("\u{2005}"),
      "zwj": .characters("\u{200D}"), "zwnj": .characters("\u{200C}"),
      "ltrmark": .characters("\u{200E}"), "rtlmark": .characters("\u{200F}"),
    ]
    for name in silent { words[name] = .destination(.silent) }
    return words
  }()

  /// Groups that hold no words of the text, besides all that begin with `\*`: pictures, the codes of fields, what
  /// stands above and below each page, footnotes, the numbers of lists.
  private static let silent = [
    "atnicn", "colortbl", "comment", "fldinst", "footer", "footerf", "footerl", "footerr",
    "footnote", "ftncn", "ftnsep", "ftnsepc", "generator", "header", "headerf", "headerl",
    "headerr", "info", "listtext", "nonesttables", "nonshppict", "objdata", "pict", "pntext",
    "private", "rxe", "shp", "shpinst", "shprslt", "tc", "tcn", "template", "txe", "xe",
  ]
}

/// Where the text of a group goes.
enum RichTextDestination {
  /// Into the document.
  case document
  /// Into the table of fonts or styles.
  case fonts, styles
  /// Into a comment in the margin, or its author's name.
  case comment, commentAuthor
  /// Nowhere.
  case silent
}
