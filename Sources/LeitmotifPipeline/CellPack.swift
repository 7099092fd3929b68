import LeitmotifModel

/// The kept results of all operations on one transcript's segments.
///
/// The cells of one unit are packed into one row of the store, so that keeping them costs less than the
/// matching they save. Results of operations that are no longer used stay, for who returns to an earlier
/// codebook. Of a pack only what is asked for is unpacked.
struct CellPack: Sendable {
  /// The operations that were used last: what "changed" is measured against.
  let layout: CellLayout
  /// The pack as it is kept: the results in the layout's order, then the others with their keys.
  let bytes: [UInt8]
  /// Where the results of the layout's operations lie among the bytes; `nil` for one that gave up.
  private let results: [Range<Int>?]
  /// Results of operations that were used before.
  private let others: [(key: CellKey, body: Range<Int>)]

  /// Reads a pack.
  ///
  /// - Returns: `nil` when the bytes are no pack of this layout: it is then made anew.
  init?(_ bytes: [UInt8], of layout: CellLayout) {
    var reader = ByteReader(bytes)
    var results: [Range<Int>?] = []
    results.reserveCapacity(layout.keys.count)
    for _ in layout.keys {
      guard let size = reader.number() else { return nil }
      guard size > 0 else {
        results.append(nil)
        continue
      }
      guard let body = reader.skip(size - 1) else { return nil }
      results.append(body)
    }
    guard let count = reader.number(), count <= bytes.count else { return nil }
    var others: [(key: CellKey, body: Range<Int>)] = []
    for _ in 0..<count {
      guard let key = reader.skip(16), let body = reader.skipBlock() else { return nil }
      others.append((CellKey(bytes[key]), body))
    }
    guard reader.isAtEnd else { return nil }
    self.layout = layout
    self.bytes = bytes
    self.results = results
    self.others = others
  }

  /// Writes a result: one more than its size, and the matches; 0 for none.
  static func put(_ matches: [Match]?, _ writer: inout ByteWriter) {
    guard let matches else { return writer.put(number: 0) }
    put(body: matches.isEmpty ? [] : matches.packed[...], &writer)
  }

  private static func put(body: ArraySlice<UInt8>, _ writer: inout ByteWriter) {
    writer.put(number: body.count + 1)
    writer.put(raw: body)
  }

  private func body(of key: CellKey, near guess: Int = 0) -> Range<Int>? {
    if let place = layout.place(of: key, near: guess) { return results[place] }
    return others.first { $0.key == key }?.body
  }

  /// The operations that have results here, in no order.
  var keys: [CellKey] {
    zip(layout.keys, results).compactMap { $1 == nil ? nil : $0 } + others.map(\.key)
  }

  /// The matches of an operation.
  ///
  /// - Parameters:
  ///   - key: The operation.
  ///   - guess: Where it may stand in the layout.
  ///   - text: The span of the text that they are about; `nil` when they are only compared.
  /// - Returns: `nil` when it was never run here, or what was kept cannot be about this text.
  func matches(
    of key: CellKey, near guess: Int = 0, within text: TextSpan? = nil
  ) -> [Match]? {
    guard let body = body(of: key, near: guess) else { return nil }
    if body.isEmpty { return [] }
    var reader = ByteReader(bytes, body)
    guard let matches = [Match](reading: &reader) else { return nil }
    if let text, !matches.allSatisfy({ text.contains($0.span) }) { return nil }
    return matches
  }

  /// Whether an operation was run here.
  func holds(_ key: CellKey, near guess: Int = 0) -> Bool {
    body(of: key, near: guess) != nil
  }

  /// The operation that a rule stood for when the pack was last used, where that is another one than now.
  func earlierOperation(called name: String, now key: CellKey, near guess: Int = 0) -> CellKey? {
    if let place = layout.place(of: key, near: guess), layout.isCalled(name, at: place) {
      return nil
    }
    return operation(called: name).flatMap { $0 == key ? nil : $0 }
  }

  /// The operation that a rule stood for when the pack was last used.
  func operation(called name: String) -> CellKey? {
    layout.operation(called: name).flatMap { holds($0) ? $0 : nil }
  }

  /// Whether the pack was last used by just these operations, and has all of them.
  func isOf(_ other: CellLayout) -> Bool {
    layout.bytes == other.bytes && results.allSatisfy { $0 != nil }
  }

  /// The pack with more results, last used by the operations of a layout.
  ///
  /// - Parameters:
  ///   - found: The results, by operation.
  ///   - layout: The operations of today.
  /// - Returns: The pack's bytes.
  func adding(_ found: [CellKey: [Match]], of layout: CellLayout) -> [UInt8] {
    var writer = ByteWriter(capacity: bytes.count + 64 * found.count)
    for (place, key) in layout.keys.enumerated() {
      if let matches = found[key] {
        Self.put(matches, &writer)
      } else if let body = body(of: key, near: place) {
        Self.put(body: bytes[body], &writer)
      } else {
        writer.put(number: 0)
      }
    }
    let older = keys.enumerated().filter { layout.place(of: $1, near: $0) == nil }.map(\.element)
      .sorted()
    writer.put(number: older.count)
    for key in older {
      writer.put(raw: key.bytes)
      writer.put(bytes: body(of: key).map { bytes[$0] } ?? [])
    }
    return writer.bytes
  }
}
