import LeitmotifArchive
import LeitmotifModel
import LeitmotifPlugin
import OfficeFiles

/// A Word document of paragraphs and tables.
func word(_ body: String, comments: String = "") throws -> [UInt8] {
  let main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
  var writer = ArchiveWriter()
  writer.add("[Content_Types].xml", Array("<Types/>".utf8))
  writer.add(
    "word/document.xml",
    Array("<w:document xmlns:w=\"\(main)\"><w:body>\(body)</w:body></w:document>".utf8))
  if !comments.isEmpty {
    writer.add(
      "word/comments.xml",
      Array("<w:comments xmlns:w=\"\(main)\">\(comments)</w:comments>".utf8))
  }
  return try writer.bytes()
}

/// A paragraph of one run.
func paragraph(_ text: String, style: String = "") -> String {
  let properties = style.isEmpty ? "" : "<w:pPr><w:pStyle w:val=\"\(style)\"/></w:pPr>"
  return "<w:p>\(properties)<w:r><w:t xml:space=\"preserve\">\(text)</w:t></w:r></w:p>"
}

/// An OpenDocument text.
func openDocument(
  _ body: String, styles: String = "", manifest: String = "<manifest/>"
) throws -> [UInt8] {
  let namespaces = """
    xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:dc="urn:dc"
    xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
    """
  var writer = ArchiveWriter()
  writer.add("mimetype", Array("application/vnd.oasis.opendocument.text".utf8), isFirst: true)
  writer.add("META-INF/manifest.xml", Array(manifest.utf8))
  writer.add(
    "content.xml",
    Array(
      """
      <office:document-content \(namespaces)><office:automatic-styles>\(styles)</office:automatic-styles><office:body><office:text>\(body)</office:text></office:body></office:document-content>
      """.utf8))
  return try writer.bytes()
}

func read(
  _ bytes: [UInt8], as name: String, _ configuration: OfficeIngester.Configuration = .init()
) throws -> Transcript {
  try OfficeIngester(configuration: configuration, setup: StageSetup())
    .transcript(from: Source(path: name, bytes: bytes), in: StageContext())
}

func turns(_ transcript: Transcript) -> [String] {
  transcript.turns.map { turn in
    let time = turn.start.map { " \($0)" } ?? ""
    return
      "\(transcript.speaker(of: turn)?.label ?? "nobody")\(time): \(transcript.text[turn.span])"
  }
}

/// The error that reading ends with; empty for none.
func failure(_ bytes: [UInt8], as name: String) -> String {
  do {
    _ = try read(bytes, as: name)
    return ""
  } catch {
    return "\(error)"
  }
}
