import LeitmotifModel

/// What a format could not hold, counted by kind.
struct LossReport {
  private var kinds: [String] = []
  private var counts: [String: Int] = [:]
  private var lines: [String: Int] = [:]

  /// Notes a loss.
  ///
  /// - Parameters:
  ///   - what: What is lost, in the plural: "weights".
  ///   - count: How many.
  ///   - line: The line of the file.
  mutating func note(_ what: String, count: Int = 1, line: Int? = nil) {
    guard count > 0 else { return }
    if counts[what] == nil {
      kinds.append(what)
      lines[what] = line
    }
    counts[what, default: 0] += count
  }

  /// The losses as warnings, a kind each, at the first place.
  func diagnostics(at path: String) -> [Diagnostic] {
    kinds.map { what in
      .warning(
        "not-carried-over", "not carried over: \(what) (\(counts[what] ?? 0))",
        at: SourceLocation(path: path, line: lines[what]))
    }
  }
}
