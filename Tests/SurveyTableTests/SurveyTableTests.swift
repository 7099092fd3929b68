import LeitmotifArchive
import LeitmotifModel
import LeitmotifPlugin
import LeitmotifTesting
import SurveyTable
import Testing

struct SurveyTableTests {
  private func read(
    _ bytes: [UInt8], as name: String = "answers.csv",
    _ change: (inout SurveyIngester.Configuration) -> Void = { _ in }
  ) throws -> Transcript {
    var configuration = SurveyIngester.Configuration()
    change(&configuration)
    return try SurveyIngester(configuration: configuration, setup: StageSetup())
      .transcript(from: Source(path: name, bytes: bytes), in: StageContext())
  }

  private func turns(_ transcript: Transcript) -> [String] {
    transcript.turns.map { turn in
      let time = turn.start.map { " \($0)" + (turn.end.map { "-\($0)" } ?? "") } ?? ""
      return "\(transcript.speaker(of: turn)?.label ?? "-")\(time): \(transcript.text[turn.span])"
    }
  }

  @Test func `the example of the README is read as it says`() throws {
    let examples = WorkedExample.all(ofPlugin: "SurveyTable")
    #expect(examples.map(\.name) == ["answers.csv"])
    for example in examples {
      let transcript = try read(Array(example.content.utf8), as: example.name)
      #expect(WorkedExample.writtenTurns(of: transcript) == example.turns)
    }
  }

  private static let survey = Array(
    """
    respondent;age;What first?;Why?
    r1;30-39;The weekly report that nobody reads.;"It takes
    a whole day, every time"
    r2;40-49;;Because I am asked to.

    """.utf8)

  @Test func `each answer is a turn of its participant`() throws {
    let transcript = try read(Self.survey)
    #expect(
      turns(transcript) == [
        "r1: The weekly report that nobody reads.", "r1: It takes a whole day, every time",
        "r2: Because I am asked to.",
      ])
    #expect(transcript.format == "csv")
    #expect(transcript.metadata == ["question.1": "What first?", "question.2": "Why?"])
    #expect(transcript.warnings == [])
  }

  @Test func `the user names the columns, in any case`() throws {
    let transcript = try read(Self.survey) {
      $0.participant = "AGE"
      $0.answers = ["why?"]
    }
    #expect(
      turns(transcript) == [
        "30-39: It takes a whole day, every time", "40-49: Because I am asked to.",
      ])
  }

  @Test func `columns that are not there are named all at once`() {
    do {
      _ = try read(Self.survey) {
        $0.participant = "person"
        $0.answers = ["Wy?"]
      }
      Issue.record("columns that are not there")
    } catch {
      #expect("\(error)".contains("no column 'person' [missing-column]"))
      #expect("\(error)".contains("no column 'Wy?' [missing-column]"))
      #expect("\(error)".contains("'Why?'"))
    }
  }

  @Test func `rows without a participant are participants of their own`() throws {
    let transcript = try read(
      Array("a,b\nI would rather not say,1\nNobody ever asks me that,2\n".utf8))
    #expect(
      turns(transcript) == ["row 2: I would rather not say", "row 3: Nobody ever asks me that"])
    #expect(transcript.warnings.map(\.id) == ["no-labels"])
  }

  @Test func `a workbook of what was said is read by its columns`() throws {
    var writer = ArchiveWriter()
    let rows = [
      ["", "TimeStamp", "Speaker", "Sentence", "Tag"],
      ["0", "00:00:00", "T", "Okay, who has an idea?", "4 - press for accuracy"],
      ["1", "00:04:10", "Student", "Me.", "1 - none of them all"],
    ]
    let cells = rows.map { row in
      "<row>" + row.map { "<c t=\"inlineStr\"><is><t>\($0)</t></is></c>" }.joined() + "</row>"
    }
    writer.add(
      "xl/workbook.xml", Array("<workbook><sheets><sheet name=\"S\"/></sheets></workbook>".utf8))
    writer.add(
      "xl/worksheets/sheet1.xml",
      Array("<worksheet><sheetData>\(cells.joined())</sheetData></worksheet>".utf8))
    let transcript = try read(writer.bytes(), as: "talk.xlsx")
    #expect(turns(transcript) == ["T 0: Okay, who has an idea?", "Student 250000: Me."])
    #expect(transcript.format == "xlsx")
  }

  @Test func `a table of captions names nobody, and its times count`() throws {
    let transcript = try read(
      Array("N, In, Out, Text\n1,13.02,14.13,There is a day.\n2,14.5,16,About\n".utf8))
    #expect(turns(transcript) == ["- 13020-14130: There is a day.", "- 14500-16000: About"])
    #expect(transcript.speakers == [])
    #expect(transcript.warnings.map(\.id) == ["no-labels"])
  }

  @Test func `what is called a time and is a date, or a place, is none`() throws {
    let transcript = try read(
      Array("timestamp,from,answer\n2026/05/04 9:12:00,Oslo,So it is.\n".utf8))
    #expect(turns(transcript) == ["row 2: So it is."])
  }

  @Test func `the user names the columns of times`() throws {
    let transcript = try read(
      Array("t0,t1,who,said\n0:01,0:02.5,INT,So\n\"0:03,5\",,INT,Yes\n".utf8)
    ) {
      ($0.participant, $0.answers, $0.time, $0.end) = ("who", ["said"], "t0", "t1")
    }
    #expect(turns(transcript) == ["INT 1000-2500: So", "INT 3500: Yes"])
  }

  @Test(arguments: ["", "a,b\n", "a\n1\n2\n"])
  func `a table without answers says so`(table: String) {
    do {
      let transcript = try read(Array(table.utf8))
      #expect(transcript.warnings.map(\.id) == ["no-speech"])
    } catch {
      #expect("\(error)".contains("[empty-file]"))
    }
  }
}
