import LeitmotifModel
import LeitmotifReliability
import LeitmotifTesting
import Testing

/// Where coders differ, and what it costs.
struct DisagreementTests {
  private func disagreements(
    of study: MemoryStudy = SmallStudy.study, _ names: [String] = ["ada", "ben"],
    unit: AgreementUnit = .sentence
  ) throws -> Disagreements {
    let agreement = try CoderAgreement(
      of: study, AgreementQuestion(Voice.named(names, among: study.coders), unit: unit))
    return try Disagreements(
      of: agreement, in: #require(agreement.leading), study: study)
  }

  /// A line for each place.
  private func lines(_ found: Disagreements) -> [String] {
    found.all.map { item in
      let codes = item.codes.map { $0.map { $0.map(\.rawValue).joined(separator: "+") } ?? "-" }
      return "\(item.transcript) \(item.code) [\(codes.joined(separator: "|"))] \(item.quotation)"
    }
  }

  @Test func `each place is listed with what each coder gave and what is said`() throws {
    // Ada: fear where Ben heard loneliness, one pattern of two; then what only one of them coded.
    let found = try disagreements()
    #expect(
      lines(found) == [
        "p1 mood.lonely [mood.fear|mood.lonely] I was afraid.",
        "p1 mood.fear [mood.fear|mood.lonely] I was afraid.",
        "p1 mood.lonely [mood.lonely|] Nobody came.",
        "p1 joy [|joy] I was glad.",
      ])
    #expect(
      found.groups.map(\.pattern) == [
        DisagreementPattern(code: "mood.lonely", other: "mood.fear"),
        DisagreementPattern(code: "mood.lonely", other: nil),
        DisagreementPattern(code: "joy", other: nil),
      ])
    #expect(found.groups.map(\.count) == [2, 1, 1])
  }

  // 24 pairs of ratings: 1 both, 2 ada, 2 ben, 19 none, so that 6 of 48 ratings are "coded".
  @Test func `what settling would do is alpha's rise`() throws {
    let found = try disagreements()
    func alpha(both: Double, one: Double) -> Double {
      let (coded, all) = (2 * both + one, 48.0)
      return 1 - one * 2 / all / (2 * coded * (all - coded) / (all * (all - 1)))
    }
    let now = try #require(found.alpha)
    #expect(abs(now - alpha(both: 1, one: 4)) < 1e-12)
    let gains = found.groups.compactMap(\.gain)
    #expect(abs(gains[0] - (alpha(both: 3, one: 2) - now)) < 1e-12)
    #expect(abs(gains[1] - (alpha(both: 2, one: 3) - now)) < 1e-12)
  }

  @Test func `who uses one code where the other uses another is counted`() throws {
    #expect(
      try disagreements().confusion == [
        ConfusionCell(first: "mood.lonely", second: "mood.lonely"): 1,
        ConfusionCell(first: "mood.fear", second: "mood.lonely"): 1,
        ConfusionCell(first: "mood.lonely", second: nil): 1,
        ConfusionCell(first: nil, second: "joy"): 1,
      ])
  }

  @Test func `runs of characters are one place, transcripts show the evidence`() throws {
    #expect(
      lines(try disagreements(unit: .codePoint)).contains("p1 mood.lonely [mood.lonely|] I was "))
    #expect(
      lines(try disagreements(unit: .transcript)) == [
        "p1 mood.fear [mood.lonely+mood.fear|mood.lonely+joy] I was afraid.",
        "p1 joy [mood.lonely+mood.fear|mood.lonely+joy] I was glad.",
      ])
  }

  @Test func `participants are compared over all their interviews`() throws {
    var study = SmallStudy.study
    let later = SegmentedTranscript(interview: "p3", "P1: I am glad. I slept.")
    study.interviews["p3"] = later
    study.coverage += [
      Coverage(coder: "ada", transcript: "p3"), Coverage(coder: "ben", transcript: "p3"),
    ]
    // Ada finds in the later interview the joy that Ben found in the first.
    study.codings.append(later.coding("I am glad", "joy", by: "ada"))
    let found = try disagreements(of: study, unit: .participant)
    #expect(
      lines(found) == ["p1 mood.fear [mood.lonely+mood.fear+joy|mood.lonely+joy] I was afraid."])
    #expect(found.all.map(\.participant) == ["P1"])
    #expect(
      String(decoding: found.table, as: UTF8.self).hasPrefix(
        "order,alpha would rise by,participant,transcript,start,end,code,ada,ben,"))
  }

  @Test func `places that wait for a reviewer say so`() throws {
    var study = SmallStudy.study
    study.queue = [
      QueueItem(
        transcript: "p1", code: "joy", span: SmallStudy.first.span(of: "I was glad"),
        reason: .disagreement, proposals: [])
    ]
    #expect(try disagreements(of: study).all.filter(\.isQueued).map(\.code) == ["joy"])
  }

  @Test func `a spreadsheet runs nothing of the table`() throws {
    var study = SmallStudy.study
    let interview = SegmentedTranscript(interview: "p1", "P1: =1+2, he said; \"then\". Bye.")
    study.interviews = ["p1": interview]
    study.codings = [interview.coding("he said", "loss", by: "ada")]
    let table = String(decoding: try disagreements(of: study).table, as: UTF8.self)
    #expect(
      table == """
        order,alpha would rise by,transcript,start,end,code,ada,ben,given instead,text,\
        waits for a reviewer
        1,1.0000,p1,4,26,loss,loss,{},,"'=1+2, he said; ""then"".",no

        """)
  }

  @Test func `coders who agree have an empty list`() throws {
    var study = SmallStudy.study
    study.codings = study.codings.filter { $0.coder == "ada" && $0.transcript == "p2" }
    let found = try disagreements(of: study)
    #expect(found.all == [])
    #expect(found.groups == [])
    #expect(found.confusion == [:])
  }
}
