/// The text of one YAML file, kept for the lines that messages show.
public final class YAMLSource: Sendable {
  /// The file, as the user named it.
  public let path: String

  /// The file's lines, without line ends (LF, CRLF or a lone CR, as YAML has it).
  public let lines: [String]

  private static let longestExcerpt = 400

  init(path: String, text: String) {
    self.path = path
    var lines: [String] = []
    var line: [UInt8] = []
    var previous: UInt8 = 0
    for byte in text.utf8 {
      if byte == 0x0A && previous == 0x0D {
        // The CR before it has ended the line.
      } else if byte == 0x0A || byte == 0x0D {
        lines.append(String(decoding: line, as: UTF8.self))
        line.removeAll(keepingCapacity: true)
      } else {
        line.append(byte)
      }
      previous = byte
    }
    lines.append(String(decoding: line, as: UTF8.self))
    self.lines = lines
  }

  /// The text of a line, counted from 1; `nil` behind the last one.
  public func line(_ number: Int) -> String? {
    lines.indices.contains(number - 1) ? lines[number - 1] : nil
  }

  /// A line for a message; `nil` for one that is too long to be read, as programs write it.
  public func excerpt(_ number: Int) -> String? {
    line(number).flatMap { $0.utf8.count <= Self.longestExcerpt ? $0 : nil }
  }
}
