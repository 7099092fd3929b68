import Foundation
import LeitmotifTesting
import Testing

/// `leitmotif agree STORE` over the example study.
struct AgreeStoreTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try Study.copy()
    _ = try Command.run(["run", "Pipelines/airnd.yaml", "--json"], in: folder.path)
  }

  private func agree(_ arguments: String...) throws -> Command.Result {
    try Command.run(["agree", "Pipelines/airnd.sqlite"] + arguments, in: folder.path)
  }

  /// The pooled results of each comparison by its coders.
  private func pooled(_ output: String) throws -> [[String]: [[String: Any]]] {
    let object = try Study.object(output)
    var result: [[String]: [[String: Any]]] = [:]
    for comparison in try #require(object["comparisons"] as? [[String: Any]]) {
      let coders = try #require(comparison["coders"] as? [String])
      let pooled = try #require(comparison["pooled"] as? [String: Any])
      result[coders] = pooled["results"] as? [[String: Any]]
    }
    return result
  }

  @Test func `coders' reliability is a table that a weighted vote reads`() throws {
    let result = try agree("--reliability-out", "Pipelines/reliability.csv", "--json")
    #expect(result.error == "")
    let file = folder.path + "/Pipelines/airnd.yaml"
    let pipeline = try String(contentsOfFile: file, encoding: .utf8)
    let settings =
      "settings: {reliability: reliability.csv, policy: [{when: weighted, probability: 0.9}, {when: otherwise, queue: true}]}"
    let merged = pipeline.replacing(
      /- merge: adjudicate\n    settings:\n(      .*\n)+/,
      with: "- merge: adjudicate\n    \(settings)\n")
    #expect(merged != pipeline)
    try folder.write(merged, to: "Pipelines/weighted.yaml")
    let run = try Command.run(["run", "Pipelines/weighted.yaml", "--json"], in: folder.path)
    #expect(run.error == "")
    #expect(run.status == 0)
  }

  @Test func `disagreements that the merge settled are put before a reviewer`() throws {
    func waiting() throws -> Int {
      let table = try Command.run(
        ["review", "export", "Pipelines/airnd.sqlite"], in: folder.path)
      #expect(table.error == "")
      return table.output.split(separator: "\n").count
    }
    let before = try waiting()
    let ask = ["--disagreements", "--queue", "Corpus/airnd/decisions.jsonl", "--json"]
    let asked = try Command.run(["agree", "Pipelines/airnd.sqlite"] + ask, in: folder.path)
    #expect(asked.status == 0)
    let again = try Command.run(["agree", "Pipelines/airnd.sqlite"] + ask, in: folder.path)
    #expect(again.error.contains("are asked about 0 more places"))
    let run = try Command.run(["run", "Pipelines/airnd.yaml", "--json"], in: folder.path)
    #expect(run.status == 0)
    #expect(try waiting() > before)
  }

  @Test func `lists where coders differ over participants`() throws {
    let result = try agree(
      "--disagreements", "--unit", "participant", "--coders", "ada,machine", "--json")
    #expect(result.error == "")
    let listed = try #require(Study.object(result.output)["disagreements"] as? [[String: Any]])
    #expect(!listed.isEmpty)
    #expect(listed.allSatisfy { $0["participant"] is String })
  }

  @Test(arguments: ["sentence", "turn", "transcript", "participant"])
  func `the same numbers come from the exported table`(unit: String) throws {
    let coefficients = ["krippendorff-alpha", "gwet-ac1", "percent-agreement", "fleiss-kappa"]
    let asked = coefficients.flatMap { ["--coefficient", $0] } + ["--json"]
    let result = try Command.run(
      ["agree", "Pipelines/airnd.sqlite", "--unit", unit, "--ratings-out", "ratings.csv"] + asked,
      in: folder.path)
    #expect(result.error == "")
    let all = try pooled(result.output)
    #expect(all.count == 7)
    for (coders, results) in all {
      let table = try Command.run(
        [
          "agree", "--ratings", "ratings.csv", "--coders", coders.joined(separator: ","),
          "--categories", "not coded,coded",
        ] + asked, in: folder.path)
      let lines = table.output.split(separator: "\n")
      #expect(lines.count == results.count)
      for (line, result) in zip(lines, results) {
        let other = try Study.object(String(line))
        for field in ["coefficient", "units", "pairable", "uses"] {
          #expect("\(other[field] ?? "")" == "\(result[field] ?? "")", "\(coders) \(field)")
        }
        for field in ["value", "se", "observed", "expected"] {
          let (a, b) = (other[field] as? Double, result[field] as? Double)
          #expect((a == nil) == (b == nil))
          if let a, let b { #expect(abs(a - b) < 1e-12, "\(coders) \(field)") }
        }
      }
    }
  }

  @Test func `characters are counted one by one`() throws {
    let result = try Command.run(
      [
        "agree", "Pipelines/airnd.sqlite", "--unit", "code-point", "--codes", "planning",
        "--coders",
        "ada,ben", "--coefficient", "cohen-kappa", "--json", "--ratings-out", "ratings.csv",
      ], in: folder.path)
    let value = try pooled(result.output)[["ada", "ben"]]?[0]["value"] as? Double
    let table = try Command.run(
      ["agree", "--ratings", "ratings.csv", "--coefficient", "cohen-kappa", "--json"],
      in: folder.path)
    let other = try Study.object(table.output)["value"] as? Double
    let (a, b) = (try #require(value), try #require(other))
    #expect(abs(a - b) < 1e-12)
    #expect(a > 0.5)
  }

  @Test func `a researcher reads what the numbers rest on`() throws {
    let result = try agree("--coders", "ada,machine", "--codes", "limitation.*", "--rules")
    #expect(result.error == "")
    #expect(
      result.output.hasPrefix(
        """
        How far coders agree: run 1, codebook airnd 1
        A rating is about one sentence of a participant and one code, which is coded or not coded.

        coder    who               transcripts finished  codings  codes looked for
        ada      a person                             5
        """))
    for words in [
      "All codes together (5 codes)", "limitation.reliability", "Rules against people",
      "alpha is krippendorff-alpha", "Left out:", "the store keeps no dates",
    ] {
      #expect(result.output.contains(words), "\(words)")
    }
  }

  @Test func `runs and versions of the codebook stand side by side`() throws {
    let codebook = folder.path("Corpus/airnd/codebook.yaml")
    let text = try String(contentsOfFile: codebook, encoding: .utf8)
    try text.replacing("version: \"1\"", with: "version: \"2\"")
      .write(toFile: codebook, atomically: true, encoding: .utf8)
    _ = try Command.run(["run", "Pipelines/airnd.yaml"], in: folder.path)
    let result = try agree("--by", "codebook", "--coders", "ada,ben", "--json")
    let versions = try #require(try Study.object(result.output)["versions"] as? [[String: Any]])
    #expect(versions.map { $0["run"] as? Int } == [1, 2])
    #expect(
      versions.map { ($0["codebook"] as? [String: Any])?["version"] as? String } == ["1", "2"])
    #expect(try agree("--by", "run").output.contains("ada – ben"))
    #expect(
      try agree("--run", "1", "--coders", "ada,ben").output.contains("run 1, codebook airnd 1"))
  }

  @Test(arguments: [
    (["--coders", "ada"], "agreement is between two coders or more", 2),
    (["--coders", "ada,nobody"], "the study has no coder 'nobody'", 2),
    (["--codes", "nothing.*"], "no code fits", 2),
    (["--run", "7"], "7", 2),
    (["--coefficient", "gamma"], "'gamma' cannot be worked out from a study", 64),
    (["--length", "7"], "--length is for tables", 64),
    (["--over", "transcripts"], "--over transcripts is for --interval bootstrap", 64),
  ])
  func `what cannot be answered is said`(arguments: [String], words: String, status: Int32) throws {
    let result = try Command.run(["agree", "Pipelines/airnd.sqlite"] + arguments, in: folder.path)
    #expect(result.error.contains(words), "\(result.error)")
    #expect(result.status == status)
  }
}

extension AgreeStoreTests {
  @Test func `disagreements are printed, and written as table and page`() throws {
    let table = try agree("--coders", "ada,ben", "--disagreements", "--to", "d.csv")
    #expect(table.error == "")
    #expect(table.output.hasPrefix("ada – ben: "))
    #expect(table.output.contains("Who uses which code where another uses another"))
    #expect(
      try folder.read("d.csv").hasPrefix(
        "order,alpha would rise by,transcript,start,end,code,ada,ben,"))
    let page = try agree("--disagreements", "--to", "d.html", "--json")
    let object = try Study.object(page.output)
    let places = try #require(object["disagreements"] as? [[String: Any]])
    #expect(try folder.read("d.csv").split(separator: "\n").count == places.count + 1)
    #expect(try folder.read("d.html").contains("<h1>Where ada – ben differ</h1>"))
  }

  @Test func `the page has both pictures`() throws {
    #expect(try agree("--to", "agreement.html").status == 0)
    let page = try folder.read("agreement.html")
    #expect(page.contains("<svg class=\"heat\""))
    #expect(page.contains("<svg class=\"forest\""))
    #expect(page.contains("workflow.hypothesis.ideation"))
  }
}

extension AgreeStoreTests {
  @Test func `a sample is drawn, coded and compared`() throws {
    let draw = [
      "sample", "Pipelines/airnd.sqlite", "--turns", "6", "--by", "sector", "--coders", "cleo,dan",
      "--to", "double",
    ]
    let drawn = try Command.run(draw + ["--json"], in: folder.path)
    #expect(drawn.error == "")
    #expect(try Study.object(drawn.output)["drawn"] as? Int == 6)
    for (coder, code) in [("cleo", "planning;{}"), ("dan", "planning")] {
      let sheet = try folder.read("double/\(coder).csv")
      #expect(sheet.split(separator: "\n").first?.hasSuffix(",text,\(coder)") == true)
      let codes = code.split(separator: ";")
      var row = 0
      let filled = sheet.split(separator: "\n", omittingEmptySubsequences: false).map { line in
        // A row ends with the empty cell; words may have several lines.
        guard line.hasSuffix(",") else { return String(line) }
        row += 1
        return line + String(codes[row % codes.count])
      }
      #expect(row == 6)
      try folder.write(filled.joined(separator: "\n"), to: "double/\(coder).csv")
    }
    let agreed = try Command.run(
      [
        "agree", "--ratings", "double/cleo.csv", "--ratings", "double/dan.csv", "--coders",
        "cleo,dan", "--coefficient", "percent-agreement", "--json",
      ], in: folder.path)
    #expect(agreed.error == "")
    #expect(try Study.object(agreed.output)["value"] as? Double == 0.5)
    let again = try Command.run(draw, in: folder.path)
    #expect(again.status == 2)
    #expect(again.error.contains("double/dan.csv: error: the file is there already"))
  }

  @Test func `a plan is made from figures, or from what the study's coders did`() throws {
    let plan = try Command.run(
      ["agree", "--plan", "--prevalence", "0.3", "--expected", "0.8", "--json"], in: folder.path)
    let codes = try #require(try Study.object(plan.output)["codes"] as? [[String: Any]])
    #expect(codes.map { $0["units"] as? Int } == [167])
    let ofStudy = try agree("--plan", "--coders", "ada,ben", "--codes", "planning", "--json")
    let own = try #require(try Study.object(ofStudy.output)["codes"] as? [[String: Any]])
    #expect(own.map { $0["code"] as? String } == ["planning", "all codes together"])
    #expect(try Command.run(["agree", "--plan"], in: folder.path).status == 64)
  }
}
