/// A file's lines with the ends that they have, for edits that leave everything else as it was.
struct EditedText {
  /// One line: what stands in it, and what ends it.
  struct Line {
    var content: [UInt8]
    var end: [UInt8]

    /// How many blanks it begins with; `nil` for a line of nothing else.
    var indentation: Int? {
      let count = content.prefix { $0 == 0x20 }.count
      return count == content.count ? nil : count
    }

    /// Whether it holds a comment and nothing else.
    var isComment: Bool { content.first { $0 != 0x20 } == UInt8(ascii: "#") }
  }

  /// A change at one place of one line.
  struct Change {
    /// The line, from 1.
    var line: Int
    /// The column in code points, from 1; `Int.max` for the line's end.
    var column: Int
    /// How many code points go.
    var length = 0
    /// What comes in their place; `\n` stands for the file's own line end.
    var text: String
  }

  var lines: [Line] = [] {
    didSet { bookmark = Bookmark() }
  }
  private let mark: [UInt8]
  /// Where a line was read last: a file may be one line of ten million characters.
  private var bookmark = Bookmark()

  private final class Bookmark {
    var line = 0
    var column = 1
    var offset = 0
  }

  /// What ends the file's lines.
  var lineEnd: [UInt8] { lines.first { !$0.end.isEmpty }?.end ?? [0x0A] }

  init(_ bytes: [UInt8]) {
    mark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? [0xEF, 0xBB, 0xBF] : []
    var content: [UInt8] = []
    var place = mark.count
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      guard byte == 0x0A || byte == 0x0D else {
        content.append(byte)
        continue
      }
      let isPair = byte == 0x0D && place < bytes.count && bytes[place] == 0x0A
      if isPair { place += 1 }
      lines.append(Line(content: content, end: isPair ? [0x0D, 0x0A] : [byte]))
      content.removeAll(keepingCapacity: true)
    }
    if !content.isEmpty { lines.append(Line(content: content, end: [])) }
  }

  /// The whole file.
  var bytes: [UInt8] {
    var bytes = mark
    for line in lines {
      bytes += line.content
      bytes += line.end
    }
    return bytes
  }

  /// Makes changes, which do not overlap, at places of the text as it is now.
  mutating func apply(_ changes: [Change]) {
    let byLine = Dictionary(grouping: changes) { $0.line }
    for (number, changes) in byLine where lines.indices.contains(number - 1) {
      lines[number - 1].content = changed(
        lines[number - 1].content, changes.sorted { $0.column < $1.column })
    }
  }

  private func changed(_ content: [UInt8], _ changes: [Change]) -> [UInt8] {
    var result: [UInt8] = []
    var place = 0
    var column = 1
    func step(to target: Int, keeping: Bool) {
      while column < target, place < content.count {
        let start = place
        place += 1
        while place < content.count, content[place] & 0xC0 == 0x80 { place += 1 }
        if keeping { result += content[start..<place] }
        column += 1
      }
    }
    for change in changes {
      step(to: change.column, keeping: true)
      step(to: column + change.length, keeping: false)
      for byte in change.text.utf8 {
        if byte == 0x0A { result += lineEnd } else { result.append(byte) }
      }
    }
    return result + content[place...]
  }

  /// The text of a line from one column on; at most so many code points.
  func text(line: Int, column: Int, length: Int) -> String {
    guard lines.indices.contains(line - 1) else { return "" }
    if line != bookmark.line || column < bookmark.column {
      (bookmark.line, bookmark.column, bookmark.offset) = (line, 1, 0)
    }
    return lines[line - 1].content.withUnsafeBufferPointer { bytes in
      func behind(_ start: Int, characters: Int) -> Int {
        var place = start
        for _ in 0..<characters where place < bytes.count {
          place += 1
          while place < bytes.count, bytes[place] & 0xC0 == 0x80 { place += 1 }
        }
        return place
      }
      let start = behind(bookmark.offset, characters: column - bookmark.column)
      (bookmark.column, bookmark.offset) = (column, start)
      return String(decoding: bytes[start..<behind(start, characters: length)], as: UTF8.self)
    }
  }

  /// Where a place stands among the file's bytes.
  func offset(line: Int, column: Int) -> Int {
    let above = lines.prefix(line - 1).reduce(mark.count) { $0 + $1.content.count + $1.end.count }
    return above + text(line: line, column: 1, length: column - 1).utf8.count
  }

  /// Puts lines in front of a line, or behind the last one.
  ///
  /// - Parameters:
  ///   - new: The lines' content.
  ///   - number: The line that they come before, from 1.
  mutating func insert(_ new: [[UInt8]], before number: Int) {
    // The last line of a file may have no end.
    if number > lines.count, let last = lines.indices.last, lines[last].end.isEmpty {
      lines[last].end = lineEnd
    }
    let end = lineEnd
    lines.insert(contentsOf: new.map { Line(content: $0, end: end) }, at: number - 1)
  }
}
