import LeitmotifModel

extension ByteWriter {
  /// Writes a warning, with the place that it is about.
  mutating func put(_ diagnostic: Diagnostic) {
    put(byte: diagnostic.severity == .error ? 1 : 0)
    for text in [diagnostic.id, diagnostic.message, diagnostic.help] { put(text: text) }
    put(optional: diagnostic.location?.path)
    if let location = diagnostic.location {
      for number in [location.line, location.column] { put(number: (number ?? -1) + 1) }
      put(number: location.length)
    }
    put(optional: diagnostic.excerpt)
  }

  /// Writes a text that may be missing.
  mutating func put(optional text: String?) {
    put(byte: text == nil ? 0 : 1)
    if let text { put(text: text) }
  }
}

extension ByteReader {
  /// Reads how many warnings there are, and the warnings.
  mutating func diagnostics() -> [Diagnostic]? {
    guard let count = number() else { return nil }
    var result: [Diagnostic] = []
    for _ in 0..<count {
      guard let diagnostic = diagnostic() else { return nil }
      result.append(diagnostic)
    }
    return result
  }

  private mutating func diagnostic() -> Diagnostic? {
    guard let severity = byte(), let id = text(), let message = text(), let help = text(),
      let path = optionalText()
    else { return nil }
    var location: SourceLocation?
    if let path {
      guard let line = number(), let column = number(), let length = number() else { return nil }
      location = SourceLocation(
        path: path, line: line == 0 ? nil : line - 1, column: column == 0 ? nil : column - 1,
        length: length)
    }
    guard let excerpt = optionalText() else { return nil }
    return Diagnostic(
      severity == 1 ? .error : .warning, id, message, help: help, at: location, excerpt: excerpt)
  }

  /// Reads a text that may be missing: `nil` in it is no text, `nil` itself is none of what was written.
  mutating func optionalText() -> String?? {
    guard let isThere = byte() else { return nil }
    guard isThere == 1 else { return .some(nil) }
    guard let text = text() else { return nil }
    return .some(text)
  }
}
