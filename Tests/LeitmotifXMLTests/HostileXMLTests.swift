import Foundation
import LeitmotifModel
import LeitmotifTesting
import Testing

@testable import LeitmotifXML

@Suite(.serialized)
struct HostileXMLTests {
  /// A pipe that blocks whoever opens it: a test that ends has not.
  private func pipe(in folder: TemporaryFolder) throws -> String {
    let path = folder.path("secret")
    try #require(mkfifo(path, 0o600) == 0)
    return path
  }

  @Test(.timeLimit(.minutes(1)))
  func `opens neither a DTD nor an external entity`() throws {
    let folder = try TemporaryFolder()
    let path = try pipe(in: folder)
    let before = ExternalEntities.refusals
    #expect(try outline("<!DOCTYPE a SYSTEM 'file://\(path)'><a>x</a>") == "<a>x/")
    #expect(try outline("<!DOCTYPE a PUBLIC '-//x' 'file://\(path)'><a>x</a>") == "<a>x/")
    #expect(
      try outline("<!DOCTYPE a [<!ENTITY % p SYSTEM 'file://\(path)'> %p;]><a>x</a>") == "<a>x/")
    #expect(try outline("<!DOCTYPE a [<!ENTITY e SYSTEM '\(path)'>]><a>x</a>") == "<a>x/")
    #expect(ExternalEntities.refusals == before)
  }

  @Test(.timeLimit(.minutes(1)))
  func `refuses a reference to an external entity without opening it`() throws {
    let folder = try TemporaryFolder()
    let path = try pipe(in: folder)
    let before = ExternalEntities.refusals
    let expected = """
      t.xml:2:7: error: the file takes part of its content from another file [external-entity]
      help: put that content into this file; nothing else is ever opened
      """
    for target in ["file://\(path)", path, "http://127.0.0.1:1/x"] {
      #expect(
        errors("<!DOCTYPE a [<!ENTITY e SYSTEM '\(target)'>]>\n<a>&e;</a>") == expected)
    }
    #expect(
      errors("<!DOCTYPE a [<!ENTITY e SYSTEM '\(path)'><!ENTITY f '&e;'>]><a>&f;</a>")
        .contains("[external-entity]"))
    #expect(
      errors("<!DOCTYPE a [<!ENTITY e SYSTEM '\(path)'>]><a id='&e;'/>")
        .contains("[external-entity]"))
    #expect(ExternalEntities.refusals == before)
  }

  @Test func `ends at an error deep in parameter entities`() {
    var entities = "<!ENTITY % p0 '&nobody;'>"
    for level in 1...18 {
      entities += "<!ENTITY % p\(level) '&#37;p\(level - 1);<!---->&#37;p\(level - 1);'>"
    }
    #expect(errors("<!DOCTYPE r [\(entities) %p18;]><r/>").contains("[xml-syntax]"))
    #expect(
      errors("<!DOCTYPE r [<!ENTITY % p \"<!-- é -- x -->\"> %p;]><r/>").contains("[xml-syntax]"))
    var handler = Outline()
    let file = Array("<!DOCTYPE r [\(entities) %p18;]><r>x</r>".utf8)
    #expect(throws: Diagnostics.self) {
      try XMLReader.read(file, path: "t.xml", recovering: true, handler: &handler)
    }
  }

  @Test func `stops entities that stand for too much text`() {
    var entities = "<!ENTITY a0 'haha haha haha haha'>"
    for level in 1...12 {
      entities += "<!ENTITY a\(level) '\(String(repeating: "&a\(level - 1);", count: 10))'>"
    }
    var handler = Outline()
    let file = Array("<!DOCTYPE r [\(entities)]><r>&a12;</r>".utf8)
    let thrown = #expect(throws: Diagnostics.self) {
      try XMLReader.read(file, path: "t.xml", handler: &handler)
    }
    #expect(thrown?.all.first?.id == "entity-expansion")
    #expect(handler.textCount < 20_000_000)
  }

  @Test func `stops one long entity that is used very often`() {
    let long = String(repeating: "x", count: 100_000)
    let uses = String(repeating: "&a;", count: 100_000)
    #expect(
      errors("<!DOCTYPE r [<!ENTITY a '\(long)'>]><r>\(uses)</r>").contains("[entity-expansion]"))
  }

  @Test func `stops an entity that holds itself`() {
    #expect(
      errors("<!DOCTYPE r [<!ENTITY a '&b;'><!ENTITY b '&a;'>]><r>&a;</r>")
        .contains("[entity-expansion]"))
  }

  @Test func `refuses elements that are nested too deep`() {
    #expect(errors(String(repeating: "<a>", count: 100_000)).contains("excessive depth"))
  }

  @Test func `refuses an entity that nobody declared`() {
    #expect(errors("<a>&nbsp;</a>").contains("entity 'nbsp' not defined"))
    #expect(errors("<!DOCTYPE a SYSTEM 'x.dtd'><a>&nbsp;</a>").contains("nbsp"))
  }
}
