import LeitmotifModel
import LeitmotifReliability
import LeitmotifTesting
import Testing

struct MeasuredReliabilityTests {
  private func agreement(_ study: MemoryStudy, _ names: [String]) throws -> CoderAgreement {
    try CoderAgreement(
      of: study, AgreementQuestion(Voice.named(names, among: study.coders)))
  }

  @Test func `each coder is measured against the merged result`() throws {
    var study = SmallStudy.study
    // Ada's "I was alone" and "Nobody came" are final; Ben has the first, and two others that are not.
    study.finals = study.codings.prefix(2).map {
      FinalCoding(coding: $0, origin: .single, sources: [CodingID($0)])
    }
    let measured = try MeasuredReliability(of: agreement(study, ["ben", "final"]))
    // Six sentences and the two codes that one of them gave: 2 of 12 are true.
    let row = try #require(measured.rows.first)
    #expect(measured.rows.count == 1)
    #expect(row.coder == "ben")
    #expect(row.code == nil)
    #expect(row.sensitivity == 1.5 / 3)
    #expect(row.prevalence == 2.5 / 13)
    #expect(
      String(decoding: measured.table, as: UTF8.self).hasPrefix(
        "coder,code,sensitivity,specificity,prevalence\nben,*,0.5000,"))
  }

  @Test func `without a merged result there is nothing to measure against`() throws {
    let agreement = try agreement(SmallStudy.study, ["ada", "ben"])
    let error = #expect(throws: Diagnostics.self) { try MeasuredReliability(of: agreement) }
    #expect(error?.all.map(\.id) == ["reliability-without-final"])
  }
}
