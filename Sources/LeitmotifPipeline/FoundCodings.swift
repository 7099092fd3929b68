import LeitmotifCodebook
import LeitmotifModel

/// Makes codings of what the cells of one transcript found: the matches that are left when those of each code's
/// rules have competed.
struct FoundCodings {
  private let set: CellSet
  private let rules: [Rule]
  private let found: [[Match]]
  /// The text; `nil` for a transcript that was read without it.
  private let text: CanonicalText?
  private var kinds: [CodingList.Kind]
  private var furtherKinds: [CodingList.Kind: Int32] = [:]
  private var entries: [CodingList.Entry] = []

  /// One match by its places.
  private struct Candidate {
    let span: TextSpan
    let cell: Int
    let match: Int
  }

  /// Makes the codings.
  ///
  /// - Parameters:
  ///   - found: For each cell its matches, sorted by span.
  ///   - set: The cells.
  ///   - rules: The codebook's rules.
  ///   - doCodesCompete: Whether matches of different codes compete with each other, too.
  ///   - reading: The transcript.
  /// - Returns: The codings.
  /// - Throws: `TextNeeded` when only the text can say which of two matches is the longer one.
  static func list(
    _ found: [[Match]], of set: CellSet, rules: [Rule], doCodesCompete: Bool,
    in reading: TranscriptReading.Reading
  ) throws(TextNeeded) -> CodingList {
    let transcript = reading.segmented.transcript
    var codings = FoundCodings(
      found: found, set: set, rules: rules, text: reading.isWhole ? transcript.text : nil)
    if doCodesCompete {
      try codings.settleOverCodes(set.rivals)
    } else {
      for places in set.rivals { try codings.settle(places) }
    }
    for cell in set.others {
      for match in found[cell].indices { codings.add(match, of: cell) }
    }
    return CodingList(of: transcript.key, kinds: codings.kinds, entries: codings.entries)
  }

  private init(found: [[Match]], set: CellSet, rules: [Rule], text: CanonicalText?) {
    self.found = found
    self.text = text
    self.set = set
    self.rules = rules
    kinds = set.kinds
    entries.reserveCapacity(found.reduce(0) { $0 + $1.count })
  }

  /// Adds what stays of the matches of one code's rules.
  private mutating func settle(_ cells: [Int]) throws(TextNeeded) {
    let (first, last) = (cells[0], cells[cells.count - 1])
    // Mostly one rule found them, in order and apart: nothing competes.
    if first == last, areApart(found[first]) {
      for match in found[first].indices { add(match, of: first) }
      return
    }
    var candidates: [Candidate] = []
    for cell in cells {
      for match in found[cell].indices {
        candidates.append(Candidate(span: found[cell][match].span, cell: cell, match: match))
      }
    }
    if first != last { candidates.sort { $0.span < $1.span } }
    var place = 0
    while place < candidates.count {
      // Matches that overlap, one the next, compete with each other and with no other.
      var (next, end) = (place + 1, candidates[place].span.end)
      while next < candidates.count,
        candidates[next].span.start < end
          || candidates[next].span.start == candidates[place].span.start
      {
        end = max(end, candidates[next].span.end)
        next += 1
      }
      try settle(candidates[place..<next])
      place = next
    }
  }

  /// Adds what stays where the codes compete with each other, too.
  private mutating func settleOverCodes(_ rivals: [[Int]]) throws(TextNeeded) {
    var cellOfRule: [Int: Int] = [:]
    var found: MatchesByCode = [:]
    for cell in rivals.joined() {
      guard let rule = set.cells[cell].rule else { continue }
      cellOfRule[rule] = cell
      for match in self.found[cell] {
        found[match.code ?? rules[rule].code, default: []].append((rule, match))
      }
    }
    for matches in found.values { try requireText(toSettle: matches) }
    let kept = settleOverlap(ofCodes: found, rules: rules, in: text).kept
    for code in kept.keys.sorted() {
      for (rule, match) in kept[code] ?? [] {
        if let cell = cellOfRule[rule] { add(match, of: cell) }
      }
    }
  }

  private func requireText(toSettle matches: [RuleMatch]) throws(TextNeeded) {
    if text == nil, isUnsettled(matches, rules: rules) { throw TextNeeded() }
  }

  private mutating func settle(_ candidates: ArraySlice<Candidate>) throws(TextNeeded) {
    if candidates.count == 1, let only = candidates.first { return add(only.match, of: only.cell) }
    var cellOfRule: [Int: Int] = [:]
    let matches = candidates.compactMap { candidate in
      set.cells[candidate.cell].rule.map { rule -> RuleMatch in
        cellOfRule[rule] = candidate.cell
        return (rule, found[candidate.cell][candidate.match])
      }
    }
    try requireText(toSettle: matches)
    for (rule, match) in settleOverlap(matches, rules: rules, in: text).kept {
      if let cell = cellOfRule[rule] { add(match, of: cell) }
    }
  }

  private func areApart(_ matches: [Match]) -> Bool {
    var (start, end) = (-1, 0)
    for match in matches.indices {
      let span = matches[match].span
      guard start < span.start, end <= span.start else { return false }
      (start, end) = (span.start, span.end)
    }
    return true
  }

  private mutating func add(_ match: Int, of cell: Int) {
    if let kind = set.kindOfCell[cell],
      found[cell][match].attributes == set.kinds[Int(kind)].attributes
    {
      entries.append(CodingList.Entry(span: found[cell][match].span, kind: kind))
    } else {
      add(found[cell][match], of: cell)
    }
  }

  private mutating func add(_ match: Match, of cell: Int) {
    let source = set.cells[cell]
    guard let code = source.code ?? match.code else { return }
    let kind = CodingList.Kind(
      code: code, coder: source.coder, rule: source.rule.map { rules[$0].id },
      attributes: match.attributes)
    if let known = furtherKinds[kind] ?? number(ofKnown: kind, cell) {
      return entries.append(CodingList.Entry(span: match.span, kind: known))
    }
    let number = Int32(kinds.count)
    kinds.append(kind)
    furtherKinds[kind] = number
    entries.append(CodingList.Entry(span: match.span, kind: number))
  }

  /// The cell's own kind, when it is this one.
  private func number(ofKnown kind: CodingList.Kind, _ cell: Int) -> Int32? {
    set.kindOfCell[cell].flatMap { set.kinds[Int($0)] == kind ? $0 : nil }
  }
}
