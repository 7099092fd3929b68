import Foundation
import LeitmotifTesting
import LeitmotifWorkbook
import Testing

/// Workbooks as another program reads them: Python's own zip and XML.
struct WorkbookTests {
  /// The cells of every sheet, a line each: `name!A1=text`.
  static func cells(in path: String) throws -> [String] {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "python3",
      Command.projectFolder.appending(path: "Tests/LeitmotifWorkbookTests/cells.py").path, path,
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  private func workbook(_ fill: (Workbook) throws -> Void) throws -> (TemporaryFolder, String) {
    let folder = try TemporaryFolder()
    let path = folder.path("w.xlsx")
    let workbook = try Workbook(path: path, title: "A <title> & more")
    try fill(workbook)
    try workbook.close()
    return (folder, path)
  }

  @Test func `words stay words and numbers numbers`() throws {
    let (folder, path) = try workbook { workbook in
      let sheet = try workbook.addSheet(named: "First", columns: [("name", 10), ("k", 5)])
      try sheet.append([.text("=1+1"), .number(3)])
      try sheet.append([.text("<b>&\"' naïve 🙂 עברית"), .empty, .text("-2")])
    }
    defer { withExtendedLifetime(folder) {} }
    #expect(
      try Self.cells(in: path) == [
        "First!A1=s:name", "First!B1=s:k", "First!A2=s:=1+1", "First!B2=n:3",
        "First!A3=s:<b>&\"' naïve 🙂 עברית", "First!C3=s:-2",
      ])
  }

  @Test func `names that Excel refuses are mended, and each is another`() throws {
    let names = [
      "Table 1: what? [really]", "A very long name of a table that goes on and on",
      "A very long name of a table that goes on and off", "'quoted'", "", "HISTORY", "table",
    ]
    let (folder, path) = try workbook { workbook in
      for name in names { _ = try workbook.addSheet(named: name, columns: [("x", 3)]) }
    }
    defer { withExtendedLifetime(folder) {} }
    #expect(
      try Self.cells(in: path).map { String($0.prefix { $0 != "!" }) } == [
        "Table 1_ what_ _really_", "A very long name of a table tha",
        "A very long name of a table t 2",
        "quoted", "Table", "Table 2", "table 3",
      ])
  }

  @Test func `a text that is too long, or holds what no workbook can, is written as far as can be`()
    throws
  {
    let (folder, path) = try workbook { workbook in
      let sheet = try workbook.addSheet(named: "S", columns: [("x", 3)])
      try sheet.append([.text(String(repeating: "🙂", count: 20_000))])
      try sheet.append([.text("a\0b\u{1}c")])
      try sheet.append([.text("a\u{FFFE}b\u{FFFF}é")])
    }
    defer { withExtendedLifetime(folder) {} }
    let cells = try Self.cells(in: path)
    #expect(cells[1] == "S!A2=s:" + String(repeating: "🙂", count: 16_383) + "…")
    #expect(cells[2].hasPrefix("S!A3=s:a\u{FFFD}b"))
    #expect(cells[3] == "S!A4=s:a\u{FFFD}b\u{FFFD}é")
  }

  @Test func `the same cells give the same bytes`() throws {
    func bytes() throws -> Data {
      let (folder, path) = try workbook { workbook in
        try workbook.addSheet(named: "S", columns: [("x", 3)]).append([.text("y")])
      }
      defer { withExtendedLifetime(folder) {} }
      return try Data(contentsOf: URL(filePath: path))
    }
    let first = try bytes()
    Thread.sleep(forTimeInterval: 1.1)
    #expect(try bytes() == first)
  }

  @Test func `a folder that is not there is an error`() throws {
    let workbook = try Workbook(path: "/nowhere/w.xlsx", title: "")
    _ = try workbook.addSheet(named: "S", columns: [])
    #expect(throws: (any Error).self) { try workbook.close() }
  }
}
