import LeitmotifCodebook
public import LeitmotifModel
import LeitmotifTesting
import LeitmotifText

/// A transcript as a test writes it: a line is a turn, and `I: ` in front of it makes it the
/// interviewer's.
struct Interview {
  let transcript: SegmentedTranscript

  /// Creates an interview.
  ///
  /// - Parameters:
  ///   - text: The lines.
  ///   - isOneTurn: Whether the whole text is one turn of the participant's.
  init(_ text: String, isOneTurn: Bool = false) {
    let text = CanonicalText(text)
    var turns: [Turn] = []
    var start = 0
    for line in isOneTurn ? [text.bytes[...]] : text.bytes.split(separator: 0x0A) {
      let isQuestion = line.starts(with: "I: ".utf8)
      start = line.startIndex + (isQuestion ? 3 : 0)
      turns.append(
        Turn(speaker: isQuestion ? 0 : 1, span: TextSpan(start: start, end: line.endIndex)))
    }
    let speakers = [
      Speaker(label: "I", role: .interviewer), Speaker(label: "P", role: .participant),
    ]
    transcript = SegmentedTranscript(
      transcript: Transcript(
        key: "p1", format: "text", text: text, speakers: speakers, turns: turns),
      segments: [
        .turn: turns.indices.map { Segment(span: turns[$0].span, turn: $0) },
        .sentence: turns.indices.flatMap { turn in
          sentences(in: text, span: turns[turn].span).map { Segment(span: $0, turn: turn) }
        },
      ])
  }

  /// What the rules of a codebook find, rule by rule.
  func matches(of codebook: Codebook) throws -> [[Match]] {
    let compiled = try CompiledCodebook(codebook)
    return compiled.matches(ofRules: Array(compiled.rules.indices), in: transcript) { _ in }
      .map { $0 ?? [] }
  }

  /// The text with what one rule finds marked.
  func marked(
    by rule: Rule, lists: [WordList] = [], cues: [CueSet] = [], language: String = "en"
  )
    throws -> String
  {
    let codebook = Codebook(
      name: "test", language: language, codes: [Code(id: "c", name: "c", rules: [rule])],
      lists: lists, cues: cues)
    let spans = try matches(of: codebook).flatMap { $0.map(\.span) }
    let text = transcript.transcript.text
    return MarkedText.marking(spans, in: text[text.span])
  }
}

extension Rule {
  /// A rule of the code `c`.
  init(
    _ body: Body, unless: Unless? = nil, context: [CueUse] = [],
    attributes: Attributes = Attributes(), scope: SegmentLevel = .sentence,
    evidence: SegmentLevel? = nil, roles: Set<Role> = [.participant],
    folding: Folding = .standard, borders: Borders = .words, overlap: Overlap = .longest
  ) {
    self.init(
      id: "c/r", code: "c", body: body, unless: unless, context: context, attributes: attributes,
      scope: scope, evidence: evidence, roles: roles, folding: folding, borders: borders,
      overlap: overlap)
  }
}

extension Pattern: ExpressibleByStringLiteral {
  /// A pattern as a codebook writes it: `word`, `wor*`, `=Word`, `~word`, `several words`, `@list`.
  public init(stringLiteral value: String) {
    let words = value.split(separator: " ").map { word in
      switch word.first {
      case "=": WordPattern(String(word.dropFirst()), matching: .exact)
      case "~": WordPattern(String(word.dropFirst()), matching: .stem)
      case _ where word.contains("*") || word.contains("?"):
        WordPattern(String(word), matching: .wildcard)
      default: WordPattern(String(word))
      }
    }
    if value.hasPrefix("@") {
      self = .list(String(value.dropFirst()))
    } else if let word = words.first, words.count == 1 {
      self = .word(word)
    } else {
      self = .phrase(words)
    }
  }
}

extension Query: ExpressibleByStringLiteral {
  public init(stringLiteral value: String) {
    self = .pattern(Pattern(stringLiteral: value))
  }
}
