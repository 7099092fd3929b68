import CLibXML2
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
  /// The largest file that is read.
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
    ExternalEntities.refuse()
    guard !bytes.isEmpty else {
      throw Diagnostics(
        .error("empty-file", "there is nothing in the file", at: SourceLocation(path: path)))
    }
    guard bytes.count <= maximumSize else {
      throw Diagnostics(
        .error(
          "file-too-large", "the file has \(bytes.count) bytes; at most \(maximumSize) are read",
          help: "split it into several", at: SourceLocation(path: path)))
    }
    let listener = XMLListener(path: path, handler: handler)
    let encoding = bytes.withUnsafeBufferPointer { listener.parse($0) }
    handler = listener.handler
    if let thrown = listener.thrown { throw thrown }
    return encoding
  }
}

/// An element that begins: its name and attributes, for as long as the handler looks at it.
public struct XMLElement: ~Copyable {
  /// The name without prefix.
  public let name: String

  /// The namespace; empty for none.
  public let namespace: String

  /// The line in which the element begins, from 1.
  public let line: Int

  private let attributes: UnsafeBufferPointer<UnsafePointer<UInt8>?>

  /// Five pointers an attribute: local name, prefix, namespace, first byte of the value, one past its last.
  init(
    name: String, namespace: String, line: Int,
    attributes: UnsafeBufferPointer<UnsafePointer<UInt8>?>
  ) {
    self.name = name
    self.namespace = namespace
    self.line = line
    self.attributes = attributes
  }

  /// The value of an attribute by its name without prefix (`xml:id` is `id`); `nil` when there is none.
  public subscript(name: String) -> String? {
    for place in stride(from: 0, to: attributes.count, by: 5) {
      guard let local = attributes[place], isEqual(local, name),
        let start = attributes[place + 3], let end = attributes[place + 4]
      else { continue }
      return Self.value(UnsafeBufferPointer(start: start, count: end - start))
    }
    return nil
  }

  /// A value as the file means it: where entities are not expanded, libxml2 leaves `&#38;` for each ampersand.
  private static func value(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    let escape: StaticString = "&#38;"
    guard bytes.contains(UInt8(ascii: "&")) else { return String(decoding: bytes, as: UTF8.self) }
    var value: [UInt8] = []
    var place = 0
    while place < bytes.count {
      let isEscape =
        bytes.count - place >= escape.utf8CodeUnitCount
        && (0..<escape.utf8CodeUnitCount).allSatisfy {
          bytes[place + $0] == escape.utf8Start[$0]
        }
      value.append(bytes[place])
      place += isEscape ? escape.utf8CodeUnitCount : 1
    }
    return String(decoding: value, as: UTF8.self)
  }

  /// The attributes with their names without prefix, in the file's order.
  public var allAttributes: [(name: String, value: String)] {
    stride(from: 0, to: attributes.count, by: 5).compactMap { place in
      guard let local = attributes[place], let start = attributes[place + 3],
        let end = attributes[place + 4]
      else { return nil }
      let value = UnsafeBufferPointer(start: start, count: end - start)
      return (String(cString: local), Self.value(value))
    }
  }

  private func isEqual(_ local: UnsafePointer<UInt8>, _ name: String) -> Bool {
    var place = 0
    for byte in name.utf8 {
      guard local[place] == byte else { return false }
      place += 1
    }
    return local[place] == 0
  }
}
