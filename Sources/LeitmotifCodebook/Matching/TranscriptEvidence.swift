import LeitmotifModel

/// All that stands in one transcript of what some rules look for, and the rules' matches made of
/// it.
struct TranscriptEvidence {
  let engine: MatchingEngine
  let transcript: SegmentedTranscript
  let scan: TranscriptScan
  /// The hits of each pattern set.
  let patterns: [[Hit]]
  private let layers: SegmentLayers
  /// The hits of the regular expressions that were asked so far.
  private var regexes: [Int: [Hit]] = [:]
  private var cues: [Int: CueHits] = [:]
  private lazy var anywhere = AnywhereSearch(
    in: transcript, layers: layers, roles: scan.roles, engine: engine)
  private lazy var regexSearch = RegexSearch(
    transcript: transcript, layers: layers, roles: scan.roles, literals: engine.literals)

  init(
    engine: MatchingEngine, transcript: SegmentedTranscript, scan: TranscriptScan,
    patterns: [[Hit]]
  ) {
    self.engine = engine
    self.transcript = transcript
    self.scan = scan
    self.patterns = patterns
    layers = SegmentLayers(of: transcript)
  }

  /// The matches of a rule, sorted by span; `nil` when it was given up.
  mutating func matches(of rule: CompiledRule, report: (Diagnostic) -> Void) -> [Match]? {
    // Most rules are words that most transcripts do not have.
    if case .patterns(let set) = rule.expression, patterns[set].isEmpty { return [] }
    for number in rule.regexes where regexes[number] == nil {
      do {
        regexes[number] = try regexSearch.hits(of: engine.regexes[number], number: number)
      } catch {
        report(error.diagnostic(for: rule.rule))
        return nil
      }
    }
    for number in rule.cues where cues[number] == nil {
      cues[number] = CueHits(engine.cues[number], patterns: patterns)
    }
    switch rule.expression {
    case .patterns(let set): return sortedOnce(matches(ofHits: patterns[set], for: rule))
    case .anywhere(let set):
      return sortedOnce(matches(ofHits: anywhere.hits(ofSet: set), for: rule))
    default: break
    }
    let lists =
      rule.sources.patterns.map { patterns[$0] } + rule.sources.regexes.compactMap { regexes[$0] }
    guard lists.contains(where: { !$0.isEmpty }) else { return [] }
    var walk = SegmentWalk(layers[rule.rule.scope])
    var matches: [Match] = []
    while let segment = walk.next(withHitsOf: lists) {
      for hit in hits(of: rule.expression, in: segment, for: rule) {
        if let match = match(of: hit, in: segment, for: rule) { matches.append(match) }
      }
    }
    return sortedOnce(matches)
  }

  /// The matches of a rule that looks for words and phrases and nothing else.
  private func matches(ofHits hits: [Hit], for rule: CompiledRule) -> [Match] {
    var walk = SegmentWalk(layers[rule.rule.scope])
    var matches: [Match] = []
    matches.reserveCapacity(hits.count)
    for hit in hits {
      guard let segment = walk.segment(holding: hit), isHeard(hit, by: rule) else { continue }
      if let match = match(of: hit, in: segment, for: rule) { matches.append(match) }
    }
    return matches
  }

  /// Whether the rule looks at the speaker who said it.
  private func isHeard(_ hit: Hit, by rule: CompiledRule) -> Bool {
    rule.roles.contains(scan.roles[hit.turn])
  }

  private func hits(
    of expression: RuleExpression, in segment: Segment, for rule: CompiledRule
  ) -> [Hit] {
    switch expression {
    case .patterns(let set): return leaf(patterns[set], in: segment, for: rule)
    case .regex(let number): return leaf(regexes[number] ?? [], in: segment, for: rule)
    // It stands alone, and has been asked for.
    case .anywhere: return []
    case .and(let parts, let without):
      var found: [[Hit]] = []
      for part in parts {
        let hits = hits(of: part, in: segment, for: rule)
        guard !hits.isEmpty else { return [] }
        found.append(hits)
      }
      for part in without where !hits(of: part, in: segment, for: rule).isEmpty { return [] }
      // A single part keeps all its hits: NOT only takes segments away.
      if parts.count == 1 { return found[0] }
      return HitAlgebra.smallestWindow(found, in: transcript.transcript.text).map { [$0] } ?? []
    case .or(let parts):
      return HitAlgebra.union(parts.map { hits(of: $0, in: segment, for: rule) })
    case .near(let left, let right, let words):
      return HitAlgebra.near(
        hits(of: left, in: segment, for: rule), hits(of: right, in: segment, for: rule),
        within: words)
    case .before(let left, let right, let words):
      return HitAlgebra.before(
        hits(of: left, in: segment, for: rule), hits(of: right, in: segment, for: rule),
        within: words)
    }
  }

  private func leaf(_ hits: [Hit], in segment: Segment, for rule: CompiledRule) -> [Hit] {
    var found: [Hit] = []
    for hit in hits[hits.firstIndex(startingFrom: segment.span.start)...] {
      guard hit.start < segment.span.end else { break }
      guard hit.end <= segment.span.end else { continue }
      if isHeard(hit, by: rule) { found.append(hit) }
    }
    return found
  }

  /// The match that a hit makes; `nil` when its surroundings take it away.
  private func match(of hit: Hit, in segment: Segment, for rule: CompiledRule) -> Match? {
    if let unless = rule.unless, let words = rule.rule.unless?.within {
      let isNear = patterns[unless].holdsHit(
        near: hit, within: words, longest: rule.longestUnless, in: segment.span)
      if isNear { return nil }
    }
    var attributes = rule.attributes
    for (number, use) in zip(rule.cues, rule.rule.context) {
      let isReached = cues[number]?.reach(hit, in: segment.span) ?? false
      switch use.effect {
      case .drop: if isReached { return nil }
      case .require: if !isReached { return nil }
      case .set(let values): if isReached { attributes = attributes.overlaid(with: values) }
      }
    }
    return Match(span: span(of: hit, for: rule), attributes: attributes)
  }

  private func span(of hit: Hit, for rule: CompiledRule) -> TextSpan {
    let span = TextSpan(start: hit.start, end: hit.end)
    guard let level = rule.rule.evidence else { return span }
    return SegmentWalk(layers[level]).segments(around: span)
  }

  /// Hits come sorted, but the segments around them may be the same.
  private func sortedOnce(_ matches: [Match]) -> [Match] {
    let isSorted = zip(matches, matches.dropFirst()).allSatisfy { $0.span < $1.span }
    guard !isSorted else { return matches }
    var result: [Match] = []
    for match in matches.sorted(by: { ($0.span, $0.attributes) < ($1.span, $1.attributes) })
    where match != result.last { result.append(match) }
    return result
  }
}
