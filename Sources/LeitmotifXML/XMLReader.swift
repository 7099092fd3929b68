public import LeitmotifModel

/// What listens to an XML file while it is read from front to end.
public protocol XMLHandler {
  /// An element begins.
  ///
  /// - Throws: `Diagnostics`, with which reading ends.
  mutating func start(_ element: borrowing XMLElement) throws(Diagnostics)

  /// The element that began last and has not ended yet ends.
  ///
  /// - Throws: `Diagnostics`, with which reading ends.
  mutating func end() throws(Diagnostics)

  /// Text stands here; one text may come in several pieces, none of which cuts a character.
  ///
  /// - Parameter text: UTF-8, whatever the file's encoding.
  /// - Throws: `Diagnostics`, with which reading ends.
  mutating func text(_ text: Span<UInt8>) throws(Diagnostics)
}

/// Reads XML files: the one face of libxml2.
///
/// Nothing but the bytes at hand is ever read: no DTD, no external entity, no network. The entities that a file
/// defines itself are expanded within libxml2's own bounds, and at most 256 elements are nested.
public enum XMLReader {
  /// The largest file that is read: libxml2 counts places in it by 32 bits.
  ///
  /// - Unit: bytes.
  public static let maximumSize = Int(Int32.max)

  /// Reads a file and hands what it finds to a handler.
  ///
  /// - Parameters:
  ///   - bytes: The file, in any encoding that its declaration or byte order mark names.
  ///   - path: The file's name, for messages.
  ///   - handler: What listens.
  /// - Returns: The encoding that the file was read in, in lower case.
  /// - Throws: `Diagnostics` when the file is no well-formed XML, with line and column, and what the handler
  ///   throws.
  @discardableResult
  public static func read<Handler: XMLHandler>(
    _ bytes: [UInt8], path: String, handler: inout Handler
  ) throws(Diagnostics) -> String {
    try listen(to: bytes, path: path, isRecovering: false, handler: &handler).encoding
  }

  /// Reads as much as can be read of a file that may be damaged.
  ///
  /// Elements that a file that was cut off leaves open are ended, so that what stands in them counts.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - path: The file's name, for messages.
  ///   - handler: What listens.
  /// - Returns: The encoding, and the first thing that is wrong with the file.
  /// - Throws: `Diagnostics` when nothing in the file is XML, when its entities are those of an attack, and what
  ///   the handler throws.
  public static func recover<Handler: XMLHandler>(
    _ bytes: [UInt8], path: String, handler: inout Handler
  ) throws(Diagnostics) -> (encoding: String, damage: Diagnostic?) {
    try listen(to: bytes, path: path, isRecovering: true, handler: &handler)
  }

  /// Reads a file, and of a damaged one what can be read where that is asked for.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - path: The file's name, for messages.
  ///   - recovering: Whether damage is no error.
  ///   - handler: What listens.
  /// - Returns: The encoding, and the first thing that is wrong with the file.
  /// - Throws: `Diagnostics` as `recover` does, and when the file is damaged and nobody asked to recover it.
  public static func read<Handler: XMLHandler>(
    _ bytes: [UInt8], path: String, recovering: Bool, handler: inout Handler
  ) throws(Diagnostics) -> (encoding: String, damage: Diagnostic?) {
    try listen(to: bytes, path: path, isRecovering: recovering, handler: &handler)
  }

  private static func listen<Handler: XMLHandler>(
    to bytes: [UInt8], path: String, isRecovering: Bool, handler: inout Handler
  ) throws(Diagnostics) -> (encoding: String, damage: Diagnostic?) {
    ExternalEntities.refuse()
    guard !bytes.isEmpty else {
      throw Diagnostics(
        .error(
          "empty-file", "there is nothing in the file", help: "export it again",
          at: SourceLocation(path: path)))
    }
    guard bytes.count <= maximumSize else {
      throw Diagnostics(
        .error(
          "file-too-large", "the file has \(bytes.count) bytes; at most \(maximumSize) are read",
          help: "split it into several", at: SourceLocation(path: path)))
    }
    let listener = XMLListener(path: path, isRecovering: isRecovering, handler: handler)
    let encoding = bytes.withUnsafeBufferPointer { listener.parse($0) }
    handler = listener.handler
    if let thrown = listener.thrown { throw thrown }
    if let damage = listener.damage, !listener.hasBegun { throw Diagnostics(damage) }
    return (encoding, listener.damage)
  }
}
