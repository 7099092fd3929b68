import LeitmotifModel

/// One line of a transcript.
///
/// A transcript may have millions, which are all kept at once: four numbers of 32 bits are enough for any text that is
/// read.
struct Line {
  /// What the line is, by itself.
  enum Kind: Equatable {
    /// Nothing but blanks.
    case blank
    /// A Markdown heading.
    case heading
    /// A remark that is not speech: `_page : 8`, a rule, a legend, what the header says.
    case remark
    /// A mark of HTML or Markdown that shows something and says nothing: `<div>`, `![a](b)`.
    case markup
    /// A time, or two with an arrow between, and nothing else.
    case time
    /// Speech, perhaps with a label.
    case text
  }

  private let place: (start: Int32, end: Int32)
  private let blanks: (before: Int32, behind: Int32)
  /// What it is.
  var kind: Kind

  init(start: Int, end: Int, indentation: Int, blanksBehind: Int, kind: Kind) {
    place = (Int32(start), Int32(end))
    blanks = (Int32(indentation), Int32(blanksBehind))
    self.kind = kind
  }

  /// The first byte that is no blank.
  var start: Int { Int(place.start) }
  /// One past the last byte that is no blank.
  var end: Int { Int(place.end) }
  /// How many blanks stand before the text.
  var indentation: Int { Int(blanks.before) }
  /// How many blanks stand behind it.
  var blanksBehind: Int { Int(blanks.behind) }
}

/// The lines of a text, each by itself.
func lines(of bytes: TextBytes) -> [Line] {
  var lines: [Line] = []
  var offset = 0
  while offset < bytes.count {
    let end = bytes.firstIndex(of: 0x0A, in: offset..<bytes.count) ?? bytes.count
    lines.append(line(from: offset, to: end, in: bytes))
    offset = end + 1
  }
  return lines
}

private func line(from first: Int, to last: Int, in bytes: TextBytes) -> Line {
  var start = first
  while start < last, isBlank(bytes[start]) { start += 1 }
  var end = last
  while end > start, isBlank(bytes[end - 1]) { end -= 1 }
  return Line(
    start: start, end: end, indentation: start - first, blanksBehind: last - end,
    kind: kind(of: LineCursor(bytes: bytes, offset: start, end: end)))
}

private func kind(of line: LineCursor) -> Line.Kind {
  guard let first = line.peek else { return .blank }
  switch first {
  case UInt8(ascii: "#"):
    var line = line
    while line.take("#") {}
    if line.skipBlanks() > 0 || line.isAtEnd { return .heading }
  case UInt8(ascii: "_"):
    if isKey(line) { return .remark }
    fallthrough
  case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "="):
    if line.end - line.offset >= 3, line.bytes[line.offset..<line.end].allSatisfy({ $0 == first }) {
      return .remark
    }
  case UInt8(ascii: "<"), UInt8(ascii: "!"), UInt8(ascii: "{"):
    if isMarkup(line) { return .markup }
  default: break
  }
  switch first {
  case 0x30...0x39, UInt8(ascii: "["), UInt8(ascii: "("), UInt8(ascii: "<"), UInt8(ascii: "\\"),
    UInt8(ascii: "-"), UInt8(ascii: "#"):
    var line = line
    if line.takeRange() != nil || line.takeAnyTime() != nil, line.isAtEnd { return .time }
  default: break
  }
  return .text
}

/// Whether a line is a remark such as `_page : 8`.
private func isKey(_ line: LineCursor) -> Bool {
  var line = line
  line.offset += 1
  let start = line.offset
  while let byte = line.peek, (0x61...0x7A).contains(byte | 0x20) { line.offset += 1 }
  guard line.offset > start else { return false }
  line.skipBlanks()
  // `_Anna:_ Hello` is a label in italics.
  return line.take(":") && line.peek != UInt8(ascii: "_")
}

/// Whether a line is an element of HTML that only lays out, an image, or a short code of Hugo.
private func isMarkup(_ line: LineCursor) -> Bool {
  let last = line.bytes[line.end - 1]
  var line = line
  if line.take("![") { return last == UInt8(ascii: ")") }
  if line.take("{{<") || line.take("{{%") { return last == UInt8(ascii: "}") }
  guard line.take("<"), last == UInt8(ascii: ">") else { return false }
  if line.take("!--") { return true }
  _ = line.take("/")
  let start = line.offset
  while let byte = line.peek, (0x61...0x7A).contains(byte | 0x20) || (0x31...0x36).contains(byte) {
    line.offset += 1
  }
  let name = String(decoding: line.bytes[start..<line.offset], as: UTF8.self)
  return layoutElements.contains(name.lowercased())
}

private let layoutElements: Set<String> = [
  "a", "br", "div", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "iframe", "img", "li", "ol", "script",
  "style", "table", "tbody", "td", "th", "thead", "tr", "ul", "video",
]

private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
