import LeitmotifArchive
import LeitmotifModel
import LeitmotifPlugin
import LeitmotifXML

/// The kinds of office files, those that cannot be read among them.
enum OfficeFormat {
  case word, openDocument, richText
  /// Files whose text nothing reads reliably.
  case pdf, oldWord, lockedWord

  /// The kind of a file, by its first bytes; archives also by what they hold or are called.
  init?(of source: Source) {
    let bytes = source.bytes
    if bytes.starts(with: "%PDF".utf8) {
      self = .pdf
    } else if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
      // A locked document is packed into the same kind of container as the old ones.
      // Its names are UTF-16, in which zeros lie between the letters.
      let letters = bytes.prefix(1 << 20).filter { $0 != 0 }
      self = letters.holds("EncryptedPackage") ? .lockedWord : .oldWord
    } else if bytes.starts(with: "{\\rtf".utf8) {
      self = .richText
    } else if Archive.begins(bytes) {
      let end = Array(bytes.suffix(1 << 16))
      if Array(bytes.prefix(256)).holds("application/vnd.oasis.opendocument.text")
        || source.fileExtension == "odt"
      {
        self = .openDocument
      } else if end.holds("word/document") || end.holds("word\\document")
        || ["docx", "docm", "dotx"].contains(source.fileExtension)
      {
        self = .word
      } else {
        return nil
      }
    } else {
      return nil
    }
  }

  /// Reads a file.
  ///
  /// - Throws: `Diagnostics` when it cannot be read; the help says how to convert it.
  func document(from source: Source, recovering: Bool) throws(Diagnostics) -> Document {
    switch self {
    case .word: try wordDocument(from: source, recovering: recovering)
    case .openDocument: try openDocument(from: source, recovering: recovering)
    case .richText: try richText(from: source, recovering: recovering)
    case .pdf:
      throw Self.unsupported(
        "a PDF file keeps no text in reading order", source,
        help: """
          save the document that it was made from as .docx or plain text; where there is none, \
          'pdftotext -layout' makes a .txt file of it, to be checked by eye
          """)
    case .oldWord:
      throw Self.unsupported(
        "the file is of the time before .docx (.doc, .xls, .ppt)", source, help: Self.conversion)
    case .lockedWord:
      throw Diagnostics(
        .error(
          "archive-encrypted", "the file is locked with a password",
          help: "open it in the program that made it, and save it without a password",
          at: SourceLocation(path: source.path)))
    }
  }

  private func wordDocument(
    from source: Source, recovering: Bool
  ) throws(Diagnostics) -> Document {
    let archive = try Archive(source.bytes, path: source.path)
    let name =
      archive.contains("word/document.xml")
      ? "word/document.xml"
      : archive.members.map(\.name).first {
        $0.hasPrefix("word/document") && $0.hasSuffix(".xml")
      }
    guard let name, let main = try archive.content(of: name) else {
      throw Self.noDocument(in: source)
    }
    var handler = WordHandler()
    let damage = try Self.parse(main, named: name, in: source, recovering, &handler)
    var builder = handler.builder
    var document = builder.finish()
    document.damage = damage
    if let comments = try archive.content(of: "word/comments.xml") {
      var handler = WordCommentsHandler()
      let damage = try Self.parse(
        comments, named: "word/comments.xml", in: source, recovering, &handler)
      document.comments = handler.comments
      document.damage = document.damage ?? damage
    }
    return document
  }

  private func openDocument(
    from source: Source, recovering: Bool
  ) throws(Diagnostics) -> Document {
    let archive = try Archive(source.bytes, path: source.path)
    if let manifest = try archive.content(of: "META-INF/manifest.xml"),
      manifest.holds("encryption-data")
    {
      return try OfficeFormat.lockedWord.document(from: source, recovering: recovering)
    }
    guard let content = try archive.content(of: "content.xml") else {
      throw Self.noDocument(in: source)
    }
    var handler = OpenDocumentHandler()
    let damage = try Self.parse(content, named: "content.xml", in: source, recovering, &handler)
    var builder = handler.builder
    var document = builder.finish()
    document.damage = damage
    return document
  }

  private static func parse<Handler: XMLHandler>(
    _ bytes: [UInt8], named name: String, in source: Source, _ recovering: Bool,
    _ handler: inout Handler
  ) throws(Diagnostics) -> Diagnostic? {
    try XMLReader.read(
      bytes, path: "\(source.path)/\(name)", recovering: recovering, handler: &handler
    ).damage
  }

  private func richText(
    from source: Source, recovering: Bool
  ) throws(Diagnostics) -> Document {
    var reader = RichTextReader(source.bytes, path: source.path)
    return try reader.document(recovering: recovering)
  }

  /// The format's name, as `inspect` shows it.
  var name: String {
    switch self {
    case .word: "docx"
    case .openDocument: "odt"
    case .richText: "rtf"
    case .pdf: "pdf"
    case .oldWord, .lockedWord: "doc"
    }
  }

  private static func unsupported(_ what: String, _ source: Source, help: String) -> Diagnostics {
    Diagnostics(
      .error("unsupported-document", what, help: help, at: SourceLocation(path: source.path)))
  }

  private static func noDocument(in source: Source) -> Diagnostics {
    Diagnostics(
      .error(
        "unsupported-document", "the archive holds no text document",
        help: "save the transcript as .docx, .odt or plain text",
        at: SourceLocation(path: source.path)))
  }

  private static let conversion = """
    save it as .docx in Word or LibreOffice, or run 'soffice --headless --convert-to docx FILE'
    """
}
