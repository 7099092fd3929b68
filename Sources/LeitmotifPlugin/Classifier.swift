public import LeitmotifModel

/// A stage that codes segments by machine (`classify:` in a pipeline).
///
/// It is made of operations, the smallest things whose results are kept from run to run: a classifier by
/// rules has one for each rule, so that an edited rule recomputes that rule; a model in one piece has one.
public protocol Classifier: Stage {
  /// The coder whose codings these are: its name stands in every output.
  var coder: Identifier<Coder> { get }

  /// The levels of segments that it needs.
  var levels: Set<SegmentLevel> { get }

  /// What it is made of, in a fixed order.
  var operations: [Operation] { get }

  /// What a transcript has to hold so that two operations can find different things in it.
  ///
  /// Where it does not, the results of one stand for the other, and the transcript is not opened. Who cannot
  /// say leaves it at the default: anything.
  ///
  /// - Parameters:
  ///   - old: The meaning of one operation; `nil` for none.
  ///   - new: The meaning of the other; `nil` for none.
  /// - Returns: What is necessary for a difference.
  static func evidence(from old: String?, to new: String?) -> WordEvidence

  /// Runs some of the operations over a transcript.
  ///
  /// - Parameters:
  ///   - operations: Places in `operations`.
  ///   - transcript: The transcript with its segments.
  ///   - context: Is told when an operation gives up.
  /// - Returns: For each of the operations its matches, sorted by span; `nil` for one that gave up (a rule
  ///   that passed its limits), which is then tried again by the next run.
  /// - Throws: `StageError` when the classifier as a whole fails.
  func matches(
    of operations: [Int], in transcript: SegmentedTranscript, context: StageContext
  ) throws -> [[Match]?]
}

extension Classifier {
  /// Nothing is known: everything is opened.
  public static func evidence(from old: String?, to new: String?) -> WordEvidence { .anything }
}

/// The smallest part of a classifier whose result is kept by itself.
public struct Operation: Hashable, Sendable {
  /// The rule that it is; `nil` for a classifier in one piece.
  public let rule: Identifier<Rule>?

  /// The code that its matches get; `nil` when each match says its own.
  public let code: Identifier<Code>?

  /// Everything that its result depends on besides the transcript, as text.
  ///
  /// It is the rule's meaning with the lists
  /// and cues that it uses and the versions of what runs it. Neither names nor places are in it.
  public let meaning: String

  /// Creates an operation.
  public init(rule: Identifier<Rule>?, code: Identifier<Code>?, meaning: String) {
    self.rule = rule
    self.code = code
    self.meaning = meaning
  }
}
