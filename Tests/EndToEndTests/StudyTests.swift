import Foundation
import LeitmotifModel
import LeitmotifStore
import LeitmotifTesting
import Testing

/// The example study: what `make demo` shows.
struct StudyTests {
  /// One theme, or one value of an attribute of a theme.
  private struct Theme: Hashable, Comparable {
    var code: String
    var attribute = ""
    var value = ""

    static func < (lhs: Theme, rhs: Theme) -> Bool {
      (lhs.code, lhs.attribute, lhs.value) < (rhs.code, rhs.attribute, rhs.value)
    }
  }

  /// Who holds which theme, as the interviews were written.
  private static func truth() throws -> [Theme: Set<String>] {
    let url = Command.projectFolder.appending(path: "Corpus/airnd/expected/truth.csv")
    var truth: [Theme: Set<String>] = [:]
    let lines = String(decoding: try Data(contentsOf: url), as: UTF8.self).split(separator: "\n")
    for line in lines.dropFirst() {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      truth[Theme(code: cells[0], attribute: cells[1], value: cells[2]), default: []]
        .insert(cells[3])
    }
    return truth
  }

  /// A study that was run, with its reader.
  private static func finishedRun() throws -> (folder: TemporaryFolder, reader: StoreReader) {
    let folder = try Study.copy()
    let run = try Command.run(["run", "Pipelines/airnd.yaml", "--json"], in: folder.path)
    try #require(run.status == 0, "\(run.error)")
    let store = try Store(at: folder.path("Pipelines/airnd.sqlite"), access: .read)
    return (folder, try store.reader())
  }

  @Test func `the result and every row are the same in two folders and with one job or two`() throws
  {
    let tables = ["coder", "code", "rule", "coding", "final_coding", "queue_item", "coverage"]
    let results = try ["1", "2"].map { jobs in
      let folder = try Study.copy()
      let run = try Command.run(
        ["run", "Pipelines/airnd.yaml", "--json", "--jobs", jobs], in: folder.path)
      #expect(run.status == 0)
      let rows = try tables.map { table in
        try Command.run(
          ["query", "Pipelines/airnd.sqlite", "--sql", "SELECT * FROM \(table)", "--json"],
          in: folder.path
        ).output
      }
      return (result: try Study.object(run.output)["result"] as? String, rows: rows)
    }
    #expect(results[0].result != nil)
    #expect(results[0].result == results[1].result)
    #expect(results[0].rows == results[1].rows)
    #expect(results[0].rows.allSatisfy { $0.contains("\"rows\":[") })
  }

  @Test func `the run gives what the lock file beside the pipeline says`() throws {
    let folder = try Study.copy()
    _ = try Command.run(["run", "Pipelines/airnd.yaml"], in: folder.path)
    let lock = try folder.read("Pipelines/airnd.lock")
    #expect(try Golden("Pipelines/airnd.lock").difference(from: lock) == nil)
    let locked = try Command.run(["run", "Pipelines/airnd.yaml", "--locked"], in: folder.path)
    #expect(locked.status == 0)
  }

  @Test func `every theme has the participants that the study found`() throws {
    let folder = try Study.copy()
    _ = try Command.run(["run", "Pipelines/airnd.yaml"], in: folder.path)
    let report = try Study.object(
      Command.run(["report", "Pipelines/airnd.sqlite", "--json"], in: folder.path).output)
    #expect((report["participants"] as? [String])?.count == 8)
    let themes = try #require(report["themes"] as? [[String: Any]])
    var found: [Theme: Int] = [:]
    var people: [Theme: Set<String>] = [:]
    for theme in themes {
      let code = try #require(theme["code"] as? String)
      found[Theme(code: code)] = theme["k"] as? Int
      people[Theme(code: code)] = Set(try #require(theme["participants"] as? [String]))
      for (attribute, values) in theme["attributes"] as? [String: [String: Int]] ?? [:] {
        for (value, count) in values {
          found[Theme(code: code, attribute: attribute, value: value)] = count
        }
      }
    }
    for (theme, holders) in try Self.truth().sorted(by: { $0.key < $1.key }) {
      #expect(found[theme] == holders.count, "\(theme)")
      if theme.attribute.isEmpty { #expect(people[theme] == holders, "\(theme)") }
    }
  }

  @Test func `decisions make at most 15 of 100 final codings`() throws {
    let (_, reader) = try Self.finishedRun()
    var all = 0
    var decided = 0
    try reader.forEachFinalCoding { final in
      all += 1
      if final.origin == .decision { decided += 1 }
    }
    #expect(all > 200)
    #expect(decided * 100 <= all * 15, "\(decided) of \(all)")
  }

  /// How near the machine coders come by themselves, printed for whoever reads the test's output.
  @Test func `the machine alone is compared with the truth, theme by theme`() throws {
    let (_, reader) = try Self.finishedRun()
    let machines = Set(try reader.coders.filter { $0.kind == .machine }.map(\.id))
    var found: [String: Set<String>] = [:]
    try reader.forEachCoding { coding in
      guard machines.contains(coding.coder),
        let transcript = try reader.transcript(coding.transcript)?.transcript,
        let turn = transcript.turn(at: coding.span.start),
        let participant = transcript.speaker(of: transcript.turns[turn])?.participant?.rawValue
      else { return }
      var code = coding.code.rawValue
      while true {
        found[code, default: []].insert(participant)
        guard let dot = code.lastIndex(of: ".") else { break }
        code = String(code[..<dot])
      }
    }
    var lines = ["Machine coders alone against the truth (participants): precision recall code"]
    var hits = 0
    var proposed = 0
    var held = 0
    for (theme, holders) in try Self.truth().sorted(by: { $0.key < $1.key })
    where theme.attribute.isEmpty {
      let machine = found[theme.code] ?? []
      let both = machine.intersection(holders).count
      hits += both
      proposed += machine.count
      held += holders.count
      let precision = machine.isEmpty ? "-" : "\(both)/\(machine.count)"
      lines.append("\(precision)  \(both)/\(holders.count)  \(theme.code)")
    }
    lines.append("\(hits)/\(proposed)  \(hits)/\(held)  all")
    print(lines.joined(separator: "\n"))
    #expect(hits > 0)
    #expect(proposed <= 8 * lines.count)
  }

  @Test func `the tables on the terminal are the ones that were recorded`() throws {
    let folder = try Study.copy()
    let run = try Command.run(["run", "Pipelines/airnd.yaml"], in: folder.path)
    #expect(run.status == 0)
    #expect(try Golden("Corpus/airnd/expected/report.txt").difference(from: run.output) == nil)
  }

  @Test func `a replay gives the same result`() throws {
    let (folder, _) = try Self.finishedRun()
    let verify = try Command.run(
      ["verify", "Pipelines/airnd.yaml", "--replay", "--json"], in: folder.path)
    #expect(verify.status == 0, "\(verify.output)\(verify.error)")
    #expect(try Study.object(verify.output)["verified"] as? Bool == true)
  }

  @Test func `every quotation of the report leads to its explanation`() throws {
    let (folder, _) = try Self.finishedRun()
    let report = try Study.object(
      Command.run(["report", "Pipelines/airnd.sqlite", "--json"], in: folder.path).output)
    for theme in try #require(report["themes"] as? [[String: Any]]) {
      for quotation in (theme["quotations"] as? [[String: Any]] ?? []).prefix(1) {
        let id = try #require(quotation["coding"] as? String)
        let explained = try Command.run(["explain", "Pipelines/airnd.sqlite", id], in: folder.path)
        #expect(explained.status == 0, "\(id)")
        #expect(explained.output.contains(theme["code"] as? String ?? "?"))
      }
    }
  }
}
