import CodingsImporter
import LeitmotifModel
import LeitmotifPlugin
import Testing

struct CodingsImporterTests {
  @Test func `reads the example of its README`() throws {
    let (imported, warnings) = try importing(
      "transcript,code,start,end,text,season\np1,weather,34,44,It rained.,autumn\np2,,,,,\n")
    #expect(
      imported
        == ImportedCodings(
          codings: [
            Coding(
              transcript: "p1", code: "weather", coder: "ada", span: TextSpan(start: 34, end: 44),
              attributes: ["season": "autumn"])
          ],
          coverage: [
            Coverage(coder: "ada", transcript: "p1"), Coverage(coder: "ada", transcript: "p2"),
          ]))
    #expect(warnings == [])
  }

  @Test func `counts code points and keeps bytes`() throws {
    let (imported, _) = try importing(
      "transcript;code;start;end;text\np2;mood.good;21;30;Très bien\n")
    let text = CanonicalText(HarvestStudy.texts["p2"] ?? "")
    #expect(imported.codings.map { text[$0.span] } == ["Très bien"])
  }

  @Test func `gives a blank attribute the code's own value`() throws {
    let (imported, _) = try importing(
      "transcript,code,start,end,season,place\np1,weather,28,32,,\np1,weather,34,44,autumn,hills\n")
    #expect(
      imported.codings.map(\.attributes)
        == [["season": "spring"], ["season": "autumn", "place": "hills"]])
  }

  @Test func `reads an attribute that is called like a column under its long name`() throws {
    // As 'leitmotif export' writes it: the last column says which coding it was.
    let (imported, _) = try importing(
      """
      transcript,code,start,end,attribute.season,attribute.coding,memo,coding
      p1,weather,28,32,autumn,sure,,4c1f

      """)
    #expect(imported.codings.map(\.attributes) == [["season": "autumn", "coding": "sure"]])
  }

  @Test func `refuses an attribute that nobody declares or that stands twice`() {
    #expect(
      errors("transcript,code,start,end,season,attribute.season,attribute.seson\n") == """
        coders/ada.csv:1:34: error: two columns are the attribute 'season' [duplicate-column]
        help: delete one of them
        coders/ada.csv:1:51: error: the column 'attribute.seson' is no attribute of any code \
        [unknown-column]
        help: did you mean 'season'?
        """)
  }

  @Test func `knows who coded by column, setting and file`() throws {
    let file = "transcript,code,start,end,coder\np1,weather,28,32,ben\np1,weather,28,32, \n"
    let (byFile, _) = try importing(file)
    #expect(byFile.codings.map(\.coder) == ["ben", "ada"])
    #expect(
      byFile.coverage == [
        Coverage(coder: "ben", transcript: "p1"), Coverage(coder: "ada", transcript: "p1"),
      ])
    let (bySetting, _) = try importing(file, coder: "cleo")
    #expect(bySetting.codings.map(\.coder) == ["ben", "cleo"])
  }

  @Test func `keeps memos and takes our own apostrophe away`() throws {
    let (imported, _) = try importing(
      "transcript,code,start,end,memo\n p1 , weather ,28,32,\"'=unsure, ask\"\n,,,,\n")
    #expect(imported.codings.map(\.memo) == ["=unsure, ask"])
    #expect(imported.codings.map(\.code) == ["weather"])
  }

  @Test func `compares the quotation without white space`() throws {
    let (imported, _) = try importing(
      "transcript,code,start,end,text\np1,weather,28,44,\" Poor.\nIt  rained. \"\n")
    #expect(imported.codings.count == 1)
  }

  @Test func `follows words to the one place where they stand in a corrected transcript`() throws {
    let (imported, warnings) = try importing(
      """
      transcript,code,start,end,text,speaker
      p1,weather,30,40,It rained.,ROSA
      p1,mood.good,900,905,Poor.,ROSA
      p1,weather,0,11,the harvest,
      """)
    #expect(
      imported.codings.map(\.span) == [
        TextSpan(start: 34, end: 44), TextSpan(start: 28, end: 33), TextSpan(start: 9, end: 20),
      ])
    #expect(
      warnings.map(\.description) == [
        """
        coders/ada.csv: warning: 3 codings follow their words to another place in 'p1' [moved-codings]
        help: the transcript was corrected since; export the codings to write the new places
        """
      ])
  }

  @Test func `names codings that have lost their words, and keeps the others`() throws {
    let (imported, warnings) = try importing(
      """
      transcript,code,start,end,text,speaker
      p1,weather,34,44,It rained.,ROSA
      p1,weather,34,44,It snowed.,ROSA
      p1,weather,0,3,r,
      p1,weather,0,10,It rained.,INT
      """)
    #expect(imported.codings.map(\.span) == [TextSpan(start: 34, end: 44)])
    #expect(imported.coverage == [Coverage(coder: "ada", transcript: "p1")])
    #expect(
      warnings.map { "\($0.location?.line ?? 0) \($0.id): \($0.message)" } == [
        "3 orphaned-coding: the coding has lost its place: its words stand nowhere in the transcript, or at several places",
        "4 orphaned-coding: the coding has lost its place: its words stand nowhere in the transcript, or at several places",
        "5 orphaned-coding: the coding has lost its place: its words are now another speaker's",
      ])
  }

  @Test func `reports everything that is wrong with the rows at once`() {
    #expect(
      errors(
        """
        transcript,code,start,end,text,season,place
        p3,weather,28,32,,,
        p3,wether,1,2,,,
        p1,weather,32,28,,,
        p1,weather,28,28,,,
        p1,weather,28,99,,,
        p1,weather,a,-1,,,
        p1,weather,28,32,Rich,,
        p1,weather,0,10,It rained.,,
        p1,mood.good,28,32,,autumn,
        p1,weather,28,32,,autum,
        p1,,28,32,,,
        """) == """
          coders/ada.csv:2:1: error: the study has no transcript 'p3' (in 2 rows, here first) \
          [unknown-transcript]
          help: did you mean 'p1'?
          coders/ada.csv:3:4: error: the codebook has no code 'wether' [unknown-code]
          help: did you mean 'weather'?
          coders/ada.csv:4:12: error: the span 32–28 ends before it starts [reversed-span]
          help: 'end' is one past the last character
          coders/ada.csv:5:12: error: the span 28–28 is empty [empty-span]
          help: 'end' is one past the last character
          coders/ada.csv:6:12: error: the span 28–99 leaves the transcript, which has 44 characters \
          [span-outside]
          help: offsets count characters (code points) of the transcript's text from 0
          coders/ada.csv:7:12: error: 'start' is no whole number from 0 on [invalid-offset]
          help: offsets count characters of the transcript's text from 0
          coders/ada.csv:7:14: error: 'end' is no whole number from 0 on [invalid-offset]
          help: offsets count characters of the transcript's text from 0
          coders/ada.csv:8:18: error: the transcript has other words at 28–32 than 'text' [text-differs]
          help: the transcript may have changed since it was coded, or the offsets count bytes
          coders/ada.csv:9:17: error: the transcript has other words at 0–10 than 'text' [text-differs]
          help: these words stand at 34–44
          coders/ada.csv:10:21: error: the code 'mood.good' has no attribute 'season' [unknown-attribute]
          help: there are no attributes
          coders/ada.csv:11:19: error: 'autum' is no value of 'season' [unknown-value]
          help: did you mean 'autumn'?
          coders/ada.csv:12:4: error: the row has a span but no code [missing-code]
          help: write the code; a row that says "finished, found nothing" has no span
          """)
  }

  @Test func `names no place of a quotation that stands twice`() {
    #expect(
      errors("transcript,code,start,end,text\np2,mood.good,0,3,rès bien\n")
        .contains("may have changed"))
  }

  @Test func `reports columns that are missing or that nobody knows`() {
    #expect(
      errors("transcript,code,start,seson\n") == """
        coders/ada.csv:1: error: there is no column 'end' [missing-column]
        help: columns: transcript, code, start, end, and perhaps coder, text, memo and attributes
        coders/ada.csv:1:23: error: the column 'seson' is no attribute of any code [unknown-column]
        help: did you mean 'season'?
        """)
  }

  @Test func `quotes no words of an interview that stand in a wrong column`() {
    let words = "we waited the whole night and in the morning it was all gone"
    let message = errors(
      "transcript,code,start,end,season\n\(words),\(words),\(words),1,\(words)\n")
    #expect(message.contains("[unknown-transcript]"))
    #expect(message.contains("[unknown-code]"))
    #expect(!message.contains("waited"))
  }

  @Test func `codings follow their codes, and say where they cannot`() throws {
    let (imported, warnings) = try importing(
      """
      transcript,code,start,end,season
      p1,mood.fine,28,32,
      p1,sky,28,32,autumn
      p1,sky,28,33,
      p1,crop,28,32,

      """)
    #expect(imported.codings.map(\.code) == ["mood.good", "sky", "sky"])
    #expect(imported.codings.map(\.attributes) == [[:], ["season": "autumn"], [:]])
    #expect(
      warnings.map(\.description) == [
        """
        coders/ada.csv:3:4: warning: 'sky' was split into 'weather', 'mood.good': 2 codings wait for a \
        reviewer [code-split]
        help: say of each which code is meant: on the review page, or in the coder's file
        """,
        """
        coders/ada.csv:5:4: warning: 'crop' is used no more: 1 coding is set aside [code-retired]
        help: delete the rows, or give them another code
        """,
      ])
  }

  @Test func `takes the first of two equal codings and warns`() throws {
    let (imported, warnings) = try importing(
      "transcript,code,start,end,season\np1,weather,28,32,autumn\np1,weather,28,32,spring\n")
    #expect(imported.codings.map(\.attributes) == [["season": "autumn"]])
    #expect(
      warnings.map(\.description) == [
        """
        coders/ada.csv:3: warning: line 2 gives the same place the same code [duplicate-coding]
        help: delete one of the two; the first counts
        """
      ])
  }
}
