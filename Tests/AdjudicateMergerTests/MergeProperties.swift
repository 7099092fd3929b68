import AdjudicateMerger
import LeitmotifModel
import LeitmotifPlugin
import LeitmotifTesting
import Testing

/// What holds for any proposals whatever.
struct MergeProperties {
  private static let policies = [
    "", "match: exact", "match: turn", "policy: [{when: majority, of: people}]",
    "match: overlap\npolicy: [{when: priority, of: [ben, rules]}, {when: only, of: machine}]",
    "policy: [{when: only, of: machine}, {when: unanimous, of: people, atLeast: 2}]",
  ]

  /// A made-up round of coding, always the same for a seed.
  private func adjudication(seed: UInt64, coders: [String]) -> Adjudication {
    var random = SeededNumbers(seed: seed)
    let text = Adjudication.interview.transcript.text
    let codes = ["limitation.reliability", "limitation.novelty", "cost", "mood.calm", "mood.angry"]
    let codings = (0..<Int.random(in: 0...14, using: &random)).map { _ in
      let start = Int.random(in: 0..<text.count - 1, using: &random)
      let length = Int.random(in: 1...30, using: &random)
      let coder = coders.randomElement(using: &random) ?? "rules"
      let isMachine = ["keywords", "rules"].contains(coder)
      return Coding(
        transcript: "p1", code: Identifier(codes.randomElement(using: &random) ?? "cost"),
        coder: Identifier(coder), rule: isMachine ? "r" : nil,
        span: TextSpan(start: start, end: min(text.count, start + length)),
        attributes: Bool.random(using: &random) ? ["improves": "yes"] : [:])
    }
    return Adjudication(
      settings: Self.policies[Int(seed) % Self.policies.count], codings: codings,
      people: coders.filter { !["keywords", "rules"].contains($0) })
  }

  private let everyone = ["ada", "ben", "keywords", "rules"]

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `the order of proposals, coverage and coders changes nothing`(seed: UInt64) throws {
    let adjudication = adjudication(seed: seed, coders: everyone)
    let merger = try adjudication.merger()
    let expected = try merger.merge(adjudication.proposals(), in: StageContext())
    var random = SeededNumbers(seed: seed)
    var shuffled = adjudication.proposals()
    shuffled.codings.shuffle(using: &random)
    shuffled.coverage.shuffle(using: &random)
    #expect(try merger.merge(shuffled, in: StageContext()) == expected)
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `what is taken without a look at the transcript is what the merge makes`(
    seed: UInt64
  ) throws {
    let adjudication = adjudication(seed: seed, coders: ["keywords", "rules"])
    // Codes that exclude each other always need a look.
    var codebook = Adjudication.codebook
    codebook.codes = codebook.codes.map { code in
      var code = code
      code.exclusive = nil
      return code
    }
    let merger = try adjudication.merger(codebook: codebook)
    var proposals = adjudication.proposals()
    proposals.coverage.removeAll { !["keywords", "rules"].contains($0.coder.rawValue) }
    let list = CodingList(proposals.codings, of: "p1")
    let unopposed = Unopposed(
      voices: list.kinds.map { .init(code: $0.code, coder: $0.coder) },
      coders: proposals.coders, classifiers: ["keywords", "rules"])
    guard let origins = merger.origins(of: unopposed, in: StageContext()),
      let standing = list.standing(by: origins)
    else { return }
    let finals = standing.indices.map { place in
      FinalCoding(
        coding: standing[place], origin: standing.entries[place].origin ?? .decision,
        sources: [CodingID(standing[place])])
    }
    #expect(try merger.merge(proposals, in: StageContext()) == Merged(finals: finals))
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `every proposal is in a final coding, in the queue, or with one that is`(seed: UInt64) throws
  {
    let adjudication = adjudication(seed: seed, coders: everyone)
    let merged = try adjudication.merged()
    let kept = Set(merged.finals.flatMap(\.sources) + merged.queue.flatMap(\.proposals))
    let lost = adjudication.codings.filter { coding in
      !kept.contains(CodingID(coding))
        && !merged.finals.contains { $0.coding.code == coding.code }
    }
    #expect(lost.isEmpty)
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `what is final stays final when it is merged again`(seed: UInt64) throws {
    let finals = try adjudication(seed: seed, coders: everyone).merged().finals
    var again = Adjudication(people: ["final"])
    again.settings = "policy: [{when: unanimous, of: people}]"
    again.codings = finals.map { final in
      var coding = final.coding
      (coding.coder, coding.rule) = (FinalCoding.coder, nil)
      return coding
    }
    let merged = try again.merged()
    #expect(
      Set(merged.finals.map { Whole($0.coding) }) == Set(again.codings.map { Whole($0) }))
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `the short way for classifiers alone comes to the same`(seed: UInt64) throws {
    var adjudication = adjudication(seed: seed, coders: ["keywords", "rules"])
    // Every third policy tells the classifiers apart.
    if seed.isMultiple(of: 3) {
      adjudication.settings = "policy: [{when: only, of: [keywords]}, {when: only, of: [rules]}]"
    }
    let merger = try adjudication.merger()
    let short = try merger.merge(adjudication.proposals(), in: StageContext())
    // A decision on a code that nobody proposes leads the long way, and leaves no trace.
    let reject = Decision(
      id: "d:1", transcript: "p1", code: "outlook.bright", span: TextSpan(start: 0, end: 1),
      verdict: .reject, reviewer: "eva")
    let long = try merger.merge(adjudication.proposals([reject]), in: StageContext())
    #expect(short == long)
  }

  private struct Whole: Hashable {
    let code: Identifier<Code>
    let span: TextSpan
    let attributes: Attributes
    init(_ coding: Coding) {
      (code, span, attributes) = (coding.code, coding.span, coding.attributes)
    }
  }
}
