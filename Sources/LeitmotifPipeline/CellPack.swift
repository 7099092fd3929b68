import LeitmotifDigest
import LeitmotifModel

/// The kept results of all operations on one transcript's segments.
///
/// The cells of one unit are packed into one row of the store, so that keeping them costs less than the
/// matching they save. Results of operations that are no longer used stay, for who returns to an earlier
/// codebook.
struct CellPack: Hashable, Sendable {
  /// What an operation is known by: its meaning and what runs it, hashed to 16 bytes.
  typealias Key = [UInt8]

  /// The result of each operation, as `encode` writes it.
  private(set) var bodies: [Key: [UInt8]] = [:]

  /// Which operation each rule stood for when the pack was last used: what "changed" is measured against.
  var current: [String: Key] = [:]

  init() {}

  /// The matches of an operation.
  ///
  /// - Parameters:
  ///   - key: The operation.
  ///   - text: The span of the text that they are about; `nil` when they are only compared.
  /// - Returns: `nil` when it was never run here, or what was kept cannot be about this text.
  func matches(of key: Key, within text: TextSpan? = nil) -> [Match]? {
    guard let body = bodies[key], let matches = Self.decode(body) else { return nil }
    if let text, !matches.allSatisfy({ text.contains($0.span) }) { return nil }
    return matches
  }

  /// Keeps the matches of an operation, which are sorted by span.
  mutating func keep(_ matches: [Match], of key: Key) {
    bodies[key] = Self.encode(matches)
  }

  /// How a transcript's first results are packed: worked out once, for all have the same cells.
  struct Layout: Sendable {
    /// The places of the cells, by key, each key once.
    private let places: [Int]
    private let keys: [Key]
    /// The names with the places of their keys, as bytes.
    private let names: [UInt8]

    init(_ cells: [(name: String, key: Key)]) {
      var seen: Set<Key> = []
      places = cells.indices.filter { seen.insert(cells[$0].key).inserted }.sorted {
        cells[$0].key.lexicographicallyPrecedes(cells[$1].key)
      }
      keys = places.map { cells[$0].key }
      var writer = ByteWriter()
      CellPack.put(
        Dictionary(cells.map { ($0.name, $0.key) }) { first, _ in first }, among: keys, &writer)
      names = writer.bytes
    }

    /// The pack with some results, for each cell one.
    ///
    /// - Returns: `nil` when a cell has none.
    func bytes(_ found: [[Match]?]) -> [UInt8]? {
      var writer = ByteWriter(capacity: names.count + 32 * places.count)
      writer.put(byte: CellPack.format)
      writer.put(number: places.count)
      for (place, key) in zip(places, keys) {
        guard let matches = found[place] else { return nil }
        writer.put(raw: key)
        writer.put(bytes: CellPack.encode(matches))
      }
      writer.put(raw: names)
      return writer.bytes
    }
  }

  // MARK: - Bytes

  private static let format: UInt8 = 1

  /// No matches.
  private static let nothing: [UInt8] = [0]

  /// The pack as bytes: equal packs have equal bytes.
  var bytes: [UInt8] {
    var writer = ByteWriter()
    writer.put(byte: Self.format)
    writer.put(number: bodies.count)
    let keys = bodies.keys.sorted { $0.lexicographicallyPrecedes($1) }
    for key in keys {
      writer.put(raw: key)
      writer.put(bytes: bodies[key] ?? [])
    }
    Self.put(current, among: keys, &writer)
    return writer.bytes
  }

  private static func put(_ names: [String: Key], among keys: [Key], _ writer: inout ByteWriter) {
    let places = Dictionary(uniqueKeysWithValues: keys.enumerated().map { ($1, $0) })
    writer.put(number: names.count)
    for (name, key) in names.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
      writer.put(text: name)
      writer.put(number: places[key] ?? keys.count)
    }
  }

  /// Reads a pack.
  ///
  /// - Returns: `nil` when the bytes are no pack of this format: it is then made anew.
  init?(_ bytes: [UInt8]) {
    var reader = ByteReader(bytes)
    guard reader.byte() == Self.format, let count = reader.number() else { return nil }
    var keys: [Key] = []
    for _ in 0..<count {
      guard let key = reader.raw(16), let body = reader.block() else { return nil }
      keys.append(key)
      bodies[key] = body
    }
    guard let names = reader.number() else { return nil }
    for _ in 0..<names {
      guard let name = reader.text(), let place = reader.number() else { return nil }
      if keys.indices.contains(place) { current[name] = keys[place] }
    }
  }

  private static func encode(_ matches: [Match]) -> [UInt8] {
    guard !matches.isEmpty else { return nothing }
    var writer = ByteWriter(capacity: 8 * matches.count)
    writer.put(number: matches.count)
    var previous = 0
    for match in matches {
      writer.put(number: match.span.start - previous)
      writer.put(number: match.span.count)
      previous = match.span.start
      writer.put(text: match.code?.rawValue ?? "")
      writer.put(number: match.attributes.pairs.count)
      for pair in match.attributes.pairs {
        writer.put(text: pair.name)
        writer.put(text: pair.value)
      }
    }
    return writer.bytes
  }

  private static func decode(_ body: [UInt8]) -> [Match]? {
    var reader = ByteReader(body)
    guard let count = reader.number() else { return nil }
    var matches: [Match] = []
    var previous = 0
    for _ in 0..<count {
      guard let distance = reader.number(), let length = reader.number(), let code = reader.text(),
        let pairs = reader.number()
      else { return nil }
      var attributes = Attributes()
      for _ in 0..<pairs {
        guard let name = reader.text(), let value = reader.text() else { return nil }
        attributes[name] = value
      }
      let (start, isTooFar) = previous.addingReportingOverflow(distance)
      let (end, isTooLong) = start.addingReportingOverflow(length)
      guard !isTooFar, !isTooLong else { return nil }
      previous = start
      matches.append(
        Match(
          span: TextSpan(start: start, end: end),
          code: code.isEmpty ? nil : Identifier(code), attributes: attributes))
    }
    return matches
  }
}
