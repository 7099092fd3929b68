import LeitmotifModel
import LeitmotifXML

/// Hears `workbook.xml`: which sheets there are.
struct WorkbookHandler: XMLHandler {
  private(set) var sheets: [(name: String, link: String)] = []
  private(set) var startsIn1904 = false

  mutating func start(_ element: borrowing XMLElement) throws(Diagnostics) {
    switch element.name {
    case "sheet": sheets.append((element["name"] ?? "", element["id"] ?? ""))
    case "workbookPr": startsIn1904 = ["1", "true"].contains(element["date1904"] ?? "")
    default: break
    }
  }

  mutating func end() throws(Diagnostics) {}
  mutating func text(_ text: Span<UInt8>) throws(Diagnostics) {}
}

/// Hears `workbook.xml.rels`: in which member each sheet is.
struct RelationsHandler: XMLHandler {
  private(set) var targets: [String: String] = [:]

  mutating func start(_ element: borrowing XMLElement) throws(Diagnostics) {
    guard element.name == "Relationship", let id = element["Id"] else { return }
    targets[id] = element["Target"]
  }

  mutating func end() throws(Diagnostics) {}
  mutating func text(_ text: Span<UInt8>) throws(Diagnostics) {}
}

/// Hears `sharedStrings.xml`: the texts that cells name by number, each of which may have several runs.
struct SharedStringsHandler: XMLHandler {
  private(set) var strings: [String] = []
  private var around: [String] = []
  private var text: [UInt8] = []

  mutating func start(_ element: borrowing XMLElement) throws(Diagnostics) {
    around.append(element.name)
  }

  mutating func end() throws(Diagnostics) {
    guard around.popLast() == "si" else { return }
    strings.append(String(decoding: text, as: UTF8.self))
    text.removeAll(keepingCapacity: true)
  }

  mutating func text(_ piece: Span<UInt8>) throws(Diagnostics) {
    // <rPh> says how Japanese words are pronounced.
    guard around.last == "t", !around.suffix(2).contains("rPh") else { return }
    piece.withUnsafeBufferPointer { text.append(contentsOf: $0) }
  }
}

/// Hears `styles.xml`: how the numbers of cells are shown.
struct StylesHandler: XMLHandler {
  /// The formats that the workbook defines, by their number.
  private(set) var formats: [Int: String] = [:]
  /// The format of each style.
  private(set) var styles: [Int] = []
  private var around: [String] = []

  mutating func start(_ element: borrowing XMLElement) throws(Diagnostics) {
    switch (element.name, around.last) {
    case ("numFmt", _):
      if let number = element["numFmtId"].flatMap({ Int($0) }) {
        formats[number] = element["formatCode"]
      }
    case ("xf", "cellXfs"): styles.append(element["numFmtId"].flatMap { Int($0) } ?? 0)
    default: break
    }
    around.append(element.name)
  }

  mutating func end() throws(Diagnostics) { around.removeLast() }
  mutating func text(_ text: Span<UInt8>) throws(Diagnostics) {}
}
