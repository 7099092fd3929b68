import LeitmotifArchive
import LeitmotifModel
import LeitmotifTesting
import OfficeFiles
import LeitmotifPlugin
import Testing

struct RefusedFilesTests {
  @Test func `a file of which nothing reads the text says how to convert it`() {
    let message = failure(Array("%PDF-1.7 …".utf8), as: "p1.pdf")
    #expect(message.contains("[unsupported-document]"))
    #expect(message.contains("pdftotext -layout"))
  }

  @Test func `old documents and locked ones are told apart`() {
    let old: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    #expect(failure(old + [1, 2, 3], as: "p1.doc").contains("--convert-to docx"))
    let locked = old + "EncryptedPackage".utf16.flatMap { [UInt8($0 & 0xFF), 0] as [UInt8] }
    #expect(failure(locked, as: "p1.docx").contains("[archive-encrypted]"))
  }

  @Test func `a document that was cut off is broken, and damaged XML says where`() throws {
    let bytes = try word(paragraph("INT: Hello."))
    #expect(failure(Array(bytes.dropLast(30)), as: "p1.docx").contains("[archive-broken]"))
    let torn = try word("<w:p><w:r><w:t>INT: Hel</w:p>")
    #expect(failure(torn, as: "p1.docx").hasPrefix("p1.docx/word/document.xml:1:"))
    var configuration = OfficeIngester.Configuration()
    configuration.recover = true
    let recovered = try read(torn, as: "p1.docx", configuration)
    #expect(turns(recovered).first?.hasSuffix("Hel") == true)
    #expect(recovered.warnings.contains { $0.id == "recovered" })
  }

  @Test func `a document that unpacks to a thousand times its size is refused`() throws {
    var writer = ArchiveWriter()
    writer.add("word/document.xml", Array(repeating: 0x20, count: 30 << 20))
    #expect(try failure(writer.bytes(), as: "p1.docx").contains("[archive-too-large]"))
  }

  @Test func `entities in a document open nothing`() throws {
    var writer = ArchiveWriter()
    writer.add(
      "word/document.xml",
      Array(
        "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><d><p><t>&x;</t></p></d>".utf8))
    #expect(try failure(writer.bytes(), as: "p1.docx").contains("[external-entity]"))
  }

  @Test func `damaged documents are refused or read, and nothing worse`() throws {
    let body = """
      <w:tbl><w:tr><w:tc><w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>Speaker</w:t></w:r></w:p></w:tc>
      <w:tc><w:p><w:r><w:t>Text</w:t><w:br/></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:ins><w:r><w:t>A: b</w:t></w:r></w:ins></w:p>
      """
    let open =
      "<text:p>A: b<text:s text:c='3'/><office:annotation><text:p>c</text:p></office:annotation></text:p>"
    var numbers = SeededNumbers(seed: 11)
    var configuration = OfficeIngester.Configuration()
    configuration.recover = true
    for _ in 0..<150 {
      for (bytes, name) in try [
        (word(String(decoding: numbers.mutation(of: Array(body.utf8)), as: UTF8.self)), "p1.docx"),
        (
          openDocument(String(decoding: numbers.mutation(of: Array(open.utf8)), as: UTF8.self)),
          "p1.odt"
        ),
      ] {
        _ = failure(bytes, as: name)
        _ = try? read(bytes, as: name, configuration)
        _ = failure(numbers.mutation(of: bytes), as: name)
      }
    }
  }
}
