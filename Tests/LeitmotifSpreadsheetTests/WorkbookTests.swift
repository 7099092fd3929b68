import LeitmotifModel
import LeitmotifSpreadsheet
import LeitmotifTesting
import Testing

struct WorkbookTests {
  private func read(_ bytes: [UInt8], sheet: String = "") throws -> [String] {
    let sheet = try Workbook(bytes, path: "a.xlsx").sheet(named: sheet)
    return sheet.rows.map { row in
      "\(row.number): " + sheet.columns.map { row[$0] }.joined(separator: "|")
    }
  }

  @Test func `cells of every kind are texts`() throws {
    let bytes = try workbook(
      [
        (
          "Answers",
          """
          <row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><r><t>in</t></r><r><t> line</t></r></is></c></row>
          <row r="3"><c t="b"><v>1</v></c><c t="str"><f>A1&amp;"x"</f><v>made</v></c><c t="e"><v>#N/A</v></c><c><v>12</v></c></row>
          <row><c r="AA4"><v>0.30000000000000004</v></c><c r="B4" t="s"><v>1</v></c><c r="C4" t="s"><v>9</v></c></row>
          <row r="9"><c r="A9"/></row>
          """
        )
      ],
      strings: """
        <si><t>name</t></si><si><r><rPr/><t xml:space="preserve">two </t></r><r><t>runs</t></r><rPh><t>ru</t></rPh></si>
        """)
    let rows = try read(bytes)
    #expect(
      rows.map { $0.split(separator: "|", omittingEmptySubsequences: true).joined(separator: "|") }
        == [
          "1: name|in line", "3: TRUE|made|#N/A|12", "4: |two runs|0.3",
        ])
  }

  @Test(arguments: [
    ("46146", 1, "2026-05-04"), ("46146.383333333", 3, "2026-05-04 09:12:00"),
    ("0.0027777778", 2, "00:04:00"), ("46146", 4, "2026-05-04"), ("1.5", 5, "36:00:00"),
    ("46146", 0, "46146"), ("46146", 6, "46146"), ("1", 1, "1900-01-01"), ("61", 1, "1900-03-01"),
    ("45351", 1, "2024-02-29"), ("-3", 1, "-3"), ("1e300", 1, "1e300"), ("soon", 1, "soon"),
    ("0.999999999", 3, "1900-01-01"), ("3.25", 0, "3.25"), ("1234567.891", 0, "1234567.891"),
    ("0.1", 0, "0.1"), ("1E-7", 0, "1E-7"),
  ])
  func `dates and times are shown as such`(value: String, style: Int, shown: String) throws {
    let bytes = try workbook(
      [("S", "<row><c s=\"\(style)\"><v>\(value)</v></c></row>")],
      styles: """
        <numFmts><numFmt numFmtId="164" formatCode="[$-407]d.&quot;x&quot; mmm yyyy;@"/>
        <numFmt numFmtId="165" formatCode="[h]:mm:ss"/><numFmt numFmtId="166" formatCode="0\\d&quot;day&quot;[Red]"/></numFmts>
        <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
        <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="21"/><xf numFmtId="22"/>
        <xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/></cellXfs>
        """)
    #expect(try read(bytes) == ["1: \(shown)"])
  }

  @Test func `a row whose number no spreadsheet has stands behind the one before`() throws {
    let cell = "<c t=\"inlineStr\"><is><t>a</t></is></c>"
    let rows = ["9223372036854775807", "-3", "1048576"].map { "<row r=\"\($0)\">\(cell)</row>" }
    let bytes = try workbook([("S", rows.joined())])
    #expect(try read(bytes) == ["1: a", "2: a", "1048576: a"])
    #expect(try Workbook(bytes, path: "a.xlsx").sheet(named: "").csv == Array("a\na\na\n".utf8))
  }

  @Test func `workbooks of old Macs count from 1904`() throws {
    let bytes = try workbook(
      [("S", "<row><c s=\"0\"><v>44684</v></c></row>")],
      styles: "<cellXfs><xf numFmtId=\"14\"/></cellXfs>", properties: "<workbookPr date1904=\"1\"/>"
    )
    #expect(try read(bytes) == ["1: 2026-05-04"])
  }

  @Test func `sheets are found by their names`() throws {
    let bytes = try workbook([
      ("One", "<row><c><v>1</v></c></row>"), ("Zwei ü", "<row><c><v>2</v></c></row>"),
    ])
    #expect(try Workbook(bytes, path: "a.xlsx").sheetNames == ["One", "Zwei ü"])
    #expect(try read(bytes) == ["1: 1"])
    #expect(try read(bytes, sheet: "Zwei ü") == ["1: 2"])
    do {
      _ = try read(bytes, sheet: "Zwo")
      Issue.record("a sheet that is not there")
    } catch {
      #expect(
        "\(error)".hasPrefix("a.xlsx: error: the workbook has no sheet 'Zwo' [missing-sheet]"))
    }
  }

  @Test func `a sheet is a table for readers of tables`() throws {
    let bytes = try workbook([
      (
        "S",
        """
        <row r="1"><c t="str"><v>a</v></c><c t="str"><v>b, "c"</v></c></row>
        <row r="3"><c r="B3" t="str"><v>=1</v></c></row>
        """
      )
    ])
    let sheet = try Workbook(bytes, path: "a.xlsx").sheet(0)
    #expect(String(decoding: sheet.csv, as: UTF8.self) == "a,\"b, \"\"c\"\"\"\n\n,=1\n")
  }

  @Test func `a file far beyond the last column or row costs nothing`() throws {
    let bytes = try workbook([
      ("S", "<row r=\"99999999999\"><c r=\"ZZZZZZ1\"><v>1</v></c><c r=\"XFD1\"><v>2</v></c></row>")
    ])
    let sheet = try Workbook(bytes, path: "a.xlsx").sheet(0)
    #expect(sheet.rows.count == 1)
    #expect(sheet.columns == [0, 16_383])
    #expect(sheet.csv == Array("1,2\n".utf8))
  }

  @Test func `a cell of blanks is not filled, and a note far to the right brings no columns`()
    throws
  {
    let rows = (1...3).map { number in
      "<row r=\"\(number)\"><c t=\"str\"><v>a\(number)</v></c>"
        + "<c r=\"C\(number)\" t=\"str\"><v>c</v></c>"
        + "<c r=\"XFD\(number)\" t=\"str\"><v>\(number == 2 ? "note" : " \u{A0}")</v></c></row>"
    }
    let blank = "<row r=\"5\"><c t=\"str\"><v> </v></c></row>"
    let sheet = try Workbook(workbook([("S", rows.joined() + blank)]), path: "a.xlsx").sheet(0)
    #expect(sheet.rows.map(\.number) == [1, 2, 3])
    #expect(sheet.columns == [0, 2, 16_383])
    #expect(String(decoding: sheet.csv, as: UTF8.self) == "a1,c,\na2,c,note\na3,c,\n")
  }

  @Test func `a sheet of more cells than memory is refused`() throws {
    let head = String(repeating: "<c><v>1</v></c>", count: 16_384)
    let rows = String(repeating: "<row><c><v>1</v></c></row>", count: 4_000)
    let book = try Workbook(workbook([("S", "<row>\(head)</row>\(rows)")]), path: "a.xlsx")
    #expect {
      _ = try book.sheet(0)
    } throws: {
      "\($0)".hasPrefix(
        "a.xlsx: error: the sheet 'S' has 4001 rows of 16384 columns [file-too-large]")
    }
  }

  @Test func `damaged workbooks are refused or read, and nothing worse`() throws {
    let parts = [
      "<row r=\"2\"><c r=\"B2\" t=\"s\" s=\"1\"><v>0</v></c><c><is><t>x</t></is></c></row>"
    ]
    var numbers = SeededNumbers(seed: 3)
    for _ in 0..<200 {
      let rows = String(decoding: numbers.mutation(of: Array(parts[0].utf8)), as: UTF8.self)
      let strings = String(
        decoding: numbers.mutation(of: Array("<si><t>one</t></si>".utf8)), as: UTF8.self)
      let bytes = try workbook([("S", rows)], strings: strings)
      _ = try? read(bytes)
      _ = try? read(numbers.mutation(of: bytes))
    }
  }
}
