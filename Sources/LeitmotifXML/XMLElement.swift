/// An element that begins: its name and attributes, for as long as the handler looks at it.
public struct XMLElement: ~Copyable {
  /// The name without prefix.
  public let name: String

  /// The number of the name among the file's names, from 0: what a handler knows of a name it need not find twice.
  public let nameNumber: Int

  /// The line in which the element begins, from 1.
  public let line: Int

  private let namespaceName: UnsafePointer<UInt8>?
  private let attributes: UnsafeBufferPointer<UnsafePointer<UInt8>?>

  /// Five pointers an attribute: local name, prefix, namespace, first byte of the value, one past its last.
  init(
    name: String, nameNumber: Int, namespace: UnsafePointer<UInt8>?, line: Int,
    attributes: UnsafeBufferPointer<UnsafePointer<UInt8>?>
  ) {
    self.name = name
    self.nameNumber = nameNumber
    namespaceName = namespace
    self.line = line
    self.attributes = attributes
  }

  /// The namespace; empty for none.
  public var namespace: String { namespaceName.map { String(cString: $0) } ?? "" }

  /// The value of an attribute by its name without prefix (`xml:id` is `id`); `nil` when there is none.
  public subscript(name: String) -> String? {
    var name = name
    return name.withUTF8 { name in
      for place in stride(from: 0, to: attributes.count, by: 5) {
        guard let local = attributes[place], isEqual(local, name),
          let start = attributes[place + 3], let end = attributes[place + 4]
        else { continue }
        return attributeText(UnsafeBufferPointer(start: start, count: end - start))
      }
      return nil
    }
  }

  /// The attributes with their names without prefix, in the file's order.
  public var allAttributes: [(name: String, value: String)] {
    stride(from: 0, to: attributes.count, by: 5).compactMap { place in
      guard let local = attributes[place], let start = attributes[place + 3],
        let end = attributes[place + 4]
      else { return nil }
      let value = UnsafeBufferPointer(start: start, count: end - start)
      return (String(cString: local), attributeText(value))
    }
  }

  private func isEqual(
    _ local: UnsafePointer<UInt8>, _ name: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    // A shorter local name ends in a zero, which no name holds.
    for place in name.indices where local[place] != name[place] { return false }
    return local[name.count] == 0
  }
}
