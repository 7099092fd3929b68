import LeitmotifModel
import LeitmotifTesting
import Testing
import ThemesReporter

/// Why a coding is there.
struct ExplanationTests {
  private var study: MemoryStudy {
    var study = Sample.study
    let rule = Rule(
      id: "limitation.reliability/any", code: "limitation.reliability", body: .any([]),
      source: "any: [make mistakes, makes mistakes]\nset: {improves: \"no\"}",
      location: SourceLocation(path: "codebook.yaml", line: 12))
    study.codebook.codes[1].rules = [rule]
    study.codings[1].memo = "not sure"
    study.decisions = [
      Decision(
        id: "decisions:3", transcript: "p1", code: "limitation.reliability",
        span: study.codings[1].span, verdict: .accept, reviewer: "eva", time: "2026-05-04",
        reason: "says it plainly")
    ]
    study.finals[0] = FinalCoding(
      coding: study.codings[1], origin: .decision, sources: study.finals[0].sources,
      decision: "decisions:3")
    return study
  }

  @Test func `a final coding is told with its words, code, proposals, rule and decision`() throws {
    let id = CodingID(study.codings[1])
    #expect(
      try Explanation(of: id, in: study).text == """
        code        limitation.reliability (Reliability)
                    Models make mistakes.
        where       p1 37–61, P1, 0:00:10
        words       Well. ⟦They make mistakes <all>⟧ the time, and that will pass. I read papers first.
        attributes  improves: yes
        final       yes: a reviewer’s decision
        decision    decisions:3: accepted by eva, 2026-05-04: says it plainly
        proposed    by ada (person) on 37–61, improves: yes, coding 2dd2f92625850cf4
                    memo: not sure
        proposed    by rules (classifier) on 42–55, improves: yes, coding 106d94ade7813457
                    rule limitation.reliability/any, codebook.yaml:12
                      any: [make mistakes, makes mistakes]
                      set: {improves: "no"}
        codebook    sample 2, c0deb00c
        run         1 of memory

        """)
  }

  @Test func `a proposal says what became of it`() throws {
    let taken = try Explanation(of: CodingID(study.codings[0]), in: study).text
    #expect(taken.contains("final       as coding 2dd2f92625850cf4: a reviewer’s decision"))
    let queued = try Explanation(of: CodingID(study.codings[13]), in: study).text
    #expect(queued.contains("final       no: it waits for a reviewer (coders differ)"))
    var settled = study
    settled.queue = []
    let dropped = try Explanation(of: CodingID(study.codings[13]), in: settled).text
    #expect(dropped.contains("final       no: it was turned down"))
  }

  @Test func `a coding that counts until a conflict is settled says so`() throws {
    let sceptical = try #require(study.codings.first { $0.code == "evaluation.sceptical" })
    let explanation = try Explanation(of: CodingID(sceptical), in: study)
    #expect(
      explanation.text.contains(
        """
        final       yes: one coder alone; but it waits for a reviewer (codes that exclude each other)

        """))
    #expect(explanation.json["waiting"] == ["exclusive"])
  }

  @Test func `a number that is no coding's is an error`() {
    #expect {
      try Explanation(of: CodingID(rawValue: 7), in: study)
    } throws: { error in
      "\(error)".hasPrefix("error: the study has no coding 0000000000000007 [no-such-coding]")
    }
  }

  @Test func `a long turn is cut at sentences`() throws {
    let sentence = "This sentence is said over and over. "
    let interview = SegmentedTranscript(
      interview: "p1",
      "P1: " + String(repeating: sentence, count: 40) + "Here it is. "
        + String(repeating: sentence, count: 40))
    let coding = interview.coding("it is", "nobody", by: "ada")
    let study = MemoryStudy(
      codebook: Sample.codebook, participants: ["P1"], interviews: [interview], codings: [coding])
    let text = try Explanation(of: CodingID(coding), in: study).text
    #expect(text.contains("words       … This sentence"))
    #expect(text.contains("over. Here ⟦it is⟧. This"))
    #expect(text.contains("over. …\n"))
    #expect(text.count < 2000)
  }

  @Test func `as JSON it has places in code points`() throws {
    let coding = study.codings[6]
    let json = try Explanation(of: CodingID(coding), in: study).json
    #expect(
      json == [
        "coding": .string(CodingID(coding).description), "transcript": "p2", "participant": "P2",
        "speaker": "P2", "time": .number(10), "start": 84, "end": 97, "text": "make mistakes",
        "attributes": ["improves": "no"],
        "code": [
          "id": "limitation.reliability", "name": "Reliability",
          "definition": "Models make mistakes.",
        ],
        "finals": [
          [
            "coding": .string(CodingID(coding).description), "origin": "single", "decision": .null,
            "sources": [.string(CodingID(coding).description)],
          ]
        ],
        "sources": [
          [
            "coding": .string(CodingID(coding).description), "coder": "rules", "kind": "machine",
            "start": 84, "end": 97, "attributes": ["improves": "no"], "memo": "",
            "rule": [
              "id": "limitation.reliability/any",
              "source": "any: [make mistakes, makes mistakes]\nset: {improves: \"no\"}",
              "file": "codebook.yaml", "line": 12,
            ],
          ]
        ],
        "suppressed": [], "decisions": [], "waiting": [],
        "codebook": ["name": "sample", "version": "2", "hash": "c0deb00c"], "run": 1,
      ])
  }
}
