/// Texts of which at least one is in whatever a regular expression matches.
///
/// They are looked for before the engine is asked, which then sees a small part of the text. The
/// reader knows the plain part of the language and gives up on the rest.
enum RequiredLiterals {
  private struct GivenUp: Error {}

  /// So many are quicker to look for than the expression itself.
  private static let most = 24

  /// The literals of an expression that compiles: ASCII in small letters, each of two letters or
  /// more.
  ///
  /// - Returns: Nothing when there are none, or none are known.
  static func of(_ pattern: String) -> [[UInt8]] {
    var cursor = RegexCursor(pattern)
    guard let found = try? alternatives(&cursor), cursor.isAtEnd else { return [] }
    return found.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// Reads up to a closing bracket or the end; an empty result says that nothing is required.
  private static func alternatives(_ cursor: inout RegexCursor) throws(GivenUp) -> Set<[UInt8]> {
    var result = try sequence(&cursor)
    while cursor.current == UInt8(ascii: "|") {
      cursor.skip(1)
      let other = try sequence(&cursor)
      result = result.isEmpty || other.isEmpty ? [] : result.union(other)
    }
    return result.count <= most ? result : []
  }

  private static func sequence(_ cursor: inout RegexCursor) throws(GivenUp) -> Set<[UInt8]> {
    var best: Set<[UInt8]> = []
    var run: [UInt8] = []
    func consider(_ literals: Set<[UInt8]>) {
      let shortest = literals.map(\.count).min() ?? 0
      if shortest >= 2, shortest > best.map(\.count).min() ?? 0 { best = literals }
    }
    func endRun() {
      consider([run])
      run = []
    }
    while let byte = cursor.current, byte != UInt8(ascii: "|"), byte != UInt8(ascii: ")") {
      switch byte {
      case UInt8(ascii: "("):
        endRun()
        let inside = try group(&cursor)
        if try leastRepetition(&cursor) ?? 1 > 0 { consider(inside) }
      case UInt8(ascii: "["):
        endRun()
        cursor.skipClass()
        _ = try leastRepetition(&cursor)
      default:
        let literal = try character(&cursor)
        let repetition = try leastRepetition(&cursor)
        if let literal, repetition ?? 1 > 0 { run.append(literal) }
        if literal == nil || repetition != nil { endRun() }
      }
    }
    endRun()
    return best
  }

  private static func group(_ cursor: inout RegexCursor) throws(GivenUp) -> Set<[UInt8]> {
    if cursor.isAt("(?:") {
      cursor.skip(3)
    } else if cursor.isAt("(?") {
      throw GivenUp()
    } else {
      cursor.skip(1)
    }
    let inside = try alternatives(&cursor)
    cursor.skip(1)
    return inside
  }

  /// One character; `nil` for what stands for several, for none, or is not ASCII.
  private static func character(_ cursor: inout RegexCursor) throws(GivenUp) -> UInt8? {
    guard let byte = cursor.current else { return nil }
    cursor.skip(1)
    switch byte {
    case UInt8(ascii: "\\"):
      guard let escaped = cursor.current else { return nil }
      cursor.skip(1)
      if "bBdDsSwWhHvVAZz".utf8.contains(escaped) { return nil }
      let isLetter = (0x30...0x39).contains(escaped) || (0x61...0x7A).contains(escaped | 0x20)
      if isLetter || escaped >= 0x80 { throw GivenUp() }
      return escaped
    case UInt8(ascii: "."), UInt8(ascii: "^"), UInt8(ascii: "$"), 0x80...:
      return nil
    default:
      return (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
    }
  }

  /// The smallest number of repetitions that stands here; `nil` when none does.
  private static func leastRepetition(_ cursor: inout RegexCursor) throws(GivenUp) -> Int? {
    var least: Int
    switch cursor.current {
    case UInt8(ascii: "*"), UInt8(ascii: "?"): least = 0
    case UInt8(ascii: "+"): least = 1
    case UInt8(ascii: "{"):
      guard let digit = cursor.byte(ahead: 1), (0x30...0x39).contains(digit) else {
        throw GivenUp()
      }
      least = digit == 0x30 ? 0 : 1
      while let byte = cursor.current, byte != UInt8(ascii: "}") { _ = byte; cursor.skip(1) }
    default: return nil
    }
    cursor.skip(1)
    if cursor.current == UInt8(ascii: "?") || cursor.current == UInt8(ascii: "+") { cursor.skip(1) }
    if least > 1 { least = 1 }
    return least
  }
}
