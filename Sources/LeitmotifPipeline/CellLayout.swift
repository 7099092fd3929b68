import LeitmotifDigest
import LeitmotifModel

/// Which operations the results in a pack are of: all transcripts that were coded alike have the same, and the
/// store keeps it once.
struct CellLayout: Sendable {
  /// The operations in their order, each once.
  let keys: [CellKey]
  /// The layout as the store keeps it: equal layouts have equal bytes.
  let bytes: [UInt8]
  /// For each operation a name that stands for it; `nil` where its names stand for earlier ones.
  private let names: [String?]
  private let placeOfKey: [CellKey: Int]
  private let placeOfName: [Identifier<Cell>: Int]
  /// For each operation the first cell that runs it.
  private let cells: [Int]

  private static let format: UInt8 = 1

  /// The layout of some cells, by name and operation; of operations of one name the first counts.
  init(_ named: [(name: String, key: CellKey)]) {
    var placeOfKey: [CellKey: Int] = [:]
    var placeOfName: [Identifier<Cell>: Int] = [:]
    var keys: [CellKey] = []
    var names: [String?] = []
    var cells: [Int] = []
    var writer = ByteWriter()
    writer.put(byte: Self.format)
    writer.put(number: named.count)
    for (cell, (name, key)) in named.enumerated() {
      if placeOfKey[key] == nil {
        placeOfKey[key] = keys.count
        keys.append(key)
        names.append(nil)
        cells.append(cell)
      }
      if placeOfName[Identifier(name)] == nil, let place = placeOfKey[key] {
        placeOfName[Identifier(name)] = place
        names[place] = name
      }
      writer.put(text: name)
      writer.put(raw: key.bytes)
    }
    self.keys = keys
    self.names = names
    self.cells = cells
    self.placeOfKey = placeOfKey
    self.placeOfName = placeOfName
    bytes = writer.bytes
  }

  /// Reads a layout.
  ///
  /// - Returns: `nil` when the bytes are no layout of this format: packs of it are then made anew.
  init?(_ bytes: [UInt8]) {
    var reader = ByteReader(bytes)
    guard reader.byte() == Self.format, let count = reader.number(), count <= bytes.count else {
      return nil
    }
    var named: [(name: String, key: CellKey)] = []
    for _ in 0..<count {
      guard let name = reader.text(), let key = reader.skip(16) else { return nil }
      named.append((name, CellKey(bytes[key])))
    }
    self.init(named)
  }

  /// 16 bytes that are the same for equal layouts.
  var digest: [UInt8] { Digest(of: bytes).short }

  /// The place of an operation in the layout.
  ///
  /// In two layouts most operations stand at the same place, or one further: who asks for all of them has a guess.
  func place(of key: CellKey, near guess: Int = 0) -> Int? {
    var place = max(0, guess - 1)
    while place <= guess + 1, place < keys.count {
      if keys[place] == key { return place }
      place += 1
    }
    return placeOfKey[key]
  }

  /// Whether a name is known to stand for an operation, which is seen without looking the name up.
  func isCalled(_ name: String, at place: Int) -> Bool {
    names[place].map { $0.equalsBytewise(name) } ?? false
  }

  /// The operation that a name stands for.
  func operation(called name: String) -> CellKey? {
    placeOfName[Identifier(name)].map { keys[$0] }
  }

  /// The pack of a transcript that has none yet.
  ///
  /// - Parameter found: The matches of each cell; `nil` for one that gave up.
  /// - Returns: The pack's bytes.
  func packed(_ found: [[Match]?]) -> [UInt8] {
    var writer = ByteWriter(capacity: keys.count + 512)
    for cell in cells { CellPack.put(found[cell], &writer) }
    writer.put(number: 0)
    return writer.bytes
  }
}
