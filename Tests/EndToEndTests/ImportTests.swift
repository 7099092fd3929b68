import Foundation
import LeitmotifTesting
import Testing

/// Projects of other programs, in and out, by the built command.
struct ImportTests {
  /// An export of Label Studio with two coders on two interviews.
  private static let tasks = """
    [{"id": 1, "data": {"text": "INT: And the harvest?\\nROSA: Poor 😊. It rained.", "transcript": "p1"},
      "annotations": [
        {"id": 1, "completed_by": {"email": "ada"}, "result": [
          {"id": "a", "type": "labels", "value": {"start": 36, "end": 46, "text": "It rained.", "labels": ["weather"]}}]},
        {"id": 2, "completed_by": {"email": "ben"}, "result": [
          {"id": "b", "type": "labels", "value": {"start": 39, "end": 45, "text": "rained", "labels": ["weather"]}},
          {"id": "b", "type": "textarea", "value": {"text": ["sure?"]}}]}]},
     {"id": 2, "data": {"text": "INT: And you?\\nJOSÉ: Très bien.", "transcript": "p2"},
      "annotations": [
        {"id": 3, "completed_by": {"email": "ada"}, "result": []},
        {"id": 4, "completed_by": {"email": "ben"}, "result": [
          {"id": "c", "type": "labels", "value": {"start": 20, "end": 29, "text": "Très bien", "labels": ["mood"]}}]}]}]
    """

  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(Self.tasks, to: "team.json")
    return folder
  }

  /// The codings of a store without the columns that differ between programs.
  private func codings(_ store: String, in folder: TemporaryFolder) throws -> [String] {
    let result = try Command.run(
      ["export", store, "--codings", "--format", "jsonl"], in: folder.path)
    return try result.output.split(separator: "\n").map { line in
      let row = try Study.object(String(line))
      let place = "\(row["start"] ?? "")–\(row["end"] ?? "")"
      return
        "\(row["transcript"] ?? "") \(row["code"] ?? "") \(row["coder"] ?? "") \(place) \(row["text"] ?? "")"
    }
  }

  private let expected = [
    "p1 weather ada 36–46 It rained.", "p1 weather ben 39–45 rained", "p2 mood ben 20–29 Très bien",
  ]

  @Test func `a project becomes a study, and comes back from every format as it was`() throws {
    let folder = try folder()
    let result = try Command.run(["import", "team.sqlite", "team.json"], in: folder.path)
    #expect(result.status == 0, "\(result.error)")
    #expect(result.output.contains("3 verified"))
    #expect(
      result.output.contains("counted in code points: the places then hold 3 of 3 quotations"))
    #expect(try codings("team.sqlite", in: folder) == expected)
    for (format, file) in [
      ("qdpx", "a.qdpx"), ("label-studio", "a.json"), ("doccano", "a.zip"), ("brat", "b.zip"),
      ("inception", "c.zip"),
    ] {
      let written = try Command.run(
        ["export", "team.sqlite", "--format", format, "--out", file, "--losses", "losses.json"],
        in: folder.path)
      #expect(written.status == 0, "\(written.error)")
      #expect(try Study.object(folder.read("losses.json"))["codings"] as? Int == 3)
      let read = try Command.run(["import", "\(format).sqlite", file, "--json"], in: folder.path)
      #expect(read.status == 0, "\(format): \(read.error)")
      #expect(try Study.object(read.output)["codings"] as? Int == 3)
      #expect(try codings("\(format).sqlite", in: folder) == expected, "\(format)")
    }
  }

  @Test func `the same project twice adds nothing, another coder's is joined by the text`() throws {
    let folder = try folder()
    _ = try Command.run(["import", "team.sqlite", "team.json"], in: folder.path)
    let again = try Command.run(["import", "team.sqlite", "team.json", "--json"], in: folder.path)
    #expect(try Study.object(again.output)["transcripts"] as? Int == 2)
    #expect(again.output.contains("the study has them already"))
    #expect(again.status == 0)
    #expect(try Study.object(again.output)["codings"] as? Int == 0)
    let twice = try Command.run(
      ["import", "twice.sqlite", "team.json", "team.json", "--json"], in: folder.path)
    #expect(try Study.object(twice.output)["codings"] as? Int == 3, "\(twice.error)")
    #expect(try codings("twice.sqlite", in: folder) == expected)
    try folder.write(
      "{\"id\": 9, \"text\": \"INT: And the harvest?\\r\\nROSA: Poor 😊.  It rained.\", \"label\": [[29, 33, \"mood\"]]}\n",
      to: "cleo.jsonl")
    let more = try Command.run(["import", "team.sqlite", "cleo.jsonl"], in: folder.path)
    #expect(more.output.contains("with the same words and other white space"), "\(more.error)")
    #expect(
      try codings("team.sqlite", in: folder) == [
        "p1 mood cleo 28–32 Poor", "p1 weather ada 36–46 It rained.", "p1 weather ben 39–45 rained",
        "p2 mood ben 20–29 Très bien",
      ])
  }

  @Test func `when something was coded is known after another import, and lost with notice only`()
    throws
  {
    let folder = try folder()
    let timed = Self.tasks.replacing(
      "\"result\"", with: "\"created_at\": \"2024-03-28T22:02:29.4Z\", \"result\"")
    try folder.write(timed, to: "timed.json")
    try folder.write(
      "{\"id\": 9, \"text\": \"INT: And you?\\nJOSÉ: Très bien.\", \"label\": [[20, 24, \"mood\"]]}\n",
      to: "cleo.jsonl")
    for file in ["timed.json", "cleo.jsonl"] {
      let result = try Command.run(["import", "team.sqlite", file], in: folder.path)
      #expect(result.status == 0, "\(result.error)")
    }
    func lossesOfTimes(_ store: String, _ format: String, _ file: String) throws -> Int? {
      _ = try Command.run(
        ["export", store, "--format", format, "--out", file, "--losses", "losses.json"],
        in: folder.path)
      let losses = try Study.object(folder.read("losses.json"))["losses"] as? [[String: Any]]
      return losses?.first { $0["what"] as? String == "times of codings" }?["count"] as? Int
    }
    #expect(try lossesOfTimes("team.sqlite", "brat", "team.zip") == 3)
    // REFI-QDA keeps them: whoever reads it has them again.
    #expect(try lossesOfTimes("team.sqlite", "qdpx", "team.qdpx") == nil)
    _ = try Command.run(["import", "again.sqlite", "team.qdpx"], in: folder.path)
    #expect(try lossesOfTimes("again.sqlite", "brat", "again.zip") == 3)
  }

  @Test func `coders and codes are renamed as the user says`() throws {
    let folder = try folder()
    let result = try Command.run(
      [
        "import", "team.sqlite", "team.json", "--coder-name", "ada=A. L.", "--coder-name",
        "ben=B=B",
      ], in: folder.path)
    #expect(result.status == 0, "\(result.error)")
    #expect(try codings("team.sqlite", in: folder)[0] == "p1 weather A. L. 36–46 It rained.")
    #expect(try codings("team.sqlite", in: folder)[1] == "p1 weather B=B 39–45 rained")
  }

  @Test func `a pipeline imports by its own texts and codes`() throws {
    let folder = try folder()
    try folder.write("INT: And the harvest?\nROSA: Poor 😊. It rained.", to: "t/first.txt")
    try folder.write("INT: And you?\nJOSÉ: Très bien.", to: "t/second.txt")
    try folder.write(
      """
      leitmotif: codebook/1
      codebook: harvest
      codes:
        - {code: weather, definition: The sky.}
        - {code: feeling, definition: How it is.}
      """, to: "codebook.yaml")
    func pipeline(_ settings: String) throws {
      try folder.write(
        """
        leitmotif: pipeline/1
        name: harvest
        store: harvest.sqlite
        codebook: codebook.yaml
        stages:
          - ingest: text
            files: ["t/*.txt"]
          - segment: turns
          - segment: sentences
          - import: label-studio
            files: [team.json]
            settings: \(settings)
          - merge: adjudicate
        """, to: "pipeline.yaml")
    }
    try pipeline("{}")
    let refused = try Command.run(["run", "pipeline.yaml"], in: folder.path)
    #expect(refused.status == 2)
    #expect(
      refused.error.contains("team.json: error: the codebook has no code 'mood' [unknown-code]"))
    try pipeline("{codes: {mood: feeling}}")
    let result = try Command.run(["run", "pipeline.yaml"], in: folder.path)
    #expect(result.status == 0, "\(result.error)")
    #expect(
      try codings("harvest.sqlite", in: folder) == [
        "first weather ada 36–46 It rained.", "first weather ben 39–45 rained",
        "second feeling ben 20–29 Très bien",
      ])
    // A store that a pipeline made takes codings by hand, and says what becomes of them.
    try folder.write(
      "{\"id\": 1, \"text\": \"INT: And you?\\nJOSÉ: Très bien.\", \"label\": [[14, 18, \"weather\"]]}\n",
      to: "cleo.jsonl")
    let hand = try Command.run(["import", "harvest.sqlite", "cleo.jsonl"], in: folder.path)
    #expect(hand.status == 0, "\(hand.error)")
    #expect(hand.output.contains("- import: doccano"))
    #expect(try codings("harvest.sqlite", in: folder).contains("second weather cleo 14–18 JOSÉ"))
  }

  @Test func `what cannot be used leaves the store as it was`() throws {
    let folder = try folder()
    _ = try Command.run(["import", "team.sqlite", "team.json"], in: folder.path)
    let before = try Data(contentsOf: URL(filePath: folder.path("team.sqlite")))
    try folder.write("[{\"id\": 1, \"data\"", to: "cut.json")
    try folder.write("hello", to: "notes.txt")
    let result = try Command.run(
      ["import", "team.sqlite", "team.json", "cut.json", "notes.txt", "gone.qdpx"], in: folder.path)
    #expect(result.status == 2)
    #expect(result.error.contains("notes.txt: error: the file is of no format that is known here"))
    #expect(result.error.contains("gone.qdpx: error: there is no such file"))
    #expect(try Data(contentsOf: URL(filePath: folder.path("team.sqlite"))) == before)
    let fresh = try Command.run(["import", "new.sqlite", "notes.txt"], in: folder.path)
    #expect(fresh.status == 2)
    #expect(!FileManager.default.fileExists(atPath: folder.path("new.sqlite")))
    let own = try Command.run(["doctor", "team.sqlite"], in: folder.path)
    #expect(own.error.hasPrefix("team.sqlite: error: this is a store of Leitmotif, and no project"))
  }

  @Test func `doctor says what a project holds and what could not be placed`() throws {
    let folder = try folder()
    let bad = Self.tasks.replacingOccurrences(
      of: "\"start\": 39, \"end\": 45", with: "\"start\": 3, \"end\": 4")
    try folder.write(bad, to: "bad.json")
    let result = try Command.run(["doctor", "bad.json"], in: folder.path)
    #expect(result.status == 0, "\(result.error)")
    #expect(result.output.contains("2 verified, 1 repaired"))
    #expect(
      result.output.contains(
        "repaired   task 1, annotation 2, region b in 'p1' at 3–4: its place holds other words; its words stand elsewhere"
      ))
    #expect(!result.output.contains("It rained"))
    let json = try Study.object(
      Command.run(["doctor", "bad.json", "--json"], in: folder.path).output)
    #expect(json["coders"] as? [String] == ["ada", "ben"])
    #expect((json["report"] as? [String: Any])?["repaired"] as? Int == 1)
  }

  @Test func `categories that coders disagree on are disagreements`() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "item,words,emo\n1,one,joy\n2,two,anger\n3,three,joy\n4,four,\n5,five,fear\n", to: "u1.csv")
    try folder.write(
      "item,words,emo\n1,one,joy\n2,two,joy\n3,three,fear\n4,four,joy\n5,five,fear\n", to: "u2.csv")
    let imported = try Command.run(
      [
        "import", "u.sqlite", "--as", "units", "u1.csv", "u2.csv", "--set", "unit: item", "--set",
        "text: words", "--set", "columns: [emo]",
      ], in: folder.path)
    #expect(imported.status == 0, "\(imported.error)")
    let agreed = try Command.run(
      ["agree", "u.sqlite", "--unit", "transcript", "--ratings-out", "r.csv"], in: folder.path)
    #expect(agreed.status == 0, "\(agreed.error)")
    // Both rated four items; of joy, anger and fear each said yes or no on all of them.
    let table = try folder.read("r.csv")
    let rows = table.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    let head = try #require(rows.first)
    let (u1, u2) = try (
      #require(head.firstIndex(of: "u1")), #require(head.firstIndex(of: "u2"))
    )
    let pairs = rows.dropFirst().map { [String($0[u1]), String($0[u2])] }
    let both = pairs.filter { !$0.contains("") }
    #expect(both.count == 12)
    #expect(both.count { $0[0] != $0[1] } == 4)
  }

  @Test func `when nothing can be taken over, the status says so`() throws {
    let folder = try folder()
    #expect(try Command.run(["import", "team.sqlite", "team.json"], in: folder.path).status == 0)
    try folder.write(
      "transcript,text,code\np1,Nobody ever said this,weather\n", to: "quotes.csv")
    let result = try Command.run(["import", "team.sqlite", "quotes.csv"], in: folder.path)
    #expect(result.status == 4)
    #expect(result.output.contains("0 codings taken over"))
  }

  @Test func `where everybody has finished everything, nothing is drawn or written`() throws {
    let folder = try folder()
    #expect(try Command.run(["import", "team.sqlite", "team.json"], in: folder.path).status == 0)
    let result = try Command.run(
      ["sample", "team.sqlite", "--transcripts", "2", "--coders", "ada,ben", "--to", "more"],
      in: folder.path)
    #expect(result.status == 2)
    #expect(result.error.contains("all of them have finished every transcript: p1, p2"))
    #expect(!FileManager.default.fileExists(atPath: folder.path("more")))
  }
}
