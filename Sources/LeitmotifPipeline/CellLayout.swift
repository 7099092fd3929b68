import LeitmotifModel

/// How the results of some cells are packed: worked out once, for all transcripts have the same.
struct CellLayout: Sendable {
  /// The names of the operations, sorted by their bytes; of operations of one name the first.
  let names: [(name: String, key: CellKey)]
  /// The places of the cells, by key, each key once.
  private let places: [Int]
  private let keys: [CellKey]
  /// All that stands behind the results of a transcript that is packed for the first time.
  private let ending: [UInt8]

  init(_ cells: [(name: String, key: CellKey)]) {
    var seen: Set<CellKey> = []
    places = cells.indices.filter { seen.insert(cells[$0].key).inserted }
      .sorted { cells[$0].key < cells[$1].key }
    keys = places.map { cells[$0].key }
    names = Dictionary(cells.map { ($0.name, $0.key) }) { first, _ in first }
      .map { (name: $0.key, key: $0.value) }
      .sorted { $0.name.precedesBytewise($1.name) }
    var writer = ByteWriter()
    Self.put(names, among: keys, &writer)
    ending = writer.bytes
  }

  /// The pack of a transcript that has none yet.
  ///
  /// - Parameter found: The matches of each cell; `nil` for one that gave up.
  /// - Returns: The pack's bytes.
  func packed(_ found: [[Match]?]) -> [UInt8] {
    let all = zip(places, keys).filter { found[$0.0] != nil }
    var writer = ByteWriter(capacity: ending.count + 32 * places.count)
    writer.put(byte: CellPack.format)
    writer.put(number: all.count)
    for (place, key) in all {
      writer.put(raw: key.bytes)
      writer.put(bytes: found[place]?.packed ?? [])
    }
    if all.count == keys.count {
      writer.put(raw: ending)
    } else {
      putNames(among: all.map(\.1), &writer)
    }
    return writer.bytes
  }

  /// Writes the names, each with the place of its operation among some keys.
  func putNames(among keys: [CellKey], _ writer: inout ByteWriter) {
    Self.put(names, among: keys, &writer)
  }

  private static func put(
    _ names: [(name: String, key: CellKey)], among keys: [CellKey], _ writer: inout ByteWriter
  ) {
    writer.put(number: names.count)
    for (name, key) in names {
      writer.put(text: name)
      // An operation that gave up has no place.
      writer.put(number: keys.place(of: key) ?? keys.count)
    }
  }
}
