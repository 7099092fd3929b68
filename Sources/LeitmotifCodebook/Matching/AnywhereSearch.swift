import LeitmotifModel
import LeitmotifText

/// The search of one transcript for words that may stand anywhere.
struct AnywhereSearch {
  private let transcript: SegmentedTranscript
  private let layers: SegmentLayers
  private let roles: [RoleSet]
  private let engine: MatchingEngine
  private var hits: [[Hit]]
  private var words = WordCounts()

  /// Searches a transcript.
  ///
  /// - Parameters:
  ///   - transcript: The transcript.
  ///   - layers: Its segments.
  ///   - roles: The role of each turn's speaker.
  ///   - engine: Knows the words.
  init(
    in transcript: SegmentedTranscript, layers: SegmentLayers, roles: [RoleSet],
    engine: MatchingEngine
  ) {
    self.transcript = transcript
    self.layers = layers
    self.roles = roles
    self.engine = engine
    hits = Array(repeating: [], count: engine.anywhere.patterns.count)
    for finder in engine.anywhereFinders { find(finder) }
  }

  /// The hits of the words that one rule looks for, sorted; each lies within one turn.
  func hits(ofSet set: Int) -> [Hit] {
    engine.anywhere.sets[set].flatMap { hits[$0] }.sortedOnce()
  }

  private mutating func find(_ finder: AnywhereFinder) {
    var folder = LetterFolder(folding: finder.folding)
    let turns = transcript.transcript.turns
    transcript.transcript.text.bytes.withUnsafeBufferPointer { bytes in
      for turn in turns.indices where engine.anywhere.roles.contains(roles[turn]) {
        find(finder, in: folder.letters(of: bytes, in: turns[turn].span.range), turn: turn)
      }
    }
  }

  private mutating func find(_ finder: AnywhereFinder, in text: FoldedLetters, turn: Int) {
    // Where those that are more than letters are to be looked for.
    var places: [Int: [Int]] = [:]
    finder.forEachLiteral(in: text) { number, place in
      if !engine.anywhere.patterns[number].isLiteral {
        places[number, default: []].append(text.bytes(of: place).lowerBound)
      } else if text.isBorder(place.lowerBound), text.isBorder(place.upperBound) {
        add(text.bytes(of: place), of: number, turn: turn)
      }
    }
    for (number, places) in places.sorted(by: { $0.key < $1.key }) {
      var walk = SegmentWalk(layers[engine.anywhere.patterns[number].scope])
      var last: Segment?
      for place in places {
        guard let segment = walk.segment(holding: place), segment != last else { continue }
        last = segment
        find(number, in: text, segment)
      }
    }
  }

  private mutating func find(_ number: Int, in text: FoldedLetters, _ segment: Segment) {
    let range = text.range(ofBytes: segment.span.range)
    for hit in engine.anywhere.patterns[number].hits(in: text, range) {
      add(text.bytes(of: hit), of: number, turn: segment.turn)
    }
  }

  private mutating func add(_ range: Range<Int>, of number: Int, turn: Int) {
    hits[number].append(words.hit(range, turn: turn, in: transcript.transcript))
  }
}
