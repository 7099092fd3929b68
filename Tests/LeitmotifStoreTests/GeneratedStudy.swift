import LeitmotifDigest
import LeitmotifModel
import LeitmotifTesting

@testable import LeitmotifStore

/// A study made up from a number: the same number, the same study.
struct GeneratedStudy {
  private var random: SeededNumbers

  init(seed: UInt64) {
    random = SeededNumbers(seed: seed)
  }

  private static let words = [
    "I felt alone. ", "naïve 🙂 ", "e\u{301}tude; ", "日本語です。", "łódź ", "“No.” ", "\n", "well… ",
    "👩‍👩‍👧 ", "\u{FEFF}", "'; DROP TABLE coding; -- ", "{\"a\":[1]} ", "%s ",
  ]
  private static let names = ["a", "a.b", "a.b.c", "nai\u{308}ve", "x y", "🙂", "'\"\\"]

  mutating func transcript(_ key: Identifier<Transcript>) -> SegmentedTranscript {
    var text = ""
    var turns: [Turn] = []
    var sentences: [Segment] = []
    let speakers = (0..<random.below(4)).map { number in
      Speaker(
        label: "\(random.element(of: Self.names))\(number)",
        role: random.element(of: Role.allCases),
        participant: random.chance() ? Identifier(random.element(of: Self.names)) : nil)
    }
    for turn in 0..<random.below(12) {
      text += random.chance() ? "P1: " : ""
      let start = text.utf8.count
      for _ in 0..<random.below(4) {
        let first = text.utf8.count
        // As a text is read: places count what is left of it.
        text += String(decoding: CanonicalText(random.element(of: Self.words)).bytes, as: UTF8.self)
        guard random.chance() else { continue }
        sentences.append(
          Segment(span: TextSpan(start: first, end: text.utf8.count), turn: turn))
      }
      let end = text.utf8.count
      turns.append(
        Turn(
          speaker: speakers.isEmpty || random.chance() ? nil : random.below(speakers.count),
          span: TextSpan(start: start, end: end), start: random.chance() ? random.below(9999) : nil,
          end: random.chance() ? random.below(9999) : nil))
      text += "\n"
    }
    let metadata = random.chance() ? ["title": random.element(of: Self.words), "日": ""] : [:]
    let warnings = [
      Diagnostic.warning(
        "odd", "a 'thing'", help: "mend \"it\"", at: SourceLocation(path: "a b.txt", line: 3)),
      Diagnostic.error(
        "bad", "", at: SourceLocation(path: "é", line: 1, column: 2, length: 3), excerpt: "\tx"),
    ]
    var segments: [SegmentLevel: [Segment]] = [:]
    if random.chance() { segments[.sentence] = sentences }
    if random.chance() {
      segments[.turn] = turns.enumerated().map { Segment(span: $1.span, turn: $0) }
    }
    return SegmentedTranscript(
      transcript: Transcript(
        key: key, format: "text", encoding: random.chance() ? "utf-8" : "utf-16le",
        text: CanonicalText(text), speakers: speakers, turns: turns, metadata: metadata,
        warnings: Array(warnings.prefix(random.below(3)))),
      segments: segments)
  }

  private mutating func coding(in transcript: Transcript) -> Coding {
    let offsets = CodePointOffsets(transcript.text)
    let start = random.below(offsets.count + 1)
    let end = start + random.below(offsets.count - start + 1)
    return Coding(
      transcript: transcript.key, code: Identifier(random.element(of: Self.names)),
      coder: Identifier(random.element(of: ["ana", "ben", "keywords", "é"])),
      rule: random.chance() ? Identifier(random.element(of: Self.names) + "/r") : nil,
      span: offsets.span(ofCodePoints: start, end) ?? transcript.text.span,
      attributes: attributes(), memo: random.chance() ? "" : random.element(of: Self.words))
  }

  private mutating func attributes() -> Attributes {
    random.chance()
      ? [:] : [random.element(of: Self.names): random.element(of: Self.words), "stance": ""]
  }

  mutating func result(_ key: Identifier<Transcript>) -> TranscriptResult {
    let segmented = transcript(key)
    let transcript = segmented.transcript
    var seen: Set<CodingID> = []
    var codings: [Coding] = []
    for _ in 0..<random.below(90) {
      let coding = coding(in: transcript)
      if seen.insert(CodingID(coding)).inserted { codings.append(coding) }
    }
    let finals = codings.compactMap { coding -> FinalCoding? in
      let id = CodingID(coding)
      switch random.below(4) {
      case 0: return nil
      case 1:
        var merged = self.coding(in: transcript)
        merged.coder = FinalCoding.coder
        merged.rule = nil
        return FinalCoding(
          coding: merged, origin: .decision, sources: [], decision: Identifier("d/\(id)"))
      case 2:
        return FinalCoding(
          coding: coding, origin: .unanimous, sources: [CodingID(rawValue: 1), id])
      default:
        return FinalCoding(
          coding: coding, origin: random.element(of: FinalCoding.Origin.allCases), sources: [id])
      }
    }
    let queue = codings.prefix(random.below(4)).map {
      QueueItem(
        transcript: key, code: $0.code, span: $0.span,
        reason: random.element(of: QueueItem.Reason.allCases),
        proposals: [CodingID($0)].sorted(), decision: random.chance() ? "d:1" : nil)
    }
    var coverage: Set<Coverage> = []
    for _ in 0..<random.below(6) {
      coverage.insert(
        Coverage(
          coder: Identifier(random.element(of: ["ana", "ben"])), transcript: key,
          code: random.chance() ? nil : Identifier(random.element(of: ["a", "a.b", "x y"]))))
    }
    let number = random.next()
    return TranscriptResult(
      transcript: segmented,
      source: InputFile(path: "in/\(key).txt", digest: Digest(of: "\(number)"), size: 12),
      text: Digest(of: transcript.text.bytes), codings: codings, coverage: Array(coverage),
      finals: finals, queue: queue, contentDigest: Digest(of: "\(number)").short,
      cellPacks: [.init(unit: Digest(of: key.rawValue).short, layout: 4, pack: [0, 1, 255])])
  }

  mutating func start() -> RunStart {
    let decisions = [
      Decision.Verdict.accept, .reject, .add, .defer, .memo, .modify(Decision.Replacement()),
      .modify(
        Decision.Replacement(
          code: "a.b", span: TextSpan(start: 3, end: 9), attributes: attributes())),
    ].enumerated().map { number, verdict in
      Decision(
        id: Identifier("decisions:\(number)"), transcript: "p1", code: "a",
        span: TextSpan(start: number, end: 2 * number), verdict: verdict, attributes: attributes(),
        quotation: random.element(of: Self.words), reviewer: "ada", time: "2026-05-04T09:12:33Z",
        reason: random.element(of: Self.words), proposals: "9f3c")
    }
    return RunStart(
      pipeline: "study", pipelineText: "{\"leitmotif\":\"pipeline/1\"}", codebook: Self.codebook,
      codebookSource: "codes: …\n", codebookDigest: Digest(of: "codebook"),
      coders: [
        Coder(id: "ana", kind: .person), Coder(id: "keywords", kind: .machine),
      ],
      participants: [
        Participant(id: "P1", attributes: ["sector": "naïve", "age": ""]), Participant(id: "P2"),
      ],
      decisions: decisions,
      inputs: [InputFile(path: "a b/é.txt", digest: Digest(of: "x"), size: 7)],
      toolVersion: "0.1.0")
  }

  static let codebook = Codebook(
    name: "access", version: "4", language: "en",
    codes: [
      Code(
        id: "a", name: "A", definition: "All.", include: "in", exclude: "out", memo: "why",
        attributes: [
          Code.AttributeDeclaration(
            name: "stance", values: ["for", "against"], defaultValue: "for"),
          Code.AttributeDeclaration(name: "free"),
        ], exclusive: .participant, leadsTo: ["a.b"],
        location: SourceLocation(path: "c.yaml", line: 3)),
      Code(
        id: "a.b", uid: "1f0c", parent: "a", name: "B 🙂",
        rules: [
          Rule(
            id: "a.b/words", code: "a.b", body: .any([]), source: "any: [b, \"b c\"]",
            location: SourceLocation(path: "c.yaml", line: 9, column: 5, length: 3)),
          Rule(id: "a.b/query", code: "a.b", body: .any([]), source: "b AND c"),
        ],
        examples: [
          Code.Example(
            text: "b!", expected: ["stance": "for"], evidence: "b", rule: "words",
            role: .interviewer, why: "since", location: SourceLocation(path: "c.yaml", line: 11)),
          Code.Example(text: "c", expected: nil),
        ]),
    ])
}

extension Store {
  /// Runs to the end with some results as the whole study.
  @discardableResult
  func run(
    _ results: [TranscriptResult], start: RunStart? = nil, status: Run.Status = .succeeded
  ) throws -> Int {
    var study = GeneratedStudy(seed: 7)
    let run = try beginRun(start ?? study.start())
    try write(results, run: run)
    try finishRun(
      run, status: status, result: status == .succeeded ? "ab12" : nil, counts: Run.Counts(),
      keeping: results.map(\.transcript.transcript.key))
    return run
  }
}

extension StoreReader {
  var allCodings: [Coding] {
    get throws {
      var result: [Coding] = []
      try forEachCoding { result.append($0) }
      return result
    }
  }

  var allFinals: [FinalCoding] {
    get throws {
      var result: [FinalCoding] = []
      try forEachFinalCoding { result.append($0) }
      return result
    }
  }
}
