/// Texts of cells, each kept once, numbered from 0 in the order in which they came.
///
/// The bytes of all stand one behind the other: ten million names of units are a few hundred megabytes less than as
/// strings.
public struct DistinctTexts: Sendable {
  private var bytes: [UInt8] = []
  /// Where each text ends.
  private var ends: [Int] = []
  /// A table of twice as many places as there are texts, or more: the number of a text and 1, 0 for none.
  private var places: [UInt32] = Array(repeating: 0, count: 16)

  /// Creates an empty collection.
  public init() {}

  /// How many texts there are.
  public var count: Int { ends.count }

  /// The text of a number.
  ///
  /// - Precondition: `number < count`.
  public subscript(number: Int) -> String {
    String(decoding: bytes[range(of: number)], as: UTF8.self)
  }

  /// The number of a text that was put in; `nil` when it was not.
  func number(of text: ArraySlice<UInt8>) -> Int? {
    let found = places[place(of: text)]
    return found == 0 ? nil : Int(found) - 1
  }

  /// Puts a text in, unless it is there, and gives its number.
  mutating func insert(_ text: ArraySlice<UInt8>) -> Int {
    let place = place(of: text)
    if places[place] != 0 { return Int(places[place]) - 1 }
    bytes += text
    ends.append(bytes.count)
    places[place] = UInt32(ends.count)
    if ends.count * 2 > places.count { grow() }
    return ends.count - 1
  }

  private func range(of number: Int) -> Range<Int> {
    (number == 0 ? 0 : ends[number - 1])..<ends[number]
  }

  /// Where a text stands, or is to stand, among the places.
  private func place(of text: ArraySlice<UInt8>) -> Int {
    var place = hash(text) & (places.count - 1)
    while places[place] != 0, !isEqual(text, Int(places[place]) - 1) {
      place = (place + 1) & (places.count - 1)
    }
    return place
  }

  private func isEqual(_ text: ArraySlice<UInt8>, _ number: Int) -> Bool {
    let range = range(of: number)
    guard range.count == text.count else { return false }
    return bytes.withUnsafeBufferPointer { bytes in
      text.withUnsafeBufferPointer { text in
        text.indices.allSatisfy { text[$0] == bytes[range.lowerBound + $0] }
      }
    }
  }

  /// Seeded anew in each process, so that no file can be made to collide; numbers do not depend on it.
  private func hash(_ text: ArraySlice<UInt8>) -> Int {
    var hasher = Hasher()
    text.withUnsafeBytes { hasher.combine(bytes: $0) }
    return hasher.finalize()
  }

  private mutating func grow() {
    let mask = places.count * 2 - 1
    places = Array(repeating: 0, count: mask + 1)
    for number in ends.indices {
      var place = hash(bytes[range(of: number)]) & mask
      while places[place] != 0 { place = (place + 1) & mask }
      places[place] = UInt32(number + 1)
    }
  }
}

extension Table {
  /// Puts the text of a cell among others, without blanks around it.
  ///
  /// - Parameters:
  ///   - row: The row, from 0.
  ///   - column: The column, from 0.
  ///   - texts: The texts.
  /// - Returns: The text's number; `nil` for a blank cell.
  public func insert(_ row: Int, _ column: Int, into texts: inout DistinctTexts) -> Int? {
    let text = content(row, column)
    return text.isEmpty ? nil : texts.insert(text)
  }

  /// The number that the text of a cell has among others; `nil` when it is not there.
  ///
  /// - Parameters:
  ///   - row: The row, from 0.
  ///   - column: The column, from 0.
  ///   - texts: The texts.
  /// - Returns: The text's number; `nil` when there is none.
  public func number(_ row: Int, _ column: Int, in texts: DistinctTexts) -> Int? {
    texts.number(of: content(row, column))
  }

  /// The bytes of a cell's text, without blanks around it.
  private func content(_ row: Int, _ column: Int) -> ArraySlice<UInt8> {
    let cell = cell(row, column)
    var content = bytes[cell.range]
    if cell.start > 0, bytes[Int(cell.start) - 1] == UInt8(ascii: "\"") {
      content = ArraySlice(cell.text(in: bytes).utf8)
    }
    while let first = content.first, isBlank(first) { content.removeFirst() }
    while let last = content.last, isBlank(last) { content.removeLast() }
    return content
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}
