import AdjudicateMerger
import LeitmotifModel
import LeitmotifPlugin
import LeitmotifTesting
import Testing

/// Files of decisions that cannot be used.
struct DecisionFileTests {
  private func problems(_ lines: [String]) -> String {
    do {
      _ = try Adjudication(decisionLines: lines).merged()
      return ""
    } catch {
      return "\(error)"
    }
  }

  @Test func `decisions on a retired code are set aside, and that is said`() throws {
    let place = #""transcript":"p1","start":1,"end":4,"reviewer":"eva""#
    let context = StageContext()
    let adjudication = Adjudication(decisionLines: [
      "{\"decision\":\"add\",\"code\":\"weather\",\(place)}",
      "{\"decision\":\"modify\",\"code\":\"cost\",\(place),\"to\":{\"code\":\"weather\"}}",
    ])
    // It is said once, of the files, and not with each transcript.
    _ = try adjudication.merger().origins(
      of: Unopposed(voices: [], coders: [:], classifiers: []), in: context)
    let merged = try adjudication.merged(context: context)
    #expect(merged.finals.isEmpty)
    #expect(merged.queue.isEmpty)
    #expect(
      context.diagnostics.map { "\($0)" } == [
        """
        decisions.jsonl:1: warning: 'weather' is used no more: the decision is set aside [code-retired]
        help: it stays in the file; nothing has to be done, unless another code is meant by now
        """,
        """
        decisions.jsonl:2: warning: 'weather' is used no more: the decision is set aside [code-retired]
        help: it stays in the file; nothing has to be done, unless another code is meant by now
        """,
      ])
  }

  @Test func `every bad line is reported at once, without a word of the interview`() {
    let place = #""transcript":"p1","code":"cost","start":1,"end":4,"reviewer":"eva""#
    let text = problems([
      "{\"decision\":\"accept\",\(place),\"text\":\"SECRET\"",
      "[]",
      "",
      "{\"decision\":\"acept\",\(place)}",
      "{\"decision\":\"accept\",\(place),\"reson\":\"x\"}",
      "{\"decision\":\"accept\",\"transcript\":\"p1\",\"code\":\"cots\",\"start\":4,\"end\":4}",
      "{\"decision\":\"accept\",\(place),\"to\":{\"code\":\"cost\"}}",
      "{\"decision\":\"modify\",\(place)}",
      "{\"decision\":\"modify\",\(place),\"to\":{\"code\":\"limitation.novelty\",\"attributes\":{\"improves\":\"maybe\",\"x\":\"y\"}}}",
      "{\"decision\":\"accept\",\"transcript\":1,\"code\":\"cost\",\"start\":true,\"end\":4,\"reviewer\":\"eva\"}",
      "<<<<<<< HEAD", "||||||| 1a2b3c4",
    ])
    #expect(
      text == """
        decisions.jsonl:1: error: the line is no JSON object [decision-syntax]
        help: a decision is one line, such as {"decision":"accept","transcript":"p1",…}
        decisions.jsonl:2: error: the line is no JSON object [decision-syntax]
        help: a decision is one line, such as {"decision":"accept","transcript":"p1",…}
        decisions.jsonl:4: error: 'acept' is no decision [unknown-value]
        help: did you mean 'accept'?
        decisions.jsonl:5: error: a decision has no 'reson' [unknown-key]
        help: did you mean 'reason'?
        decisions.jsonl:6: error: a decision needs reviewer [missing-key]
        decisions.jsonl:6: error: a place from 4 to 4 holds nothing [reversed-span]
        help: start and end count code points from 0; end is one behind the last
        decisions.jsonl:6: error: the codebook has no code 'cots' [unknown-code]
        help: did you mean 'cost'? A code that was in use goes by 'leitmotif codebook retire', 'merge' or 'split'
        decisions.jsonl:7: error: 'to' belongs to 'modify', not to 'accept' [misplaced-key]
        help: as in "to":{"code":"limitation.novelty"}
        decisions.jsonl:8: error: 'modify' needs 'to' [missing-key]
        help: as in "to":{"code":"limitation.novelty"}
        decisions.jsonl:9: error: 'maybe' is no value of 'improves' [unknown-value]
        help: values: yes, no
        decisions.jsonl:9: error: 'limitation.novelty' has no attribute 'x' [unknown-attribute]
        help: attributes: improves
        decisions.jsonl:10: error: 'transcript' is text [wrong-type]
        decisions.jsonl:10: error: 'start' and 'end' are whole numbers, and both are needed [wrong-type]
        decisions.jsonl:11: error: git left a conflict here [merge-conflict]
        help: delete the markers and keep the lines of both sides: decisions are never taken away
        decisions.jsonl:12: error: git left a conflict here [merge-conflict]
        help: delete the markers and keep the lines of both sides: decisions are never taken away
        """)
  }

  @Test func `a transcript that the study does not have is named with the nearest`() {
    let text = problems([
      #"{"decision":"accept","transcript":"p2","code":"cost","start":1,"end":4,"reviewer":"eva"}"#
    ])
    #expect(
      text == """
        decisions.jsonl:1: error: the study has no transcript 'p2' [unknown-transcript]
        help: did you mean 'p1'?
        """)
  }

  @Test func `a byte order mark and Windows line ends are nothing`() throws {
    let lines = ["\u{FEFF}" + line("reject", "makes mistakes", "cost") + "\r", "\r", ""]
    #expect(problems(lines).isEmpty)
  }
}
