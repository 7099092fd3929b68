import LeitmotifModel

/// A foreign text, with what is worked out of it when it is first needed.
struct SourceView {
  let text: CanonicalText
  private let source: SourceText
  private var maps: [OffsetReading: OffsetMap] = [:]
  private var lineStarts: [Int] = []

  /// The text without white space.
  private(set) lazy var index = WordIndex(text)

  init(_ source: SourceText) {
    self.source = source
    text = source.canonical
  }

  /// The offsets of one reading.
  mutating func map(_ reading: OffsetReading) -> OffsetMap {
    let plainest = source.plainest(reading)
    if let known = maps[plainest] { return known }
    let map = OffsetMap(of: source.raw, reading: plainest)
    maps[plainest] = map
    return map
  }

  /// The number of the line, from 0, that a span is; `nil` when it is not exactly one.
  mutating func line(at span: TextSpan) -> Int? {
    if lineStarts.isEmpty {
      lineStarts = [0]
      for (offset, byte) in text.bytes.enumerated() where byte == 0x0A {
        lineStarts.append(offset + 1)
      }
    }
    var low = 0
    var high = lineStarts.count
    while low < high {
      let middle = (low + high) / 2
      if lineStarts[middle] < span.start { low = middle + 1 } else { high = middle }
    }
    guard low < lineStarts.count, lineStarts[low] == span.start else { return nil }
    let next = low + 1 < lineStarts.count ? lineStarts[low + 1] : text.count
    return span.end == next || (span.end == next - 1 && low + 1 < lineStarts.count) ? low : nil
  }
}
