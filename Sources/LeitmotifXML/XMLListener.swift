import CLibXML2
import LeitmotifModel

/// Stands between libxml2's calls, which know no Swift types, and one handler.
///
/// libxml2 calls it from one thread, once after the other, so that what every call touches need not be guarded at run
/// time: the guards took a tenth of the time.
class AnyXMLListener {
  let path: String
  @exclusivity(unchecked)
  private(set) var thrown: Diagnostics?
  /// Whether reading goes on where the file is damaged, and what the first damage was.
  let isRecovering: Bool
  private(set) var damage: Diagnostic?
  /// How many elements have begun and not ended.
  @exclusivity(unchecked)
  private(set) var depth = 0
  /// Whether there is an element at all.
  @exclusivity(unchecked)
  private(set) var hasBegun = false
  /// How many bytes the file has, and how many its entities have stood for so far.
  private(set) var fileSize = 0
  var expandedSize = 0
  /// The parser of the file itself; entities have others.
  private(set) var context: xmlParserCtxtPtr?
  @exclusivity(unchecked)
  var names = XMLNames()

  init(path: String, isRecovering: Bool) {
    self.path = path
    self.isRecovering = isRecovering
  }

  func start(_ element: borrowing XMLElement) throws(Diagnostics) {}
  func end() throws(Diagnostics) {}
  func text(_ text: Span<UInt8>) throws(Diagnostics) {}

  /// Reads all bytes, until the end or the first error.
  ///
  /// - Returns: The encoding.
  func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    fileSize = bytes.count
    // libxml2 asks for one piece after the other; given all at once, it begins with a copy of the file.
    var rest = bytes[...]
    let declared = withUnsafeMutablePointer(to: &rest, parse)
    return Self.encoding(byMarkIn: bytes) ?? declared?.lowercased() ?? "utf-8"
  }

  /// Reads what is left of a file.
  ///
  /// - Returns: The encoding that libxml2 found declared.
  private func parse(_ rest: UnsafeMutablePointer<Slice<UnsafeBufferPointer<UInt8>>>) -> String? {
    let unreadable = Diagnostic.error(
      "xml-syntax", "the file cannot be read as XML", help: "export it again",
      at: SourceLocation(path: path))
    guard
      let context = xmlCreateIOParserCtxt(nil, nil, readPiece, nil, rest, XML_CHAR_ENCODING_NONE)
    else {
      fail(unreadable)
      return nil
    }
    self.context = context
    defer {
      self.context = nil
      // Entity declarations live in a document that libxml2 leaves to its caller.
      if let document = context.pointee.myDoc { xmlFreeDoc(document) }
      xmlFreeParserCtxt(context)
    }
    // No option but these: none that loads DTDs, substitutes entities or lifts a limit.
    let recovery = isRecovering ? XML_PARSE_RECOVER.rawValue : 0
    xmlCtxtUseOptions(
      context,
      Int32(
        XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
          | recovery))
    context.pointee.sax.pointee = saxHandler
    context.pointee._private = Unmanaged.passUnretained(self).toOpaque()
    xmlParseDocument(context)
    if context.pointee.wellFormed == 0, thrown == nil, damage == nil { fail(unreadable) }
    // A file that was cut off leaves elements open, whose content counts all the same.
    while isRecovering, depth > 0, thrown == nil {
      attempt(context) { () throws(Diagnostics) in try ended() }
    }
    let declared = context.pointee.encoding ?? context.pointee.input?.pointee.encoding
    return declared.map { String(cString: $0) }
  }

  /// The encoding that a byte order mark in front names.
  private static func encoding(byMarkIn bytes: UnsafeBufferPointer<UInt8>) -> String? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return "utf-8" }
    if bytes.starts(with: [0xFF, 0xFE]) { return "utf-16le" }
    return bytes.starts(with: [0xFE, 0xFF]) ? "utf-16be" : nil
  }

  /// Ends reading with an error; only the first one counts, those after it follow from it.
  func fail(_ diagnostic: Diagnostic) {
    if thrown == nil { thrown = Diagnostics(diagnostic) }
  }

  /// Notes that the file is damaged.
  ///
  /// - Returns: Whether reading goes on.
  func note(_ damage: Diagnostic) -> Bool {
    guard isRecovering else {
      fail(damage)
      return false
    }
    if self.damage == nil { self.damage = damage }
    return true
  }

  /// An element begins.
  func began(_ element: borrowing XMLElement) throws(Diagnostics) {
    depth += 1
    hasBegun = true
    try start(element)
  }

  /// The innermost element ends; a damaged file may end one that never began.
  func ended() throws(Diagnostics) {
    guard depth > 0 else { return }
    depth -= 1
    try end()
  }

  /// Hands something to the handler, unless reading has ended.
  func attempt(_ context: xmlParserCtxtPtr, _ body: () throws(Diagnostics) -> Void) {
    guard thrown == nil else { return }
    do {
      try body()
    } catch {
      thrown = error
      xmlStopParser(context)
    }
  }
}

/// Passes on what libxml2 finds to a handler of one type.
final class XMLListener<Handler: XMLHandler>: AnyXMLListener {
  @exclusivity(unchecked)
  var handler: Handler

  init(path: String, isRecovering: Bool, handler: Handler) {
    self.handler = handler
    super.init(path: path, isRecovering: isRecovering)
  }

  override func start(_ element: borrowing XMLElement) throws(Diagnostics) {
    try handler.start(element)
  }
  override func end() throws(Diagnostics) { try handler.end() }
  override func text(_ text: Span<UInt8>) throws(Diagnostics) { try handler.text(text) }
}
