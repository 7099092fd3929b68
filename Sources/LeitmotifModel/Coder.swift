/// Who coded: a person, or a classifier.
public struct Coder: Hashable, Sendable {
  /// What sort of coder it is.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// A person.
    case person
    /// A classifier of a pipeline.
    case machine
  }

  /// The coder's name: a person's as the file gives it, a classifier's plugin name.
  public let id: Identifier<Coder>

  /// Whether a person or a classifier.
  public let kind: Kind

  /// Creates a coder.
  public init(id: Identifier<Coder>, kind: Kind) {
    self.id = id
    self.kind = kind
  }
}

/// What one coder has finished in one transcript.
///
/// Someone who "coded nothing" has coverage and no codings; someone who "did not code" has neither.
public struct Coverage: Hashable, Sendable {
  /// Who finished it.
  public let coder: Identifier<Coder>

  /// The transcript that was finished.
  public let transcript: Identifier<Transcript>

  /// The code that was looked for, with those below it; `nil` for every code of the codebook.
  public let code: Identifier<Code>?

  /// Creates the coverage of one transcript.
  public init(
    coder: Identifier<Coder>, transcript: Identifier<Transcript>, code: Identifier<Code>? = nil
  ) {
    self.coder = coder
    self.transcript = transcript
    self.code = code
  }

  /// Whether a code was looked for: it is the one that is named, or one below it.
  public func covers(_ other: Identifier<Code>) -> Bool {
    code.map(other.isWithin) ?? true
  }
}
