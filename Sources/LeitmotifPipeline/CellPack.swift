import LeitmotifModel

/// The kept results of all operations on one transcript's segments.
///
/// The cells of one unit are packed into one row of the store, so that keeping them costs less than the
/// matching they save. Results of operations that are no longer used stay, for who returns to an earlier
/// codebook. Of a pack only what is asked for is unpacked.
struct CellPack: Sendable {
  /// The pack as it is kept: equal packs have equal bytes.
  let bytes: [UInt8]
  /// The operations, sorted.
  let keys: [CellKey]
  /// Where the result of each lies among the bytes.
  private let bodies: [Range<Int>]
  /// What the operations were called when the pack was last used, sorted: what "changed" is measured against.
  private let names: [Name]

  /// A rule's name, and the place of its operation among the keys.
  private struct Name: Sendable {
    let text: Range<Int>
    let key: Int
  }

  static let format: UInt8 = 1

  /// Reads a pack.
  ///
  /// - Returns: `nil` when the bytes are no pack of this format: it is then made anew.
  init?(_ bytes: [UInt8]) {
    var reader = ByteReader(bytes)
    guard reader.byte() == Self.format, let count = reader.number(), count <= bytes.count else {
      return nil
    }
    var keys: [CellKey] = []
    var bodies: [Range<Int>] = []
    keys.reserveCapacity(count)
    bodies.reserveCapacity(count)
    for _ in 0..<count {
      guard let raw = reader.skip(16), let body = reader.skipBlock() else { return nil }
      let key = CellKey(bytes[raw])
      if let last = keys.last, key <= last { return nil }
      keys.append(key)
      bodies.append(body)
    }
    guard let nameCount = reader.number(), nameCount <= bytes.count else { return nil }
    var names: [Name] = []
    names.reserveCapacity(nameCount)
    for _ in 0..<nameCount {
      guard let text = reader.skipBlock(), let key = reader.number() else { return nil }
      names.append(Name(text: text, key: key))
    }
    self.bytes = bytes
    self.keys = keys
    self.bodies = bodies
    self.names = names
  }

  /// The matches of an operation.
  ///
  /// - Parameters:
  ///   - key: The operation.
  ///   - text: The span of the text that they are about; `nil` when they are only compared.
  /// - Returns: `nil` when it was never run here, or what was kept cannot be about this text.
  func matches(of key: CellKey, within text: TextSpan? = nil) -> [Match]? {
    guard let place = keys.place(of: key) else { return nil }
    var reader = ByteReader(bytes, bodies[place])
    guard let matches = [Match](reading: &reader) else { return nil }
    if let text, !matches.allSatisfy({ text.contains($0.span) }) { return nil }
    return matches
  }

  /// Whether an operation was run here.
  func holds(_ key: CellKey) -> Bool {
    keys.place(of: key) != nil
  }

  /// The operation that a rule stood for when the pack was last used.
  func operation(called name: String) -> CellKey? {
    let place = Array(name.utf8).withUnsafeBufferPointer { name in
      bytes.withUnsafeBufferPointer { bytes in
        names.partitioningIndex {
          !UnsafeBufferPointer(rebasing: bytes[$0.text]).lexicographicallyPrecedes(name)
        }
      }
    }
    guard place < names.count, bytes[names[place].text].elementsEqual(name.utf8),
      keys.indices.contains(names[place].key)
    else { return nil }
    return keys[names[place].key]
  }

  /// Whether the pack was last used by just these operations.
  func isOf(_ layout: CellLayout) -> Bool {
    names.count == layout.names.count
      && layout.names.allSatisfy { operation(called: $0.name) == $0.key }
  }

  /// The pack with more results, last used by the operations of a layout.
  ///
  /// - Parameters:
  ///   - found: The results, by operation.
  ///   - layout: The operations of today.
  /// - Returns: The pack's bytes.
  func adding(_ found: [CellKey: [Match]], of layout: CellLayout) -> [UInt8] {
    let all = (keys + found.keys.filter { !holds($0) }).sorted()
    var writer = ByteWriter(capacity: bytes.count + 64 * found.count)
    writer.put(byte: Self.format)
    writer.put(number: all.count)
    for key in all {
      writer.put(raw: key.bytes)
      if let matches = found[key] {
        writer.put(bytes: matches.packed)
      } else if let place = keys.place(of: key) {
        writer.put(bytes: bytes[bodies[place]])
      }
    }
    layout.putNames(among: all, &writer)
    return writer.bytes
  }
}

extension [CellKey] {
  /// The place of a key among sorted ones.
  func place(of key: CellKey) -> Int? {
    let place = partitioningIndex { $0 >= key }
    return place < count && self[place] == key ? place : nil
  }
}

extension Array {
  /// The first place from which on a condition holds; before it, it never does.
  fileprivate func partitioningIndex(where holds: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
