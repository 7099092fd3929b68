/// The name of one subject: a code, a coder, a participant, a transcript, a rule.
///
/// The subject is in the type, so that the name of a code is never passed for the name of a coder. In files
/// and on the wire an identifier is a plain string.
public struct Identifier<Subject>: Hashable, Sendable {
  /// The name as written in files.
  public let rawValue: String

  /// Creates an identifier from the name as written.
  public init(_ rawValue: String) {
    self.rawValue = rawValue
  }
}

extension Identifier {
  /// Whether two names have the same bytes; names that merely look alike are different ones.
  public static func == (lhs: Self, rhs: Self) -> Bool {
    lhs.rawValue.equalsBytewise(rhs.rawValue)
  }

  /// Hashes the name's bytes.
  public func hash(into hasher: inout Hasher) {
    var name = rawValue
    name.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}

extension Identifier: Comparable {
  /// Orders identifiers by the bytes of their names, the same on every machine and in every locale.
  public static func < (lhs: Self, rhs: Self) -> Bool {
    lhs.rawValue.precedesBytewise(rhs.rawValue)
  }
}

extension Identifier: ExpressibleByStringLiteral {
  public init(stringLiteral value: String) {
    self.init(value)
  }
}

extension Identifier: CustomStringConvertible {
  public var description: String { rawValue }
}
