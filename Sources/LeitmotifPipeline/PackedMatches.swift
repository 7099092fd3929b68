import LeitmotifModel

extension [Match] {
  /// The matches, which are sorted by span, as bytes.
  var packed: [UInt8] {
    guard !isEmpty else { return Self.nothing }
    var writer = ByteWriter(capacity: 8 * count)
    writer.put(number: count)
    var previous = 0
    for match in self {
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

  private static let nothing: [UInt8] = [0]

  /// Reads what `packed` wrote.
  ///
  /// - Returns: `nil` when the bytes are no matches.
  init?(reading reader: inout ByteReader) {
    self = []
    guard let count = reader.number() else { return nil }
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
      append(
        Match(
          span: TextSpan(start: start, end: end),
          code: code.isEmpty ? nil : Identifier(code), attributes: attributes))
    }
  }
}
