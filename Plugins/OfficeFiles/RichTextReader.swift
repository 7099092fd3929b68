import LeitmotifModel
import LeitmotifText

/// Reads Rich Text (`.rtf`): its paragraphs, tables, comments and changes; everything else is passed over.
///
/// - Source: Microsoft, "Rich Text Format (RTF) Specification", version 1.9.1.
struct RichTextReader {
  /// What holds inside a group, and goes back to what it was when the group ends.
  struct Group {
    var destination = RichTextDestination.document
    var font: Int?
    /// How many bytes behind a `\u` stand for the same character.
    var unicodeSkip = 1
    var isHidden = false
    var isDeleted = false
    var isInTable = false
    var isHeading = false
  }

  private let bytes: [UInt8]
  private let path: String
  private var tokens: RichTextTokens
  private var groups: [Group] = []
  var group = Group()
  /// Whether `\*` came last: a group that begins so is passed over by those who do not know it.
  private var isIgnorable = false

  var page = RichTextPage()
  var fonts = RichTextFonts()
  var styles = RichTextStyles()

  /// Bytes of text in the encoding of the font.
  private var pending: [UInt8] = []
  private var highSurrogate: UInt16?
  /// How many bytes to pass over, for they stand for a `\u` before them.
  private var bytesToSkip = 0
  /// How many places could not be decoded.
  private var replaced = 0

  init(_ bytes: [UInt8], path: String) {
    self.bytes = bytes
    self.path = path
    tokens = RichTextTokens(bytes)
  }

  /// Reads a file.
  ///
  /// - Parameter recovering: Whether damage is noted, instead of an error.
  /// - Returns: The document, as far as it was read.
  /// - Throws: `Diagnostics` with `rich-text-broken` when the file ends too early, or nests without end.
  mutating func document(recovering: Bool) throws(Diagnostics) -> Document {
    var damage: Diagnostic?
    reading: while let token = tokens.next() {
      switch token {
      case .open:
        flush()
        guard groups.count < Self.deepest else {
          damage = broken("its groups nest deeper than \(Self.deepest)")
          break reading
        }
        groups.append(group)
      case .close:
        flush()
        close()
        if groups.isEmpty { break reading }
      default: read(token)
      }
    }
    flush()
    if damage == nil, !groups.isEmpty { damage = broken("it ends in the middle") }
    if let damage, !recovering { throw Diagnostics(damage) }
    var document = page.finish()
    document.encoding = fonts.fileEncoding
    document.damage = damage
    document.replacedCount = replaced
    return document
  }

  /// - Unit: groups; programs write some dozens at most.
  private static let deepest = 4096

  private func broken(_ reason: String) -> Diagnostic {
    .error(
      "rich-text-broken", "the file is damaged: \(reason)",
      help: "export or download it again; 'recover' reads what can be read",
      at: SourceLocation(path: path))
  }

  private mutating func close() {
    guard let outer = groups.popLast() else { return }
    if case .comment = group.destination, case .document = outer.destination { page.endComment() }
    group = outer
    (bytesToSkip, isIgnorable) = (0, false)
  }

  private mutating func read(_ token: RichTextTokens.Token) {
    switch token {
    case .text(let range):
      let passed = min(bytesToSkip, range.count)
      bytesToSkip -= passed
      if case .silent = group.destination { return }
      pending.append(contentsOf: bytes[range.dropFirst(passed)])
    case .byte(let byte):
      if bytesToSkip > 0 {
        bytesToSkip -= 1
      } else {
        pending.append(byte)
      }
    case .symbol(let sign): read(sign: sign)
    case .word(let name, let number):
      flush()
      bytesToSkip = 0
      guard let word = RichTextWord.known[name] else {
        if isIgnorable { group.destination = .silent }
        isIgnorable = false
        return
      }
      read(word, number)
    case .open, .close: break
    }
  }

  private mutating func read(sign: UInt8) {
    switch sign {
    case UInt8(ascii: "*"): isIgnorable = true
    case UInt8(ascii: "\\"), UInt8(ascii: "{"), UInt8(ascii: "}"):
      if bytesToSkip > 0 { bytesToSkip -= 1 } else { pending.append(sign) }
    case UInt8(ascii: "~"): write("\u{A0}")
    case UInt8(ascii: "_"): write("\u{2011}")
    case 0x09: write("\t")
    // A line end behind a backslash is a paragraph's.
    case 0x0A, 0x0D:
      flush()
      read(.paragraphEnd, nil)
    default: break
    }
  }

  private mutating func read(_ word: RichTextWord, _ number: Int?) {
    if isIgnorable {
      isIgnorable = false
      guard case .destination = word else {
        group.destination = .silent
        return
      }
    }
    switch word {
    case .destination(let destination): begin(destination)
    case .binary: tokens.skip(number ?? 0)
    case .unicode: if let number { write(unit: UInt16(truncatingIfNeeded: number)) }
    case .unicodeSkip: group.unicodeSkip = max(0, number ?? 1)
    case .characters(let text): write(text)
    default:
      if case .silent = group.destination { return }
      apply(word, number)
    }
  }

  /// Groups inside one that is passed over are passed over too.
  private mutating func begin(_ destination: RichTextDestination) {
    if case .silent = group.destination { return }
    group.destination = destination
    if case .commentAuthor = destination { page.beginAuthor() }
  }
}

extension RichTextReader {
  /// Writes a sign; in place of bytes that stand for a `\u` it is one of them.
  private mutating func write(_ text: String) {
    flush()
    if bytesToSkip > 0 {
      bytesToSkip -= 1
    } else {
      put(Array(text.utf8))
    }
  }

  /// Writes a unit of UTF-16.
  private mutating func write(unit: UInt16) {
    bytesToSkip = group.unicodeSkip
    if UTF16.isLeadSurrogate(unit) {
      highSurrogate = unit
      return
    }
    let units = [highSurrogate, unit].compactMap { $0 }
    highSurrogate = nil
    guard unit >= 0x20 else { return put(unit == 9 ? [9] : [0x0A]) }
    var text = String(decoding: UTF16.isTrailSurrogate(unit) ? units : [unit], as: UTF16.self)
    if text == "\u{2028}" || text == "\u{2029}" { text = "\n" }
    if text == "\u{FFFD}", unit != 0xFFFD { replaced += 1 }
    put(Array(text.utf8))
  }

  /// Decodes the bytes that have been read.
  private mutating func flush() {
    guard !pending.isEmpty else { return }
    defer { pending.removeAll(keepingCapacity: true) }
    pending.removeAll { $0 < 0x20 && $0 != 9 }
    guard pending.contains(where: { $0 >= 0x80 }) else { return put(pending) }
    let choice = DecodingChoice(
      encoding: fonts.encoding(of: group.font), replacesUndecodable: true)
    guard let decoded = try? InterviewText(decoding: pending, path: path, as: choice) else {
      return
    }
    if !decoded.warnings.isEmpty { replaced += 1 }
    put(decoded.text.bytes)
  }

  private mutating func put(_ text: [UInt8]) {
    switch group.destination {
    case .document: if !group.isHidden, !group.isDeleted { page.append(text, group) }
    case .comment: page.appendToComment(text)
    case .commentAuthor: page.appendToAuthor(text)
    case .styles: styles.append(text)
    case .fonts, .silent: break
    }
  }
}
