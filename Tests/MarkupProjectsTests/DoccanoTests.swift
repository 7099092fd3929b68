import LeitmotifExchange
import LeitmotifModel
import LeitmotifPlugin
import MarkupProjects
import Testing

struct DoccanoTests {
  private let importer = DoccanoImporter(configuration: .init(), setup: StageSetup())

  @Test func `a file for each user, with what each finished`() throws {
    let ada = """
      {"id": 1, "text": "It rained.", "label": [[3, 9, "rain"]], "Comments": ["sure?"]}
      {"id": 2, "text": "Poor.", "label": []}
      """
    let ben = """
      {"id": 1, "text": "It rained.", "label": [[0, 9, "rain"]], "Comments": []}
      """
    let result = try placed(importer, try zip(["ada.jsonl": ada, "ben.jsonl": ben]))
    #expect(
      lines(of: result) == ["doccano-1 rain ada: rained", "doccano-1 rain ben: It rained"])
    #expect(finished(in: result) == ["ada doccano-1", "ada doccano-2", "ben doccano-1"])
    #expect(result.counts == [.unchecked: 2])
    #expect(result.project.notes.map(\.text) == ["sure?"])
  }

  @Test func `classes of texts, relations and the older forms`() throws {
    let result = try placed(
      importer,
      """
      {"id": 1, "text": "One", "label": ["a", "b"]}
      {"id": 2, "text": "Two", "entities": [{"id": 1, "label": "a", "start_offset": 0, "end_offset": 3}], "relations": [{"id": 1}], "cats": ["c"]}
      {"id": 3, "text": "Three", "annotations": [{"label": 5, "start_offset": 0, "end_offset": 2, "user": 1}]}
      {"id": 4, "text": "Four", "labels": [[0, 1, "a"]]}
      """)
    #expect(
      lines(of: result) == [
        "doccano-1 a : One", "doccano-1 b : One", "doccano-2 c : Two", "doccano-2 a : Two",
        "doccano-3 5 user 1: Th", "doccano-4 a : F",
      ])
    #expect(result.project.losses.map(\.what) == ["relations"])
  }

  @Test func `places count code points, and nothing can check them`() throws {
    let result = try placed(
      importer, "{\"id\": 1, \"text\": \"😊 one\", \"label\": [[2, 5, \"a\"], [4, 99, \"a\"]]}")
    #expect(lines(of: result) == ["doccano-1 a : one"])
    #expect(result.counts == [.unchecked: 1, .failed: 1])
    #expect(result.reason == "as the format says; nothing is quoted, so it could not be checked")
  }

  @Test func `a line that is cut off is named`() {
    do {
      _ = try placed(importer, "{\"id\": 1, \"text\": \"x\", \"label\": []}\n{\"id\": 2, \"te")
      Issue.record("it was read")
    } catch {
      #expect("\(error)".hasPrefix("project:2:14: error: a quote is not closed [json-syntax]"))
    }
  }

  @Test func `a project that all code together names nobody`() throws {
    let all = "{\"id\": 1, \"text\": \"It rained.\", \"label\": [[3, 9, \"rain\"]]}"
    #expect(
      lines(of: try placed(importer, try zip(["all.jsonl": all]))) == ["doccano-1 rain : rained"])
  }

  @Test func `intents with slots, and comments beside relations`() throws {
    let result = try placed(
      importer,
      """
      {"id": 1, "text": "Fly to Bath", "cats": ["book"], "entities": [[7, 11, "city"]], "Comments": []}
      {"id": 2, "text": "Two", "entities": [{"id": 1, "label": "a", "start_offset": 0, "end_offset": 3}], "relations": [], "Comments": [{"id": 3, "comment": "sure?"}]}
      """)
    #expect(
      lines(of: result) == [
        "doccano-1 city : Bath", "doccano-1 book : Fly to Bath", "doccano-2 a : Two",
      ])
    #expect(result.project.notes.map(\.text) == ["sure?"])
  }
}
