public import LeitmotifModel

/// Why a coding is there: its words, its code, who proposed it, and what was decided.
public struct Explanation: Sendable {
  /// The number that was asked for.
  let id: CodingID
  /// The coding as it counts: the final one when there is one, else the proposal.
  let coding: Coding
  /// The final codings of that number, or resting on it.
  let finals: [FinalCoding]
  /// What was proposed, by whom: what the final codings rest on, or the proposal alone.
  public let sources: [Coding]
  /// What rules of its code found at its place besides and is not coded; empty where nobody says it.
  public var suppressed: [Suppressed] = []
  let decisions: [Decision]
  /// What waits for a reviewer at its place.
  let waiting: [QueueItem]
  let codebook: Codebook
  let run: Run
  let coders: [Identifier<Coder>: Coder]
  let transcript: SegmentedTranscript
  let offsets: CodePointOffsets

  /// A match that is no coding, for a longer one of its code is.
  public struct Suppressed: Hashable, Sendable {
    let rule: Identifier<Rule>
    let span: TextSpan

    /// Creates a match.
    public init(rule: Identifier<Rule>, span: TextSpan) {
      self.rule = rule
      self.span = span
    }
  }

  /// Explains a coding.
  ///
  /// - Parameters:
  ///   - id: The coding's number, that of a proposal or of a final coding.
  ///   - study: The study.
  /// - Throws: `Diagnostics` when the study has no coding of that number; what the study throws.
  public init(of id: CodingID, in study: any StudyReader) throws {
    let finals = try study.finalCodings(restingOn: id)
    let sources = try study.codings(Set(finals.flatMap(\.sources)).union([id])).sorted()
    let coding =
      finals.first { CodingID($0.coding) == id }?.coding
      ?? sources.first { CodingID($0) == id }
    guard let coding, let transcript = try study.transcript(coding.transcript) else {
      throw Diagnostics(
        .error(
          "no-such-coding", "the study has no coding \(id)",
          help: "numbers are in the report below each quotation, and in 'leitmotif export'"))
    }
    self.id = id
    self.coding = coding
    self.finals = finals
    self.sources = sources
    self.transcript = transcript
    let numbers = Set(sources.map { CodingID($0) })
    waiting = try study.openPlaces.map(\.item).filter { !numbers.isDisjoint(with: $0.proposals) }
    let names = Set(finals.compactMap(\.decision) + waiting.compactMap(\.decision))
    decisions = try names.sorted().compactMap { try study.decision($0) }
    codebook = try study.codebook
    run = try study.run
    coders = Dictionary(try study.coders.map { ($0.id, $0) }) { first, _ in first }
    offsets = CodePointOffsets(transcript.transcript.text)
  }

  var code: Code? { codebook[coding.code] }

  var turn: Turn? {
    transcript.transcript.turn(at: coding.span.start).map { transcript.transcript.turns[$0] }
  }

  var speaker: Speaker? { turn.flatMap { transcript.transcript.speaker(of: $0) } }

  /// A span as people count it.
  func codePoints(_ span: TextSpan) -> Range<Int> { offsets.codePoints(of: span) ?? span.range }

  func words(_ span: TextSpan) -> String { transcript.transcript.text[span] }

  func rule(called id: Identifier<Rule>) -> Rule? { codebook.rules.first { $0.id == id } }

  /// The rule that found a coding; `nil` for people.
  func rule(of source: Coding) -> Rule? {
    source.rule.flatMap(rule(called:))
  }
}
