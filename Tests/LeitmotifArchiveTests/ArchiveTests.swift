import LeitmotifArchive
import LeitmotifModel
import LeitmotifTesting
import Testing

struct ArchiveTests {
  private static func archive(_ contents: [String: String]) throws -> Archive {
    var writer = ArchiveWriter()
    for (name, content) in contents { writer.add(name, Array(content.utf8)) }
    return try Archive(writer.bytes(), path: "p1.docx")
  }

  @Test func `lists members by name and reads them`() throws {
    let archive = try Self.archive(["word/document.xml": "<w/>", "a.txt": "", "größe.txt": "ü"])
    #expect(archive.members.map(\.name) == ["a.txt", "größe.txt", "word/document.xml"])
    #expect(archive.contains("a.txt"))
    #expect(try archive.content(of: "word/document.xml") == Array("<w/>".utf8))
    #expect(try archive.content(of: "größe.txt") == Array("ü".utf8))
    #expect(try archive.content(of: "a.txt") == [])
    #expect(try archive.content(of: "b.txt") == nil)
  }

  @Test func `reads several members in one go`() throws {
    let archive = try Self.archive(["sources/1.txt": "one", "sources/2.txt": "two", "x": "no"])
    var seen: [String: String] = [:]
    try archive.read(where: { $0.hasPrefix("sources/") }) { name, content in
      seen[name] = String(decoding: content, as: UTF8.self)
    }
    #expect(seen == ["sources/1.txt": "one", "sources/2.txt": "two"])
  }

  @Test func `the same members give the same bytes, in whatever order they are added`() throws {
    var forth = ArchiveWriter()
    forth.add("a", [1])
    forth.add("b", [2])
    var back = ArchiveWriter()
    back.add("b", [2])
    back.add("a", [1])
    #expect(try forth.bytes() == back.bytes())
  }

  @Test func `the member that says the type stands first and unpacked`() throws {
    var writer = ArchiveWriter()
    writer.add("content.xml", Array("<a/>".utf8))
    let type = "application/vnd.oasis.opendocument.text"
    writer.add("mimetype", Array(type.utf8), isFirst: true)
    let bytes = try writer.bytes()
    #expect(bytes[..<256].contains(Array("mimetype".utf8)))
    #expect(bytes[..<256].contains(Array(type.utf8)))
    #expect(try Archive(bytes, path: "a").members.map(\.name) == ["mimetype", "content.xml"])
  }

  @Test func `what was written is read again, whatever it is`() throws {
    var numbers = SeededNumbers(seed: 4)
    for _ in 0..<20 {
      var writer = ArchiveWriter()
      var contents: [String: [UInt8]] = [:]
      for number in 0...numbers.below(8) {
        let content = (0..<numbers.below(20_000)).map { _ in UInt8(numbers.below(40)) }
        contents["\(number)/é🙂.bin"] = content
        writer.add("\(number)/é🙂.bin", content)
      }
      let archive = try Archive(writer.bytes(), path: "x.zip")
      var read: [String: [UInt8]] = [:]
      try archive.read(where: { _ in true }) { read[$0] = $1 }
      #expect(read == contents)
    }
  }

  @Test func `an archive inside an archive is a member like any other`() throws {
    var inner = ArchiveWriter()
    inner.add("bomb", Array(repeating: 0, count: 900_000))
    var outer = ArchiveWriter()
    outer.add("inner.zip", try inner.bytes())
    let archive = try Archive(outer.bytes(), path: "outer.zip")
    #expect(try archive.content(of: "inner.zip") == inner.bytes())
  }
}
