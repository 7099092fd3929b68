import LeitmotifModel
import LeitmotifTesting
import LeitmotifXML
import Testing

struct RecoveryTests {
  /// What can be read, and the damage's first words.
  private func recover(_ file: String) throws -> (outline: String, damage: String?) {
    var handler = Outline()
    let (_, damage) = try XMLReader.recover(Array(file.utf8), path: "t.xml", handler: &handler)
    let place = damage?.location.map { "\($0.line ?? 0):\($0.column ?? 0) " } ?? ""
    return (handler.written, damage.map { place + $0.id })
  }

  @Test(arguments: [
    ("<a>x<b>y</b></a>", "<a>x<b>y//", nil),
    ("<a>x<b>y", "<a>x<b>y//", "1:9 xml-syntax"),
    ("<a>x<b>y</b", "<a>x<b>y//", "1:12 xml-syntax"),
    ("<a>x</a></a>", "<a>x/", "1:9 xml-syntax"),
    ("<a>one & two</a>", "<a>one  two/", "1:9 xml-syntax"),
    ("<a>&nbsp;x</a>", "<a>x/", "1:10 xml-syntax"),
  ])
  func `damage ends nothing that can be read`(file: String, outline: String, damage: String?) throws
  {
    let read = try recover(file)
    #expect(read.outline == outline)
    #expect(read.damage == damage)
  }

  @Test func `bytes that are no character become a mark`() throws {
    var handler = Outline()
    let file = Array("<a>x".utf8) + [0xE4, 0x20] + Array("y</a>".utf8)
    let (_, damage) = try XMLReader.recover(file, path: "t.xml", handler: &handler)
    #expect(handler.written == "<a>x\u{FFFD} y/")
    #expect(damage?.id == "xml-syntax")
  }

  @Test(arguments: ["", "no XML at all", "<"])
  func `what is no XML is refused`(file: String) {
    #expect(throws: Diagnostics.self) { try recover(file) }
  }

  @Test func `attacks are none the better for it`() {
    var entities = "<!ENTITY a0 'haha haha haha haha'>"
    for level in 1...12 {
      entities += "<!ENTITY a\(level) '\(String(repeating: "&a\(level - 1);", count: 10))'>"
    }
    for file in [
      "<!DOCTYPE r [\(entities)]><r>&a12;</r>",
      "<!DOCTYPE r [<!ENTITY a '&b;'><!ENTITY b '&a;'>]><r>&a;&a;&a;</r>",
      "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>",
    ] {
      #expect(throws: Diagnostics.self) { try recover(file) }
    }
  }

  @Test func `damaged files are read or refused, and nothing worse`() {
    let seeds = [
      "<?xml version='1.0'?><a x='1'><b>y &amp; z</b><!-- c --><![CDATA[d]]><?p q?></a>",
      "<!DOCTYPE a [<!ENTITY e 'x<b/>y'><!ENTITY f '&e;&e;'>]><a t='&f;'>&f;&#65;</a>",
    ]
    var numbers = SeededNumbers(seed: 5)
    for seed in seeds {
      for _ in 0..<2000 {
        let bytes = numbers.mutation(of: Array(seed.utf8))
        var handler = Outline()
        _ = try? XMLReader.read(bytes, path: "t.xml", handler: &handler)
        handler = Outline()
        _ = try? XMLReader.recover(bytes, path: "t.xml", handler: &handler)
        #expect(handler.depth >= 0)
      }
    }
  }
}
