/// The words and phrases of all pattern sets, arranged by the term that they begin with.
///
/// A pattern set is a group of words and phrases that stand for the same thing to a rule: all of an
/// `any`, one word of a query, the forward cues of a set.
struct PhraseTable: Sendable {
  /// How many pattern sets there are.
  private(set) var setCount = 0
  private var sets: [[[Int32]]: Int] = [:]
  private var setsOfWord: [Int32: [Int32]] = [:]
  private var setsOfNode: [[Int32]] = []
  /// The node that each step leads to; the first term of a phrase comes from -1.
  private var nodes: [PhraseSteps.Step: Int32] = [:]

  /// The number of a pattern set, made when it is new; each phrase is its terms, at least one.
  mutating func set(of phrases: Set<[Int32]>) -> Int {
    let phrases = phrases.sorted { $0.lexicographicallyPrecedes($1) }
    if let known = sets[phrases] { return known }
    let set = setCount
    setCount += 1
    sets[phrases] = set
    for phrase in phrases {
      if phrase.count == 1 {
        setsOfWord[phrase[0], default: []].append(Int32(set))
      } else {
        var node: Int32 = -1
        for term in phrase {
          let step = PhraseSteps.Step(node: node, term: term)
          node = nodes[step] ?? Int32(setsOfNode.count)
          if nodes.updateValue(node, forKey: step) == nil { setsOfNode.append([]) }
        }
        setsOfNode[Int(node)].append(Int32(set))
      }
    }
    return set
  }

  /// The table for look-ups, when it is known how many terms there are.
  func finished(terms: Int32) -> PhraseFinder {
    var starts = [Int32](repeating: -1, count: Int(terms))
    for (step, node) in nodes where step.node < 0 { starts[Int(step.term)] = node }
    return PhraseFinder(
      setCount: setCount, setsOfWord: Buckets((0..<terms).map { setsOfWord[$0] ?? [] }),
      setsOfNode: Buckets(setsOfNode), starts: starts,
      steps: PhraseSteps(nodes.filter { $0.key.node >= 0 }, nodes: setsOfNode.count))
  }
}
