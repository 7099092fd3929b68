import LeitmotifModel
import LeitmotifText

/// A regular expression with the speech that it is looked for in.
struct CompiledRegex: Sendable {
  let expression: RegularExpression
  let scope: SegmentLevel
  let roles: Set<Role>
  /// Of these at least one is in every match, in small letters; empty when that is not known.
  let literals: [[UInt8]]
}

/// A regular expression that passed its limits in a transcript.
struct RegexTooSlow: Error {
  /// The warning about a rule that uses it.
  func diagnostic(for rule: Rule) -> Diagnostic {
    .warning(
      "rule-too-slow",
      "the regular expression of rule '\(rule.id)' took too many steps; the rule found nothing here",
      help: "avoid repetition inside repetition, such as (a+)+, and '.*' between two words",
      at: rule.location)
  }
}

/// The search for regular expressions in one transcript.
struct RegexSearch {
  private let transcript: SegmentedTranscript
  private let roles: [Role]
  private let workspace = RegexWorkspace()
  private var borders: [Int: WordBorders] = [:]

  init(transcript: SegmentedTranscript, roles: [Role]) {
    self.transcript = transcript
    self.roles = roles
  }

  /// The hits of an expression, sorted; each lies within one segment of the scope, or within one turn.
  mutating func hits(of regex: CompiledRegex) throws(RegexTooSlow) -> [Hit] {
    let text = transcript.transcript.text
    let level = regex.scope == .transcript ? .turn : regex.scope
    var ranges: [(range: Range<Int>, turn: Int)] = []
    var isTooSlow = false
    text.bytes.withUnsafeBufferPointer { bytes in
      let filter = LiteralFilter(regex.literals, in: text)
      for segment in SegmentWalk(transcript, level: level).segments
      where regex.roles.contains(roles[segment.turn]) {
        guard filter.mayMatch(bytes, segment.span.range) else { continue }
        do {
          for range in try workspace.matches(of: regex.expression, in: bytes, segment.span.range) {
            ranges.append((range, segment.turn))
          }
        } catch {
          isTooSlow = true
          return
        }
      }
    }
    if isTooSlow { throw RegexTooSlow() }
    return ranges.map { hit($0.range, turn: $0.turn) }
  }

  /// Counts the words before the hit, as the scan counts those of the turn.
  private mutating func hit(_ range: Range<Int>, turn: Int) -> Hit {
    let words =
      borders[turn]
      ?? WordBorders(
        in: transcript.transcript.text.bytes, transcript.transcript.turns[turn].span.range)
    borders[turn] = words
    return Hit(
      start: range.lowerBound, end: range.upperBound,
      firstWord: turn << 32 + words.count(endingBy: range.lowerBound),
      endWord: turn << 32 + words.count(beginningBefore: range.upperBound))
  }
}
