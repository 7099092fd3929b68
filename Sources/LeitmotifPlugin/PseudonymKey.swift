public import LeitmotifModel
import LeitmotifTable

/// The key that says who is called what: `name,pseudonym`, kept outside the store.
public struct PseudonymKey: Hashable, Sendable {
  /// One name with what stands for it.
  struct Entry: Hashable {
    /// The name's words, each as UTF-8.
    let words: [[UInt8]]
    let pseudonym: String
  }

  /// The entries by their first word, those of most words first.
  private var entriesByWord: [[UInt8]: [Entry]] = [:]
  /// The pseudonyms by whole names in small letters: labels are printed in any case.
  private var pseudonymsOfLabels: [String: String] = [:]

  /// Reads a key.
  ///
  /// - Parameters:
  ///   - bytes: The CSV file.
  ///   - path: Its name, for messages.
  /// - Throws: `Diagnostics` with everything that is wrong in it; no name stands in a message.
  public init(reading bytes: [UInt8], path: String) throws(Diagnostics) {
    let table = try Table(reading: bytes, path: path)
    var diagnostics = Diagnostics()
    guard let name = table.column("name"), let pseudonym = table.column("pseudonym") else {
      throw Diagnostics(
        .error(
          "missing-column", "a key of pseudonyms needs the columns 'name' and 'pseudonym'",
          help: "write  name,pseudonym  in the first line",
          at: SourceLocation(path: path, line: 1)))
    }
    var seen: [String: String] = [:]
    for row in 0..<table.rowCount where !table.isBlank(row, name) {
      let text = TableWriter.withoutApostrophe(table[row, name])
      let stand = TableWriter.withoutApostrophe(table[row, pseudonym])
      let known = seen.updateValue(stand, forKey: text)
      if table.isBlank(row, pseudonym) || known != nil && known != stand {
        diagnostics.append(
          .error(
            "invalid-pseudonym",
            known == nil ? "the name has no pseudonym" : "the name has two pseudonyms",
            help: "write one pseudonym for each name", at: table.location(ofRow: row, column: name))
        )
      }
      insert(text, stand)
      // Labels are often printed in capitals.
      if text != text.uppercased() { insert(text.uppercased(), stand) }
    }
    try diagnostics.throwIfErrors()
    for word in entriesByWord.keys {
      entriesByWord[word]?.sort { $0.words.count > $1.words.count }
    }
  }

  /// The key with spellings of a transcript's labels that its names have in any case.
  func adding(labels: [String]) -> PseudonymKey {
    var key = self
    for label in labels {
      if let pseudonym = pseudonymsOfLabels[label.lowercased()] { key.insert(label, pseudonym) }
    }
    return key
  }

  /// A label with pseudonyms for names.
  func pseudonym(ofLabel label: String) -> String {
    pseudonymsOfLabels[label.lowercased()] ?? replacing(label)
  }

  private mutating func insert(_ name: String, _ pseudonym: String) {
    let bytes = Array(name.utf8)
    let words = wordRanges(in: bytes).map { Array(bytes[$0]) }
    guard let first = words.first else { return }
    let entry = Entry(words: words, pseudonym: pseudonym)
    let label = words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
      .lowercased()
    if pseudonymsOfLabels[label] == nil { pseudonymsOfLabels[label] = pseudonym }
    if entriesByWord[first, default: []].contains(where: { $0.words == words }) { return }
    entriesByWord[first, default: []].append(entry)
    entriesByWord[first]?.sort { $0.words.count > $1.words.count }
  }

  /// A place in a text with what is to stand there.
  struct Replacement: Hashable {
    let range: Range<Int>
    let pseudonym: String
  }

  /// The names in a text: whole words, those of most words first; what follows an apostrophe stays.
  func replacements(in bytes: [UInt8]) -> [Replacement] {
    let words = wordRanges(in: bytes)
    var found: [Replacement] = []
    var place = 0
    while place < words.count {
      let count = replace(words[place...], in: bytes, &found)
      place += max(1, count)
    }
    return found
  }

  /// Finds the name that words begin with.
  ///
  /// - Returns: How many words it has; 0 for none.
  private func replace(
    _ words: ArraySlice<Range<Int>>, in bytes: [UInt8], _ found: inout [Replacement]
  ) -> Int {
    guard let first = words.first, let entries = entriesByWord[Array(bytes[first])] else {
      return 0
    }
    for entry in entries where entry.words.count <= words.count {
      let own = words.prefix(entry.words.count)
      guard zip(own, entry.words).allSatisfy({ bytes[$0].elementsEqual($1) }),
        zip(own, own.dropFirst()).allSatisfy({ Self.joins(bytes[$0.upperBound..<$1.lowerBound]) }),
        let last = own.last
      else { continue }
      found.append(
        Replacement(range: first.lowerBound..<last.upperBound, pseudonym: entry.pseudonym))
      return entry.words.count
    }
    return 0
  }

  /// Whether what stands between two words keeps them one name: blanks, a line's end, a full stop, a hyphen.
  private static func joins(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.count <= 4 && bytes.allSatisfy { [0x20, 0x0A, 0x2E, 0x2D, 0x27].contains($0) }
  }

  /// A text with pseudonyms for names.
  func replacing(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var place = 0
    for replacement in replacements(in: bytes) {
      result += bytes[place..<replacement.range.lowerBound]
      result += replacement.pseudonym.utf8
      place = replacement.range.upperBound
    }
    return String(decoding: result + bytes[place...], as: UTF8.self)
  }
}

/// Where the words of a text are: letters and digits, with all of a character beyond ASCII that is no sign.
func wordRanges(in bytes: [UInt8]) -> [Range<Int>] {
  var words: [Range<Int>] = []
  var start: Int?
  var place = 0
  while place < bytes.count {
    let byte = bytes[place]
    let isWord: Bool
    var length = 1
    if byte < 0x80 {
      isWord = (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
    } else {
      length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
      let second = place + 1 < bytes.count ? bytes[place + 1] : 0
      // Latin-1's signs, quotes and dashes, and those of Chinese and Japanese.
      isWord =
        !(byte == 0xC2 || byte == 0xE2 && second == 0x80 || byte == 0xE3 && second == 0x80
        || byte == 0xEF && second == 0xBC)
    }
    if isWord, start == nil { start = place }
    if !isWord, let first = start {
      words.append(first..<place)
      start = nil
    }
    place += length
  }
  if let first = start { words.append(first..<bytes.count) }
  return words
}
