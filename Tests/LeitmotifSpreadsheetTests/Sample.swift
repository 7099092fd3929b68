import LeitmotifArchive

/// A workbook as spreadsheet programs write it.
func workbook(
  _ sheets: [(name: String, rows: String)], strings: String = "", styles: String = "",
  properties: String = ""
) throws -> [UInt8] {
  let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  let links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  var writer = ArchiveWriter()
  func add(_ name: String, _ text: String) { writer.add(name, Array(text.utf8)) }
  let list = sheets.enumerated().map { number, sheet in
    "<sheet name=\"\(sheet.name)\" sheetId=\"\(number + 7)\" r:id=\"r\(number)\"/>"
  }
  add(
    "xl/workbook.xml",
    "<workbook xmlns=\"\(main)\" xmlns:r=\"\(links)\">\(properties)<sheets>\(list.joined())</sheets></workbook>"
  )
  let targets = sheets.indices.map {
    "<Relationship Id=\"r\($0)\" Target=\"worksheets/s\($0).xml\"/>"
  }
  add("xl/_rels/workbook.xml.rels", "<Relationships>\(targets.joined())</Relationships>")
  if !strings.isEmpty { add("xl/sharedStrings.xml", "<sst xmlns=\"\(main)\">\(strings)</sst>") }
  if !styles.isEmpty {
    add("xl/styles.xml", "<styleSheet xmlns=\"\(main)\">\(styles)</styleSheet>")
  }
  for (number, sheet) in sheets.enumerated() {
    add(
      "xl/worksheets/s\(number).xml",
      "<worksheet xmlns=\"\(main)\"><sheetData>\(sheet.rows)</sheetData></worksheet>")
  }
  return try writer.bytes()
}
