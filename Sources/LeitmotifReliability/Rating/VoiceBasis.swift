public import LeitmotifModel

/// What one voice's ratings rest on.
public struct VoiceBasis: Hashable, Sendable {
  /// How many transcripts it finished, or a part of which.
  public var transcripts = 0

  /// How many of its codings count.
  public var codings = 0

  /// The codes for which it has no rules, in the codebook's order; none for people.
  public var codesWithoutRules: [Identifier<Code>] = []
}

/// What a study holds and a comparison does not count.
public struct LeftOut: Hashable, Sendable {
  /// Codings outside of what participants say: on a question, a label, a heading.
  public var codingsElsewhere = 0

  /// Codings where their coder's coverage does not say that he finished.
  public var codingsNotCovered = 0

  /// Places of the merged result that wait for a reviewer.
  public var openPlaces = 0

  /// Transcripts in which no participant speaks.
  public var transcriptsWithoutUnits = 0

  /// Transcripts without sentences, of which the turns are units instead.
  public var transcriptsWithoutSentences = 0

  /// Turns of participants of whom nobody knows who they are, when units are participants.
  public var namelessTurns = 0
}
