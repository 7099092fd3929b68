import LeitmotifModel
import LeitmotifYAML

/// Finds places in the text of a file.
///
/// A file may be one line of ten million characters, as a program writes it; so the cursor goes on from where
/// it was, and a reading from front to back passes each character once.
final class SourceCursor {
  let source: YAMLSource
  private var line = 0
  private var column = 1
  private var index = "".startIndex

  init(_ source: YAMLSource) {
    self.source = source
  }

  /// The rest of a location's line, from its column on.
  func rest(at location: SourceLocation) -> Substring.UnicodeScalarView {
    guard let line = location.line, let column = location.column, let text = source.line(line)
    else { return Substring.UnicodeScalarView() }
    let scalars = text.unicodeScalars
    if line != self.line || column < self.column {
      self.line = line
      self.column = 1
      index = scalars.startIndex
    }
    index =
      scalars.index(index, offsetBy: column - self.column, limitedBy: scalars.endIndex)
      ?? scalars.endIndex
    self.column = column
    return text[index...].unicodeScalars
  }
}
