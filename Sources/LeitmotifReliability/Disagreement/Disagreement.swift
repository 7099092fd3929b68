public import LeitmotifModel

/// A place at which compared voices differ over a code.
public struct Disagreement: Hashable, Sendable {
  /// The transcript.
  public let transcript: Identifier<Transcript>

  /// The participant, when units are participants.
  public let participant: Identifier<Participant>?

  /// The unit: a sentence, a turn, a transcript, or a run of characters of which the same was said; of a participant
  /// the first words that somebody gave the code for.
  public let span: TextSpan

  /// The same in code points.
  public let place: Range<Int>

  /// How many units it is: 1, or the characters of a run.
  public let count: Int

  /// The code that they differ over.
  public let code: Identifier<Code>

  /// The compared voices that gave it, by their places in the question.
  public let given: [Int]

  /// The compared voices that looked and did not give it.
  public let notGiven: [Int]

  /// For each voice of the question the codes that it gave here, in the codebook's order; `nil` where it has no
  /// ratings.
  public let codes: [[Identifier<Code>]?]

  /// What is said: the unit, or of a whole transcript or participant the first words that somebody gave the code for.
  public let quotation: String

  /// Whether a reviewer is asked about it.
  public let isQueued: Bool

  /// The pattern that it is part of.
  public let pattern: DisagreementPattern
}

/// What kind of disagreement it is: over one code alone, or one code where others gave another.
public struct DisagreementPattern: Hashable, Sendable {
  /// The code.
  public let code: Identifier<Code>

  /// The code that others gave in its place, behind it in the codebook; `nil` when they gave none.
  public let other: Identifier<Code>?

  /// Creates a pattern.
  public init(code: Identifier<Code>, other: Identifier<Code>?) {
    self.code = code
    self.other = other
  }
}

/// The places of one pattern, counted.
public struct DisagreementGroup: Hashable, Sendable {
  /// The pattern.
  public let pattern: DisagreementPattern

  /// How many units and codes are part of it.
  public internal(set) var count = 0

  /// By how much Krippendorff's alpha over all codes would rise, had everybody given the code in these places.
  ///
  /// `nil` where alpha has no value.
  public internal(set) var gain: Double?
}

/// How often one voice gave one code in the unit in which another gave another.
public struct ConfusionCell: Hashable, Sendable {
  /// The code that the first of two voices gave; `nil` for none.
  public let first: Identifier<Code>?

  /// The code that the second gave; `nil` for none.
  public let second: Identifier<Code>?

  /// Creates a cell.
  public init(first: Identifier<Code>?, second: Identifier<Code>?) {
    self.first = first
    self.second = second
  }
}
