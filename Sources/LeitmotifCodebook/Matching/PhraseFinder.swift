import LeitmotifModel
import LeitmotifText

/// Finds the words and phrases of pattern sets among a transcript's occurrences.
struct PhraseFinder: Sendable {
  let setCount: Int
  let setsOfWord: Buckets
  let setsOfNode: Buckets
  /// For each term the node of the phrases that begin with it; -1 when none does.
  let starts: [Int32]
  let steps: PhraseSteps

  /// Finds the hits of some pattern sets.
  ///
  /// - Parameters:
  ///   - scan: The transcript's occurrences.
  ///   - needed: Which sets are looked for.
  /// - Returns: For each set its hits, sorted; none for one that is not needed.
  func hits(in scan: TranscriptScan, needed: [Bool]) -> [[Hit]] {
    var hits = [[Hit]](repeating: [], count: setCount)
    for (index, occurrence) in scan.occurrences.enumerated() {
      scan.senses.forEach(in: occurrence.sense) { term in
        setsOfWord.forEach(in: term) { set in
          if needed[Int(set)] { hits[Int(set)].append(Hit(occurrence, occurrence)) }
        }
        let node = starts[Int(term)]
        if node >= 0 {
          follow(node, from: occurrence, at: index + 1, in: scan, needed: needed, &hits)
        }
      }
    }
    for set in hits.indices where !isStrictlySorted(hits[set]) {
      hits[set] = hits[set].sortedOnce()
    }
    return hits
  }

  private func follow(
    _ node: Int32, from first: Occurrence, at index: Int, in scan: TranscriptScan, needed: [Bool],
    _ hits: inout [[Hit]]
  ) {
    let previous = scan.occurrences[index - 1]
    setsOfNode.forEach(in: node) { set in
      if needed[Int(set)] { hits[Int(set)].append(Hit(first, previous)) }
    }
    guard index < scan.occurrences.count else { return }
    let next = scan.occurrences[index]
    guard next.position == previous.position &+ 1 else { return }
    scan.senses.forEach(in: next.sense) { term in
      let node = steps.node(behind: node, term)
      if node >= 0 {
        follow(node, from: first, at: index + 1, in: scan, needed: needed, &hits)
      }
    }
  }

  /// Finds phrases among terms that stand one behind another.
  ///
  /// - Parameters:
  ///   - terms: The terms; -1 for what is none.
  ///   - body: Takes a set with a word or phrase that stands there, and where, by where they begin.
  func forEachPhrase(in terms: [Int32], _ body: (Int32, Range<Int>) -> Void) {
    for (start, first) in terms.enumerated() where first >= 0 {
      setsOfWord.forEach(in: first) { body($0, start..<start + 1) }
      var node = starts[Int(first)]
      var end = start + 1
      while node >= 0 {
        setsOfNode.forEach(in: node) { body($0, start..<end) }
        guard end < terms.count, terms[end] >= 0 else { break }
        node = steps.node(behind: node, terms[end])
        end += 1
      }
    }
  }

  private func isStrictlySorted(_ hits: [Hit]) -> Bool {
    guard hits.count > 1 else { return true }
    for index in 1..<hits.count where !(hits[index - 1] < hits[index]) { return false }
    return true
  }
}

extension Hit {
  fileprivate init(_ first: Occurrence, _ last: Occurrence) {
    self.init(
      start: Int(first.start), end: Int(last.end), firstWord: first.word,
      endWord: last.isWord ? last.word + 1 : last.word)
  }
}

/// What stands behind the beginnings of phrases: for each node the terms that go on, and the nodes that they lead to.
struct PhraseSteps: Sendable {
  /// One more term of a phrase.
  struct Step: Hashable {
    var node: Int32
    var term: Int32
  }

  /// For each node the place of its first step, and behind the last one how many steps there are.
  private var bounds: [Int32] = [0]
  private var terms: [Int32] = []
  private var nodes: [Int32] = []

  /// Arranges the steps of so many nodes.
  init(_ steps: [Step: Int32], nodes count: Int) {
    let sorted = steps.sorted { ($0.key.node, $0.key.term) < ($1.key.node, $1.key.term) }
    terms = sorted.map(\.key.term)
    nodes = sorted.map(\.value)
    var place = 0
    for node in 0..<Int32(count) {
      while place < sorted.count, sorted[place].key.node <= node { place += 1 }
      bounds.append(Int32(place))
    }
  }

  /// The node that a term leads to; -1 when no phrase goes on so.
  func node(behind node: Int32, _ term: Int32) -> Int32 {
    let steps = Int(bounds[Int(node)])..<Int(bounds[Int(node) + 1])
    let step = steps.partitioningIndex { terms[$0] >= term }
    return step < steps.upperBound && terms[step] == term ? nodes[step] : -1
  }
}
