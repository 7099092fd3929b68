import LeitmotifModel
import LeitmotifTable
import LeitmotifTesting
import Testing

struct TableTests {
  @Test(arguments: [
    "name,age\nAda,36\nBen,41\n",
    "name;age\r\nAda;36\r\nBen;41",
    "name\tage\rAda\t36\rBen\t41\r",
    "\u{FEFF} name , age \n\nAda,36\n\n\nBen,41\n\n",
    "\"name\",\"age\"\n\"Ada\" ,36\nBen,\"41\"",
  ])
  func `reads what spreadsheets save`(file: String) throws {
    let table = try read(file)
    #expect(table.columns == ["name", "age"])
    #expect(content(of: table) == [["Ada", "36"], ["Ben", "41"]])
  }

  @Test func `keeps what stands in quotes`() throws {
    let table = try read("a,b,c\n\"one, two\",\"she said \"\"no\"\"\",\"over\ntwo lines\"\n")
    #expect(content(of: table) == [["one, two", "she said \"no\"", "over\ntwo lines"]])
  }

  @Test func `leaves a quote alone that does not begin its cell`() throws {
    #expect(content(of: try read("size,note\n5\" disk,\"\"\n")) == [["5\" disk", ""]])
  }

  @Test func `has columns but no rows when only names are there`() throws {
    let table = try read("transcript,code")
    #expect(table.columns == ["transcript", "code"])
    #expect(table.rowCount == 0)
  }

  @Test func `knows the line and column of every cell`() throws {
    let table = try read("id,text,memo\n\np1,\"naïve 🙂\nthen\",x\np2,b,c\n")
    #expect(table.line(ofRow: 0) == 3)
    #expect(table.line(ofRow: 1) == 5)
    #expect(
      table.location(ofRow: 0, column: 2) == SourceLocation(path: "t.csv", line: 4, column: 7))
    #expect(
      table.location(ofRow: 1, column: 1) == SourceLocation(path: "t.csv", line: 5, column: 4))
    #expect(table.location(ofColumn: 2) == SourceLocation(path: "t.csv", line: 1, column: 9))
  }

  @Test func `reports every row that is too short or too long`() {
    #expect(
      errors("a,b\n1\n1,2\n1,2,3\n") == """
        t.csv:2: error: the row has 1 cell, and the table 2 columns [ragged-row]
        help: look for a missing or doubled separator; text that holds one stands in quotes
        t.csv:4: error: the row has 3 cells, and the table 2 columns [ragged-row]
        help: look for a missing or doubled separator; text that holds one stands in quotes
        """)
  }

  @Test func `reports a quote that nothing closes where it opens`() {
    #expect(
      errors("a,b\n1,\"2\n3,4\n") == """
        t.csv:2: error: no quote closes a cell [csv-quote]
        help: put a " where the cell ends
        """)
  }

  @Test func `reports text behind a closing quote`() {
    #expect(
      errors("a,b\n\"1\"x,2\n") == """
        t.csv:2: error: text follows the quote that closes a cell [csv-quote]
        help: write a quote inside a quoted cell twice: ""
        """)
  }

  @Test func `reports two columns of one name`() {
    #expect(
      errors("a,b,a\n") == """
        t.csv:1:5: error: two columns are called 'a' [duplicate-column]
        help: rename one of them
        """)
  }

  @Test func `reports a name once, and no more than twenty names`() {
    #expect(errors("a,a,a,a\n").split(separator: "\n").count == 2)
    let head = (0..<100).map { "c\($0 / 2)" }.joined(separator: ",")
    #expect(errors(head + "\n").split(separator: "\n").count == 40)
  }

  @Test(arguments: ["", "\n\n\r\n", "\u{FEFF}"])
  func `refuses a file with nothing in it`(file: String) {
    #expect(
      errors(file) == """
        t.csv: error: there is nothing in the file [empty-file]
        help: a table begins with a row of its columns' names
        """)
  }

  @Test func `refuses what is no text`() {
    let help = "help: in your spreadsheet program, save it as \"CSV UTF-8\""
    #expect(
      errors("a\0b") == "t.csv: error: the file is no text [binary-file]\n\(help)")
    #expect(
      errors([0x61, 0xE9, 0x0A]) == "t.csv: error: the file is not UTF-8 [invalid-utf8]\n\(help)")
  }

  @Test func `never crashes whatever the bytes are`() {
    var random = SeededNumbers(seed: 7)
    let alphabet = Array(",;\t\"\"\n\r ab'=é🙂".utf8)
    for _ in 0..<3_000 {
      let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in
        alphabet.randomElement(using: &random) ?? 0
      }
      guard let table = try? Table(reading: bytes, path: "t.csv") else { continue }
      for row in 0..<table.rowCount {
        for column in table.columns.indices { _ = table.location(ofRow: row, column: column) }
      }
      _ = content(of: table)
    }
  }
}

func read(_ file: String) throws -> Table {
  try Table(reading: Array(file.utf8), path: "t.csv")
}

func content(of table: Table) -> [[String]] {
  (0..<table.rowCount).map { row in table.columns.indices.map { table[row, $0] } }
}

private func errors(_ file: String) -> String { errors(Array(file.utf8)) }

private func errors(_ bytes: [UInt8]) -> String {
  do {
    _ = try Table(reading: bytes, path: "t.csv")
    return ""
  } catch {
    return error.description
  }
}
