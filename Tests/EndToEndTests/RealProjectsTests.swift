import Foundation
import LeitmotifTesting
import Testing

/// Real projects beside a founder's checkout (`make check-real`): every coding is placed by its words.
struct RealDataProjectsTests {
  static let folder = ProcessInfo.processInfo.environment["LEITMOTIF_REAL_DATA"]

  struct Expectation: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let file: String
    let places: Int
    let codings: Int
  }

  static let projects = [
    Expectation(
      testDescription: "Taguette",
      file: "4-qda-projects/navarral+swj2022-usability-paper/SERDIF_P2_ThematicAnalysis.sqlite3",
      places: 1794, codings: 1931),
    Expectation(
      testDescription: "REFI-QDA", file: "4-qda-projects/cproctor+qualitative-coding/demo.qdpx",
      places: 158, codings: 205),
    Expectation(
      testDescription: "Label Studio 1",
      file: "5-multicoder/javierosorio+LEOKA_ML/LEOKA_team_1.json",
      places: 0, codings: 4966),
    Expectation(
      testDescription: "Label Studio 3",
      file: "5-multicoder/javierosorio+LEOKA_ML/LEOKA_team_3.json",
      places: 0, codings: 5176),
    Expectation(
      testDescription: "Label Studio 6",
      file: "5-multicoder/javierosorio+LEOKA_ML/LEOKA_team_6.json",
      places: 0, codings: 4197),
    Expectation(
      testDescription: "Label Studio 8",
      file: "5-multicoder/javierosorio+LEOKA_ML/LEOKA_team_8.json",
      places: 0, codings: 4781),
  ]

  @Test(.enabled(if: folder != nil), arguments: projects)
  func `every coding of a real project is verified`(project: Expectation) throws {
    let root = try #require(Self.folder)
    let result = try Command.run(["doctor", "\(root)/\(project.file)", "--json"], in: root)
    #expect(result.status == 0, "\(result.error)")
    let report = try #require(try Study.object(result.output)["report"] as? [String: Any])
    #expect(report["verified"] as? Int == project.codings)
    #expect(report["codings"] as? Int == project.codings)
    #expect(report["places"] as? Int == report["placesFound"] as? Int)
    if project.places > 0 { #expect(report["placesFound"] as? Int == project.places) }
  }
}
