public import LeitmotifModel

/// A stage that tells people what the study found (`report:` in a pipeline).
public protocol Reporter: Stage {
  /// Writes the report of a study.
  func report(on study: any StudyReader, in context: StageContext) throws -> Report
}

/// A report: the files to write, and what the terminal shows.
public struct Report {
  /// One file of a report.
  public struct File {
    /// The name in the report's folder.
    public let name: String

    private let content: (_ body: ([UInt8]) throws -> Void) throws -> Void

    /// Creates a file whose content is there already.
    public init(name: String, bytes: [UInt8]) {
      self.init(name: name) { try $0(bytes) }
    }

    /// Creates a file whose content is made while it is written, so that it never sits in memory whole.
    ///
    /// - Parameters:
    ///   - name: The name in the report's folder.
    ///   - content: Hands the content to a function, piece by piece.
    public init(
      name: String, content: @escaping (_ body: ([UInt8]) throws -> Void) throws -> Void
    ) {
      self.name = name
      self.content = content
    }

    /// Hands out the content piece by piece.
    ///
    /// - Throws: What the study behind it or the body throws.
    public func write(to body: ([UInt8]) throws -> Void) throws {
      try content(body)
    }

    /// The whole content.
    public var bytes: [UInt8] {
      get throws {
        var bytes: [UInt8] = []
        try write { bytes += $0 }
        return bytes
      }
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
