import LeitmotifModel
import LeitmotifText

/// The search for regular expressions in one transcript.
struct RegexSearch {
  private let transcript: SegmentedTranscript
  private let layers: SegmentLayers
  private let roles: [RoleSet]
  private let literals: LiteralAutomaton
  private let workspace = RegexWorkspace()
  private var words = WordCounts()
  private lazy var places = transcript.transcript.text.bytes.withUnsafeBufferPointer {
    literals.places(in: $0)
  }
  private lazy var hasOddCase = holdsOddCase(transcript.transcript.text)

  /// Creates the search.
  ///
  /// - Parameters:
  ///   - transcript: The transcript.
  ///   - layers: Its segments.
  ///   - roles: The role of each turn's speaker.
  ///   - literals: Finds the literals of all expressions.
  init(
    transcript: SegmentedTranscript, layers: SegmentLayers, roles: [RoleSet],
    literals: LiteralAutomaton
  ) {
    self.transcript = transcript
    self.layers = layers
    self.roles = roles
    self.literals = literals
  }

  /// The hits of an expression, sorted; each lies within one segment of the scope, or within one
  /// turn.
  ///
  /// - Parameters:
  ///   - regex: The expression.
  ///   - number: Its number, by which the automaton knows its literals.
  /// - Returns: The hits.
  /// - Throws: `RegexTooSlow` when the expression passes its limits.
  mutating func hits(of regex: CompiledRegex, number: Int) throws(RegexTooSlow) -> [Hit] {
    let segments = segments(for: regex, number: number)
    var hits: [Hit] = []
    do {
      try transcript.transcript.text.bytes.withUnsafeBufferPointer { bytes in
        for segment in segments where regex.roles.contains(roles[segment.turn]) {
          for range in try workspace.matches(of: regex.expression, in: bytes, segment.span.range) {
            hits.append(words.hit(range, turn: segment.turn, in: transcript.transcript))
          }
        }
      }
    } catch {
      throw RegexTooSlow()
    }
    return hits
  }

  /// The segments in which an expression may match: those with one of its literals, or all.
  private mutating func segments(for regex: CompiledRegex, number: Int) -> [Segment] {
    var walk = SegmentWalk(layers[regex.scope == .transcript ? .turn : regex.scope])
    guard !regex.literals.isEmpty, !hasOddCase else { return walk.segments }
    var segments: [Segment] = []
    for place in places[number] {
      if let segment = walk.segment(holding: place), segment != segments.last {
        segments.append(segment)
      }
    }
    return segments
  }
}

/// Whether a text holds a letter beyond ASCII that is alike to one of ASCII: the Kelvin sign, which
/// is a "k", or the long s.
private func holdsOddCase(_ text: CanonicalText) -> Bool {
  guard !text.isASCII else { return false }
  return text.bytes.withUnsafeBufferPointer { bytes in
    bytes.indices.dropLast(2).contains { index in
      bytes[index] == 0xE2 && bytes[index + 1] == 0x84 && bytes[index + 2] == 0xAA
    }
      || bytes.indices.dropLast().contains { index in
        bytes[index] == 0xC5 && bytes[index + 1] == 0xBF
      }
  }
}
