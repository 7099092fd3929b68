import LeitmotifModel

/// Reads WebAnno TSV 3.3: a line for each token, a column for each feature.
///
/// The file does not hold what stands between sentences; blanks and line ends are put there, by the offsets.
struct WebAnnoTSV {
  private struct Column {
    let layer: String
    let feature: String
  }

  private let path: String
  private var columns: [Column] = []
  private var units: [UInt16] = []
  private var pendingText: [UInt16]?
  private var spans: [CASDocument.Span] = []
  /// Spans of several tokens that may go on, by layer and the number in brackets.
  private var open: [String: Int] = [:]

  static func read(_ bytes: [UInt8], path: String) throws(Diagnostics) -> CASDocument {
    var reader = WebAnnoTSV(path: path)
    let lines = String(decoding: bytes, as: UTF8.self)
      .split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    guard lines.first?.hasPrefix("#FORMAT=WebAnno TSV 3") == true else {
      throw Diagnostics(
        .error(
          "webanno-tsv", "the first line does not say 'WebAnno TSV 3'",
          help: "export the project as 'UIMA CAS JSON' or 'WebAnno TSV v3.3'",
          at: SourceLocation(path: path, line: 1)))
    }
    for (number, line) in lines.enumerated() { try reader.read(String(line), line: number + 1) }
    var document = CASDocument()
    document.text = String(decoding: reader.units, as: UTF16.self)
    document.spans = reader.spans
    return document
  }

  private init(path: String) {
    self.path = path
  }

  private mutating func read(_ line: String, line number: Int) throws(Diagnostics) {
    if line.hasPrefix("#T_SP=") {
      let parts = line.dropFirst(6).split(separator: "|").map(String.init)
      let features = parts.count > 1 ? Array(parts.dropFirst()) : [""]
      columns += features.map { Column(layer: parts.first ?? "", feature: $0) }
    } else if line.hasPrefix("#T_CH=") || line.hasPrefix("#T_RL=") {
      let parts = line.dropFirst(6).split(separator: "|")
      columns += parts.dropFirst().map { _ in Column(layer: "", feature: "") }
    } else if line.hasPrefix("#Text=") {
      let text = Array(Self.unescaped(line.dropFirst(6)).utf16)
      pendingText = pendingText.map { $0 + [0x0A] + text } ?? text
    } else if line.hasPrefix("#") || line.isEmpty {
      if line.isEmpty { open = [:] }
    } else {
      try readToken(line.split(separator: "\t", omittingEmptySubsequences: false), line: number)
    }
  }

  private mutating func readToken(_ fields: [Substring], line: Int) throws(Diagnostics) {
    let range = fields.count > 2 ? fields[1].split(separator: "-").compactMap { Int($0) } : []
    guard range.count == 2, range[0] <= range[1], range[1] < 1 << 30 else {
      throw Diagnostics(
        .error(
          "webanno-tsv", "the line is no token with its place, such as '1-1⇥0-5⇥words'",
          help: "export the document again", at: SourceLocation(path: path, line: line)))
    }
    // A line such as "1-3.1" is a part of the token above it, whose text is there already.
    if !fields[0].contains(".") {
      put(pendingText ?? Array(Self.unescaped(fields[2]).utf16), at: range[0])
      pendingText = nil
    }
    for (place, column) in columns.enumerated() where !column.layer.isEmpty {
      guard fields.indices.contains(place + 3) else { continue }
      for value in Self.stacked(fields[place + 3]) where value != "_" {
        add(value, column, range[0], range[1])
      }
    }
  }

  private mutating func put(_ text: [UInt16], at start: Int) {
    if units.count < start {
      // A gap before a sentence is a line end and blanks, as far as anybody knows.
      units += [0x0A] + Array(repeating: 0x20, count: start - units.count - 1)
    }
    for (place, unit) in text.enumerated() {
      if start + place < units.count { units[start + place] = unit } else { units.append(unit) }
    }
  }

  private mutating func add(_ value: Substring, _ column: Column, _ begin: Int, _ end: Int) {
    var label = value
    var number: Substring?
    if value.hasSuffix("]"), !value.hasSuffix("\\]"), let bracket = value.lastIndex(of: "[") {
      number = value[value.index(after: bracket)...].dropLast()
      label = value[..<bracket]
    }
    let text = label == "*" ? "" : Self.unescaped(label)
    let key = number.map { "\(column.layer)|\($0)" }
    if let key, let known = open[key] {
      spans[known].end = max(spans[known].end, end)
      if !text.isEmpty { spans[known].features[column.feature] = text }
      return
    }
    // Several features of one layer at one token are of one span, unless numbers tell them apart.
    if number == nil, let last = spans.indices.last, spans[last].type == column.layer,
      spans[last].begin == begin, spans[last].end == end,
      spans[last].features[column.feature] == nil
    {
      if !text.isEmpty { spans[last].features[column.feature] = text }
      return
    }
    spans.append(
      CASDocument.Span(
        type: column.layer, begin: begin, end: end,
        features: text.isEmpty ? [:] : [column.feature: text]))
    if let key { open[key] = spans.count - 1 }
  }

  /// The values of a cell, which are parted by `|` unless a backslash stands before it.
  private static func stacked(_ cell: Substring) -> [Substring] {
    var parts: [Substring] = []
    var start = cell.startIndex
    var place = cell.startIndex
    while place < cell.endIndex {
      if cell[place] == "\\" {
        place = cell.index(place, offsetBy: 2, limitedBy: cell.endIndex) ?? cell.endIndex
        continue
      }
      if cell[place] == "|" {
        parts.append(cell[start..<place])
        start = cell.index(after: place)
      }
      place = cell.index(after: place)
    }
    return parts + [cell[start...]]
  }

  private static func unescaped(_ text: Substring) -> String {
    var result = ""
    var isEscape = false
    for character in text {
      if isEscape {
        switch character {
        case "n": result += "\n"
        case "r": result += "\r"
        case "t": result += "\t"
        default: result.append(character)
        }
        isEscape = false
      } else if character == "\\" {
        isEscape = true
      } else {
        result.append(character)
      }
    }
    return result
  }
}
