import Foundation
import LeitmotifTesting
import Testing

/// `leitmotif query`, `discover` and `export --rocrate` over the example study.
struct QueryCommandTests {
  private static func ranStudy() throws -> TemporaryFolder {
    let folder = try Study.copy()
    let run = try Command.run(["run", "Pipelines/airnd.yaml", "--json"], in: folder.path)
    try #require(run.status == 0, "\(run.error)")
    return folder
  }

  private static let store = "Pipelines/airnd.sqlite"

  @Test func `views, checks and reports count the same participants`() throws {
    let folder = try Self.ranStudy()
    let asked = try Study.object(
      Command.run(["query", Self.store, "themes", "--json"], in: folder.path).output)
    let rows = try #require(asked["rows"] as? [[Any]])
    let report = try Study.object(
      Command.run(["report", Self.store, "--json"], in: folder.path).output)
    let themes = try #require(report["themes"] as? [[String: Any]])
    #expect(rows.count == themes.count)
    for (row, theme) in zip(rows, themes) {
      #expect(row[0] as? String == theme["code"] as? String)
      #expect(row[2] as? Int == theme["k"] as? Int)
    }
    // Who raised a code below it raised it.
    let counts = Dictionary(rows.map { ("\($0[0])", $0[2] as? Int ?? -1) }) { first, _ in first }
    for (query, code, k) in [("presence", 1, 2), ("by-attribute", 0, 2)] {
      let answer = try Study.object(
        Command.run(
          ["query", Self.store, query, "--json"]
            + (query == "presence" ? [] : ["--attribute", "sector"]), in: folder.path
        ).output)
      var sums: [String: Int] = [:]
      for row in try #require(answer["rows"] as? [[Any]]) {
        sums["\(row[code])", default: 0] += row[k] as? Int ?? 0
      }
      #expect(sums.filter { $0.value > 0 } == counts.filter { $0.value > 0 })
    }
  }

  @Test func `a saved query asks for what it needs, and prints CSV`() throws {
    let folder = try Self.ranStudy()
    let missing = try Command.run(["query", Self.store, "holders"], in: folder.path)
    #expect(missing.status == 64)
    #expect(missing.error.contains("[missing-query-value]"))
    let holders = try Command.run(
      ["query", Self.store, "holders", "--code", "limitation.novelty", "--csv"], in: folder.path)
    #expect(holders.output == "participant,codings\nP1,2\nP4,2\nP6,2\n")
    // An empty answer to a slip of the pen would look like a finding.
    for (query, option, slip) in [
      ("holders", "code", "limitation.novelt"), ("participant", "participant", "p1"),
      ("transcript", "transcript", "p01"), ("by-attribute", "attribute", "sektor"),
    ] {
      let refused = try Command.run(
        ["query", Self.store, query, "--\(option)", slip], in: folder.path)
      #expect(refused.status == 2)
      #expect(refused.error.contains("[unknown-query-value]"))
      #expect(refused.error.contains("did you mean"))
    }
    let unknown = try Command.run(["query", Self.store, "holder"], in: folder.path)
    #expect(unknown.error.contains("did you mean 'holders'?"))
    #expect(unknown.status == 64)
    let shown = try Command.run(
      ["query", Self.store, "queue", "--show", "--json"], in: folder.path)
    #expect(try Study.object(shown.output)["name"] as? String == "queue")
    // 29 accepted, 11 rejected, 2 added, one put off and a note.
    let decisions = try Study.object(
      Command.run(["query", Self.store, "decisions", "--json"], in: folder.path).output)
    #expect((decisions["rows"] as? [[Any]])?.count == 44)
    let list = try Command.run(["query", Self.store], in: folder.path)
    #expect(list.output.contains("people-only"))
  }

  @Test func `SQL of one's own reads and nothing else`() throws {
    let folder = try Self.ranStudy()
    let before = try Data(contentsOf: URL(filePath: folder.path(Self.store)))
    let refused = try Command.run(
      ["query", Self.store, "--sql", "DELETE FROM coding"], in: folder.path)
    #expect(refused.status == 2)
    #expect(refused.error.contains("[query-refused]"))
    let read = try Command.run(
      ["query", Self.store, "--sql", "SELECT count(*) AS n FROM participants"], in: folder.path)
    #expect(read.output == "n\n8\n")
    #expect(try Data(contentsOf: URL(filePath: folder.path(Self.store))) == before)
  }

  @Test func `discoveries are named with rules and quotations`() throws {
    let folder = try Self.ranStudy()
    let found = try Command.run(
      ["discover", Self.store, "--code", "limitation.*", "--json"], in: folder.path)
    #expect(found.status == 0, "\(found.error)")
    let object = try Study.object(found.output)
    #expect((object["codes"] as? [[String: Any]])?.isEmpty == false)
    let text = try Command.run(["discover", Self.store, "--code", "limitation.*"], in: folder.path)
    #expect(text.output.contains("- any: ["))
    let wrong = try Command.run(["discover", Self.store, "--code", "limits"], in: folder.path)
    #expect(wrong.error.contains("[unknown-code]"))
  }

  @Test func `a crate has what its profiles ask for, and no word of an interview`() throws {
    let folder = try Self.ranStudy()
    let made = try Command.run(
      ["export", Self.store, "--rocrate", "crate", "--license", "CC-BY-4.0"], in: folder.path)
    #expect(made.status == 0, "\(made.error)")
    let crate = try Study.object(try folder.read("crate/ro-crate-metadata.json"))
    #expect(crate["@context"] as? String == "https://w3id.org/ro/crate/1.1/context")
    let graph = try #require(crate["@graph"] as? [[String: Any]])
    #expect(try CrateProfile(graph: graph).complaints(inFolder: folder.path("crate")) == [])
    let interview = try folder.read("Corpus/airnd/interviews/p1.txt")
    let sentence = try #require(interview.split(separator: ".").dropFirst(3).first)
    for file in ["ro-crate-metadata.json", "themes.csv", "pipeline.json"] {
      #expect(try !folder.read("crate/\(file)").contains(sentence))
    }
    let again = try Command.run(["export", Self.store, "--rocrate", "crate"], in: folder.path)
    #expect(again.status == 2)
    #expect(again.error.contains("[crate-folder-taken]"))
  }
}

/// What Workflow Run Crate 0.5, Workflow RO-Crate 1.0 and RO-Crate 1.1 require of a crate.
private struct CrateProfile {
  let graph: [[String: Any]]

  private func entity(_ id: String) -> [String: Any]? { graph.first { $0["@id"] as? String == id } }

  private func references(_ value: Any?) -> [String] {
    if let one = value as? [String: Any] { return [one["@id"] as? String].compactMap { $0 } }
    return (value as? [[String: Any]] ?? []).compactMap { $0["@id"] as? String }
  }

  private func types(_ entity: [String: Any]) -> [String] {
    (entity["@type"] as? String).map { [$0] } ?? entity["@type"] as? [String] ?? []
  }

  func complaints(inFolder folder: String) throws -> [String] {
    var complaints: [String] = []
    func require(_ isMet: Bool, _ what: String) { if !isMet { complaints.append(what) } }
    let descriptor = try #require(entity("ro-crate-metadata.json"))
    let root = try #require(entity("./"))
    require(references(descriptor["about"]) == ["./"], "the descriptor is about the root")
    require(
      references(descriptor["conformsTo"]).contains("https://w3id.org/ro/crate/1.1"), "RO-Crate 1.1"
    )
    for field in ["name", "description", "datePublished", "license"] {
      require(root[field] as? String != nil, "the root has a \(field)")
    }
    for profile in [
      "https://w3id.org/ro/wfrun/process/0.5", "https://w3id.org/ro/wfrun/workflow/0.5",
      "https://w3id.org/workflowhub/workflow-ro-crate/1.0",
    ] {
      require(references(root["conformsTo"]).contains(profile), "the root conforms to \(profile)")
      require(entity(profile).map(types) == ["CreativeWork"], "\(profile) is described")
    }
    let main = try #require(references(root["mainEntity"]).first.flatMap(entity))
    for type in ["File", "SoftwareSourceCode", "ComputationalWorkflow"] {
      require(types(main).contains(type), "the workflow is a \(type)")
    }
    require(
      references(main["programmingLanguage"]).first.flatMap(entity).map(types)
        == ["ComputerLanguage"], "the workflow has a language")
    let actions = graph.filter { types($0) == ["CreateAction"] }
    require(actions.count == 1, "there is one run")
    let action = try #require(actions.first)
    require(
      references(action["instrument"]) == references(root["mainEntity"]), "the run ran the workflow"
    )
    require(
      references(root["mentions"]) == [action["@id"] as? String], "the root mentions the run")
    for field in ["startTime", "endTime"] {
      let time = action[field] as? String ?? ""
      require(
        time.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/) != nil, "the run has a \(field)")
    }
    require(!references(action["object"]).isEmpty, "the run has inputs")
    require(!references(action["result"]).isEmpty, "the run has results")
    for part in references(root["hasPart"]) {
      require(FileManager.default.fileExists(atPath: "\(folder)/\(part)"), "\(part) is there")
    }
    // Whatever is pointed to inside the crate is described in it, once.
    let ids = graph.compactMap { $0["@id"] as? String }
    require(Set(ids).count == ids.count, "each entity is described once")
    for entity in graph {
      for reference in entity.values.flatMap(references) where !reference.hasPrefix("http") {
        require(ids.contains(reference), "\(reference) is described")
      }
    }
    return complaints
  }
}
