import Foundation
import LeitmotifModel
import LeitmotifPlugin
import LeitmotifTesting
import Testing

@testable import ThemesReporter

/// The whole report in each of its formats, as it was recorded and looked at.
///
/// `LEITMOTIF_RECORD=1 swift test --filter FormatTests` records anew.
struct FormatTests {
  /// Every kind of table but the figure, which Graphviz lays out in its own way on each machine.
  static let everything = """
    title: "What stands in the way: <everything> & 100 % of it"
    formats: [html, text, markdown, latex, csv, xlsx]
    tables:
      - {title: Table 1. Limitations, kind: circles, codes: "limitation.*", attribute: improves,
         value: "yes", marked: expected to improve, memos: true,
         quote: {limitation.reliability: [{quote: 2dd2f92625850cf4, text: "[Agents] make mistakes [...] that will pass."}],
                 limitation.novelty: [0000000000000000]}}
      - {title: Table 2. Evaluations, kind: split, codes: "evaluation.*", attribute: stance, by: task}
      - {kind: list}
      - {kind: linked, codes: ["limitation.*", "work.*"], with: ["work.*"]}
      - {kind: exclusive, codes: "evaluation.*"}
      - {kind: attributes, codes: [limitation, work], attribute: sector}
      - {kind: questions, codes: ["limitation.*", work],
         questions: [{name: in the way, match: [stands in the way]}, {name: you, match: ["and for y*"]}]}
      - {kind: cooccurrence, codes: "work.*", within: turn}
      - {kind: frequency, codes: ["limitation.*", work]}
      - {kind: frequency, codes: work, over: time}
      - {kind: hierarchy}
      - {kind: saturation, saturation: {base: 1, run: 1, threshold: 20, permutations: 50}}
      - {kind: timeline, codes: "work.*"}
      - {kind: methods}
      - {kind: changes}
    """

  static var study: MemoryStudy {
    var study = Sample.study
    // Somebody noted something, and the run before knew less.
    study.codings[5].memo = "irony? {100%} <b>"
    study.finals = study.finals.map { final in
      var final = final
      if final.coding.code == "limitation.novelty" { final.coding.memo = "irony? {100%} <b>" }
      return final
    }
    study.coverage = study.coders.flatMap { coder in
      ["p1", "p2"].map { Coverage(coder: coder.id, transcript: $0) }
    }
    var earlier = Sample.study
    earlier.run.id = 1
    earlier.run.result = "01d"
    earlier.finals.removeAll { $0.coding.code == "limitation.novelty" }
    study.run.id = 2
    study.earlier = [earlier]
    return study
  }

  private static func report() throws -> Report {
    let reporter = try ThemesReporter(
      configuration: Sample.configuration(everything), setup: StageSetup(codebook: Sample.codebook))
    let context = StageContext { _ in
      [
        StatedAgreement(
          name: "Krippendorff’s alpha", value: 0.8149, interval: 0.7...0.9, reason: "",
          units: "20 sentences by 2 coders"),
        StatedAgreement(
          name: "plain agreement", value: nil, interval: nil, reason: "nobody differs", units: ""),
      ]
    }
    return try reporter.report(on: study, in: context)
  }

  @Test(arguments: [
    "report.html", "report.txt", "report.md", "report.tex", "themes.csv", "quotations.csv",
    "table-1.csv", "table-6.csv",
  ])
  func `a report is the one that was recorded`(name: String) throws {
    let file = try #require(try Self.report().files.first { $0.name == name })
    let golden = Golden("Tests/ThemesReporterTests/Golden/\(name)")
    #expect(try golden.difference(from: String(decoding: try file.bytes, as: UTF8.self)) == nil)
  }

  @Test func `a workbook has the cells that were recorded`() throws {
    let file = try #require(try Self.report().files.first { $0.name == "report.xlsx" })
    let folder = try TemporaryFolder()
    let path = try folder.write(Data(try file.bytes), to: "report.xlsx")
    let cells = try Self.cells(in: path)
    let golden = Golden("Tests/ThemesReporterTests/Golden/report.xlsx.txt")
    #expect(try golden.difference(from: cells) == nil)
  }

  /// The cells of every sheet of a workbook, a line each, as Python reads them.
  static func cells(in path: String) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "python3",
      Command.projectFolder.appending(path: "Tests/LeitmotifWorkbookTests/cells.py").path, path,
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let cells = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: cells, as: UTF8.self)
  }

  @Test func `there is a file of CSV for each table of cells`() throws {
    let names = try Self.report().files.map(\.name)
    // The methods are words alone.
    #expect(names.filter { $0.hasPrefix("table-") }.count == 14)
    #expect(!names.contains("table-14.csv"))
  }

  @Test func `equal studies have equal reports`() throws {
    var other = Self.study
    other.codings.reverse()
    other.finals.reverse()
    let reporter = try ThemesReporter(
      configuration: Sample.configuration(Self.everything), setup: StageSetup())
    let one = try reporter.report(on: Self.study, in: StageContext())
    let two = try reporter.report(on: other, in: StageContext())
    for (left, right) in zip(one.files, two.files) {
      #expect(try left.bytes == right.bytes, "\(left.name)")
    }
  }
}
