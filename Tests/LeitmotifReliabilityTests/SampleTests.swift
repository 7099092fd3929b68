import LeitmotifModel
import LeitmotifReliability
import LeitmotifTesting
import Testing

/// Drawing what several people code.
struct SampleTests {
  @Test(arguments: [
    (10, ["a": 60, "b": 30, "c": 10], ["a": 6, "b": 3, "c": 1]),
    (3, ["a": 98, "b": 1, "c": 1], ["a": 1, "b": 1, "c": 1]),
    (2, ["a": 98, "b": 1, "c": 1], ["a": 2, "b": 0, "c": 0]),
    // What the small ones get is taken from the others' shares, never drawn on top.
    (6, ["a": 500, "b": 1, "c": 1, "d": 1, "e": 1], ["a": 2, "b": 1, "c": 1, "d": 1, "e": 1]),
    (10, ["a": 600, "b": 300, "c": 2, "d": 2], ["a": 5, "b": 3, "c": 1, "d": 1]),
    (4, ["a": 5, "b": 5, "c": 5], ["a": 2, "b": 1, "c": 1]),
    (99, ["a": 5, "b": 3], ["a": 5, "b": 3]),
    (5, ["a": 0, "b": 9], ["b": 5]),
    (5, [:], [:]),
    (0, ["a": 5], ["a": 0]),
  ])
  func `each stratum gets its share`(count: Int, sizes: [String: Int], expected: [String: Int]) {
    let sample = StratifiedSample(count, from: sizes, seed: 1)
    #expect(
      Dictionary(uniqueKeysWithValues: sample.strata.map { ($0.name, $0.drawn.count) }) == expected)
  }

  @Test func `a draw is without repetition, in bounds, and as many as asked`() {
    var random = SeededNumbers(seed: 7)
    for _ in 0..<300 {
      let sizes = Dictionary(
        uniqueKeysWithValues: (0..<Int.random(in: 1...9, using: &random)).map {
          ("s\($0)", random.chance() ? random.below(4) : random.below(400))
        })
      let total = sizes.values.reduce(0, +)
      let count = Int.random(in: 0...60, using: &random)
      let sample = StratifiedSample(count, from: sizes, seed: random.next())
      #expect(sample.strata.map(\.drawn.count).reduce(0, +) == min(count, total))
      for stratum in sample.strata {
        #expect(Set(stratum.drawn).count == stratum.drawn.count)
        #expect(stratum.drawn.allSatisfy { (0..<stratum.size).contains($0) })
        #expect(stratum.drawn == stratum.drawn.sorted())
      }
    }
  }

  @Test func `every unit is drawn as often as any other`() {
    var counts = Array(repeating: 0, count: 10)
    for seed in 0..<4_000 {
      for place in StratifiedSample(3, from: ["a": 10], seed: UInt64(seed)).strata[0].drawn {
        counts[place] += 1
      }
    }
    // 1,200 each, give or take four standard deviations of a binomial.
    #expect(counts.allSatisfy { abs($0 - 1_200) < 4 * 29 }, "\(counts)")
  }

  private func sample(
    _ count: Int, _ unit: CodingSample.Unit, by attribute: String? = nil,
    coders: [Identifier<Coder>] = ["cleo"], seed: UInt64 = 3
  ) throws -> CodingSample {
    var study = SmallStudy.study
    study.participants[0].attributes = ["sector": "academia"]
    return try CodingSample(count, unit, of: study, by: attribute, coders: coders, seed: seed)
  }

  @Test func `a sheet has a row for each segment, an empty cell, and nobody's codes`() throws {
    let sheet = String(decoding: try sample(9, .sentence).sheet(for: "cleo"), as: UTF8.self)
    #expect(
      sheet == """
        unit,transcript,start,end,speaker,text,turn,cleo
        p1:19-31,p1,19,31,P1,I was alone.,I was alone. I was afraid. Nobody came. It passed.,
        p1:32-45,p1,32,45,P1,I was afraid.,I was alone. I was afraid. Nobody came. It passed.,
        p1:46-58,p1,46,58,P1,Nobody came.,I was alone. I was afraid. Nobody came. It passed.,
        p1:59-69,p1,59,69,P1,It passed.,I was alone. I was afraid. Nobody came. It passed.,
        p1:74-93,p1,74,93,P1,Then a friend came.,Then a friend came. I was glad.,
        p1:94-105,p1,94,105,P1,I was glad.,Then a friend came. I was glad.,
        p2:4-37,p2,4,37,P2,"I felt alone, naïve 🙂 and afraid.",\
        "I felt alone, naïve 🙂 and afraid. Mother died. I slept.",
        p2:38-50,p2,38,50,P2,Mother died.,\
        "I felt alone, naïve 🙂 and afraid. Mother died. I slept.",
        p2:51-59,p2,51,59,P2,I slept.,"I felt alone, naïve 🙂 and afraid. Mother died. I slept.",

        """)
  }

  @Test func `the same seed draws the same, another seed something else`() throws {
    let draws = try (1...20).map { try sample(3, .sentence, seed: $0).items }
    #expect(try sample(3, .sentence, seed: 1).items == draws[0])
    #expect(Set(draws).count > 5)
  }

  @Test func `strata are the values of an attribute`() throws {
    let drawn = try sample(2, .transcript, by: "sector")
    #expect(drawn.strata.map(\.name) == ["academia", "not said"])
    #expect(
      String(decoding: drawn.list, as: UTF8.self) == """
        transcript,start,end,stratum
        p1,,,academia
        p2,,,not said

        """)
    #expect(
      String(decoding: drawn.sheet(for: "ada"), as: UTF8.self)
        == "transcript,code,start,end,coder,text,memo\n")
  }

  @Test func `what somebody says is of their kind, whoever else is there`() throws {
    let group = SegmentedTranscript(interview: "group", "Ada: It rained.\nBo: It did not.")
    var study = MemoryStudy(
      codebook: Codebook(name: "c"), participants: ["Ada", "Bo"], interviews: [group], codings: [])
    study.participants[0].attributes = ["sector": "farm"]
    study.participants[1].attributes = ["sector": "firm"]
    let strata = { (unit: CodingSample.Unit) in
      try CodingSample(2, unit, of: study, by: "sector", coders: ["cleo"], seed: 1)
        .strata.map(\.name)
    }
    #expect(try strata(.sentence) == ["farm", "firm"])
    #expect(try strata(.turn) == ["farm", "firm"])
    #expect(try strata(.transcript) == ["farm + firm"])
  }

  @Test func `what all of them finished is not drawn again`() throws {
    let drawn = try sample(9, .transcript, coders: ["ada", "ben"])
    #expect(drawn.finished == ["p1"])
    #expect(drawn.items.map(\.transcript) == ["p2"])
  }

  @Test func `who finished one code of a transcript has not finished it`() throws {
    var study = SmallStudy.study
    study.coverage = [
      Coverage(coder: "ada", transcript: "p1", code: "joy"),
      Coverage(coder: "ada", transcript: "p2"),
    ]
    let drawn = try CodingSample(9, .transcript, of: study, coders: ["ada"], seed: 3)
    #expect(drawn.finished == ["p2"])
    #expect(drawn.items.map(\.transcript) == ["p1"])
  }
}
