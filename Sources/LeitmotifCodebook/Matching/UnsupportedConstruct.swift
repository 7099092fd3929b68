/// What PCRE2 could do in a regular expression, but no rule may: it can make an expression endless
/// or unclear.
struct UnsupportedConstruct: Equatable {
  /// As it is written: `(?=`, `\1`.
  var written: String
  /// What it is called, with an article.
  var name: String
  /// What to write instead.
  var help: String
  /// Where it begins, in bytes of the expression.
  var offset: Int

  /// The first such construct of an expression; `nil` when there is none.
  static func first(in pattern: String) -> UnsupportedConstruct? {
    var cursor = RegexCursor(pattern)
    while let byte = cursor.current {
      switch byte {
      case UInt8(ascii: "\\"):
        if cursor.isAt("\\Q") {
          cursor.skip(past: "\\E")
        } else if let found = escape(at: cursor) {
          return found
        } else {
          cursor.skip(2)
        }
      case UInt8(ascii: "["):
        cursor.skipClass()
      case UInt8(ascii: "("):
        if let found = group(at: cursor) { return found }
        if cursor.isAt("(?#") { cursor.skip(past: ")") } else { cursor.skip(1) }
      default:
        cursor.skip(1)
      }
    }
    return nil
  }

  private static func escape(at cursor: RegexCursor) -> UnsupportedConstruct? {
    guard let letter = cursor.byte(ahead: 1) else { return nil }
    switch letter {
    case UInt8(ascii: "1")...UInt8(ascii: "9"), UInt8(ascii: "k"):
      return found(cursor, 2, "a back-reference", backReferenceHelp)
    case UInt8(ascii: "g"):
      // \g{1} refers back, \g<1> calls a group.
      return cursor.isAt("\\g<") || cursor.isAt("\\g'")
        ? found(cursor, 3, "recursion", recursionHelp)
        : found(cursor, 2, "a back-reference", backReferenceHelp)
    case UInt8(ascii: "K"), UInt8(ascii: "C"), UInt8(ascii: "G"):
      return found(cursor, 2, "a control of the engine", "leave it out")
    default:
      return nil
    }
  }

  private static func group(at cursor: RegexCursor) -> UnsupportedConstruct? {
    for (opener, name, help) in groups where cursor.isAt(opener) {
      return found(cursor, opener.utf8.count, name, help)
    }
    guard cursor.isAt("(?"), let next = cursor.byte(ahead: 2) else { return nil }
    let isSigned = next == UInt8(ascii: "+") || next == UInt8(ascii: "-")
    let digit = isSigned ? cursor.byte(ahead: 3) ?? 0 : next
    guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) || next == UInt8(ascii: "R")
    else { return nil }
    return found(cursor, 3, "recursion", recursionHelp)
  }

  private static func found(
    _ cursor: RegexCursor, _ length: Int, _ name: String, _ help: String
  ) -> UnsupportedConstruct {
    let written = cursor.bytes[cursor.offset...].prefix(length)
    return UnsupportedConstruct(
      written: String(decoding: written, as: UTF8.self), name: name, help: help,
      offset: cursor.offset)
  }

  private static let lookAroundHelp =
    "match what stands there, too, or use a query (NEAR, BEFORE, NOT) or 'unless'"
  private static let backReferenceHelp = "write out what is to be repeated"
  private static let recursionHelp = "write the part out where it is needed"

  private static let groups: [(opener: String, name: String, help: String)] = [
    ("(?=", "a look-ahead", lookAroundHelp), ("(?!", "a look-ahead", lookAroundHelp),
    ("(?<=", "a look-behind", lookAroundHelp), ("(?<!", "a look-behind", lookAroundHelp),
    ("(?*", "a look-ahead", lookAroundHelp), ("(?<*", "a look-behind", lookAroundHelp),
    ("(?&", "recursion", recursionHelp), ("(?P>", "recursion", recursionHelp),
    ("(?P=", "a back-reference", backReferenceHelp), ("(?C", "a callout", "leave it out"),
    ("(?(", "a condition", "write both cases with '|' between"),
    ("(*", "a verb", "leave it out; rules have limits of their own"),
  ]
}
