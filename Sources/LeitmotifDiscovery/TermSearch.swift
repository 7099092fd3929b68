import LeitmotifModel

/// A term that was found, before its quotations are looked up.
struct Term {
  let words: [Int32]
  let keyness: Keyness
  let participants: Int
  var gains: [Identifier<Participant>] = []
  let sentences: [Int]
}

/// Looks for terms in speech: single words, and phrases of two or three.
struct TermSearch {
  let speech: Speech
  let limit: Int
  private let common: Set<Int32>
  /// For each final code, its sentences.
  private let byFinal: [Int: [Int]]
  /// For each code, the sentences that people gave it and no classifier did.
  private let byPeopleAlone: [Int: [Int]]

  /// How many quotations a term has.
  private static let examples = 3
  /// How often a term is said at least.
  private static let least = 2

  init(speech: Speech, limit: Int) {
    self.speech = speech
    self.limit = limit
    common = speech.vocabulary.commonWords()
    var byFinal: [Int: [Int]] = [:]
    var byPeopleAlone: [Int: [Int]] = [:]
    for (place, sentence) in speech.sentences.enumerated() {
      for code in sentence.final { byFinal[code, default: []].append(place) }
      for code in sentence.byPeople.subtracting(sentence.byMachine) {
        byPeopleAlone[code, default: []].append(place)
      }
    }
    (self.byFinal, self.byPeopleAlone) = (byFinal, byPeopleAlone)
  }

  /// The participants who have a final coding of a code.
  func holders(of code: Int) -> Set<Identifier<Participant>> { speech.holders[code] ?? [] }

  /// Terms of sentences that people gave a code and no classifier did.
  func missed(_ code: Int) -> [Term] { key(in: byPeopleAlone[code] ?? []) }

  /// Terms that stand beside a code.
  func collocates(_ code: Int) -> [Term] { key(in: byFinal[code] ?? []) }

  /// Key terms of a code that participants say who do not hold it.
  func gaining(_ code: Int) -> [Term] {
    let holders = holders(of: code)
    guard !holders.isEmpty else { return [] }
    let coded = Set(byFinal[code] ?? [])
    let terms = key(in: byFinal[code] ?? [], limit: 200)
    let wanted = Dictionary(terms.map { ($0.words, $0) }) { first, _ in first }
    var found: [[Int32]: (participants: Set<Identifier<Participant>>, sentences: [Int])] = [:]
    for (place, sentence) in speech.sentences.enumerated() where !coded.contains(place) {
      guard let participant = sentence.participant, !holders.contains(participant) else { continue }
      for words in Set(Self.grams(of: sentence.words)) where wanted[words] != nil {
        found[words, default: ([], [])].participants.insert(participant)
        found[words]?.sentences.append(place)
      }
    }
    // A word that is said everywhere would change every k: at least half of its use is in the code.
    let gaining = terms.compactMap { term -> Term? in
      guard let found = found[term.words], term.keyness.count >= term.keyness.otherCount else {
        return nil
      }
      return Term(
        words: term.words, keyness: term.keyness, participants: found.participants.count,
        gains: found.participants.sorted(), sentences: Array(found.sentences.prefix(Self.examples)))
    }
    return Array(gaining.prefix(limit))
  }

  /// Phrases that are often said where nothing is coded.
  func uncoded() -> [Term] {
    let open = speech.sentences.indices.filter { speech.sentences[$0].final.isEmpty }
    let counts = self.counts(in: open).filter { words, count in
      words.count > 1 && count.said >= Self.least + 1 && count.participants.count > 1
    }
    let all = self.counts(in: Array(speech.sentences.indices), only: Set(counts.keys))
    let size = open.reduce(0) { $0 + speech.sentences[$1].words.count }
    let rest = speech.sentences.reduce(0) { $0 + $1.words.count } - size
    let terms = counts.map { words, count in
      let elsewhere = (all[words]?.said ?? 0) - count.said
      return Term(
        words: words,
        keyness: Keyness(count: count.said, of: size, otherCount: elsewhere, of: max(rest, 1)),
        participants: count.participants.count, sentences: count.sentences)
    }
    let sorted = terms.sorted { one, other in
      let left = (one.participants, one.keyness.count, one.words.count)
      let right = (other.participants, other.keyness.count, other.words.count)
      return left == right ? precedes(one.words, other.words) : left > right
    }
    return Array(withoutParts(sorted).prefix(limit))
  }

  private struct Count {
    var said = 0
    var participants: Set<Identifier<Participant>> = []
    var sentences: [Int] = []
  }

  /// The terms that are key in some sentences, against all the others.
  private func key(in sentences: [Int], limit: Int? = nil) -> [Term] {
    guard !sentences.isEmpty else { return [] }
    let inside = Set(sentences)
    let counts = counts(in: sentences).filter { $0.value.said >= Self.least }
    let outside = self.counts(
      in: speech.sentences.indices.filter { !inside.contains($0) }, only: Set(counts.keys))
    let size = sentences.reduce(0) { $0 + speech.sentences[$1].words.count }
    let rest = speech.sentences.reduce(0) { $0 + $1.words.count } - size
    let terms = counts.compactMap { words, count -> Term? in
      let keyness = Keyness(
        count: count.said, of: size, otherCount: outside[words]?.said ?? 0, of: rest)
      return keyness.isKey
        ? Term(
          words: words, keyness: keyness, participants: count.participants.count,
          sentences: count.sentences) : nil
    }
    let sorted = terms.sorted { one, other in
      one.keyness.logLikelihood == other.keyness.logLikelihood
        ? precedes(one.words, other.words)
        : one.keyness.logLikelihood > other.keyness.logLikelihood
    }
    return Array(withoutParts(sorted).prefix(limit ?? self.limit))
  }

  /// Terms of which none is a part of one before it that is said as often.
  private func withoutParts(_ terms: [Term]) -> [Term] {
    var kept: [Term] = []
    for term in terms.prefix(2000) {
      let isPart = kept.contains { other in
        other.keyness.count == term.keyness.count
          && (Self.holds(other.words, term.words) || Self.holds(term.words, other.words))
      }
      if !isPart { kept.append(term) }
    }
    return kept
  }

  private static func holds(_ whole: [Int32], _ part: [Int32]) -> Bool {
    guard part.count <= whole.count else { return false }
    return (0...(whole.count - part.count)).contains {
      whole[$0..<$0 + part.count].elementsEqual(part)
    }
  }

  /// How often each term is said in some sentences; a term neither begins nor ends with a common word.
  private func counts(in sentences: [Int], only wanted: Set<[Int32]>? = nil) -> [[Int32]: Count] {
    var counts: [[Int32]: Count] = [:]
    for place in sentences {
      let sentence = speech.sentences[place]
      for words in Self.grams(of: sentence.words) {
        guard let first = words.first, let last = words.last, !common.contains(first),
          !common.contains(last), wanted?.contains(words) ?? true
        else { continue }
        counts[words, default: Count()].said += 1
        if wanted == nil {
          if let participant = sentence.participant {
            counts[words]?.participants.insert(participant)
          }
          if let known = counts[words], known.sentences.count < Self.examples,
            known.sentences.last != place
          {
            counts[words]?.sentences.append(place)
          }
        }
      }
    }
    return counts
  }

  /// The words of a sentence, and its phrases of two and three.
  private static func grams(of words: [Int32]) -> [[Int32]] {
    (1...3).flatMap { length in
      words.count < length
        ? [] : (0...(words.count - length)).map { Array(words[$0..<$0 + length]) }
    }
  }

  private func precedes(_ one: [Int32], _ other: [Int32]) -> Bool {
    let spell = { (words: [Int32]) in words.map { speech.vocabulary.spellings[Int($0)] } }
    return spell(one).joined(separator: [0x20]).lexicographicallyPrecedes(
      spell(other).joined(separator: [0x20]))
  }
}
