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
    let line = lineStarts.partitioningIndex { $0 >= span.start }
    guard line < lineStarts.count, lineStarts[line] == span.start else { return nil }
    let isLast = line + 1 == lineStarts.count
    let next = isLast ? text.count : lineStarts[line + 1]
    return span.end == next || (span.end == next - 1 && !isLast) ? line : nil
  }
}
