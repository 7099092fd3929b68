import LeitmotifModel
import LeitmotifPlugin
import LeitmotifTesting
import Testing
import ThemesReporter

/// The report's tables for spreadsheets.
struct TableFilesTests {
  private func file(_ name: String) throws -> String {
    let file = try #require(try Sample.report().files.first { $0.name == name })
    return String(decoding: try file.bytes, as: UTF8.self)
  }

  @Test func `themes have a row each, and one for each value of an attribute`() throws {
    #expect(
      try file("themes.csv") == """
        code,name,parent,attribute,value,k,n,participants,machine_only_k,codings
        limitation,Limitations,,,,2,4,"P1;P2",2,0
        limitation,Limitations,,improves,no,1,4,P2,,
        limitation,Limitations,,improves,yes,1,4,P1,,
        limitation.reliability,Reliability,limitation,,,2,4,"P1;P2",2,3
        limitation.reliability,Reliability,limitation,improves,no,1,4,P2,,
        limitation.reliability,Reliability,limitation,improves,yes,1,4,P1,,
        limitation.novelty,Novelty,limitation,,,1,4,P2,1,1
        limitation.novelty,Novelty,limitation,improves,no,1,4,P2,,
        evaluation,Evaluations,,,,2,4,"P2;P10",0,0
        evaluation,Evaluations,,stance,optimistic,1,4,P2,,
        evaluation,Evaluations,,stance,pessimistic,2,4,"P2;P10",,
        evaluation,Evaluations,,task,debugging,1,4,P2,,
        evaluation,Evaluations,,task,experiment,1,4,P2,,
        evaluation.significant,Significant,evaluation,,,1,4,P2,0,1
        evaluation.significant,Significant,evaluation,stance,optimistic,1,4,P2,,
        evaluation.significant,Significant,evaluation,task,debugging,1,4,P2,,
        evaluation.sceptical,Sceptical,evaluation,,,2,4,"P2;P10",0,2
        evaluation.sceptical,Sceptical,evaluation,stance,pessimistic,2,4,"P2;P10",,
        evaluation.sceptical,Sceptical,evaluation,task,experiment,1,4,P2,,
        work,Work,,,,3,4,"P1;P2;P10",3,0
        work.read,Reading,work,,,3,4,"P1;P2;P10",2,3
        work.run,Running,work,,,1,4,P1,2,1
        work.run.plot,Plotting,work.run,,,1,4,P1,1,1
        nobody,Nobody says this,,,,0,4,,0,0

        """)
  }

  @Test func `quotations have a row each with place, words, coders and attributes`() throws {
    let lines = try file("quotations.csv").split(separator: "\n")
    #expect(
      lines[0]
        == "coding,code,participant,transcript,speaker,time,start,end,text,evidence_start,evidence_end,"
        + "evidence,coders,origin,improves,task,stance,memo")
    #expect(
      lines.contains(
        "2dd2f92625850cf4,limitation.reliability,P1,p1,P1,0:00:10,37,91,"
          + "\"They make mistakes <all> the time, and that will pass.\",37,61,"
          + "They make mistakes <all>,\"ada;rules\",unanimous,yes,,,"))
    #expect(lines.count == 13)
  }

  @Test func `an attribute called like a column keeps apart from it`() throws {
    var study = Sample.study
    study.codebook.codes[0].attributes = ["origin", "time", "memo", "rule"].map {
      Code.AttributeDeclaration(name: $0)
    }
    let report = try Sample.report(on: study, "formats: csv")
    let file = try #require(report.files.first { $0.name == "quotations.csv" })
    #expect(
      String(decoding: try file.bytes, as: UTF8.self).hasPrefix(
        "coding,code,participant,transcript,speaker,time,start,end,text,evidence_start,evidence_end,"
          + "evidence,coders,origin,attribute.origin,attribute.time,attribute.memo,rule,improves,task,"
          + "stance,memo\n"))
  }
}
