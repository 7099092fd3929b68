/// Everything that is wrong or odd in what a user wrote, reported at once.
///
/// Thrown, it means that the user's files are to be mended (exit status 2).
public struct Diagnostics: Error, Hashable, Sendable {
  /// The diagnostics in the order in which they were found.
  public private(set) var all: [Diagnostic] = []

  /// Creates an empty collection.
  public init() {}

  /// Creates a collection of some diagnostics.
  public init(_ diagnostics: [Diagnostic]) {
    all = diagnostics
  }

  /// Creates a collection of one diagnostic.
  public init(_ diagnostic: Diagnostic) {
    all = [diagnostic]
  }

  /// Adds a diagnostic.
  public mutating func append(_ diagnostic: Diagnostic) {
    all.append(diagnostic)
  }

  /// Adds those of another collection.
  public mutating func append(contentsOf other: Diagnostics) {
    all.append(contentsOf: other.all)
  }

  /// Whether there is none.
  public var isEmpty: Bool { all.isEmpty }

  /// Whether one of them is an error.
  public var hasErrors: Bool { all.contains { $0.severity == .error } }

  /// The diagnostics by file and place, each once.
  public var sorted: [Diagnostic] {
    var seen: Set<Diagnostic> = []
    return all.filter { seen.insert($0).inserted }.enumerated().sorted { lhs, rhs in
      switch (lhs.element.location, rhs.element.location) {
      case (let left?, let right?) where left != right: left < right
      case (nil, .some): true
      case (.some, nil): false
      default: lhs.offset < rhs.offset
      }
    }.map(\.element)
  }

  /// Throws the collection when one of its diagnostics is an error.
  public func throwIfErrors() throws(Diagnostics) {
    if hasErrors { throw self }
  }
}

extension Diagnostics: CustomStringConvertible {
  /// All of them, as people see them.
  public var description: String { sorted.map(\.description).joined(separator: "\n") }
}
