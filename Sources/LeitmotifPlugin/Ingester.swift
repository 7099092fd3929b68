public import LeitmotifModel

/// A stage that reads files of one family of formats as transcripts (`ingest:` in a pipeline).
public protocol Ingester: Stage {
  /// How likely a file is of this family, for `inspect`, which has to choose.
  static func recognition(of source: Source) -> Recognition

  /// Reads a file as a transcript.
  ///
  /// - Throws: `Diagnostics` when the file cannot be read; what is odd but readable is in the transcript's
  ///   `warnings`.
  func transcript(from source: Source, in context: StageContext) throws -> Transcript
}

/// How likely a file is of a format.
public enum Recognition: Int, Comparable, Sendable {
  /// It is not.
  case no
  /// It may be read so when nothing better is known.
  case fallback
  /// It looks like it.
  case likely
  /// It says so itself.
  case certain

  public static func < (lhs: Recognition, rhs: Recognition) -> Bool { lhs.rawValue < rhs.rawValue }
}
