/// The text of one YAML file, kept for the lines that messages show.
public final class YAMLSource: Sendable {
  /// The file, as the user named it.
  public let path: String

  /// The file's lines, without line ends.
  public let lines: [String]

  init(path: String, text: String) {
    self.path = path
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.hasSuffix("\r") ? String(line.dropLast()) : String(line)
    }
  }

  /// The text of a line, counted from 1; `nil` behind the last one.
  public func line(_ number: Int) -> String? {
    lines.indices.contains(number - 1) ? lines[number - 1] : nil
  }
}
