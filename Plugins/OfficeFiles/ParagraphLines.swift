import LeitmotifModel
import LeitmotifPlugin

/// A document's paragraphs as the lines of a text file, so that labels are found alike.
struct ParagraphLines {
  /// A paragraph with words in it.
  struct Paragraph {
    /// Where its words begin and end in the text.
    var start: Int
    var end: Int
    var isHeading: Bool
  }

  /// The text: an empty line between paragraphs, `# ` in front of headings.
  let text: CanonicalText
  /// The paragraphs, in order.
  let paragraphs: [Paragraph]

  init(_ document: Document) {
    var text: [UInt8] = []
    var paragraphs: [Paragraph] = []
    for block in document.blocks {
      let all =
        switch block {
        case .paragraph(let paragraph): [paragraph]
        case .table(let rows): rows.flatMap { $0.flatMap { $0 } }
        }
      for paragraph in all where paragraph.text.contains(where: { $0 > 0x20 }) {
        if !text.isEmpty { text.append(contentsOf: [0x0A, 0x0A]) }
        if paragraph.isHeading { text.append(contentsOf: "# ".utf8) }
        let start = text.count
        text.append(contentsOf: paragraph.text)
        paragraphs.append(
          Paragraph(start: start, end: text.count, isHeading: paragraph.isHeading))
      }
    }
    // Where the canonical text is shorter (a byte order mark, a CR), the places would be wrong.
    self.text = CanonicalText(validUTF8: text)
    self.paragraphs = self.text.count == text.count ? paragraphs : []
  }

  /// Whether fewer than a third of the paragraphs begin with a label.
  func areMostlyUnlabelled(_ turns: [LabelledTurn]) -> Bool {
    turns.count { $0.label != nil } * 3 < paragraphs.count
  }

  /// The paragraphs that count tasks or questions, as `1 Read the page.` and `3.a What do you see?` do.
  ///
  /// Numbers that count begin low and never fall; there are at least three of them.
  var numberedHeadings: Set<Int> {
    var places: Set<Int> = []
    var latest = 0
    for (place, paragraph) in paragraphs.enumerated() {
      guard let number = Self.number(text.bytes[paragraph.start..<paragraph.end]),
        latest...latest + 3 ~= number
      else { continue }
      latest = number
      places.insert(place)
    }
    return places.count >= 3 ? places : []
  }

  /// The number in front: 3 for `3 Read`, `3. Read`, `3.a Read` and `3.2 Read`.
  private static func number(_ words: ArraySlice<UInt8>) -> Int? {
    var rest = words.drop { $0 == 0x20 || $0 == 0x09 }
    let digits = rest.prefix { (0x30...0x39).contains($0) }
    guard (1...2).contains(digits.count) else { return nil }
    rest = rest.dropFirst(digits.count)
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      let part = rest.prefix { (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) }
      guard part.count <= 2 else { return nil }
      rest = rest.dropFirst(part.count)
    }
    guard rest.first == 0x20 || rest.first == 0x09 else { return nil }
    return Int(String(decoding: digits, as: UTF8.self))
  }
}
