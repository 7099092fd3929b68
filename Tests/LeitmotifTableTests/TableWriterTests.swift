import LeitmotifTable
import LeitmotifTesting
import Testing

struct TableWriterTests {
  @Test func `quotes what needs quotes`() {
    var writer = TableWriter(columns: ["id", "text"])
    writer.append(["p1", "well, she said \"no\"\nand left"])
    writer.append(["p2", ""])
    #expect(
      String(decoding: writer.bytes, as: UTF8.self)
        == "id,text\np1,\"well, she said \"\"no\"\"\nand left\"\np2,\n")
  }

  @Test(arguments: [
    ("=SUM(A1)", "'=SUM(A1)"), ("+cmd", "'+cmd"), ("-- and then", "'-- and then"),
    ("@here", "'@here"), ("\tx", "'\tx"), ("'=x", "''=x"), ("-0.25", "-0.25"), ("-5", "-5"),
    ("+49 30", "'+49 30"), ("a=b", "a=b"), ("'tis", "'tis"), ("", ""), ("-", "'-"), ("-.", "'-."),
  ])
  func `keeps a spreadsheet from running a cell`(cell: String, written: String) {
    #expect(TableWriter.withApostrophe(cell) == written)
    #expect(TableWriter.withoutApostrophe(written) == cell)
  }

  @Test func `writes what the reader gives back`() throws {
    var random = SeededNumbers(seed: 11)
    let alphabet = Array("',;\t\"\n\r =+-@5.aé🙂".unicodeScalars)
    for _ in 0..<2_000 {
      let cells = (0..<3).map { _ in
        var cell = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...6, using: &random) {
          cell.append(alphabet.randomElement(using: &random) ?? " ")
        }
        return String(cell)
      }
      var writer = TableWriter(columns: ["a", "b", "c"])
      writer.append(cells)
      let table = try Table(reading: writer.bytes, path: "t.csv")
      #expect(content(of: table).map { $0.map(TableWriter.withoutApostrophe) } == [cells])
    }
  }
}
