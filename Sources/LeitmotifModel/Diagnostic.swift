/// A place in a file that somebody wrote.
public struct SourceLocation: Hashable, Sendable {
  /// The file, as the user named it.
  public var path: String

  /// The line, from 1; `nil` for the whole file.
  public var line: Int?

  /// The column in code points, from 1; `nil` for the whole line.
  public var column: Int?

  /// How many code points the caret underlines.
  public var length: Int

  /// Creates a location.
  public init(path: String, line: Int? = nil, column: Int? = nil, length: Int = 1) {
    self.path = path
    self.line = line
    self.column = column
    self.length = length
  }
}

extension SourceLocation: Comparable {
  /// Orders locations by file, then by place.
  public static func < (lhs: Self, rhs: Self) -> Bool {
    if lhs.path != rhs.path { return lhs.path.precedesBytewise(rhs.path) }
    return (lhs.line ?? 0, lhs.column ?? 0) < (rhs.line ?? 0, rhs.column ?? 0)
  }
}

/// Something wrong or odd that a user can mend: what it is, where, and how.
///
/// Its text never holds words of an interview; identifiers and offsets do.
public struct Diagnostic: Hashable, Sendable {
  /// How bad it is.
  public enum Severity: String, Hashable, Sendable {
    /// The work cannot go on with it.
    case error
    /// The work goes on.
    case warning
  }

  /// How bad it is.
  public var severity: Severity

  /// The stable name, in kebab case, that `docs/errors.md` explains.
  public var id: String

  /// What is wrong: a clause without capital and full stop.
  public var message: String

  /// How to mend it; empty when the message says it all.
  public var help: String

  /// Where; `nil` when it is in no file.
  public var location: SourceLocation?

  /// The line itself, for the caret; only of files that hold no interview text.
  public var excerpt: String?

  /// Creates a diagnostic.
  public init(
    _ severity: Severity, _ id: String, _ message: String, help: String = "",
    at location: SourceLocation? = nil, excerpt: String? = nil
  ) {
    self.severity = severity
    self.id = id
    self.message = message
    self.help = help
    self.location = location
    self.excerpt = excerpt
  }

  /// Creates an error.
  public static func error(
    _ id: String, _ message: String, help: String = "", at location: SourceLocation? = nil,
    excerpt: String? = nil
  ) -> Diagnostic {
    Diagnostic(.error, id, message, help: help, at: location, excerpt: excerpt)
  }

  /// Creates a warning.
  public static func warning(
    _ id: String, _ message: String, help: String = "", at location: SourceLocation? = nil,
    excerpt: String? = nil
  ) -> Diagnostic {
    Diagnostic(.warning, id, message, help: help, at: location, excerpt: excerpt)
  }
}

extension Diagnostic: CustomStringConvertible {
  /// The text that people see: `path:line:column: error: message [id]`, the line, a caret, the help.
  public var description: String {
    var text = ""
    if let location {
      text += location.path
      if let line = location.line { text += ":\(line)" }
      if let column = location.column, location.line != nil { text += ":\(column)" }
      text += ": "
    }
    text += "\(severity): \(message) [\(id)]"
    if let excerpt, let line = location?.line {
      let number = String(line)
      let margin = String(repeating: " ", count: number.count)
      text += "\n  \(number) | \(excerpt)"
      if let column = location?.column {
        // A tab stays a tab under the line, so that the caret stands below what it means.
        let before = excerpt.unicodeScalars.prefix(column - 1).map { $0 == "\t" ? "\t" : " " }
        let carets = String(repeating: "^", count: max(1, location?.length ?? 1))
        text += "\n  \(margin) | \(before.joined())\(carets)"
      }
    }
    if !help.isEmpty { text += "\nhelp: \(help)" }
    return text
  }
}
