import LeitmotifExchange
import LeitmotifModel
import LeitmotifPlugin
import MarkupProjects
import Testing

struct LabelStudioTests {
  private func read(_ tasks: String) throws -> PlacedProject {
    try placed(LabelStudioImporter(configuration: .init(), setup: StageSetup()), tasks)
  }

  @Test func `labels, choices, memos, coders, skipped tasks and drafts`() throws {
    let result = try read(
      """
      [{"id": 7, "data": {"text": "😊 It rained.", "place": "Bath"},
        "annotations": [
          {"id": 1, "completed_by": {"id": 3, "email": "ada@x.org"}, "was_cancelled": false,
           "created_at": "2024-03-28T22:02:29.441579Z",
           "result": [
             {"id": "r1", "type": "labels", "from_name": "label", "to_name": "text",
              "value": {"start": 5, "end": 11, "text": " rained ", "labels": ["rain"]}},
             {"id": "r1", "type": "textarea", "value": {"start": 5, "end": 11, "text": ["wet"]}},
             {"type": "relation", "from_id": "r1", "to_id": "r1"},
             {"id": "c", "type": "choices", "from_name": "mood", "value": {"choices": ["good"]}},
             {"id": "t", "type": "taxonomy", "from_name": "kind", "value": {"taxonomy": [["a", "b"]]}}]},
          {"id": 2, "completed_by": 4, "was_cancelled": false, "result": []},
          {"id": 3, "completed_by": 5, "was_cancelled": true, "result": []}],
        "drafts": [{"id": 9}],
        "predictions": [{"id": 4, "model_version": "m1",
          "result": [{"id": "p", "type": "labels", "value": {"start": 2, "end": 4, "labels": ["rain"]}}]}]}]
      """)
    #expect(
      lines(of: result) == [
        "task-7 rain ada@x.org: rained", "task-7 mood/good ada@x.org: 😊 It rained.",
        "task-7 kind/a/b ada@x.org: 😊 It rained.", "task-7 rain m1: It",
      ])
    #expect(finished(in: result) == ["ada@x.org task-7", "4 task-7", "m1 task-7"])
    #expect(result.project.codings[0].memo == "wet")
    #expect(result.project.codings[0].time == "2024-03-28T22:02:29Z")
    #expect(
      result.project.losses.map(\.what) == ["relations", "tasks of a coder", "drafts"])
  }

  @Test func `UTF-16 places of old exports are recognised by the words`() throws {
    let result = try read(
      """
      [{"id": 1, "data": {"text": "😊 one"}, "annotations": [{"id": 1, "completed_by": 1, "result": [
        {"id": "r", "type": "labels", "value": {"start": 3, "end": 6, "text": "one", "labels": ["a"]}}]}]}]
      """)
    #expect(lines(of: result) == ["task-1 a 1: one"])
    #expect(result.reading?.unit == .utf16)
  }

  @Test func `dialogues become lines, and places within a turn places of the text`() throws {
    let result = try read(
      """
      [{"id": 1, "data": {"dialogue": [{"author": "INT", "text": "And?"}, {"author": "ROSA", "text": "It rained."}]},
        "annotations": [{"id": 1, "completed_by": 1, "result": [
          {"id": "r", "type": "paragraphlabels", "value": {"start": "1", "end": "1", "startOffset": 3,
           "endOffset": 9, "text": "rained", "paragraphlabels": ["rain"]}}]}]}]
      """)
    #expect(lines(of: result) == ["task-1 rain 1: rained"])
    #expect(
      result.texts[0].map { $0[$0.span] } == "INT: And?\nROSA: It rained.\n")
  }

  @Test func `two tasks with the same text are two`() throws {
    let task = """
      "data": {"text": "yes"}, "annotations": [{"id": 1, "completed_by": 1, "result": []}]
      """
    let result = try read("[{\"id\": 1, \(task)}, {\"id\": 2, \(task)}]")
    #expect(result.project.sources.map(\.name) == ["task-1", "task-2"])
  }

  @Test func `JSON_MIN and other JSON are refused`() {
    for text in ["[{\"text\": \"x\", \"label\": []}]", "{}", "[1]"] {
      #expect(throws: Diagnostics.self) { try read(text) }
    }
  }
}
