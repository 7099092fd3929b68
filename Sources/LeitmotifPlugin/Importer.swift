public import LeitmotifModel

/// A stage that reads coders' work (`import:` in a pipeline).
public protocol Importer: Stage {
  /// How likely a file is of this format, for commands that have to choose.
  static func recognition(of source: Source) -> Recognition

  /// Reads a file of codings.
  ///
  /// - Parameters:
  ///   - source: The file.
  ///   - study: The transcripts and the codebook that the codings refer to.
  ///   - context: Is told what is odd.
  /// - Returns: The codings, and what their coders have finished.
  /// - Throws: `Diagnostics` when the file cannot be used, all that is wrong with it at once.
  func codings(
    from source: Source, study: any StudyOutline, in context: StageContext
  ) throws -> ImportedCodings
}

extension Importer {
  /// No file is recognised: a pipeline says what its files are.
  public static func recognition(of source: Source) -> Recognition { .no }
}

/// What an importer checks codings against.
public protocol StudyOutline: Sendable {
  /// The codebook.
  var codebook: Codebook { get }

  /// The keys of all transcripts, in order.
  var transcripts: [Identifier<Transcript>] { get }

  /// A transcript of the study; `nil` when there is none of that key, or it cannot be read.
  func transcript(_ key: Identifier<Transcript>) throws -> Transcript?

  /// Whether the study has a transcript that cannot be read.
  ///
  /// What is said of it is passed over, and taken up again when the transcript can be read.
  func isSetAside(_ key: Identifier<Transcript>) -> Bool
}

extension StudyOutline {
  /// Nothing is set aside.
  public func isSetAside(_ key: Identifier<Transcript>) -> Bool { false }
}

/// What a coders' file says.
public struct ImportedCodings: Hashable, Sendable {
  /// The codings, in the file's order.
  public var codings: [Coding]

  /// What the coders have finished.
  public var coverage: [Coverage]

  /// What was taken over, what was not, and why, as data; null from an importer that takes all or refuses.
  public var report: JSONValue

  /// Creates the content of a file.
  public init(codings: [Coding] = [], coverage: [Coverage] = [], report: JSONValue = .null) {
    self.codings = codings
    self.coverage = coverage
    self.report = report
  }
}
