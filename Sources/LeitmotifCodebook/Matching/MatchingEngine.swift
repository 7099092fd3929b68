import LeitmotifModel
import LeitmotifText

/// A codebook's rules ready to match, with the words, phrases, cues and regular expressions that
/// they share.
final class MatchingEngine: Sendable {
  let rules: [CompiledRule]
  let cues: [CompiledCues]
  let regexes: [CompiledRegex]
  /// The literals of the regular expressions.
  let literals: LiteralAutomaton
  /// The words that are looked for anywhere.
  let anywhere: AnywhereTable
  let anywhereFinders: [AnywhereFinder]
  private let phrases: PhraseFinder
  private let senses: SenseRegister
  private let finders: WordFinderPool
  private let roles: RoleSet

  init(
    rules: [CompiledRule], cues: [CompiledCues], regexes: [CompiledRegex], anywhere: AnywhereTable,
    phrases: PhraseFinder, lexicon: Lexicon
  ) {
    self.rules = rules
    self.cues = cues
    self.regexes = regexes
    literals = LiteralAutomaton(regexes.map(\.literals))
    self.anywhere = anywhere
    anywhereFinders = anywhere.finders
    self.phrases = phrases
    senses = SenseRegister(lexicon: lexicon)
    finders = WordFinderPool(filter: lexicon.filter)
    roles = rules.reduce(into: []) { $0.formUnion($1.roles) }
  }

  /// The matches of some rules, each rule's sorted by span; `nil` for a rule that was given up.
  func matches(
    ofRules numbers: [Int], in transcript: SegmentedTranscript, report: (Diagnostic) -> Void
  ) -> [[Match]?] {
    let scan = scan(of: transcript)
    var needed = [Bool](repeating: false, count: phrases.setCount)
    for number in numbers {
      for set in rules[number].patterns { needed[set] = true }
    }
    var evidence = TranscriptEvidence(
      engine: self, transcript: transcript, scan: scan,
      patterns: phrases.hits(in: scan, needed: needed))
    return numbers.map { evidence.matches(of: rules[$0], report: report) }
  }

  private func scan(of transcript: SegmentedTranscript) -> TranscriptScan {
    let shared = transcript.shared.value(TranscriptScan.self) { newScan(of: transcript) }
    return shared.register === senses ? shared : newScan(of: transcript)
  }

  private func newScan(of segmented: SegmentedTranscript) -> TranscriptScan {
    let transcript = segmented.transcript
    let roles = transcript.turns.map { RoleSet(transcript.speaker(of: $0)?.role ?? .other) }
    let found = finders.withFinder { finder in
      finder.read(
        transcript.text, stretches: transcript.turns.map(\.span),
        heard: roles.map(self.roles.contains),
        remembersWords: segmented.shared.isExpected(TextWords.self)
      ) { spelling, isWord in senses.sense(of: Array(spelling), isWord: isWord) }
    }
    // Whoever asks for the transcript's words need not read it again.
    if let words = found.words { _ = segmented.shared.value { words } }
    return TranscriptScan(
      register: senses, occurrences: found.occurrences, senses: senses.terms, roles: roles)
  }
}
