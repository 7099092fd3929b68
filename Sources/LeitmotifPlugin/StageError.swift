public import LeitmotifModel

/// A stage that could not do its work, though the user's files are right (exit status 3).
public struct StageError: Error, Hashable, Sendable {
  /// What happened.
  public let diagnostic: Diagnostic

  /// Creates an error.
  ///
  /// - Parameters:
  ///   - id: The stable name, in kebab case.
  ///   - message: What happened: a clause.
  ///   - help: What the user can do.
  public init(_ id: String, _ message: String, help: String = "") {
    diagnostic = .error(id, message, help: help)
  }
}

extension StageError: CustomStringConvertible {
  /// The text that people see.
  public var description: String { diagnostic.description }
}
