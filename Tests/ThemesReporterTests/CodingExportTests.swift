import Foundation
import LeitmotifModel
import LeitmotifTesting
import Testing
import ThemesReporter

/// Codings for other programs.
struct CodingExportTests {
  private func exported(
    _ study: MemoryStudy, _ format: CodingExport.Format, _ selection: CodingExport.Selection
  ) throws -> String {
    var bytes: [UInt8] = []
    var export = try CodingExport(of: study, as: format)
    try export.write(selection) { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }

  private var study: MemoryStudy {
    var study = Sample.study
    study.codings = [study.codings[6], study.codings[1], study.codings[10], study.codings[9]]
    study.finals = [study.finals[0]]
    return study
  }

  @Test func `proposals have a row each in the order of the transcripts`() throws {
    #expect(
      try exported(study, .csv, .proposals) == """
        transcript,participant,speaker,code,coder,rule,start,end,text,improves,task,stance,memo,coding
        p1,P1,P1,limitation.reliability,ada,,37,61,They make mistakes <all>,yes,,,,2dd2f92625850cf4
        p10,P10,P10,work.read,ada,,5,10,קראתי,,,,,32e5b6cc228e1b81
        p2,P2,P2,limitation.reliability,rules,limitation.reliability/any,84,97,make mistakes,no,,,,40e939b83e758d04
        p2,P2,P2,evaluation.sceptical,ada,,168,194,would not change my months,,experiment,pessimistic,,20a3f955b432e28c

        """)
  }

  @Test func `final codings are written on demand, as lines of JSON too`() throws {
    #expect(
      try exported(study, .jsonl, .final) == """
        {"attributes":{"improves":"yes"},"code":"limitation.reliability","coder":"ada",\
        "coding":"2dd2f92625850cf4","end":61,"memo":"","participant":"P1","rule":null,"speaker":"P1","start":37,\
        "text":"They make mistakes <all>","transcript":"p1"}

        """)
  }

  @Test func `a workbook has the same columns, with numbers as numbers`() throws {
    var bytes: [UInt8] = []
    try CodingExport.writeWorkbook(of: study, .final) { bytes += $0 }
    let folder = try TemporaryFolder()
    let path = try folder.write(Data(bytes), to: "codings.xlsx")
    let cells = try FormatTests.cells(in: path)
    withExtendedLifetime(folder) {}
    #expect(
      cells == """
        Codings!A1=s:transcript
        Codings!B1=s:participant
        Codings!C1=s:speaker
        Codings!D1=s:code
        Codings!E1=s:coder
        Codings!F1=s:rule
        Codings!G1=s:start
        Codings!H1=s:end
        Codings!I1=s:text
        Codings!J1=s:improves
        Codings!K1=s:task
        Codings!L1=s:stance
        Codings!M1=s:memo
        Codings!N1=s:coding
        Codings!A2=s:p1
        Codings!B2=s:P1
        Codings!C2=s:P1
        Codings!D2=s:limitation.reliability
        Codings!E2=s:ada
        Codings!G2=n:37
        Codings!H2=n:61
        Codings!I2=s:They make mistakes <all>
        Codings!J2=s:yes
        Codings!N2=s:2dd2f92625850cf4

        """)
  }

  @Test func `an empty study has a heading and no rows`() throws {
    let empty = MemoryStudy(
      codebook: Codebook(name: ""), participants: [], interviews: [], codings: [])
    #expect(
      try exported(empty, .csv, .final)
        == "transcript,participant,speaker,code,coder,rule,start,end,text,memo,coding\n")
    #expect(try exported(empty, .jsonl, .final).isEmpty)
  }

  @Test func `an attribute called like a column keeps apart from it`() throws {
    var study = study
    study.codebook.codes[0].attributes = [Code.AttributeDeclaration(name: "text")]
    #expect(try exported(study, .csv, .final).contains(",text,attribute.text,"))
  }

  @Test func `words that a spreadsheet would run are made harmless`() throws {
    let interview = SegmentedTranscript(interview: "p1", "P1: =SUM(1), she said.")
    let study = MemoryStudy(
      codebook: Codebook(name: ""), participants: [], interviews: [interview],
      codings: [interview.coding("=SUM(1)", "c", by: "ada")])
    #expect(try exported(study, .csv, .proposals).contains(",'=SUM(1),"))
  }

  @Test func `many codings come in pieces that make one whole`() throws {
    let interview = SegmentedTranscript(
      interview: "p1", "P1: " + String(repeating: "naïve words ", count: 2000))
    let codings = (0..<2000).map { number in
      Coding(
        transcript: "p1", code: "c", coder: "ada",
        span: TextSpan(start: 4 + 13 * number, end: 10 + 13 * number))
    }
    let study = MemoryStudy(
      codebook: Codebook(name: ""), participants: [], interviews: [interview], codings: codings)
    var pieces: [[UInt8]] = []
    var export = try CodingExport(of: study, as: .csv)
    try export.write(.final) { pieces.append($0) }
    #expect(pieces.count > 1)
    let lines = String(decoding: pieces.joined(), as: UTF8.self).split(separator: "\n")
    #expect(lines.count == 2001)
    #expect(lines[2000].hasPrefix("p1,P1,P1,c,ada,,23992,23997,naïve,"))
  }
}
