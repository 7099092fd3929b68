public import LeitmotifModel

/// A stage that tells people what the study found (`report:` in a pipeline).
public protocol Reporter: Stage {
  /// Writes the report of a study.
  func report(on study: any StudyReader, in context: StageContext) throws -> Report
}

/// A report: the files to write, and what the terminal shows.
public struct Report: Hashable, Sendable {
  /// One file of a report.
  public struct File: Hashable, Sendable {
    /// The name in the report's folder.
    public let name: String
    /// The content.
    public let bytes: [UInt8]

    /// Creates a file.
    public init(name: String, bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }
  }

  /// The files, the one to open first in front.
  public var files: [File]

  /// The tables as plain text, for the terminal.
  public var text: String

  /// Creates a report.
  public init(files: [File], text: String) {
    self.files = files
    self.text = text
  }
}
