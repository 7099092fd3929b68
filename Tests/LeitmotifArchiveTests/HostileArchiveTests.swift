import LeitmotifArchive
import LeitmotifModel
import LeitmotifTesting
import Testing

struct HostileArchiveTests {
  /// The ids of the errors with which listing and reading everything ends.
  private static func errors(
    _ bytes: [UInt8], limits: ArchiveLimits = ArchiveLimits()
  ) -> [String] {
    do {
      let archive = try Archive(bytes, path: "p1.docx", limits: limits)
      try archive.read(where: { _ in true }) { _, _ in }
      return []
    } catch {
      return error.all.map(\.id)
    }
  }

  @Test func `a plain archive made by hand is fine`() throws {
    let zip = RawZip(.init("word/document.xml", "<w/>"), .init("b", "two"))
    #expect(Self.errors(zip.bytes) == [])
    #expect(try Archive(zip.bytes, path: "x").content(of: "b") == Array("two".utf8))
  }

  @Test(arguments: [
    "/etc/passwd", "../../home/ada/.bashrc", "word/../../x", "..", "C:/x", "c:\\x", "\\\\host\\x",
    "word\\..\\x", "a\u{1}b", "a\nb",
  ])
  func `a name that leads out of the archive, or is no name, is refused`(name: String) {
    #expect(Self.errors(RawZip(.init(name)).bytes) == ["archive-member-name"])
  }

  @Test func `names with dots that lead nowhere are fine`() {
    #expect(Self.errors(RawZip(.init("a..b/...c"), .init("./d"), .init(".e")).bytes) == [])
  }

  @Test func `folders parted by backslashes, as Windows parts them, are folders`() throws {
    let zip = RawZip(.init("word\\document.xml", "<w/>"))
    #expect(try Archive(zip.bytes, path: "x").members.map(\.name) == ["word/document.xml"])
  }

  @Test func `one name twice is refused, also when it is written in two ways`() {
    #expect(Self.errors(RawZip(.init("a"), .init("a")).bytes) == ["archive-duplicate-member"])
    let backslashed = RawZip(.init("w/a"), .init("w\\a"))
    #expect(Self.errors(backslashed.bytes) == ["archive-duplicate-member"])
  }

  @Test func `a link is refused`() {
    var link = RawZip.Member("word/document.xml", "/etc/passwd")
    link.mode = 0o120777
    #expect(Self.errors(RawZip(link).bytes) == ["archive-member-name"])
  }

  @Test func `a locked member is refused`() {
    var locked = RawZip.Member("word/document.xml", String(repeating: "x", count: 64))
    locked.flags = 1
    #expect(Self.errors(RawZip(locked).bytes) == ["archive-encrypted"])
  }

  @Test func `an unknown way of packing is refused`() {
    var odd = RawZip.Member("a")
    odd.method = 77
    #expect(Self.errors(RawZip(odd).bytes) == ["archive-broken"])
  }

  @Test func `a size that is a lie is no reason to believe it`() {
    var lie = RawZip.Member("a", "four")
    lie.statedSize = 3_000_000_000
    #expect(Self.errors(RawZip(lie).bytes) == ["archive-broken"])
  }

  @Test func `a member that unpacks to a thousand times its size is refused`() throws {
    var writer = ArchiveWriter()
    writer.add("word/document.xml", Array(repeating: 0x20, count: 20 << 20))
    // What lies beside it does not hide it.
    var numbers = SeededNumbers(seed: 1)
    writer.add("noise", (0..<3_000_000).map { _ in UInt8(truncatingIfNeeded: numbers.next()) })
    let bytes = try writer.bytes()
    #expect(Self.errors(bytes) == ["archive-too-large"])
    #expect(try Archive(bytes, path: "x").content(of: "noise")?.count == 3_000_000)
  }

  @Test func `limits hold for one member, for all of them, and for their number`() throws {
    var writer = ArchiveWriter()
    for name in ["a", "b", "c"] { writer.add(name, Array(repeating: 7, count: 1000)) }
    let bytes = try writer.bytes()
    var limits = ArchiveLimits()
    #expect(Self.errors(bytes, limits: limits) == [])
    limits.memberSize = 999
    #expect(Self.errors(bytes, limits: limits) == ["archive-too-large"])
    limits.memberSize = 1000
    limits.totalSize = 2999
    #expect(Self.errors(bytes, limits: limits) == ["archive-too-large"])
    limits.totalSize = 3000
    limits.memberCount = 2
    #expect(Self.errors(bytes, limits: limits) == ["archive-too-large"])
  }

  @Test func `an archive that was cut off is broken, wherever it was cut`() throws {
    var writer = ArchiveWriter()
    for name in ["a", "b"] { writer.add(name, Array(name.utf8)) }
    let bytes = try writer.bytes()
    for count in 0..<bytes.count {
      #expect(Self.errors(Array(bytes[..<count])) == ["archive-broken"], "\(count)")
    }
  }

  @Test func `what is no archive is broken`() {
    #expect(Self.errors(Array("Anna: hello".utf8)) == ["archive-broken"])
    #expect(Self.errors([]) == ["archive-broken"])
    #expect(Self.errors(Array(repeating: 0, count: 100_000)) == ["archive-broken"])
  }

  @Test func `damaged archives are refused or read, and nothing worse`() throws {
    var writer = ArchiveWriter()
    for name in ["word/document.xml", "word/comments.xml", "[Content_Types].xml"] {
      writer.add(name, Array(String(repeating: "<\(name)>", count: 50).utf8))
    }
    let intact = try writer.bytes()
    var numbers = SeededNumbers(seed: 9)
    let known: Set<String> = [
      "archive-broken", "archive-encrypted", "archive-member-name", "archive-duplicate-member",
      "archive-too-large",
    ]
    for _ in 0..<3000 {
      var bytes = intact
      for _ in 0...numbers.below(4) {
        switch numbers.below(3) {
        case 0: bytes[numbers.below(bytes.count)] = UInt8(truncatingIfNeeded: numbers.next())
        case 1: bytes.remove(at: numbers.below(bytes.count))
        default: bytes.insert(UInt8(numbers.below(256)), at: numbers.below(bytes.count))
        }
      }
      #expect(Set(Self.errors(bytes)).isSubset(of: known))
    }
  }
}
