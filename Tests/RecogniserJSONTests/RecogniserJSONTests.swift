import Foundation
import LeitmotifModel
import LeitmotifPlugin
import LeitmotifTesting
import RecogniserJSON
import Testing

/// Reads a file of JSON.
private func read(_ text: String, as path: String = "a.json") throws -> Transcript {
  try RecogniserJSONIngester(configuration: .init(), setup: StageSetup())
    .transcript(from: Source(path: path, bytes: Array(text.utf8)), in: StageContext())
}

/// The format, and the turns as `label@start-end: speech`, times in milliseconds.
private func turns(_ text: String) throws -> [String] {
  let transcript = try read(text)
  return [transcript.format]
    + transcript.turns.map { turn in
      let label = transcript.speaker(of: turn)?.label ?? "-"
      let times = [turn.start, turn.end].map { $0.map(String.init) ?? "?" }.joined(separator: "-")
      return "\(label)@\(times): \(transcript.text[turn.span])"
    }
}

struct RecogniserFormatTests {
  @Test func `Whisper: each segment is a turn, with WhisperX's speaker`() throws {
    #expect(
      try turns(
        #"{"text":" Hi. So.","segments":[{"id":0,"start":0.12,"end":7.62,"text":" Hi.","words":null},"#
          + #"{"start":7.62,"end":9,"text":" So."},{"start":9,"end":10,"text":" [Music]"},"#
          + #"{"start":10,"end":11,"text":"  "}],"language":"en"}"#)
        == ["whisper", "-@120-7620: Hi.", "-@7620-9000: So."])
    #expect(
      try turns(
        #"{"segments":[{"start":0.5,"end":1.25,"text":" Hi.","speaker":"SPEAKER_01"}]}"#)
        == ["whisper", "SPEAKER_01@500-1250: Hi."])
    #expect(
      try turns(
        #"{"transcription":[{"timestamps":{"from":"00:00:00,000","to":"00:00:02,500"},"offsets":{"from":0,"to":2500},"text":" Hi."},{"timestamps":{"from":"00:01:02,500","to":"01:00:03,000"},"text":" Yo."}]}"#
      ) == ["whisper", "-@0-2500: Hi.", "-@62500-3603000: Yo."])
  }

  @Test func `Whisper: segments without names, and none at all`() throws {
    #expect(
      try turns(#"[[1,0,0.5,1.25," Hi.",[50364],-0.2],[2,0,1.25,2," So.",[],-0.2]]"#)
        == ["whisper", "-@500-1250: Hi.", "-@1250-2000: So."])
    #expect(
      try turns(
        #"{"text":"Hi. So.","chunks":[{"timestamp":[0.5,1.25],"text":" Hi."},{"timestamp":[1.25,null],"text":" So."}]}"#
      ) == ["whisper", "-@500-1250: Hi.", "-@1250-?: So."])
    #expect(
      try turns(
        #"{"speakers":[{"speaker":"S1","timestamp":[0.5,1.25],"text":" Hi."}],"chunks":[{"timestamp":[0.5,1.25],"text":" Hi."}]}"#
      ) == ["whisper", "S1@500-1250: Hi."])
    let silent = try read(#"{"text":"","segments":[],"language":"en"}"#)
    #expect(silent.warnings.map(\.id) == ["no-speech"])
    #expect(
      try turns(
        #"{"text":"Hi so.","segments":[],"words":[{"word":"Hi","start":0.5,"end":1},{"word":"so.","start":1.5,"end":2}]}"#
      ) == ["json-records", "-@500-2000: Hi so."])
  }

  @Test(arguments: [
    #"{"result":{"metadata":{},"transcription":{"utterances":[{"text":"Hi so.","start":0.5,"end":2,"speaker":0}]}}}"#,
    #"{"text":"Hi so.","words":[{"text":"Hi","start":0.5,"end":1,"speaker_id":"0"},{"text":" ","start":1,"end":1.5,"speaker_id":"0"},{"text":"(laughs)","start":1,"end":1.2,"type":"audio_event","speaker_id":"1"},{"text":"so.","start":1.5,"end":2,"speaker_id":"0"}]}"#,
    #"{"text":"Hi so.","result":[{"word":"Hi","start":0.5,"end":1,"speaker":"0"},{"word":"so.","start":1.5,"end":2}]}"#,
  ])
  func `a list of records or words is found where programs wrap it up`(text: String) throws {
    #expect(try turns(text) == ["json-records", "0@500-2000: Hi so."])
  }

  @Test func `marks that belong to the next word stand at it`() throws {
    #expect(
      try turns(
        #"{"results":[{"type":"punctuation","attaches_to":"next","alternatives":[{"content":"¿","speaker":"S1"}]},"#
          + #"{"type":"word","start_time":0.4,"end_time":0.7,"alternatives":[{"content":"Qué","speaker":"S1"}]},"#
          + #"{"type":"punctuation","attaches_to":"previous","alternatives":[{"content":"?","speaker":"S1"}]}]}"#
      ) == ["speechmatics", "S1@400-700: ¿Qué?"])
  }

  @Test func `times are seconds or a clock's, and a result without words says when it ends`() throws
  {
    #expect(
      try turns(
        #"{"speakers":[{"id":1,"name":"Ada"}],"monologues":[{"speaker":1,"elements":[{"type":"text","value":"Hi. So.","timestamp":"00:01:01,500","end_timestamp":"00:01:02,000"}]}]}"#
      ) == ["rev", "Ada@61500-62000: Hi. So."])
    #expect(
      try turns(
        #"{"results":[{"alternatives":[{"transcript":"hi"}],"resultEndTime":"2.500s"}]}"#)
        == ["google", "-@?-2500: hi"])
  }

  @Test func `Amazon: words by speaker, joined by their times; marks stand at their word`() throws {
    let items = """
      [{"type":"pronunciation","start_time":"0.49","end_time":"0.7","alternatives":[{"content":"She"}]},
       {"type":"punctuation","alternatives":[{"content":"."}]},
       {"type":"pronunciation","start_time":"0.8","end_time":"0.9","alternatives":[{"content":"***"}]},
       {"type":"pronunciation","start_time":"1.2","end_time":"1.5","alternatives":[{"content":"Yes"}]},
       {"type":"punctuation","alternatives":[{"content":"!"}]}]
      """
    let labels = """
      {"speakers":3,"segments":[{"start_time":"0.49","speaker_label":"spk_0","items":[
        {"start_time":"0.49","speaker_label":"spk_0"},{"start_time":"0.8","speaker_label":"spk_0"}]},
        {"start_time":"1.0","end_time":"1.1","items":[]},
        {"start_time":"1.2","speaker_label":"spk_1","items":[{"start_time":"1.2","speaker_label":"spk_1"}]}]}
      """
    #expect(
      try turns(#"{"results":{"items":\#(items),"speaker_labels":\#(labels)}}"#)
        == ["amazon-transcribe", "spk_0@490-900: She. ***", "spk_1@1200-1500: Yes!"])
    #expect(
      try turns(#"{"results":{"items":\#(items)}}"#)
        == ["amazon-transcribe", "-@490-1500: She. *** Yes!"])
    #expect(
      try turns(
        #"{"results":{"items":[],"channel_labels":{"channels":[{"channel_label":"ch_0","items":\#(items)},{"channel_label":"ch_1","items":[{"type":"pronunciation","start_time":"1.0","end_time":"1.1","alternatives":[{"content":"Hm"}]}]}]}}}"#
      ) == [
        "amazon-transcribe", "ch_0@490-900: She. ***", "ch_1@1000-1100: Hm", "ch_0@1200-1500: Yes!",
      ])
  }

  @Test func `Amazon: Call Analytics and Data Automation have turns`() throws {
    #expect(
      try turns(
        #"{"Transcript":[{"ParticipantRole":"AGENT","Content":"Hello.","BeginOffsetMillis":40,"EndOffsetMillis":505},{"ParticipantRole":"AGENT","Content":"Well?","BeginOffsetMillis":600,"EndOffsetMillis":700}]}"#
      ) == ["amazon-transcribe", "AGENT@40-505: Hello.", "AGENT@600-700: Well?"])
    #expect(
      try turns(
        #"{"audio_segments":[{"speaker":{"speaker_label":"spk_0"},"text":"Hi.","start_timestamp_millis":10,"end_timestamp_millis":20}]}"#
      ) == ["amazon-transcribe", "spk_0@10-20: Hi."])
  }

  @Test func `Deepgram: utterances, else words`() throws {
    #expect(
      try turns(
        #"{"results":{"utterances":[{"start":3.04,"end":3.54,"transcript":"And,","speaker":0},{"start":4,"end":5,"transcript":"we go."}],"channels":[]}}"#
      ) == ["deepgram", "0@3040-3540: And,", "-@4000-5000: we go."])
    #expect(
      try turns(
        #"{"results":{"channels":[{"alternatives":[{"words":[{"word":"and","punctuated_word":"And,","start":3.04,"end":3.54,"speaker":0},{"word":"so","start":4,"end":5,"speaker":0},{"word":"no","start":6,"end":7,"speaker":1}]}]}]}}"#
      ) == ["deepgram", "0@3040-5000: And, so", "1@6000-7000: no"])
  }

  @Test func `AssemblyAI: utterances, else words, in milliseconds`() throws {
    #expect(
      try turns(
        #"{"text":"Yeah.","words":[],"utterances":[{"speaker":"A","start":170,"end":25140,"text":"Yeah."}]}"#
      ) == ["assemblyai", "A@170-25140: Yeah."])
    #expect(
      try turns(
        #"{"text":"Yeah no","utterances":null,"words":[{"text":"Yeah","start":170,"end":700,"speaker":null},{"text":"no","start":800,"end":900,"speaker":null}]}"#
      ) == ["assemblyai", "-@170-900: Yeah no"])
  }

  @Test func `Google: the last result repeats all words with their speakers`() throws {
    let plain =
      #"{"alternatives":[{"transcript":"Hi there","words":[{"startTime":{"seconds":"12","nanos":900000000},"endTime":{"seconds":"13"},"word":"Hi"}]}]}"#
    #expect(
      try turns(
        #"{"results":[\#(plain),{"alternatives":[{"words":[{"startTime":"12.900s","endTime":"13s","word":"Hi","speakerTag":1},{"startTime":"13s","endTime":"13.500s","word":"there","speakerTag":2}]}]}]}"#
      ) == ["google", "1@12900-13000: Hi", "2@13000-13500: there"])
    #expect(try turns(#"{"results":[\#(plain)]}"#) == ["google", "-@12900-13000: Hi there"])
  }

  @Test func `IBM, Azure, Speechmatics, Rev`() throws {
    #expect(
      try turns(
        #"{"results":[{"alternatives":[{"timestamps":[["hello",0.1,0.5],["yes",0.6,0.9]]}],"final":true}],"speaker_labels":[{"from":0.1,"to":0.5,"speaker":0},{"from":0.6,"to":0.9,"speaker":1}]}"#
      ) == ["ibm", "0@100-500: hello", "1@600-900: yes"])
    #expect(
      try turns(
        #"{"recognizedPhrases":[{"speaker":1,"offset":"PT0.52S","duration":"PT1M1.5S","nBest":[{"display":"Hello."}]}]}"#
      ) == ["azure", "1@520-62020: Hello."])
    #expect(
      try turns(
        #"{"results":[{"type":"word","start_time":0.1,"end_time":0.5,"alternatives":[{"content":"Hi","speaker":"S1"}]},{"type":"punctuation","start_time":0.5,"end_time":0.5,"alternatives":[{"content":".","speaker":"S1"}]},{"type":"word","start_time":1,"end_time":2,"alternatives":[{"content":"Yo","speaker":"S2"}]}]}"#
      ) == ["speechmatics", "S1@100-500: Hi.", "S2@1000-2000: Yo"])
    #expect(
      try turns(
        #"{"words":[{"name":"Hi","time":"13.05","duration":"0.2"},{"name":".","time":"13.25","duration":"0"},{"name":"Yo","time":"14","duration":"0.5"}],"speakers":[{"name":"M1","time":"13.0","duration":"0.5"},{"name":"F2","time":"13.9","duration":"1"}]}"#
      ) == ["speechmatics", "M1@13050-13250: Hi.", "F2@14000-14500: Yo"])
    #expect(
      try turns(
        #"{"monologues":[{"speaker":0,"elements":[{"type":"text","value":"Hi","ts":0.5,"end_ts":0.75},{"type":"punct","value":", "},{"type":"text","value":"all","ts":0.8,"end_ts":1.5},{"type":"punct","value":"."}]}],"speakers":[{"id":0,"name":"Anna"}]}"#
      ) == ["rev", "Anna@500-1500: Hi, all."])
  }

  @Test func `the BBC's formats`() throws {
    #expect(
      try turns(
        #"{"retval":{"words":[{"start":1,"end":1.5,"word":"there","punct":"There"},{"start":3,"end":3.5,"word":"yes","punct":"Yes."}],"segmentation":{"segments":[{"start":0,"duration":2,"speaker":{"@id":"S0"}},{"start":2.5,"duration":2,"speaker":{"@id":"S1"}}]}}}"#
      ) == ["bbc", "S0@1000-1500: There", "S1@3000-3500: Yes."])
    #expect(
      try turns(
        #"{"words":[{"id":0,"start":1,"end":1.5,"text":"There"},{"id":1,"start":3,"end":3.5,"text":"is."}],"paragraphs":[{"id":0,"start":1,"end":2,"speaker":"A"},{"id":1,"start":3,"end":4,"speaker":"A"}]}"#
      ) == ["bbc", "A@1000-2000: There", "A@3000-4000: is."])
    #expect(
      try turns(
        #"{"text":[{"id":0,"speaker":"Unnamed Speaker","paragraph":[{"id":0,"line":[{"text":"There","startTime":1,"endTime":2},{"text":"is","startTime":2,"endTime":3}]}]}]}"#
      ) == ["bbc", "Unnamed Speaker@1000-3000: There is"])
  }

  @Test func `lists of records: words are joined by speaker, sentences stay apart`() throws {
    let words = (0..<8).map {
      #"{"speaker":"\#($0 < 5 ? "A" : "B")","startTime":\#($0),"endTime":\#($0).5,"body":"w\#($0)"}"#
    }
    #expect(
      try turns(#"{"version":"1.0.0","segments":[\#(words.joined(separator: ","))]}"#)
        == ["json-records", "A@0-4500: w0 w1 w2 w3 w4", "B@5000-7500: w5 w6 w7"])
    #expect(
      try turns(
        #"[{"speaker":"A","start":"00:01:02.5","text":"One two."},{"speaker":"A","start":"00:01:04","text":"Three."}]"#
      ) == ["json-records", "A@62500-?: One two.", "A@64000-?: Three."])
    #expect(
      try turns(
        #"[{"speaker":"A","start":1500,"end":61500,"text":"One two."},{"speaker":"B","start":62000,"end":63000,"text":"Three."}]"#
      ) == ["json-records", "A@1500-61500: One two.", "B@62000-63000: Three."])
  }

  @Test func `words of scripts without blanks are joined without`() throws {
    let words = ["今日", "は", "いい", "天気", "です", "ね", "OK", "はい"].enumerated().map {
      #"{"start":\#($0),"end":\#($0),"text":"\#($1)"}"#
    }
    #expect(
      try turns("[\(words.joined(separator: ","))]")
        == ["json-records", "-@0-7000: 今日はいい天気ですね OK はい"])
  }
}

struct RecogniserJSONIngesterTests {
  private static let examples = WorkedExample.all(ofPlugin: "RecogniserJSON")

  @Test(arguments: examples)
  func `reads every example of its README`(example: WorkedExample) throws {
    let transcript = try read(example.content, as: example.name)
    #expect(WorkedExample.writtenTurns(of: transcript) == example.turns)
  }

  @Test func `its README has an example of every format`() throws {
    let formats = try Self.examples.map { try read($0.content, as: $0.name).format }
    #expect(
      formats == [
        "whisper", "amazon-transcribe", "amazon-transcribe", "deepgram", "assemblyai", "google",
        "azure", "ibm", "speechmatics", "rev", "bbc", "json-records",
      ])
  }

  @Test(arguments: [
    ("a.json", "{\"a\": 1}", Recognition.certain), ("a.json", "\u{FEFF}\n[ {\"a\"", .certain),
    ("a.json", "x", .likely), ("a.txt", "{ \"segments\"", .likely),
    ("a.txt", "[00:01] ANNA: Hello", .no), ("a.txt", "{he laughs} INT: So", .no),
    ("a.md", "[[Ada Obi]]: Hello.", .no), ("a.txt", "[[1.5, 2]]", .likely),
  ])
  func `recognises JSON by its beginning`(
    path: String, content: String, recognition: Recognition
  ) {
    let source = Source(path: path, bytes: Array(content.utf8))
    #expect(RecogniserJSONIngester.recognition(of: source) == recognition)
  }

  @Test(arguments: [
    ("", "empty-file"), ("{\"segments\": [{\"start\": 1", "invalid-json"),
    ("nonsense", "invalid-json"),
    ("{}", "unknown-json"), ("[]", "unknown-json"), ("3", "unknown-json"),
    ("{\"results\": {\"items\": 7}}", "unknown-json"), ("[[[[{}]]]]", "unknown-json"),
    ("{\"segments\": [{\"start\": null, \"text\": 7}]}", "unknown-json"),
  ])
  func `what is no recogniser's is refused`(text: String, id: String) {
    let error = #expect(throws: Diagnostics.self) { _ = try read(text) }
    #expect(error?.all.map(\.id) == [id])
  }

  @Test func `nesting without end is refused, not followed`() {
    let deep = String(repeating: "[", count: 200_000)
    let error = #expect(throws: Diagnostics.self) { _ = try read(deep) }
    #expect(error?.all.map(\.id) == ["invalid-json"])
  }

  @Test func `broken JSON is named with its place`() {
    let error = #expect(throws: Diagnostics.self) { _ = try read("{\"a\": 1,\n  \"b\": tru }") }
    #expect(error?.all.first?.location?.line == 2)
  }

  @Test func `times that no recording has are none`() throws {
    #expect(
      try turns(
        #"{"segments":[{"start":1e300,"end":-1e99,"text":"Hi."}]}"#) == ["whisper", "-@?-?: Hi."])
  }
}
