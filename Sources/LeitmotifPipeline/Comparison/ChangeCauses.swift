import LeitmotifModel
import LeitmotifStore

/// Finds out why final codings differ between two runs.
///
/// It goes by what else differs: the decisions on a code, what was proposed of it, who had a look,
/// how proposals are merged; first at the place itself, then around it. Codes, rules and
/// transcripts are called as the later run does.
struct ChangeCauses {
  /// Whether operators, or mergers, have other versions.
  private let isOperatorOther: Bool
  private let isMergerOther: Bool
  private let forms: [RuleForms]
  /// The lists and cues that hold other words.
  private let changedWords: Set<String>
  /// What the locks say of the rules' meanings.
  private let meanings: [[Identifier<Rule>: String]]
  /// Whether classifiers have other versions or settings.
  private let isClassifierOther: Bool
  /// Whether mergers have other settings.
  private let isMergeOtherwise: Bool
  /// The people of both runs.
  private let people: Set<Identifier<Coder>>
  /// What was decided on in only one of the runs: what both replayed changes nothing by itself.
  private let decided: [Identifier<Transcript>: Set<Identifier<Code>>]
  /// What people finished in only one of the runs.
  private let finished: [Identifier<Transcript>: Set<Coverage>]
  /// The codes that had no rule in one of the runs: classifiers had no vote on them there.
  private let newlyRuled: Set<Identifier<Code>>
  /// The codes below which only one can stand at a place.
  private let exclusive: Set<Identifier<Code>>

  init(
    before: StoreReader, now: StoreReader, names: ComparedNames, locks: [LockFile?]
  ) throws {
    let (one, other) = (locks[0] ?? LockFile(), locks[1] ?? LockFile())
    let haveLocks = locks.allSatisfy { $0 != nil }
    let differences = haveLocks ? one.differences(from: other).map(\.name) : []
    isOperatorOther = differences.contains {
      $0.hasPrefix("operator/") && $0 != "operator/result"
    }
    isMergerOther = differences.contains { $0.hasPrefix("plugin/merge.") }
    let sides = [(before, names.before, one), (now, names.now, other)]
    let books = try sides.map { reader, names, lock in (try reader.codebook, names, lock) }
    forms = try zip([before, now], books).map { try RuleForms(of: $0, $1.0, $1.1) }
    changedWords = forms[1].changedWords(since: forms[0])
      .union(forms[0].changedWords(since: forms[1]))
    meanings = books.map { book, names, lock in
      guard haveLocks else { return [:] }
      return Dictionary(
        book.rules.compactMap { rule in
          lock.facts["codebook/\(rule.id)"].map { (names.name(of: rule.id), $0) }
        }
      ) { first, _ in first }
    }
    let ruled = books.map { book, names, _ in Set(book.rules.map { names.name(of: $0.code) }) }
    newlyRuled = ruled[0].symmetricDifference(ruled[1])
    exclusive = Set(
      books.flatMap { book, names, _ in
        book.codes.filter { $0.exclusive != nil }.map { names.name(of: $0.id) }
      })
    let pipelines = try [before, now].map { try $0.pipelineText }
    isClassifierOther =
      Set(pipelines.map { Self.stages("classify", in: $0) }).count > 1
      || differences.contains { $0.hasPrefix("plugin/classify.") }
    isMergeOtherwise = Set(pipelines.map { Self.stages("merge", in: $0) }).count > 1
    let people = Set(
      try [before, now].flatMap { try $0.coders }.filter { $0.kind == .person }.map(\.id))
    self.people = people
    let finished = try sides.map { reader, names, _ in
      Set(
        try reader.coverage.filter { people.contains($0.coder) }.map {
          Coverage(
            coder: $0.coder, transcript: names.name(of: $0.transcript),
            code: $0.code.map { names.name(of: $0) })
        })
    }
    self.finished = Dictionary(
      grouping: finished[0].symmetricDifference(finished[1]), by: \.transcript
    ).mapValues { Set($0) }
    let decisions = try sides.map { reader, names, _ in
      try reader.decisions.reduce(into: [:]) { $0[$1.compared(by: names), default: 0] += 1 }
    }
    decided = Set(decisions[0].keys).union(decisions[1].keys)
      .filter { decisions[0][$0] != decisions[1][$0] }
      .reduce(into: [:]) { decided, decision in
        decided[decision.transcript, default: []].insert(decision.code)
        guard case .modify(let to) = decision.verdict, let code = to.code else { return }
        decided[decision.transcript, default: []].insert(code)
      }
  }

  /// The plugins of a kind with their settings.
  private static func stages(_ kind: String, in pipeline: String) -> [JSONValue] {
    let settings = try? JSONReader.read(Array(pipeline.utf8), path: "pipeline")
    return (settings?["stages"]?.elements ?? []).filter { $0["kind"]?.string == kind }
      .map { ["plugin": $0["plugin"] ?? .null, "settings": $0["settings"] ?? .null] }
  }

  // MARK: - Final codings

  /// What two runs have otherwise in one transcript, besides its final codings.
  struct Surroundings {
    /// The proposals of only one run, in words that both texts have, by code.
    var proposals: [Identifier<Code>: [Coding]]
    /// Whether a speaker has another role, or is another participant.
    var areSpeakersOther: Bool
    /// Whether the text is the same.
    var isTextSame: Bool
  }

  /// Why a final coding came, went or changed whose words both runs have.
  ///
  /// - Parameters:
  ///   - final: The coding, as either run has it, by the names that both are compared under.
  ///   - reach: The turn around it.
  ///   - surroundings: What else is otherwise in the transcript.
  /// - Returns: `nil` when nothing that is known of says why.
  func cause(
    of final: Coding, near reach: TextSpan, in surroundings: Surroundings
  ) -> RunDifference.Cause? {
    let (transcript, code) = (final.transcript, final.code)
    let decided = decided[transcript] ?? []
    if decided.contains(code) { return .decision }
    let own = surroundings.proposals[code] ?? []
    let cause =
      cause(of: final, among: own.filter { $0.span.overlaps(reach) })
      ?? self.cause(of: final, among: own)
    if let cause { return cause }
    if finished[transcript]?.contains(where: { $0.covers(code) }) == true { return .coder }
    if newlyRuled.contains(code) { return .rule }
    if surroundings.areSpeakersOther { return .speaker }
    if isMergerOther { return .plugin }
    if isMergeOtherwise { return .merge }
    // A code may have come or gone because of another one that excludes it.
    let above = exclusive.filter { code.isWithin($0) }
    func excludes(_ other: Identifier<Code>) -> Bool { above.contains { other.isWithin($0) } }
    if decided.contains(where: excludes) { return .decision }
    let others = surroundings.proposals.filter { excludes($0.key) }.flatMap(\.value)
    if let cause = self.cause(of: final, among: others) { return cause }
    guard surroundings.isTextSame else { return nil }
    // A hit within a longer one of another code may not stand.
    let near = surroundings.proposals.values.joined().filter { $0.span.overlaps(reach) }
    return self.cause(of: final, among: near)
      ?? (decided.isEmpty ? nil : .decision)
  }

  /// Why some proposals are in only one of the runs, as far as they bear on a final coding.
  private func cause(of final: Coding, among proposals: [Coding]) -> RunDifference.Cause? {
    let rules = Set(proposals.compactMap(\.rule))
    // Its own rule comes first.
    let ordered = rules.sorted { ($0 != final.rule ? 1 : 0, $0) < ($1 != final.rule ? 1 : 0, $1) }
    let byRule = ordered.lazy.compactMap { self.cause(ofRule: $0) }.first
    let byCoder: RunDifference.Cause? =
      proposals.contains { people.contains($0.coder) } ? .coder : nil
    return final.rule == nil ? byCoder ?? byRule : byRule ?? byCoder
  }

  /// Why a rule finds something else; `nil` when nothing of its own says why.
  private func cause(ofRule rule: Identifier<Rule>) -> RunDifference.Cause? {
    if !forms[0].saysTheSame(rule, as: forms[1]) { return .rule }
    if isOperatorOther { return .operator }
    if isClassifierOther { return .plugin }
    guard meanings[0][rule] != meanings[1][rule] else { return nil }
    // Else it is what a rule has from the codes above it, or from the codebook.
    return forms[1].uses(changedWords, in: rule) ? .list : .rule
  }
}

extension Decision {
  /// What two runs have alike of a decision that both replayed, though it stands elsewhere in its
  /// file, or its words elsewhere in the transcript.
  fileprivate func compared(by names: SideNames) -> Decision {
    var decision = self
    decision.id = ""
    decision.transcript = names.name(of: transcript)
    decision.code = names.name(of: code)
    let isMovable = !quotation.isEmpty
    if isMovable { decision.span = TextSpan(start: 0, end: 0) }
    if case .modify(var to) = verdict {
      to.code = to.code.map { names.name(of: $0) }
      if isMovable { to.span = to.span.map { TextSpan(start: 0, end: $0.count) } }
      decision.verdict = .modify(to)
    }
    return decision
  }
}
